"""Proposals out of real tickets: counted, kept, decided, and what became of them."""

import datetime as dt
from typing import Any

import pytest

from tests.actions.crowd import crowd
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.actions.assign import take
from tickets.actions.reply import reply
from tickets.changes.undoing import ChangedSince
from tickets.insight import facts
from tickets.insight.levels import deciding
from tickets.insight.levels.effects import effects
from tickets.insight.levels.models import Ground, LevelProposal, LevelRule, State, What
from tickets.insight.levels.reckoning import reckon
from tickets.insight.models import MeasureKey
from tickets.lifecycle.choices import Lane, Tier
from tickets.lifecycle.models import Ticket
from tickets.sla.models import Clock, Policy, RetargetRun
from tickets.sla.policies import choose
from tickets.triage.models import Category

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
CATEGORY, PROMISED = "technical", 2 * HOUR
NIGHT = MONDAY + DAY
"""When it is reckoned."""


@pytest.fixture
def desk(db: None) -> Desk:
    desk = make_desk()
    LevelRule.objects.update(fewest=10)
    return desk


def answered(desk: Desk, count: int, *, after: dt.timedelta, at: dt.datetime = MONDAY) -> None:
    """File ``count`` tickets on the site and answer each ``after`` it was filed."""
    buyer = BuyerFactory.create().user
    for _ in range(count):
        ticket = filed(customer=buyer, at=at)
        take(ticket.id, by=desk.agent_actor, at=at + after)
        reply(ticket.id, by=desk.agent_actor, body="On its way.", at=at + after)
    Ticket.objects.update(assignee=None, state="new")


def filed(*, at: dt.datetime = NIGHT, **facts: Any) -> Ticket:
    return open_ticket(
        category=CATEGORY, body="The page stays white.", answers={"where": "site"}, at=at, **facts
    )


def promise() -> Policy:
    category = Category.objects.get(key=CATEGORY)
    return choose(
        category_id=category.pk,
        tier=category.tier,
        channel="site",
        lane="standard",
        urgency=category.urgency,
    ).policy


def reckoned(at: dt.datetime = NIGHT) -> LevelProposal:
    facts.refresh(at=at)
    assert reckon(at=at) == 1
    proposal: LevelProposal = LevelProposal.objects.undecided().get()
    return proposal


def accepted(desk: Desk, proposal: LevelProposal, **how: bool) -> LevelProposal:
    return deciding.accept(proposal.pk, by=desk.supervisor.user, at=NIGHT, **how)


@pytest.fixture
def late(desk: Desk) -> LevelProposal:
    """Twelve tickets that were promised two hours, each answered after five."""
    assert promise().first_response_within == PROMISED
    answered(desk, 12, after=5 * HOUR)
    return reckoned()


def test_a_category_that_breaks_its_promise_is_proposed_with_its_figures(
    late: LevelProposal,
) -> None:
    assert (late.ground, late.what) == (Ground.BREACHED, What.FIRST_RESPONSE)
    assert (late.category.key, late.lane, late.channel) == (CATEGORY, Lane.STANDARD, "site")
    assert (late.old_time, late.new_time) == (PROMISED, 6 * HOUR)
    assert late.contacts == 12
    kept, enough = late.evidence
    assert (kept["what"], kept["good"], kept["count"], kept["bound"]) == (
        "first_response",
        0,
        12,
        90.0,
    )
    assert enough["seconds"] == 18_000


def test_counted_again_it_is_the_same_and_goes_when_the_figures_do(
    desk: Desk, late: LevelProposal
) -> None:
    assert reckoned(NIGHT + HOUR).pk == late.pk
    LevelRule.objects.filter(ground=Ground.BREACHED).update(fewest=13)

    assert reckon(at=NIGHT + HOUR) == 0
    assert not LevelProposal.objects.exists()


def test_accepting_changes_the_promise_of_these_tickets_and_of_no_others(
    desk: Desk, late: LevelProposal
) -> None:
    general = promise()
    accepted(desk, late)

    assert promise().first_response_within == 6 * HOUR
    assert promise().pk != general.pk
    general.refresh_from_db()
    assert general.first_response_within == PROMISED
    ticket = filed()
    assert Clock.objects.get(ticket=ticket, kind="first_response").target == 6 * HOUR
    late.refresh_from_db()
    assert (late.state, late.decided_by) == (State.ACCEPTED, desk.supervisor.user)
    assert not deciding.is_undone(late)


def test_open_tickets_follow_when_asked_for(desk: Desk, late: LevelProposal) -> None:
    filed()

    accepted(desk, late, open_too=True)

    assert RetargetRun.objects.get().total == 13


def test_what_came_before_the_change_counts_no_more(desk: Desk, late: LevelProposal) -> None:
    accepted(desk, late)
    assert reckon(at=NIGHT + DAY) == 0

    answered(desk, 12, after=4 * HOUR, at=NIGHT)
    facts.refresh(at=NIGHT + DAY)
    late.refresh_from_db()
    (effect,) = effects(late, at=NIGHT + DAY)

    assert effect.key == MeasureKey.FIRST_RESPONSE
    assert (effect.before.good, effect.before.count) == (0, 12)
    assert (effect.since.good, effect.since.count) == (12, 12)
    assert effect.change is not None
    assert effect.change.clear


def test_taken_back_the_promise_is_what_it_was(desk: Desk, late: LevelProposal) -> None:
    """Tickets hold the new policy meanwhile, so it is switched off and not deleted."""
    accepted(desk, late)
    filed()

    back = deciding.take_back(late.pk, by=desk.supervisor.user, at=NIGHT + HOUR)

    assert promise().first_response_within == PROMISED
    assert back.state == State.TAKEN_BACK
    assert deciding.is_undone(back)
    with pytest.raises(deciding.LevelRefused, match="accepted"):
        deciding.take_back(late.pk, by=desk.supervisor.user, at=NIGHT + HOUR)


def test_what_somebody_changed_since_is_asked_about_before_it_is_taken_back(
    desk: Desk, late: LevelProposal
) -> None:
    accepted(desk, late)
    Policy.objects.filter(pk=promise().pk).update(first_response_within=5 * HOUR)

    with pytest.raises(ChangedSince):
        deciding.take_back(late.pk, by=desk.supervisor.user, at=NIGHT + HOUR)
    deciding.take_back(late.pk, by=desk.supervisor.user, at=NIGHT + HOUR, although_changed=True)

    assert promise().first_response_within == PROMISED


def test_put_aside_it_rests_for_the_days_of_its_rule(desk: Desk, late: LevelProposal) -> None:
    deciding.reject(late.pk, "A strike.", by=desk.supervisor.user, at=NIGHT)

    assert reckon(at=NIGHT + DAY) == 0
    answered(desk, 12, after=5 * HOUR, at=MONDAY + 28 * DAY)
    assert reckon(at=NIGHT + 29 * DAY) == 1
    assert LevelProposal.objects.get(state=State.REJECTED).why == "A strike."


def test_two_who_decide_at_once_decide_once(desk: Desk, late: LevelProposal) -> None:
    accepted(desk, late)

    with pytest.raises(deciding.LevelRefused, match="quicker"):
        deciding.reject(late.pk, "", by=desk.supervisor.user, at=NIGHT)


def test_a_level_that_was_changed_meanwhile_is_not_overwritten(
    desk: Desk, late: LevelProposal
) -> None:
    Policy.objects.filter(pk=promise().pk).update(first_response_within=3 * HOUR)

    with pytest.raises(deciding.LevelRefused, match="changed meanwhile"):
        accepted(desk, late)
    late.refresh_from_db()
    assert late.state == State.OPEN


def test_messages_that_sound_urgent_raise_the_tier_and_it_is_undone(desk: Desk) -> None:
    for n in range(12):
        open_ticket(category="rules-fees", body=f"Question {n}")
    Ticket.objects.update(understood={"urgent": 0.6, "because": ["frozen", "withdraw"]})

    proposal = reckoned()
    assert (proposal.ground, proposal.what) == (Ground.SOUNDS_URGENT, What.TIER)
    assert proposal.evidence[0]["words"] == ["frozen", "withdraw"]
    accepted(desk, proposal)
    category = Category.objects.get(key="rules-fees")
    assert category.tier == Tier.MEDIUM

    deciding.take_back(proposal.pk, by=desk.supervisor.user, at=NIGHT + HOUR)
    category.refresh_from_db()
    assert category.tier == Tier.LOW


def test_promises_of_another_target_are_not_held_against_the_one_of_today(desk: Desk) -> None:
    answered(desk, 12, after=5 * HOUR)
    Policy.objects.filter(pk=promise().pk).update(first_response_within=3 * HOUR)

    facts.refresh(at=NIGHT)
    assert reckon(at=NIGHT) == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_accepted_while_the_night_reckons_is_not_proposed_once_more(desk: Desk) -> None:
    """Whoever decides waits for the night, and the night for them; nobody waits in a circle."""
    answered(desk, 12, after=5 * HOUR)
    proposal, by = reckoned(), desk.supervisor.user

    def one(index: int) -> str:
        if index:
            deciding.accept(proposal.pk, by=by, at=NIGHT)
            return "accepted"
        return str(reckon(at=NIGHT))

    assert crowd(2, one)[1] == "accepted"
    assert LevelProposal.objects.get().state == State.ACCEPTED
    assert reckon(at=NIGHT + DAY) == 0
