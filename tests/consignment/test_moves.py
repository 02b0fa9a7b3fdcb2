"""Items move through one door: checked, locked, recorded."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from consignment.models import Item, ItemEvent
from consignment.models.goods import ITEM_MOVES, ItemState
from consignment.moves import MoveRefused, UnknownTransition, move_item, walk_item, way_between
from tests.consignment.races import at_once
from tests.factories.trade import NOW, ItemFactory


def stored(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


@pytest.mark.django_db
def test_a_move_changes_the_state_and_writes_what_happened():
    item = ItemFactory()

    moved = move_item(item, "review", at=NOW, note="second look")

    assert moved.state == stored(item).state == ItemState.IN_REVIEW
    event = ItemEvent.objects.get(item=item)
    assert (event.transition, event.source, event.target, event.at, event.note) == (
        "review",
        "received",
        "in_review",
        NOW,
        "second look",
    )


@pytest.mark.django_db
def test_what_stands_in_the_database_decides_not_what_the_caller_holds():
    item = ItemFactory(listed=True)
    stale = stored(item)
    move_item(item, "reserve", at=NOW)

    with pytest.raises(MoveRefused, match="is reserved"):
        move_item(stale, "reserve", at=NOW)


@pytest.mark.django_db
def test_a_refused_move_changes_nothing_and_records_nothing():
    item = ItemFactory()

    with pytest.raises(MoveRefused, match=f"{item.number} is received: sell is not possible"):
        move_item(item, "sell", at=NOW)

    assert stored(item).state == ItemState.RECEIVED
    assert not item.events.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["delete", "save", "", "Review", "__init__"])
def test_only_transitions_are_moves(name):
    with pytest.raises(UnknownTransition):
        move_item(ItemFactory(), name, at=NOW)


@pytest.mark.django_db
def test_a_move_locks_the_row_first():
    item = ItemFactory()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        move_item(item, "review", at=NOW)

    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert statements[0].endswith("FOR UPDATE")
    assert len(statements) == 3


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_reserve_at_once_one_wins():
    item = ItemFactory(listed=True)

    results = at_once(*[partial(move_item, item, "reserve", at=NOW)] * 8)

    assert sum(isinstance(result, Item) for result in results) == 1
    assert sum(isinstance(result, MoveRefused) for result in results) == 7
    assert item.events.filter(transition="reserve").count() == 1


@pytest.mark.django_db
def test_a_walk_records_each_step_on_the_way():
    item = ItemFactory()

    walked = walk_item(item, ItemState.SOLD, at=NOW, note="reported as sold")

    assert walked.state == stored(item).state == ItemState.SOLD
    events = ItemEvent.objects.filter(item=item)
    assert [event.transition for event in events] == ["review", "list", "reserve", "sell"]
    assert {event.at for event in events} == {NOW}


@pytest.mark.django_db
def test_a_walk_to_where_the_item_is_does_nothing():
    item = ItemFactory(listed=True)
    before = item.events.count()

    walk_item(item, ItemState.LISTED, at=NOW)

    assert item.events.count() == before


@pytest.mark.django_db
def test_no_walk_leads_out_of_a_last_state():
    item = ItemFactory(settled=True)

    with pytest.raises(MoveRefused, match="No way leads from settled to listed"):
        walk_item(item, ItemState.LISTED, at=NOW)


states = st.sampled_from(ItemState.values)


@given(states, states)
def test_a_way_is_legal_at_each_step_and_arrives(source, target):
    way = way_between(source, target)

    state = source
    for name in way or ():
        assert state in ITEM_MOVES[name].source
        state = ITEM_MOVES[name].target
    assert way is None or state == target


def test_a_way_is_the_shortest():
    assert way_between("received", "returned") == ("return_to_consignor",)
    assert way_between("sold", "returned") == ("relist", "return_to_consignor")
    assert way_between("listed", "listed") == ()
    assert way_between("rejected", "listed") is None
    assert way_between("received", "nowhere") is None
