"""What the figures of a category say about its level: each ground, and where it stays silent."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.insight.levels import ladder
from tickets.insight.levels.judging import Cell, Figures, Promised, Rule, Share, Wish, judge
from tickets.insight.levels.models import Ground, What
from tickets.insight.models import MeasureKey
from tickets.lifecycle.choices import Lane, Tier

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
RULES = {
    **{ground: Rule(30) for ground in Ground},
    Ground.RATED_LOW: Rule(30, 50),
    Ground.SOUNDS_URGENT: Rule(30, 20),
    Ground.OVER_SERVED: Rule(30, 33),
}
TARGETS = {
    MeasureKey.FIRST_RESPONSE: 90.0,
    MeasureKey.SATISFACTION: 90.0,
    MeasureKey.CHASED: 10.0,
    MeasureKey.REOPENED: 5.0,
}
PROMISED = Promised(first=2 * HOUR, resolution=48 * HOUR, progress=DAY)
BROKEN = {"kept": Share(70, 100), "enough": 5 * HOUR, "nearly_all": 9 * HOUR}
GOOD = {"kept": Share(100, 100), "enough": HOUR, "nearly_all": 90 * MINUTE}


def cell(lane: Lane = Lane.STANDARD, **facts: object) -> Cell:
    return replace(Cell(lane, "site", PROMISED), **facts)  # type: ignore[arg-type]


def of(*cells: Cell, tier: Tier = Tier.MEDIUM, **facts: Share) -> Figures:
    return Figures(1, tier, cells, **facts)


def found(figures: Figures) -> list[Wish]:
    return judge(figures, RULES, TARGETS)


def only(figures: Figures) -> tuple[Ground, What, str, str]:
    (wish,) = found(figures)
    return wish.ground, wish.what, wish.old, wish.new


def seconds(time: dt.timedelta) -> str:
    return str(int(time.total_seconds()))


def test_a_broken_promise_becomes_one_that_is_kept() -> None:
    """Nine in ten were answered within five hours: six is the next time that is promised."""
    said = only(of(cell(**BROKEN)))

    assert said == (Ground.BREACHED, What.FIRST_RESPONSE, seconds(2 * HOUR), seconds(6 * HOUR))


def test_where_customers_ask_as_well_a_broken_promise_raises_the_tier() -> None:
    figures = of(cell(**BROKEN, chased=Share(40, 100)), tier=Tier.LOW)

    assert only(figures) == (Ground.BREACHED, What.TIER, "low", "medium")


@pytest.mark.parametrize("tier", [Tier.URGENT, Tier.HIGH])
def test_what_is_about_safety_or_money_is_never_answered_later(tier: Tier) -> None:
    served = cell(Lane.VIP, **GOOD | {"nearly_all": MINUTE}, rated=Share(100, 100))

    assert only(of(cell(**BROKEN), tier=tier)) == (Ground.BREACHED, What.HEADS, "", "")
    assert found(of(served, tier=tier)) == []


def test_what_no_time_would_keep_takes_heads() -> None:
    assert only(of(cell(**BROKEN | {"enough": None})))[1] is What.HEADS


def test_an_answer_is_not_promised_after_the_solution() -> None:
    soon = Promised(first=2 * HOUR, resolution=4 * HOUR)

    assert only(of(cell(promised=soon, **BROKEN)))[1] is What.HEADS


def test_vip_is_never_promised_later_than_ordinary() -> None:
    ordinary = cell(promised=Promised(first=3 * HOUR))

    assert only(of(ordinary, cell(Lane.VIP, **BROKEN)))[3] == seconds(3 * HOUR)
    same = cell(promised=Promised(first=2 * HOUR))
    assert only(of(same, cell(Lane.VIP, **BROKEN)))[1] is What.HEADS


def test_low_ratings_for_being_slow_ask_for_sooner_answers() -> None:
    low = cell(**GOOD, rated=Share(60, 100))

    assert only(of(low, slow=Share(20, 30))) == (
        Ground.RATED_LOW,
        What.FIRST_RESPONSE,
        seconds(2 * HOUR),
        seconds(HOUR),
    )
    assert only(of(low, slow=Share(20, 30), tier=Tier.LOW))[1:] == (What.TIER, "low", "medium")
    assert found(of(low, slow=Share(5, 30))) == []
    assert found(of(low, slow=Share(9, 9))) == [], "too few say why"
    assert found(of(low)) == []


def test_a_sooner_answer_to_ordinary_does_not_overtake_vip() -> None:
    vip = cell(Lane.VIP, promised=Promised(first=2 * HOUR))

    assert found(of(cell(**GOOD, rated=Share(60, 100)), vip, slow=Share(20, 30))) == []


def test_messages_that_sound_urgent_raise_the_tier_by_one() -> None:
    for tier, higher in ((Tier.LOW, "medium"), (Tier.MEDIUM, "high")):
        wish = only(of(cell(), tier=tier, urgent=Share(40, 100)))
        assert wish == (Ground.SOUNDS_URGENT, What.TIER, tier.value, higher)
    assert found(of(cell(), tier=Tier.HIGH, urgent=Share(40, 100))) == []
    assert found(of(cell(), urgent=Share(22, 100))) == []


def test_customers_who_ask_hear_more_often() -> None:
    asks = cell(chased=Share(30, 100))

    assert only(of(asks)) == (Ground.CHASED, What.PROGRESS, seconds(DAY), seconds(18 * HOUR))
    never = replace(asks, promised=Promised(first=HOUR))
    assert only(of(never))[2:] == ("", seconds(DAY))


def test_rushed_solutions_get_more_time_at_any_tier() -> None:
    wish = only(of(cell(reopened=Share(20, 100)), tier=Tier.URGENT))

    assert wish == (Ground.REOPENED, What.RESOLUTION, seconds(48 * HOUR), seconds(72 * HOUR))


def test_what_is_served_far_better_than_promised_gets_a_step_more() -> None:
    served = cell(**GOOD | {"nearly_all": 30 * MINUTE}, rated=Share(98, 100))

    assert only(of(served)) == (
        Ground.OVER_SERVED,
        What.FIRST_RESPONSE,
        seconds(2 * HOUR),
        seconds(3 * HOUR),
    )
    assert found(of(replace(served, nearly_all=HOUR))) == []
    assert found(of(replace(served, rated=Share(80, 100)))) == []
    assert found(of(replace(served, rated=Share()))) == [], "nobody has said that they like it"
    assert found(of(replace(served, chased=Share(20, 100))))[0].ground is Ground.CHASED


def test_a_higher_tier_brings_promises_of_its_own() -> None:
    """Beside it only the time for the solution is another matter."""
    figures = of(cell(**BROKEN, reopened=Share(30, 100)), urgent=Share(60, 100))

    assert [wish.what for wish in found(figures)] == [What.TIER, What.RESOLUTION]


def test_of_few_and_by_chance_nothing_is_said() -> None:
    assert found(of(cell(**BROKEN | {"kept": Share(20, 29)}))) == []
    assert found(of(cell(**BROKEN | {"kept": Share(27, 31)}))) == []


def test_a_ground_that_is_switched_off_says_nothing() -> None:
    assert judge(of(cell(**BROKEN)), {}, TARGETS) == []


shares = st.integers(0, 300).flatmap(lambda n: st.integers(0, n).map(lambda good: Share(good, n)))
times = st.sampled_from(ladder.RUNGS)
cells = st.builds(
    Cell,
    lane=st.sampled_from(Lane),
    channel=st.sampled_from(["site", "chat"]),
    promised=st.builds(
        Promised,
        first=st.none() | times,
        resolution=st.none() | times,
        progress=st.none() | times,
    ),
    kept=shares,
    enough=st.none() | times,
    nearly_all=st.none() | times,
    rated=shares,
    reopened=shares,
    chased=shares,
)


@given(
    st.builds(
        Figures,
        category_id=st.just(1),
        tier=st.sampled_from(Tier),
        cells=st.lists(cells, max_size=4, unique_by=lambda one: (one.lane, one.channel)),
        slow=shares,
        urgent=shares,
    )
)
def test_whatever_the_figures_are_no_proposal_breaks_the_order(figures: Figures) -> None:
    wishes = judge(figures, RULES, TARGETS)

    places = [(wish.what, wish.lane, wish.channel) for wish in wishes]
    assert len(places) == len(set(places))
    promised = {(one.lane, one.channel): one.promised for one in figures.cells}
    for wish in wishes:
        assert wish.evidence
        if wish.what is not What.FIRST_RESPONSE:
            continue
        then, cell = dt.timedelta(seconds=int(wish.new)), promised[wish.lane, wish.channel]
        other = Lane.VIP if wish.lane == Lane.STANDARD else Lane.STANDARD
        beside = promised.get((other, wish.channel), Promised()).first
        longer = then > dt.timedelta(seconds=int(wish.old))
        assert then != cell.first
        if longer:
            assert figures.tier in (Tier.MEDIUM, Tier.LOW)
            assert cell.resolution is None or then <= cell.resolution
        if beside is not None and wish.lane == Lane.VIP and longer:
            assert then <= beside
        if beside is not None and wish.lane == Lane.STANDARD and not longer:
            assert beside <= then
