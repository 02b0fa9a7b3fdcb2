"""Which of the customer's own things a text means: by number, by name, by what was said before.

Whatever is found is found among ``owned_by(person)``. A number that is somebody else's and one that
does not exist give the same ``NotTheirs``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from consignment.dossier import find_consignment, find_item, find_order, find_payout
from consignment.models import Item, Order, OrderLine, Payout, User
from consignment.models.goods import ITEM_FACTS
from consignment.models.orders import ORDER_FACTS, OrderQuerySet
from consignment.models.payouts import PAYOUT_FACTS
from consignment.numbers import Kind, Mention
from knowledge_base.assistant import naming, phrases
from knowledge_base.assistant.intents import KIND_OF, Topic, Understood
from knowledge_base.assistant.memory import Memory, Named

NEWEST = 20
"""Among so many of the newest a thing is looked for by its name."""
CHOICES = 5
_TAIL = re.compile(r"(?<![0-9a-z-])[0-9]{3,}(?![0-9a-z-])")
"""The last digits of a number."""

Thing = Order | Item | Payout


@dataclass(frozen=True, slots=True)
class Chosen:
    thing: Thing


@dataclass(frozen=True, slots=True)
class Several:
    """Any of ``things`` may be meant, the likelier first: ask which."""

    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """A number was given, and it is not one of theirs. ``own``: what they have, to choose from."""

    own: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """They have nothing of the kind."""


Choice = Chosen | Several | NotTheirs | Nothing


def choose(person: User, said: Understood, topic: Topic, *, memory: Memory, at: datetime) -> Choice:
    """Return what ``person`` means by ``said``, asked of ``topic``. A few queries."""
    kind = KIND_OF[topic]
    for mention in reversed(said.numbers):
        if (found := _by_number(person, kind, mention)) is not None:
            return Chosen(found)
    own = own_of(person, kind)
    if said.numbers:
        return NotTheirs(tuple(own[:CHOICES]))
    if not own:
        return Nothing()
    named = _by_tail(own, said.text) or _by_name(own, phrases.NEGATED.sub(" ", said.text))
    if len(named) == 1:
        return Chosen(named[0])
    among = named or _left_of(own, said.text)
    if len(among) == 1 and len(own) > 1:
        return Chosen(among[0])
    offered = [one for one in memory.offered if one.kind == kind]
    if memory.asks and said.ordinal is not None and -1 <= said.ordinal < len(offered):
        picked = _find(own, offered[said.ordinal])
        if picked is not None:
            return Chosen(picked)
    focus = _focus(person, kind, memory, own)
    if said.corrects or (said.goes_on and not said.topics):
        return _other_than(focus, among, offered)
    if focus is not None and not named:
        return Chosen(focus)
    fitting = [thing for thing in among if FITTING[topic](thing, at)]
    likely = fitting or among
    return Chosen(likely[0]) if len(likely) == 1 else Several(tuple(likely[:CHOICES]))


def picked(person: User, offered: Sequence[Named]) -> list[Thing]:
    """Return those of ``offered`` that are (still) the person's own, in their order."""
    own = [
        thing
        for kind in dict.fromkeys(one.kind for one in offered)
        for thing in own_of(person, kind)
    ]
    found = (_find(own, one) for one in offered)
    return [thing for thing in found if thing is not None]


def by_name(person: User, text: str) -> Thing | None:
    """Return the one thing of ``person``, of whatever kind, that ``text`` calls by its name."""
    for kind in (Kind.ORDER, Kind.ITEM):
        named = _by_name(own_of(person, kind), text)
        if len(named) == 1:
            return named[0]
    return None


def named_elsewhere(person: User, text: str, *, than: Kind) -> Thing | None:
    """Return what ``text`` calls by its name, where no thing of the kind ``than`` is called so."""
    if not naming.said_in(text).goods or _by_name(own_of(person, than), text):
        return None
    kinds = {Kind.ORDER: (Kind.ITEM,), Kind.ITEM: (Kind.ORDER,), Kind.PAYOUT: (Kind.ITEM,)}
    for kind in kinds[than]:
        named = _by_name(own_of(person, kind), text)
        if len(named) == 1:
            return named[0]
    return None


def own_of(person: User, kind: Kind) -> list[Thing]:
    """Return the newest things of ``person`` of this kind, with all that a lookup reads."""
    match kind:
        case Kind.ORDER:
            return list(_orders(person)[:NEWEST])
        case Kind.PAYOUT:
            payouts = Payout.objects.owned_by(person).select_related("item")
            return list(payouts.newest_first()[:NEWEST])
        case _:
            items = Item.objects.consigned_by(person).select_related("consignment")
            return list(items.newest_first()[:NEWEST])


def lacks(person: User, kind: Kind) -> bool:
    """Tell whether ``person`` has nothing of this kind. One query."""
    match kind:
        case Kind.ORDER:
            return not Order.objects.owned_by(person).exists()
        case Kind.PAYOUT:
            return not Payout.objects.owned_by(person).exists()
        case _:
            return not Item.objects.consigned_by(person).exists()


def named(thing: Thing) -> Named:
    return Named(Kind(str(thing._meta.model_name)), thing.number)


def title_of(thing: Thing) -> str:
    """Return what the thing is called by its owner."""
    match thing:
        case Order():
            return ", ".join(line.item.title for line in thing.lines.all())
        case Payout():
            return thing.item.title
        case _:
            return thing.title


def kind_of_number(person: User, mention: Mention) -> Kind | None:
    """Return as what ``person`` may ask for the number: an item they bought is asked as an order.

    None when it is not theirs.
    """
    match mention.kind:
        case Kind.ITEM:
            if not Item.objects.consigned_by(person).filter(number=mention.number).exists():
                return Kind.ORDER if _order_of(person, mention.number) else None
            return Kind.ITEM
        case Kind.ORDER:
            return Kind.ORDER if find_order(person, mention.number) else None
        case Kind.PAYOUT:
            return Kind.PAYOUT if find_payout(person, mention.number) else None
        case Kind.CONSIGNMENT:
            return Kind.ITEM if find_consignment(person, mention.number) else None


def _orders(person: User) -> OrderQuerySet:
    lines = Prefetch("lines", OrderLine.objects.with_items())
    return (
        Order.objects.owned_by(person)
        .newest_first()
        .prefetch_related(lines, "shipments", "returns")
    )


def _by_number(person: User, kind: Kind, mention: Mention) -> Thing | None:
    """Return the thing of ``kind`` that a number leads to: itself, or what hangs on its item."""
    number = mention.number
    match kind, mention.kind:
        case Kind.ORDER, Kind.ORDER:
            return _orders(person).filter(number=number).first()
        case Kind.ORDER, Kind.ITEM:
            return _order_of(person, number)
        case Kind.PAYOUT, Kind.PAYOUT:
            return find_payout(person, number)
        case Kind.PAYOUT, Kind.ITEM:
            owed = Payout.objects.owned_by(person).select_related("item")
            return owed.filter(item__number=number).newest_first().first()
        case Kind.ITEM, Kind.ITEM:
            item = find_item(person, number)
            is_consigned = item is not None and item.pk in set(
                Item.objects.consigned_by(person).filter(pk=item.pk).values_list("pk", flat=True)
            )
            return item if is_consigned else None
        case Kind.ITEM, Kind.PAYOUT:
            payout = find_payout(person, number)
            return payout.item if payout else None
        case Kind.ITEM, Kind.CONSIGNMENT:
            items = Item.objects.consigned_by(person).filter(consignment__number=number)
            return items.select_related("consignment").newest_first().first()
        case _:
            return None


def _order_of(person: User, item_number: str) -> Order | None:
    return _orders(person).not_cancelled().filter(lines__item__number=item_number).first()


def _find(own: Iterable[Thing], wanted: Named) -> Thing | None:
    return next((thing for thing in own if thing.number == wanted.number), None)


def _focus(person: User, kind: Kind, memory: Memory, own: Sequence[Thing]) -> Thing | None:
    """Return the thing of ``kind`` that was talked of last, or that hangs on what was."""
    last = memory.of_kind(kind)
    if last is not None:
        mention = Mention(last.kind, last.number, 0, 0)
        return _find(own, last) or _by_number(person, kind, mention)
    if memory.focus is None:
        return None
    return _by_number(person, kind, Mention(memory.focus.kind, memory.focus.number, 0, 0))


def _other_than(
    focus: Thing | None, among: Sequence[Thing], offered: Sequence[Named]
) -> Chosen | Several:
    """Return what "the other one" means: of what was offered, else of all, not what was shown."""
    numbers = {one.number for one in offered}
    others = [thing for thing in among if focus is None or thing.number != focus.number]
    likely = [thing for thing in others if thing.number in numbers] or others or list(among)
    return Chosen(likely[0]) if len(likely) == 1 else Several(tuple(likely[:CHOICES]))


# --- By name --------------------------------------------------------------------------------------


def _by_name(own: Sequence[Thing], text: str) -> list[Thing]:
    """Return those that ``text`` calls by name; none when it calls none, or all alike.

    A word that all of them share tells nothing; who says more words of one means that one.
    """
    titles = [_titles_of(thing) for thing in own]
    spelt = {word for one in titles for word in naming.spellings(one)}
    said = naming.said_in(text, spelt=spelt)
    scores = [naming.called(one).shared_with(said) for one in titles]
    best = max(scores, default=0)
    found = [thing for thing, score in zip(own, scores, strict=True) if score == best and best]
    return found if len(found) < len(own) or len(own) == 1 else []


def _by_tail(own: Sequence[Thing], text: str) -> list[Thing]:
    """Return the one whose number ends with the few digits in ``text``, if one alone does."""
    for tail in _TAIL.findall(text):
        found = [thing for thing in own if thing.number.endswith(tail)]
        if len(found) == 1:
            return found
    return []


def _left_of(own: Sequence[Thing], text: str) -> Sequence[Thing]:
    """Return ``own`` but for what ``text`` says it does not mean: "not the bag"."""
    ruled_out = [thing for no in phrases.NEGATED.findall(text) for thing in _by_name(own, no)]
    return [thing for thing in own if thing not in ruled_out] or own


def _titles_of(thing: Thing) -> list[str]:
    return [part for one in _items_of(thing) for part in (one.title, one.brand, one.kind) if part]


def _items_of(thing: Thing) -> list[Item]:
    match thing:
        case Order():
            return [line.item for line in thing.lines.all()]
        case Payout():
            return [thing.item]
        case _:
            return [thing]


# --- What is likelier meant -----------------------------------------------------------------------


def _is_under_way(order: Order) -> bool:
    return ORDER_FACTS[order.state].to_ship or order.state in {
        Order.State.PENDING,
        Order.State.SHIPPED,
    }


def _is_order(thing: Thing, test: Callable[[Order], bool]) -> bool:
    return isinstance(thing, Order) and test(thing)


FITTING: dict[Topic, Callable[[Thing, datetime], bool]] = {
    Topic.PROGRESS: lambda thing, _: _is_order(thing, _is_under_way),
    Topic.SHIPPING: lambda thing, _: _is_order(thing, lambda o: ORDER_FACTS[o.state].to_ship),
    Topic.RETURN: lambda thing, at: _is_order(
        thing, lambda o: o.return_until is not None and o.return_until > at
    ),
    Topic.ADDRESS: lambda thing, _: _is_order(thing, lambda o: ORDER_FACTS[o.state].to_ship),
    Topic.CANCEL: lambda thing, _: _is_order(thing, lambda o: ORDER_FACTS[o.state].to_ship),
    Topic.ITEM: lambda thing, _: isinstance(thing, Item) and ITEM_FACTS[thing.state].in_custody,
    Topic.PAYOUT: lambda thing, _: isinstance(thing, Payout) and PAYOUT_FACTS[thing.state].owed,
    Topic.HOLD: lambda thing, _: isinstance(thing, Payout) and thing.is_held,
}
"""Of several things those of which a topic is likelier asked."""
