"""What comes back by agent and category, and what coaching changed, counted by hand."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, ticket_in
from tests.factories.trade import BuyerFactory
from tests.insight.reading import everything
from tests.matrix.world import RESTRICTED
from tickets.actions.coach import coach
from tickets.actions.receive import receive
from tickets.insight import facts
from tickets.insight.hasty import Line, effects, hasty
from tickets.insight.measures import MEASURES
from tickets.insight.models import Fact, MeasureKey
from tickets.insight.windows import Period
from tickets.lifecycle.choices import Channel, State
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent
from tickets.triage.models import Category

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
NOW = MONDAY + 2 * DAY
REOPENED, REPEATED = MeasureKey.REOPENED, MeasureKey.REPEATED


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def lines(at: dt.datetime = NOW, days: int = 28) -> list[Line]:
    return hasty(everything(), Period.of_days(days, at=at, zone="UTC"))


def solutions(
    agent: Agent, *, good: int, count: int, at: dt.datetime, key: MeasureKey = REOPENED
) -> None:
    """Write the fact of ``count`` solutions, of which ``good`` came back."""
    category = Category.objects.get(key="rules-fees")
    Fact.objects.create(
        slot=at,
        measure=key,
        category=category,
        queue=category.queue,
        agent=agent,
        tier="standard",
        lane="standard",
        channel="site",
        language="en",
        bucket=0,
        count=count,
        good=good,
        total=0,
    )


def test_each_agent_is_compared_with_the_others_in_the_same_category(desk: Desk) -> None:
    """Of four of one's one came undone; of three of the other's one customer came again."""
    other = Desk(agent=AgentFactory.create(skilled=True), supervisor=desk.supervisor)
    undone, *_rest = [ticket_in(State.RESOLVED, desk) for _ in range(4)]
    by = actor_of(undone.requester)
    receive(undone.id, by=by, body="So?", channel=Channel.SITE, at=MONDAY + HOUR)
    buyer = BuyerFactory.create().user
    ticket_in(State.RESOLVED, other)
    ticket_in(State.RESOLVED, other, customer=buyer)
    ticket_in(State.RESOLVED, other, customer=buyer, at=MONDAY + DAY)
    # In another category there is nobody to compare with.
    ticket_in(State.RESOLVED, other, **RESTRICTED)
    facts.refresh(at=NOW)

    found = {(line.agent, Category.objects.get(pk=line.category).key): line for line in lines()}

    mine, theirs = (found[agent.pk, "rules-fees"] for agent in (desk.agent, other.agent))
    alone = found[other.agent.pk, "account-security"]
    assert (mine.of(REOPENED).good, mine.of(REOPENED).count) == (1, 4)
    assert (mine.of(REPEATED).good, mine.of(REPEATED).count) == (0, 4)
    assert (mine.of_others(REOPENED).good, mine.of_others(REOPENED).count) == (0, 3)
    assert (theirs.of(REPEATED).good, theirs.of(REPEATED).count) == (1, 3)
    assert theirs.of_others(REOPENED).good == 1
    # Taken a minute after it was filed, solved two later.
    assert mine.of(MeasureKey.HANDLING_MINUTES).value(MEASURES[MeasureKey.HANDLING_MINUTES]) == 2
    assert alone.more(REOPENED) is None
    assert all(line.small and not line.clear for line in found.values())


def test_first_stands_what_is_clear_and_not_what_is_much_of_little(desk: Desk) -> None:
    """10 of 40 against 3 of 101 is clear; 1 of 1, all there was, may be chance."""
    hasty_one, few, steady = desk.agent, *AgentFactory.create_batch(2)
    for agent, good, count in ((hasty_one, 10, 40), (few, 1, 1), (steady, 2, 100)):
        solutions(agent, good=good, count=count, at=MONDAY)

    ranked = lines()

    assert [line.agent for line in ranked] == [hasty_one.pk, few.pk, steady.pk]
    assert [line.clear for line in ranked] == [True, False, False]
    assert ranked[0].of_others(REOPENED).good == 3
    more = ranked[0].more(REOPENED)
    assert more is not None
    assert more.by == pytest.approx(10 / 40 - 3 / 101)


def test_the_effect_is_told_from_as_many_days_before_as_since(desk: Desk) -> None:
    """12 of 40 came back in the 28 days before, 2 of 40 in those since."""
    given = MONDAY + 30 * DAY
    one = coach(desk.agent, by=desk.supervisor_actor, what="Ask first.", at=given)
    for day, good, count in ((-29, 9, 9), (-20, 7, 20), (-1, 5, 20), (1, 1, 20), (27, 1, 20)):
        solutions(desk.agent, good=good, count=count, at=given + day * DAY)
    # After the days that are compared, and somebody else's.
    solutions(desk.agent, good=9, count=9, at=given + 29 * DAY)
    solutions(AgentFactory.create(), good=9, count=9, at=given + DAY)

    def told(days: int):
        at = given + days * DAY + HOUR
        return effects([one], everything().queues, at=at, repeat_days=7)[one.pk]

    whole, early, at_once = told(36), told(3), told(0)

    before, since = whole.before[REOPENED], whole.since[REOPENED]
    assert (whole.days, before.good, before.count) == (28, 12, 40)
    assert (since.good, since.count) == (2, 40)
    change = whole.change(MEASURES[REOPENED])
    assert change is not None
    assert change.clear
    assert change.by == pytest.approx(-0.25)
    assert whole.can_be_told(MEASURES[REOPENED])
    # Few, and what was solved may still come back.
    assert (early.days, early.growing, early.since[REOPENED].count) == (3, True, 20)
    assert early.before[REOPENED].count == 20
    assert not early.can_be_told(MEASURES[REOPENED])
    assert (at_once.days, at_once.before) == (0, {})
    # Once a week is old enough, the days that may still change are left out: 14 less 7.
    assert (told(14).days, told(14).growing) == (7, False)
