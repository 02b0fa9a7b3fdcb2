"""The one door through which an item changes its state.

The transitions stand in ``ITEM_MOVES``; a trigger in the database holds the same table, so that an
``update()`` past this door is refused too.
"""

from collections import deque
from datetime import datetime

from django.db import transaction
from django_fsm import can_proceed

from consignment.models import Item, ItemEvent
from consignment.models.goods import ITEM_MOVES, ItemState


class UnknownTransition(ValueError):
    """No transition of items has this name."""


class MoveRefused(Exception):
    """The item is in a state from which the move does not lead; the message says which."""


@transaction.atomic
def move_item(item: Item, transition: str, *, at: datetime, note: str = "") -> Item:
    """Move ``item`` by the named ``transition``, record it, and return the item as it is now.

    Locks the item's row and decides by what stands there, so two callers cannot both win; the
    instance that was passed in is left as it was. ``at`` is an aware time. Raises
    UnknownTransition or MoveRefused, and then nothing is changed.
    """
    if transition not in ITEM_MOVES:
        raise UnknownTransition(f"Items know no transition {transition!r}.")
    locked = Item.objects.select_for_update().get(pk=item.pk)
    _step(locked, transition, at=at, note=note)
    return locked


@transaction.atomic
def walk_item(item: Item, state: str, *, at: datetime, note: str = "") -> Item:
    """Move ``item`` to ``state`` by the fewest legal transitions; return it as it is now.

    For reports that skip what happened in between: each step is recorded, all of them ``at`` the
    same time. Locks the row; does nothing when the item is there already. Raises MoveRefused.
    """
    locked = Item.objects.select_for_update().get(pk=item.pk)
    way = way_between(locked.state, state)
    if way is None:
        raise MoveRefused(f"No way leads from {locked.state} to {state} for item {locked.number}.")
    for transition in way:
        _step(locked, transition, at=at, note=note)
    return locked


def way_between(source: str, target: str) -> tuple[str, ...] | None:
    """Return the shortest chain of transitions from ``source`` to ``target``; None without one.

    Empty when both are the same. Pure; breadth first over ``ITEM_MOVES``, in its order.
    """
    ways: dict[str, tuple[str, ...]] = {source: ()}
    open_states = deque([source])
    while open_states:
        state = open_states.popleft()
        if state == target:
            return ways[state]
        for name, move in ITEM_MOVES.items():
            if state in move.source and move.target not in ways:
                ways[move.target] = (*ways[state], name)
                open_states.append(move.target)
    return None


def _step(item: Item, transition: str, *, at: datetime, note: str) -> None:
    """Apply one transition and write its event. Caller holds the item's lock."""
    change = getattr(item, transition)
    if not can_proceed(change):
        raise MoveRefused(
            f"Item {item.number} is {ItemState(item.state).value}: {transition} is not possible."
        )
    source = item.state
    change()
    item.save(update_fields=["state"])
    ItemEvent.objects.create(
        item=item, transition=transition, source=source, target=item.state, at=at, note=note
    )
