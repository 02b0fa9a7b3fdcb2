"""What of the trade a ticket is about: as it was at filing, and as it is now."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from djmoney.money import Money

from consignment import dossier
from consignment.models import Order, Payout, Shipment
from consignment.models.goods import ItemState
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink
from tickets.words import date, when

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
class Parcel:
    """A shipment of a linked order, a thing of its own. ``is_new``: it was not there at filing."""

    name: str
    courier: str
    late: bool
    is_new: bool
    facts: tuple[Fact, ...]

    @property
    def changes(self) -> int:
        return sum(fact.changed for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Linked:
    """One thing that the ticket is about. ``url`` is its page in the admin."""

    kind: str
    number: str
    title: str
    url: str
    filed_at: dt.datetime
    facts: tuple[Fact, ...]
    parcels: tuple["Parcel", ...] = ()

    @property
    def changes(self) -> int:
        mine = sum(fact.changed for fact in self.facts)
        return mine + sum(parcel.is_new or parcel.changes > 0 for parcel in self.parcels)


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
    return Linked(
        kind=str(kind.label),
        number=present["number"],
        title=present.get("title", ""),
        url=reverse(f"admin:consignment_{kind.value}_change", args=[link.thing.pk]),
        filed_at=link.snapshot_at,
        facts=_facts(ROWS[kind](link.snapshot, at), ROWS[kind](present, at)),
        parcels=_parcels(link.snapshot, present, at),
    )


def _facts(then: Iterable[Row], now: Iterable[Row]) -> tuple[Fact, ...]:
    """Return each line as it was and as it is; what was not there, or is no more, is NOTHING."""
    before, after = dict(then), dict(now)
    return tuple(
        Fact(label, before.get(label, NOTHING), after.get(label, NOTHING))
        for label in {**after, **before}
    )


def _parcels(then: JSON, now: JSON, at: dt.datetime) -> tuple[Parcel, ...]:
    """Return the parcels of an order, those that have gone from it too; none for other things."""
    before = {parcel["id"]: parcel for parcel in then.get("shipments", ())}
    after = {parcel["id"]: parcel for parcel in now.get("shipments", ())}
    found = []
    for key, parcel in {**before, **after}.items():
        rows = [list(_parcel_rows(of[key], at)) if key in of else [] for of in (before, after)]
        is_new = key not in before
        if is_new:
            rows[0] = rows[1]
        found.append(
            Parcel(
                name=parcel["tracking_number"],
                courier=parcel["courier"],
                late=parcel["late"],
                is_new=is_new,
                facts=_facts(*rows),
            )
        )
    return tuple(found)


def _parcel_rows(parcel: JSON, at: dt.datetime) -> Iterator[Row]:
    state = _word(Shipment.State, parcel["state"])
    late = _("%(state)s, late") % {"state": state}
    yield _("State"), late if parcel["late"] else state
    yield _("Courier"), parcel["courier"] or NOTHING
    yield _("Tracking number"), parcel["tracking_number"] or NOTHING
    yield _("Shipped"), _time(parcel["shipped_at"], at)
    yield _("Delivery promised"), _time(parcel["promised_at"], at)
    yield _("Delivered"), _time(parcel["delivered_at"], at)


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
    yield _("Due"), _day(data["due_on"], at)
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


def _day(text: str | None, at: dt.datetime) -> str:
    day = parse_date(text) if text else None
    return date(day, now=at) if day else NOTHING
