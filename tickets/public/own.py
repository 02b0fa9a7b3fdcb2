"""The customer's own orders, items, consignments and payouts, to choose from: as cards."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.utils.functional import Promise as LazyText
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from djmoney.money import Money

from consignment import dossier
from consignment.dossier import ConsignmentView, ItemView, OrderView, PayoutView, Shown
from consignment.models import Consignment, Item, Order, Payout, User
from tickets.lifecycle.facts import Tone
from tickets.public import goods
from tickets.triage.models import FieldKind
from tickets.triage.templates import FIND, Thing

View = TypeVar("View")
Text = str | LazyText

KINDS = (FieldKind.ORDER, FieldKind.ITEM, FieldKind.PAYOUT, FieldKind.CONSIGNMENT)
NEWEST = 6
"""How many cards stand open before a customer asks for more."""


@dataclass(frozen=True, slots=True)
class OwnThing:
    """One thing: its number (the answer), and what tells it from others.

    ``picture_url`` is one that the page may load; without one ``drawing`` stands for it.
    """

    kind: FieldKind
    number: str
    title: str
    state: Text
    tone: Tone
    drawing: str
    picture_url: str = ""
    amount: Money | None = None
    day: dt.datetime | dt.date | None = None

    @property
    def query(self) -> str:
        """How an address names it: ``order=CO-20260412-0042``."""
        return f"{self.kind.value}={self.number}"

    @property
    def is_moment(self) -> bool:
        return isinstance(self.day, dt.datetime)


@dataclass(frozen=True, slots=True)
class Choosable:
    """Things of one kind to choose from, the chosen one first; ``more`` are not among them."""

    things: tuple[OwnThing, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """All things of one kind, as a list of its own."""

    kind: FieldKind
    title: Text
    things: tuple[OwnThing, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.things)


SHELVES: dict[FieldKind, Text] = {
    FieldKind.ORDER: gettext_lazy("Your orders"),
    FieldKind.ITEM: gettext_lazy("Your items"),
    FieldKind.PAYOUT: gettext_lazy("Your payouts"),
}


def shelves(
    user: User, *, at: dt.datetime, find: str = "", limits: Mapping[FieldKind, int] | None = None
) -> list[Shelf]:
    """Return the newest of each kind that ``find`` names, without the kinds there are none of.

    Five queries, however much there is.
    """
    limits = limits or {}
    rows = [
        (kind, title, newest(user, kind, at=at, find=find, limit=limits.get(kind, NEWEST)))
        for kind, title in SHELVES.items()
    ]
    return [
        Shelf(kind, title, shown.newest, shown.total) for kind, title, shown in rows if shown.newest
    ]


def newest(
    user: User, kind: FieldKind, *, at: dt.datetime, find: str = "", limit: int = NEWEST
) -> Shown[OwnThing]:
    """Return the newest things of one kind, of those that ``find`` names."""
    match kind:
        case FieldKind.ORDER:
            return _shown(dossier.orders_of(user, at=at, find=find, limit=limit), _order)
        case FieldKind.ITEM:
            return _shown(dossier.items_of(user, find=find, limit=limit), _item)
        case FieldKind.PAYOUT:
            return _shown(dossier.payouts_of(user, find=find, limit=limit), _payout)
        case FieldKind.CONSIGNMENT:
            return _shown(dossier.consignments_of(user, limit=limit), _consignment)
    raise ValueError(f"{kind} is no kind of thing.")


def choosable(
    user: User, kinds: Iterable[FieldKind], *, at: dt.datetime, chosen: Mapping[FieldKind, str]
) -> dict[FieldKind, Choosable]:
    """Return what ``user`` can choose from, by kind of question.

    ``chosen`` are the numbers that were chosen before: a thing of theirs stands first, and is there
    even if it is not among the newest; a number that is none of theirs is left out.
    """
    offered = {}
    for kind in kinds:
        shown = newest(user, kind, at=at)
        first = _chosen(user, kind, chosen.get(kind, ""), among=shown.newest, at=at)
        others = tuple(thing for thing in shown.newest if thing != first)
        things = (first, *others) if first else others
        offered[kind] = Choosable(things, more=max(0, shown.total - len(things)))
    return offered


def as_own(thing: Thing, *, at: dt.datetime) -> OwnThing:
    """Return ``thing``, which is its reader's own, as a card."""
    match thing:
        case Order():
            return _order(dossier.order_view(thing, at=at))
        case Item():
            return _item(dossier.item_view(thing))
        case Payout():
            return _payout(dossier.payout_view(thing))
        case Consignment():
            return _consignment(dossier.consignment_view(thing, items=thing.items.count()))


def _chosen(
    user: User, kind: FieldKind, number: str, *, among: Iterable[OwnThing], at: dt.datetime
) -> OwnThing | None:
    if not number:
        return None
    for own in among:
        if own.number == number:
            return own
    thing = FIND[kind](user, number)
    return as_own(thing, at=at) if thing else None


def _shown(things: Shown[View], own: Callable[[View], OwnThing]) -> Shown[OwnThing]:
    return Shown(newest=tuple(own(thing) for thing in things.newest), total=things.total)


def _order(order: OrderView) -> OwnThing:
    first = next(iter(order.lines), None)
    title = ", ".join(line.title for line in order.lines)
    return OwnThing(
        kind=FieldKind.ORDER,
        number=order.number,
        title=Truncator(title or order.number).chars(90),
        state=_("%(state)s, late") % {"state": order.state_words}
        if order.late
        else order.state_words,
        tone=Tone.ATTENTION if order.late else Tone.QUIET,
        drawing=goods.drawing_of(first.kind) if first else goods.SEVERAL,
        picture_url=first.picture_url if first else "",
        amount=order.total,
        day=order.placed_at,
    )


def _item(item: ItemView) -> OwnThing:
    return OwnThing(
        kind=FieldKind.ITEM,
        number=item.number,
        title=Truncator(item.title).chars(90),
        state=item.state_words,
        tone=Tone.QUIET,
        drawing=goods.drawing_of(item.kind),
        picture_url=item.picture_url,
        amount=item.price,
        day=item.received_at,
    )


def _consignment(consignment: ConsignmentView) -> OwnThing:
    items = ngettext("%(count)d item", "%(count)d items", consignment.items)
    return OwnThing(
        kind=FieldKind.CONSIGNMENT,
        number=consignment.number,
        title=items % {"count": consignment.items},
        state=_("Received"),
        tone=Tone.QUIET,
        drawing=goods.SEVERAL,
        day=consignment.received_at,
    )


def _payout(payout: PayoutView) -> OwnThing:
    return OwnThing(
        kind=FieldKind.PAYOUT,
        number=payout.number,
        title=Truncator(payout.item_title).chars(90),
        state=_("On hold") if payout.held else payout.state_words,
        tone=Tone.ATTENTION if payout.held else Tone.QUIET,
        drawing=goods.PAYOUT if not payout.picture_url else goods.drawing_of(payout.item_kind),
        picture_url=payout.picture_url,
        amount=payout.amount,
        day=payout.due_on,
    )
