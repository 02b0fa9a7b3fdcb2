"""What of the trade a ticket is about: as it was at filing, and as it is now."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from djmoney.money import Money

from consignment import dossier
from consignment.models import Order, Payout, Shipment
from consignment.models.goods import ItemState
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink
from tickets.words import when

JSON = dict[str, Any]
Row = tuple[str, str]
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it was at filing and what it is now, in words."""

    label: str
    then: str
    now: str

    @property
    def changed(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class Linked:
    """One thing that the ticket is about. ``url`` is its page in the admin."""

    kind: str
    number: str
    title: str
    url: str
    filed_at: dt.datetime
    facts: tuple[Fact, ...]

    @property
    def changes(self) -> int:
        return sum(fact.changed for fact in self.facts)


def linked_to(ticket: Ticket, *, at: dt.datetime) -> list[Linked]:
    """Return what ``ticket`` is about, read ``at``: one query, two more for an order and one more
    for a consignment.
    """
    links = TicketLink.objects.filter(ticket=ticket).order_by("id")
    things = ("item", "order", "consignment", "payout__item")
    return [_linked(link, at) for link in links.select_related(*things)]


def _linked(link: TicketLink, at: dt.datetime) -> Linked:
    kind = ThingKind(link.kind)
    present = dossier.snapshot(link.thing, at=at)
    then, now = dict(ROWS[kind](link.snapshot, at)), dict(ROWS[kind](present, at))
    return Linked(
        kind=str(kind.label),
        number=present["number"],
        title=present.get("title", ""),
        url=reverse(f"admin:consignment_{kind.value}_change", args=[link.thing.pk]),
        filed_at=link.snapshot_at,
        facts=tuple(
            Fact(label, then.get(label, NOTHING), now.get(label, NOTHING))
            for label in {**now, **then}
        ),
    )


def _item_rows(data: JSON, at: dt.datetime) -> Iterator[Row]:
    yield _("State"), _word(ItemState, data["state"])
    yield _("Price"), _money(data["price"])


def _order_rows(data: JSON, at: dt.datetime) -> Iterator[Row]:
    yield _("State"), _word(Order.State, data["state"])
    yield _("Total"), _money(data["total"])
    yield _("Paid"), _time(data["paid_at"], at)
    ship_by = _time(data["ship_by"], at)
    late = _("%(day)s, not kept") % {"day": ship_by}
    yield _("To ship by"), late if data["ships_late"] else ship_by
    yield _("Return until"), _time(data["return_until"], at)
    for parcel in data["shipments"]:
        name = parcel["tracking_number"] or parcel["courier"] or parcel["id"][-4:]
        state = _word(Shipment.State, parcel["state"])
        late = _("%(state)s, late") % {"state": state}
        yield _("Parcel %(name)s") % {"name": name}, late if parcel["late"] else state
        if parcel["promised_at"]:
            yield (
                _("Delivery promised, %(name)s") % {"name": name},
                _time(parcel["promised_at"], at),
            )
    for line in data["lines"]:
        yield line["item"], f"{line['title']} · {_money(line['price'])}"


def _consignment_rows(data: JSON, at: dt.datetime) -> Iterator[Row]:
    yield _("Received"), _time(data["received_at"], at)
    yield _("Commission"), f"{data['commission_percent']} %"
    for item in data["items"]:
        yield item["number"], f"{item['title']} · {_word(ItemState, item['state'])}"


def _payout_rows(data: JSON, at: dt.datetime) -> Iterator[Row]:
    yield _("State"), _word(Payout.State, data["state"])
    yield _("Amount"), _money(data["amount"])
    yield _("Due"), _day(data["due_on"])
    yield _("Paid"), _time(data["paid_at"], at)
    yield _("Held since"), _time(data["held_at"], at)
    yield _("Item"), data["item"]


ROWS: dict[ThingKind, Callable[[JSON, dt.datetime], Iterator[Row]]] = {
    ThingKind.ITEM: _item_rows,
    ThingKind.ORDER: _order_rows,
    ThingKind.CONSIGNMENT: _consignment_rows,
    ThingKind.PAYOUT: _payout_rows,
}


def _word(choices: type[TextChoices], value: str) -> str:
    """Return the label of ``value``; a snapshot may be older than the choices of today."""
    return str(dict(choices.choices).get(value, value))


def _money(data: JSON) -> str:
    return str(Money(data["amount"], data["currency"]))


def _time(text: str | None, at: dt.datetime) -> str:
    moment = parse_datetime(text) if text else None
    return when(moment, now=at) if moment else NOTHING


def _day(text: str | None) -> str:
    day = parse_date(text) if text else None
    return date_format(day, "DATE_FORMAT") if day else NOTHING
