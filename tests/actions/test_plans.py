"""Complex cases: a plan is promised, moved once with its reason, and given."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tickets.actions.assign import NotAnAgent
from tickets.actions.extend_plan import extend_plan
from tickets.actions.give_plan import give_plan
from tickets.actions.promise_plan import PlanRefused, promise_plan
from tickets.actions.reply import reply
from tickets.channels.email.delivery import send_plan
from tickets.lifecycle.choices import EventKind, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla.choices import ClockKind
from tickets.sla.clocks import promise_to_customer
from tickets.sla.models import Clock
from tickets.sla.proof.verifying import Tally, findings
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
WHY = "Buyer and consignor show different pictures of the clasp."
LONGER = "The workshop opens the case on Tuesday morning."


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def complex_case(desk: Desk) -> Ticket:
    """Answered, and registered as complex an hour after it was filed."""
    ticket = open_ticket()
    reply(ticket.id, by=desk.agent_actor, body="The clasp is examined.", at=MONDAY)
    return promise_plan(ticket.id, by=desk.agent_actor, at=MONDAY + HOUR, reason=WHY)


def plan(ticket: Ticket) -> Clock:
    return ticket.clocks.get(kind=ClockKind.PLAN)


def test_the_customer_hears_at_once_when_a_plan_comes(complex_case: Ticket, mailoutbox) -> None:
    assert plan(complex_case).due_at == MONDAY + 25 * HOUR
    told = complex_case.messages.latest("at")
    # Monday 10:00 in Shanghai, where this customer lives or not.
    zone = complex_case.requester.time_zone
    assert "plan from us by" in told.body
    assert f"{MONDAY + 25 * HOUR:%a}"[:2] in told.body
    assert zone
    assert WHY not in told.body
    assert told.automatic
    event = complex_case.events.get(kind=EventKind.PLAN_PROMISED)
    assert event.reason == WHY
    send_plan(OutboxEntry.objects.get(kind="mail.plan"))
    assert told.body[:40] in mailoutbox[0].body
    assert mailoutbox[0].extra_headers["Auto-Submitted"] == "auto-replied"


def test_the_word_that_goes_out_by_itself_answers_nobody(desk: Desk) -> None:
    ticket = open_ticket()
    promise_plan(ticket.id, by=desk.agent_actor, at=MONDAY, reason=WHY)
    assert ticket.clocks.open().filter(kind=ClockKind.FIRST_RESPONSE).exists()
    assert Ticket.objects.get(id=ticket.id).reply_count == 0


def test_giving_the_plan_keeps_the_promise(complex_case: Ticket, desk: Desk) -> None:
    give_plan(
        complex_case.id, by=desk.agent_actor, at=MONDAY + 20 * HOUR, body="On Friday we refund."
    )
    assert (plan(complex_case).met_at, plan(complex_case).breached_at) == (MONDAY + 20 * HOUR, None)
    assert complex_case.messages.latest("at").body == "On Friday we refund."
    with pytest.raises(PlanRefused, match="write it as a reply"):
        give_plan(complex_case.id, by=desk.agent_actor, at=MONDAY + 21 * HOUR, body="And again.")


def test_it_is_moved_once_and_the_customer_hears_why_before(
    complex_case: Ticket, desk: Desk
) -> None:
    extend_plan(complex_case.id, by=desk.agent_actor, at=MONDAY + 20 * HOUR, reason=LONGER)
    assert plan(complex_case).due_at == MONDAY + 49 * HOUR
    told = complex_case.messages.latest("at")
    assert told.body.startswith(f"{LONGER}\n\nYou get the plan by")
    assert not told.automatic
    with pytest.raises(PlanRefused, match="moved once"):
        extend_plan(complex_case.id, by=desk.agent_actor, at=MONDAY + 21 * HOUR, reason=LONGER)
    assert complex_case.messages.latest("at") == told
    assert [finding.words for finding in findings(tally=Tally())] == []


def test_what_is_due_can_no_longer_be_moved_and_is_late_then(
    complex_case: Ticket, desk: Desk
) -> None:
    for late in (25 * HOUR, 30 * HOUR):
        with pytest.raises(PlanRefused, match="can no longer be moved"):
            extend_plan(complex_case.id, by=desk.agent_actor, at=MONDAY + late, reason=LONGER)
    give_plan(complex_case.id, by=desk.agent_actor, at=MONDAY + 30 * HOUR, body="We refund.")
    assert plan(complex_case).breached_at == MONDAY + 25 * HOUR


def test_waiting_for_the_customer_does_not_stop_a_plan(complex_case: Ticket, desk: Desk) -> None:
    reply(
        complex_case.id,
        by=desk.agent_actor,
        at=MONDAY + 2 * HOUR,
        body="May we open the clasp?",
        then_wait=True,
    )
    promised = promise_to_customer(complex_case)
    assert promised is not None
    assert (promised.kind, promised.due_at) == (ClockKind.PLAN, MONDAY + 25 * HOUR)


def test_the_hours_are_staffs(desk: Desk) -> None:
    DeskSettings.objects.update(plan_hours=6, plan_extended_hours=12)
    ticket = open_ticket()
    promise_plan(ticket.id, by=desk.agent_actor, at=MONDAY, reason=WHY)
    extend_plan(ticket.id, by=desk.agent_actor, at=MONDAY + HOUR, reason=LONGER)
    assert plan(ticket).due_at == MONDAY + 12 * HOUR


def test_what_cannot_be_promised_says_why(complex_case: Ticket, desk: Desk) -> None:
    by = desk.agent_actor
    at = MONDAY + 3 * HOUR
    with pytest.raises(PlanRefused, match="promised already"):
        promise_plan(complex_case.id, by=by, at=at, reason=WHY)
    with pytest.raises(PlanRefused, match="Say why this is complex"):
        promise_plan(open_ticket().id, by=by, at=at, reason="  ")
    with pytest.raises(PlanRefused, match="none to move"):
        extend_plan(open_ticket().id, by=by, at=at, reason=LONGER)
    with pytest.raises(PlanRefused, match="is done"):
        promise_plan(ticket_in(State.RESOLVED, desk).id, by=by, at=at, reason=WHY)
    with pytest.raises(NotAnAgent):
        promise_plan(complex_case.id, by=actor_of(complex_case.requester), at=at, reason=WHY)
