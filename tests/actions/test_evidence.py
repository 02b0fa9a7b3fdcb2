"""What a customer is asked to send is timed on their side, and a review on that of a colleague."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from tests.admin.conftest import browser_of
from tests.api.calls import at as address
from tests.api.calls import caller
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.public.visits import visitor
from tickets.actions.ask_evidence import EvidenceRefused, ask_evidence, extend_evidence
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.reopen import reopen
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.review import return_review, write_review
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.outbox import relay
from tickets.outbox.models import OutboxEntry
from tickets.satisfaction.models import Cause, Review
from tickets.sla.breaches import sweep
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock, WarningAct
from tickets.sla.proof.verifying import Tally, findings
from tickets.staff.actors import actor_of
from tickets.tasks.outbox import handlers

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def proven() -> bool:
    return list(findings(tally=Tally())) == []


def test_a_customer_is_asked_reminded_once_and_keeps_it_by_what_they_send(desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk)
    at = MONDAY + HOUR
    asked = ask_evidence(
        ticket.id, by=desk.agent_actor, body="Please send pictures of the clasp.", hours=48, at=at
    )
    assert "Please send it to us by" in asked.body
    now = Ticket.objects.get(id=ticket.id)
    clock = now.clocks.get(kind=ClockKind.EVIDENCE)
    assert (now.state, clock.due_at) == (State.WAITING_ON_CUSTOMER, at + 2 * DAY)
    # It is not what somebody works on next.
    assert now.due_at == now.clocks.get(kind=ClockKind.PROGRESS).due_at
    with pytest.raises(EvidenceRefused, match="asked for, until"):
        ask_evidence(ticket.id, by=desk.agent_actor, body="More.", at=at + MINUTE)
    told = caller(ticket.requester).get(address(ticket)).json()["evidence"]
    assert told["due_at"] == (at + 2 * DAY).isoformat().replace("+00:00", "Z")
    page = visitor(ticket.requester).get(f"/requests/{ticket.id}/").content.decode()
    assert "send it all the same" in page
    history = browser_of(desk.agent).get(f"/admin/desk/tickets/{ticket.id}/history/")
    assert "Evidence asked for until" in history.content.decode()

    receive(
        ticket.id,
        by=actor_of(ticket.requester),
        body="Here they are.",
        channel=Channel.SITE,
        at=at + DAY,
    )

    clock = Clock.objects.get(pk=clock.pk)
    assert (clock.met_at, clock.breached_at) == (at + DAY, None)
    assert proven()


def test_the_reminder_goes_out_once_before_the_time_is_over(desk: Desk) -> None:
    at = timezone.now() - 41 * HOUR
    ticket = open_ticket(at=at - HOUR)
    ask_evidence(ticket.id, by=desk.agent_actor, body="Pictures, please.", hours=48, at=at)
    for _ in range(2):
        sweep(at=timezone.now())
        relay.deliver(handlers=handlers(), at=timezone.now())
        # What that has recorded.
        relay.deliver(handlers=handlers(), at=timezone.now())
    assert OutboxEntry.objects.filter(kind="mail.evidence").count() == 1
    assert [m.subject for m in mail.outbox if "we still need something" in m.subject] != []
    # Nothing makes the ticket more urgent, since nobody here is late.
    acts = WarningAct.objects.filter(clock__kind=ClockKind.EVIDENCE)
    assert set(acts.values_list("consequence", flat=True)) <= {"notify"}


def test_what_does_not_come_is_no_failure_of_the_desk(desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk)
    by = desk.agent_actor
    ask_evidence(ticket.id, by=by, body="Pictures, please.", hours=2, at=MONDAY + HOUR)
    sweep(at=MONDAY + 6 * HOUR)
    clock = ticket.clocks.get(kind=ClockKind.EVIDENCE)
    assert clock.breached_at == MONDAY + 3 * HOUR
    assert not Clock.objects.in_danger().filter(pk=clock.pk).exists()
    agent = browser_of(desk.agent)
    found = agent.get("/admin/desk/?q=is:breached").content.decode()
    assert ticket.reference not in found
    resolve(ticket.id, by=by, body="We found another way.", at=MONDAY + 7 * HOUR)
    clock = ticket.clocks.get(kind=ClockKind.EVIDENCE)
    assert clock.cancelled_at == MONDAY + 7 * HOUR
    assert proven()


def test_a_review_is_timed_from_the_rating_and_again_when_it_is_returned(desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    customer = actor_of(ticket.requester)
    at = MONDAY + HOUR
    rate(ticket.id, by=customer, score=1, at=at)
    clock = ticket.clocks.get(kind=ClockKind.REVIEW)
    review = Review.objects.get()
    assert (clock.started_at, clock.due_at) == (at, review.due_at)
    # A solved ticket promises nobody anything for that.
    assert Ticket.objects.get(id=ticket.id).due_at is None
    # Reopened and solved again, the first solution is still to be reviewed.
    reopen(ticket.id, by=customer, at=at + HOUR, reason="It is not.")
    reply(ticket.id, by=desk.agent_actor, body="It is 12 %.", at=at + 2 * HOUR)
    resolve(ticket.id, by=desk.agent_actor, at=at + 3 * HOUR)
    sweep(at=at + 3 * DAY)
    late = Clock.objects.get(pk=clock.pk)
    assert (late.breached_at, late.is_open) == (review.due_at, True)

    words = {"what_happened": "A wrong figure.", "what_is_done": "The article says it now."}
    write_review(review.id, by=desk.agent_actor, cause=Cause.WRONG, at=at + 4 * DAY, **words)
    assert Clock.objects.get(pk=clock.pk).met_at == at + 4 * DAY
    back = return_review(
        review.id, by=desk.supervisor_actor, reason="Say which article.", at=at + 5 * DAY
    )

    again = ticket.clocks.open().get(kind=ClockKind.REVIEW)
    assert (again.started_at, again.due_at) == (at + 5 * DAY, back.due_at)
    assert proven()


def test_more_time_is_told_before_the_old_one_is_over_and_only_ever_adds(desk: Desk) -> None:
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    at = MONDAY + HOUR
    with pytest.raises(EvidenceRefused, match="Nothing is asked for"):
        extend_evidence(ticket.id, by=by, reason="Take your time.", at=at)
    ask_evidence(ticket.id, by=by, body="Pictures, please.", hours=48, at=at)

    with pytest.raises(EvidenceRefused, match="choose a longer time") as short:
        extend_evidence(ticket.id, by=by, reason="Take your time.", hours=24, at=at + HOUR)
    with pytest.raises(EvidenceRefused, match="Say why"):
        extend_evidence(ticket.id, by=by, reason=" ", hours=48, at=at + HOUR)
    told = extend_evidence(ticket.id, by=by, reason="You are away.", hours=72, at=at + DAY)

    clock = ticket.clocks.get(kind=ClockKind.EVIDENCE)
    assert short.value.field == "hours"
    assert clock.due_at == at + 4 * DAY
    assert clock.events.get(kind="retargeted").reason == "more time for the evidence"
    assert "You have until" in told.body
    with pytest.raises(EvidenceRefused, match="at most 60 days"):
        extend_evidence(ticket.id, by=by, reason="Longer.", hours=60 * 24, at=at + 2 * DAY)
    assert proven()


def test_whose_time_is_over_is_asked_anew_and_gets_no_more_of_the_old(desk: Desk) -> None:
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    at = MONDAY + HOUR
    ask_evidence(ticket.id, by=by, body="Pictures, please.", hours=2, at=at)

    with pytest.raises(EvidenceRefused, match="Ask for it anew"):
        extend_evidence(ticket.id, by=by, reason="Longer.", hours=2, at=at + 3 * HOUR)
    ask_evidence(ticket.id, by=by, body="We still need pictures.", hours=2, at=at + 3 * HOUR)

    first, second = ticket.clocks.filter(kind=ClockKind.EVIDENCE).order_by("round")
    assert (first.breached_at, first.is_open) == (at + 2 * HOUR, False)
    assert (second.due_at, second.round) == (at + 5 * HOUR, 2)
    assert proven()


def test_two_solutions_rated_low_are_two_reviews_each_with_its_own_time(desk: Desk) -> None:
    ticket, by = ticket_in(State.RESOLVED, desk), desk.agent_actor
    customer = actor_of(ticket.requester)
    at = MONDAY + HOUR
    rate(ticket.id, by=customer, score=1, at=at)
    reopen(ticket.id, by=customer, at=at + HOUR, reason="It is not.")
    reply(ticket.id, by=by, body="It is 12 %.", at=at + 2 * HOUR)
    resolve(ticket.id, by=by, at=at + 3 * HOUR)
    rate(ticket.id, by=customer, score=2, at=at + 4 * HOUR)

    first, second = Review.objects.order_by("id")
    timed = ticket.clocks.open().filter(kind=ClockKind.REVIEW).order_by("cycle")
    assert [(c.cycle, c.due_at) for c in timed] == [(1, first.due_at), (2, second.due_at)]

    words = {"what_happened": "A wrong figure.", "what_is_done": "The article says it now."}
    write_review(second.id, by=by, cause=Cause.WRONG, at=at + DAY, **words)

    left = ticket.clocks.open().get(kind=ClockKind.REVIEW)
    assert (left.cycle, left.due_at) == (1, first.due_at)
    assert proven()
