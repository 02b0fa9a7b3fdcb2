"""The order, item, consignment or payout beside a conversation, as it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch

from django.utils.functional import Promise as LazyText
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from consignment import pictures
from consignment.models import Consignment, Item, Order, Payout
from consignment.models.goods import ItemState
from knowledge_base.templatetags.site import moment
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.links import KIND_OF
from tickets.lifecycle.links import Thing as Traded
from tickets.public import goods

Text = str | LazyText
Fact = tuple[str, object]
Facts = tuple[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a ticket is about; ``facts`` are pairs of a word and what it says.

    ``picture_url`` is one that the page may load; without one ``drawing`` stands for it.
    """

    kind: Text
    number: str
    title: str
    facts: tuple[Fact, ...]
    drawing: str
    picture_url: str


def shown(things: Iterable[Traded]) -> list[Thing]:
    """Return ``things`` for the page. They are read with what ``linked.own_things`` joins."""
    return [_shown(thing) for thing in things]


def _shown(thing: Traded) -> Thing:
    title, facts = _facts(thing)
    drawing, picture_url = _picture(thing)
    kind = ThingKind(KIND_OF[type(thing)]).label
    return Thing(kind, thing.number, title, facts, drawing, picture_url)


def _picture(thing: Traded) -> tuple[str, str]:
    """Return the drawing for ``thing`` and the address of its picture, if a page may load it."""
    match thing:
        case Order():
            item = next((line.item for line in thing.lines.all()), None)
        case Item():
            item = thing
        case Payout():
            item = thing.item
        case Consignment():
            item = None
    if item is None:
        return goods.SEVERAL, ""
    return goods.drawing_of(item.kind), pictures.shown(item.picture_url)


@singledispatch
def _facts(thing: object) -> Facts:
    raise TypeError(f"Nothing is known of {thing!r}.")


@_facts.register
def _of_order(order: Order) -> Facts:
    title = Truncator(", ".join(line.item.title for line in order.lines.all())).chars(120)
    return title, (
        (_("State"), Order.State(order.state).label),
        (_("Total"), order.total),
        (_("Ordered"), moment(order.placed_at, "date")),
    )


@_facts.register
def _of_item(item: Item) -> Facts:
    return item.title, (
        (_("State"), ItemState(item.state).label),
        (_("Price"), item.price),
        (_("Consignment"), item.consignment.number),
    )


@_facts.register
def _of_consignment(consignment: Consignment) -> Facts:
    return "", ((_("Received"), moment(consignment.received_at, "date")),)


@_facts.register
def _of_payout(payout: Payout) -> Facts:
    state = _("On hold") if payout.is_held else Payout.State(payout.state).label
    return payout.item.title, ((_("State"), state), (_("Amount"), payout.amount))
