"""Which ticket is next: urgent, the VIP reserve, the ordinary reserve, then the bands."""

import dataclasses
import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from tests.factories.desk import MONDAY
from tickets.lifecycle.facts import Line
from tickets.routing import order
from tickets.routing.bands import by_frequency
from tickets.routing.choices import Band
from tickets.routing.shares import (
    MOST_WAITING,
    Head,
    Load,
    Shares,
    choose_next,
    queues,
    vip_yields,
)

SHARES = Shares(
    vip=10,
    ordinary=70,
    bands={Band.FREQUENT: 70, Band.MIDDLING: 20, Band.RARE: 10},
    contacts=0.9,
)
HOUR = dt.timedelta(hours=1)


def head(line: Line, *, band: Band = Band.FREQUENT, due: float = 1, ahead: int = 0) -> Head:
    due_at = MONDAY + due * HOUR
    return Head(uuid.uuid4(), line, band, due_at, created_at=MONDAY - HOUR, head_start=ahead)


def under_work(vip: int = 0, ordinary: int = 0, **facts: dict[object, int]) -> Load:
    return Load({Line.VIP: vip, Line.ORDINARY: ordinary}, **facts)


def chosen(heads: list[Head], load: Load, shares: Shares = SHARES) -> Head:
    found = choose_next(heads, load=load, shares=shares, at=MONDAY)
    assert found is not None
    assert found.why
    return found.head


def test_urgent_comes_before_all_whatever_is_in_hand():
    urgent, vip = head(Line.URGENT, due=9), head(Line.VIP)

    assert chosen([vip, urgent], Load({Line.URGENT: 50})) is urgent


def test_vip_comes_first_up_to_its_reserve_and_then_the_ordinary_lane():
    vip, ordinary = head(Line.VIP, due=2), head(Line.ORDINARY)

    assert chosen([vip, ordinary], under_work(vip=1, ordinary=18)) is vip
    assert chosen([vip, ordinary], under_work(vip=2, ordinary=17)) is ordinary


def test_beyond_both_reserves_the_band_that_is_furthest_below_its_share_is_next():
    vip = head(Line.VIP, band=Band.RARE, due=-1)
    ordinary = head(Line.ORDINARY, due=5)
    load = under_work(vip=3, ordinary=17, bands={Band.FREQUENT: 10, Band.RARE: 10})

    assert chosen([vip, ordinary], load) is ordinary
    load = under_work(vip=3, ordinary=17, bands={Band.FREQUENT: 20})
    assert chosen([vip, ordinary], load) is vip


def test_whoever_waits_alone_is_taken_whatever_its_share():
    vip = head(Line.VIP)

    assert chosen([vip], under_work(vip=40)) is vip


def test_vip_yields_where_the_ordinary_lane_is_late_and_waits_for_more_than_its_part():
    vip, late = head(Line.VIP), head(Line.ORDINARY, due=-0.5)
    load = under_work(ordinary=20, waiting={Line.VIP: 1, Line.ORDINARY: 10})

    assert chosen([vip, late], load) is late
    as_without_lane = under_work(ordinary=20, waiting={Line.VIP: 1, Line.ORDINARY: 9})
    assert chosen([vip, late], as_without_lane) is vip
    assert chosen([vip, head(Line.ORDINARY)], load) is vip


@given(
    vip=st.one_of(st.integers(0, 120), st.integers(0, 3_000)),
    ordinary=st.integers(0, 3_000),
    contacts=st.one_of(st.floats(0, 1), st.floats(0.8, 1), st.sampled_from([0, 0.5, 0.9, 1])),
)
def test_queues_are_counted_no_further_than_it_matters(vip: int, ordinary: int, contacts: float):
    shares = dataclasses.replace(SHARES, contacts=contacts)
    waits = {Line.VIP: vip, Line.ORDINARY: ordinary}
    asked: dict[Line, int] = {}

    def count(line: Line, most: int) -> int:
        asked[line] = most
        return min(waits[line], most)

    late = head(Line.ORDINARY, due=-1)
    whole = Load(waiting={line: min(number, MOST_WAITING) for line, number in waits.items()})
    counted = Load(waiting=queues(shares, count))

    assert vip_yields(late, counted, shares, MONDAY) is vip_yields(late, whole, shares, MONDAY)
    assert max(asked.values()) <= MOST_WAITING


def test_a_lane_of_few_is_weighed_by_few():
    asked = {}

    def count(line: Line, most: int) -> int:
        asked[line] = most
        return min(most, 10)

    queues(SHARES, count)

    assert asked == {Line.VIP: 112, Line.ORDINARY: 91}


HEADS = st.lists(
    st.builds(
        head,
        st.sampled_from(Line),
        band=st.sampled_from(Band),
        due=st.floats(-48, 48),
        ahead=st.integers(0, 90_000),
    ),
    min_size=1,
    max_size=9,
)
COUNTS = st.integers(0, 60)
LOADS = st.builds(
    Load,
    st.fixed_dictionaries(dict.fromkeys(Line, COUNTS)),
    st.fixed_dictionaries(dict.fromkeys(Band, COUNTS)),
    st.fixed_dictionaries(dict.fromkeys(Line, COUNTS)),
)


@given(heads=HEADS, load=LOADS, data=st.data())
def test_the_order_of_asking_does_not_matter_and_within_its_line_nobody_jumps(heads, load, data):
    first = chosen(heads, load)

    assert chosen(data.draw(st.permutations(heads)), load) is first
    same = [one for one in heads if (one.priority, one.band) == (first.priority, first.band)]
    assert first is min(same, key=order.within)


@given(one=st.builds(head, st.sampled_from(Line), due=st.floats(-48, 48)), ahead=st.integers(0))
def test_standing_brings_a_turn_forward_and_never_back_and_changes_no_line(one, ahead):
    raised = Head(one.id, one.priority, one.band, one.due_at, one.created_at, head_start=ahead)

    assert order.key(raised) <= order.key(one)
    assert order.key(raised)[0] == order.key(one)[0]


def test_the_top_seventy_percent_are_frequent_the_next_twenty_middling_the_rest_rare():
    bands = by_frequency({1: 40, 2: 30, 3: 15, 4: 10, 5: 5, 6: 0})

    assert [key for key, band in bands.items() if band is Band.FREQUENT] == [1, 2]
    assert [key for key, band in bands.items() if band is Band.MIDDLING] == [3, 4]
    assert [key for key, band in bands.items() if band is Band.RARE] == [5, 6]
    assert set(by_frequency({1: 0, 2: 0}).values()) == {Band.RARE}
