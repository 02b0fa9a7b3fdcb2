"""The customer's own orders, items, consignments and payouts, to choose from in a form."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consignment.dossier import (
    ConsignmentView,
    Dossier,
    ItemView,
    OrderView,
    PayoutView,
    Shown,
)
from tickets.triage.models import FieldKind

View = TypeVar("View")


class Own(NamedTuple):
    """One thing: its number (the answer), its title, and what else tells it from others."""

    number: str
    title: str
    more: str

    @property
    def as_card(self) -> tuple[str, SafeString]:
        hint = format_html('{}<span class="choice__hint">{}</span>', self.title, self.more)
        return self.number, hint

    @property
    def as_line(self) -> tuple[str, str]:
        return self.number, f"{self.title} · {self.more}"


Choosable = Mapping[str, Shown[Own]]


def choosable(dossier: Dossier) -> Choosable:
    """Return what the customer can choose from, by kind of question, the newest first."""
    return {
        FieldKind.ORDER: _shown(dossier.orders, _order),
        FieldKind.ITEM: _shown(dossier.items, _item),
        FieldKind.CONSIGNMENT: _shown(dossier.consignments, _consignment),
        FieldKind.PAYOUT: _shown(dossier.payouts, _payout),
    }


def _shown(things: Shown[View], own: Callable[[View], Own]) -> Shown[Own]:
    return Shown(newest=tuple(own(thing) for thing in things.newest), total=things.total)


def _order(order: OrderView) -> Own:
    title = ", ".join(line.title for line in order.lines)
    words = [order.number, str(order.state_words), *([_("late")] if order.late else [])]
    return Own(order.number, Truncator(title or order.number).chars(80), " · ".join(words))


def _item(item: ItemView) -> Own:
    return Own(item.number, item.title, f"{item.number} · {item.state_words} · {item.price}")


def _consignment(consignment: ConsignmentView) -> Own:
    items = ngettext("%(count)d item", "%(count)d items", consignment.items)
    return Own(consignment.number, consignment.number, items % {"count": consignment.items})


def _payout(payout: PayoutView) -> Own:
    state = _("On hold") if payout.held else payout.state_words
    return Own(payout.number, payout.item_title, f"{payout.number} · {state} · {payout.amount}")
