"""With whom a ticket is placed: skills, language, room, and who knew it."""

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tickets.routing.placing import Candidate, Duty, Need, choose, duty, fits, rank
from tickets.staff.room import Room

ENGLISH = frozenset({"en"})


def candidate(agent_id: int, *, load: int = 0, capacity: int = 10, **facts: Any) -> Candidate:
    return Candidate(
        agent_id=agent_id,
        name=f"agent {agent_id}",
        skill_ids=facts.get("skill_ids", frozenset()),
        team_ids=facts.get("team_ids", frozenset()),
        languages=facts.get("languages", ENGLISH),
        room=Room(capacity, {"chat": 3, "phone": 1}),
        held={"site": load, **facts.get("live", {})},
        on_for=facts.get("on_for"),
    )


ANY = Need(skill_id=None, language="en")


def test_the_largest_share_of_room_wins_not_the_shortest_list():
    part_time, full_time = candidate(1, load=2, capacity=4), candidate(2, load=4, capacity=20)

    placement = choose(ANY, [part_time, full_time])

    assert placement.agent_id == 2
    assert placement.score == 0.8
    assert "holds 4 of 20" in placement.why


def test_who_knew_the_matter_comes_first_while_there_is_room():
    need = Need(skill_id=None, language="en", knows_it=1)

    assert choose(need, [candidate(1, load=9), candidate(2)]).agent_id == 1
    assert choose(need, [candidate(1, load=10), candidate(2)]).agent_id == 2


def test_nobody_fits_without_the_skill_the_language_or_the_team():
    assert choose(Need(skill_id=7, language="en"), [candidate(1)]) is None
    assert choose(Need(skill_id=None, language="zh-hans"), [candidate(1)]) is None
    assert choose(Need(skill_id=None, language="en", team_id=3), [candidate(1)]) is None


def test_one_call_or_three_chats_fill_somebody_and_tickets_wait_meanwhile():
    call, chat = Need(None, "en", channel="phone"), Need(None, "en", channel="chat")
    in_two_chats = candidate(1, load=9, live={"chat": 2})

    assert fits(chat, in_two_chats)
    assert not fits(call, in_two_chats)
    assert fits(ANY, candidate(1, load=9, live={"phone": 1}))
    assert not fits(chat, candidate(1, live={"chat": 3}))
    assert not fits(chat, candidate(1, live={"phone": 1}))
    assert fits(call, candidate(1, load=10))


def test_of_equal_room_whoever_is_in_no_call_is_given_the_ticket():
    assert choose(ANY, [candidate(1, live={"phone": 1}), candidate(2)]).agent_id == 2


def minutes(count: int) -> dt.timedelta:
    return dt.timedelta(minutes=count)


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.integers(1, 50),
        load=st.integers(0, 12),
        capacity=st.integers(1, 12),
        skill_ids=st.frozensets(st.integers(1, 2)),
        languages=st.sampled_from([ENGLISH, frozenset({"zh-hans"}), frozenset({"en", "zh-hans"})]),
        on_for=st.none() | st.sampled_from([0, 1, 29, 30, 480]).map(minutes),
    ),
    unique_by=lambda c: c.agent_id,
)
NEEDS = st.builds(
    Need,
    skill_id=st.none() | st.integers(1, 2),
    language=st.sampled_from(["en", "zh-hans"]),
    knows_it=st.none() | st.integers(1, 50),
    urgent=st.booleans(),
    ahead=st.sampled_from([0, 30]).map(minutes),
)


@given(need=NEEDS, candidates=CANDIDATES, data=st.data())
def test_only_those_who_fit_are_ranked_and_the_order_of_asking_does_not_matter(
    need, candidates, data
):
    placements = rank(need, candidates)

    assert {p.agent_id for p in placements} == {c.agent_id for c in candidates if fits(need, c)}
    assert placements == rank(need, data.draw(st.permutations(candidates)))


@given(need=NEEDS, candidates=CANDIDATES)
def test_nobody_is_given_what_is_not_urgent_but_on_shift_and_urgent_work_asks_them_first(
    need, candidates
):
    where = {c.agent_id: duty(need, c) for c in candidates}
    order = [where[placement.agent_id] for placement in rank(need, candidates)]

    assert order == sorted(order)
    assert need.urgent or set(order) <= {Duty.ON}


def test_to_the_minute_who_has_enough_of_their_shift_left_is_on():
    need = Need(skill_id=None, language="en", ahead=minutes(30))

    assert choose(need, [candidate(1, on_for=minutes(29)), candidate(2, on_for=minutes(30))])
    assert choose(need, [candidate(1, on_for=minutes(29))]) is None
    assert choose(need, [candidate(1, on_for=minutes(0))]) is None
    assert "on shift for 30 min more" in choose(need, [candidate(2, on_for=minutes(30))]).why
    assert not any("shift" in reason for reason in choose(need, [candidate(3)]).why)
