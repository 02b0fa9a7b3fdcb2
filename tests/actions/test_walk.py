"""The walk of a ticket through the actions: what each step does to state, promises and history."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory
from tickets.actions.assign import take
from tickets.actions.open import Guest
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.lifecycle.choices import Channel, EventKind, Lane, State
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.satisfaction.models import Review, ReviewState
from tickets.sla.choices import ClockKind
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def clock(ticket: Ticket, kind: ClockKind):
    return ticket.clocks.filter(kind=kind).order_by("cycle").last()


def test_filing_starts_two_promises_and_records_a_receipt(desk):
    ticket = open_ticket()

    assert ticket.state == State.NEW
    assert ticket.number > 100_000
    assert set(ticket.clocks.values_list("kind", flat=True)) == {
        ClockKind.FIRST_RESPONSE,
        ClockKind.RESOLUTION,
    }
    assert ticket.due_at == clock(ticket, ClockKind.FIRST_RESPONSE).due_at
    assert [e.kind for e in ticket.events.all()] == [EventKind.OPENED, EventKind.RECEIVED]
    assert OutboxEntry.objects.get().payload == {"ticket": str(ticket.id)}


def test_an_order_named_in_the_form_is_linked_as_it_was(desk):
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True)

    ticket = open_ticket(
        category="not-shipped",
        body="Where is it?",
        customer=buyer.user,
        answers={"order": order.number},
    )

    link = ticket.links.get()
    assert (link.kind, link.thing, link.snapshot["number"]) == ("order", order, order.number)


def test_money_at_stake_above_the_limit_opens_the_vip_lane_and_says_why(desk):
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True, total=9_000, total_currency="USD")

    ticket = open_ticket(
        category="not-shipped",
        body="Where is it?",
        customer=buyer.user,
        answers={"order": order.number},
    )

    assert ticket.lane == Lane.VIP
    assert "9,000" in ticket.reasons["lane"]


def test_the_first_reply_meets_the_first_response(desk):
    ticket = open_ticket()

    reply(ticket.id, by=desk.agent_actor, body="15 %.", at=MONDAY + 5 * MINUTE)

    ticket = Ticket.objects.get(id=ticket.id)
    assert ticket.state == State.OPEN
    assert ticket.assignee == desk.agent
    assert clock(ticket, ClockKind.FIRST_RESPONSE).met_at == MONDAY + 5 * MINUTE
    assert ticket.due_at == clock(ticket, ClockKind.PROGRESS).due_at == MONDAY + 1445 * MINUTE


def test_clocks_stand_still_while_the_customer_is_waited_for(desk):
    ticket = ticket_in(State.WAITING_ON_CUSTOMER, desk)
    assert ticket.due_at is None

    customer = actor_of(ticket.requester)
    receive(ticket.id, by=customer, body="Here.", channel=Channel.SITE, at=MONDAY + 120 * MINUTE)

    ticket = Ticket.objects.get(id=ticket.id)
    assert ticket.state == State.OPEN
    assert clock(ticket, ClockKind.RESOLUTION).consumed == 2 * MINUTE


def test_a_message_after_the_solution_reopens_with_a_new_promise(desk):
    ticket = ticket_in(State.RESOLVED, desk)
    first = clock(ticket, ClockKind.RESOLUTION)
    assert first.met_at is not None

    receive(
        ticket.id,
        by=actor_of(ticket.requester),
        body="No, still not.",
        channel=Channel.SITE,
        at=MONDAY + 60 * MINUTE,
    )

    ticket = Ticket.objects.get(id=ticket.id)
    assert (ticket.state, ticket.cycle, ticket.assignee) == (State.NEW, 2, None)
    assert clock(ticket, ClockKind.RESOLUTION).cycle == 2
    # She hears from us before she hears how it stands.
    assert ticket.due_at == clock(ticket, ClockKind.NEXT_RESPONSE).due_at


def test_a_low_rating_makes_a_review_due_and_a_good_one_does_not(desk):
    low, good = ticket_in(State.RESOLVED, desk), ticket_in(State.RESOLVED, desk)

    rate(low.id, by=actor_of(low.requester), score=2, at=MONDAY + 60 * MINUTE)
    rate(good.id, by=actor_of(good.requester), score=3, at=MONDAY + 60 * MINUTE)

    review = Review.objects.get()
    assert (review.rating.ticket_id, review.state) == (low.id, ReviewState.DUE)
    assert review.due_at == MONDAY + 60 * MINUTE + dt.timedelta(hours=48)


def test_a_step_that_got_the_lock_late_counts_from_the_last_change(desk):
    ticket = open_ticket()
    take(ticket.id, by=desk.agent_actor, at=MONDAY + MINUTE)

    reply(ticket.id, by=desk.agent_actor, body="15 %.", at=MONDAY + MINUTE - MINUTE / 60)

    times = list(ticket.events.values_list("at", flat=True))
    assert times == sorted(times)


def test_resolving_with_a_last_reply_sends_one_mail(desk):
    ticket = open_ticket()
    OutboxEntry.objects.all().delete()

    resolve(ticket.id, by=desk.supervisor_actor, body="15 %.", at=MONDAY + MINUTE)

    assert [e.kind for e in OutboxEntry.objects.all()] == ["mail.resolved"]


def test_the_subject_is_the_first_line_that_says_something(desk):
    ticket = open_ticket(body="\u200b\n\u202e\nWhere is my parcel?")

    assert ticket.subject == "Where is my parcel?"


def test_a_subject_of_nothing_to_see_gives_way_to_the_message(desk):
    ticket = open_ticket(subject="\u200b\u202e\x07", body="Where is my parcel?")

    assert ticket.subject == "Where is my parcel?"


def test_a_subject_cannot_turn_the_text_beside_it_around(desk):
    ticket = open_ticket(subject="\u202eenO\x07 two", body="Where is my parcel?")

    assert ticket.subject == "enO two"


@pytest.mark.parametrize(("typed", "kept"), [("\u202eoJ\x1b", "oJ"), ("\u200b", "jo@example.com")])
def test_a_guest_is_called_by_a_name_that_can_be_read(desk, typed, kept):
    ticket = open_ticket(customer=Guest(email="jo@example.com", name=typed))

    assert ticket.customer_name == kept
