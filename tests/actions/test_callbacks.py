"""Customers book calls; agents make them, try again, and say when it is over."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, UserFactory
from tickets.actions.book_callback import (
    CallbackRefused,
    Wanted,
    book_callback,
    change_callback,
)
from tickets.actions.callback_slots import offered
from tickets.actions.cancel_callback import cancel_callback
from tickets.actions.record_call import record_call
from tickets.actions.resolve import resolve
from tickets.actions.take_callback import CallRefused, leave_callback, take_callback
from tickets.lifecycle.choices import EventKind, State
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.routing.callbacks.choices import CallbackState, Outcome
from tickets.routing.callbacks.models import Callback, CallbackAttempt, CallbackPlan
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

MINUTE, HALF = dt.timedelta(minutes=1), dt.timedelta(minutes=30)
HALF_PAST_TEN = MONDAY + HALF
"""The first slot that can be booked: half an hour of notice from ten in Shanghai."""
NUMBER = "138 1234 5678"


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    customer = BuyerFactory.create(user=UserFactory.create(chinese=True)).user
    return open_ticket(customer=customer, language="zh-hans")


def wanted(starts_at: dt.datetime = HALF_PAST_TEN, phone: str = NUMBER, **facts: str) -> Wanted:
    return Wanted(phone, starts_at, **facts)


def book(ticket: Ticket, *, at: dt.datetime = MONDAY, **facts) -> Callback:
    by = actor_of(ticket.requester)
    return book_callback(ticket.id, wanted(**facts), by=by, at=at)


def open_clock(ticket: Ticket) -> Clock:
    return Clock.objects.open().get(ticket=ticket, kind=ClockKind.CALLBACK)


def steps(ticket: Ticket) -> list[str]:
    told = ticket.events.filter(kind=EventKind.CALLBACK).order_by("id")
    return [event.data["step"] for event in told]


def mails(ticket: Ticket) -> list[str]:
    rows = OutboxEntry.objects.filter(payload__ticket=str(ticket.id)).order_by("id")
    return [row.kind for row in rows if "callback" in row.kind]


def test_a_booked_call_has_a_promise_of_its_own_and_comes_up_in_the_queue(ticket):
    callback = book(ticket)

    ticket = Ticket.objects.get(id=ticket.id)
    assert callback.phone == "+8613812345678"
    assert (callback.starts_at, callback.ends_at) == (HALF_PAST_TEN, HALF_PAST_TEN + HALF)
    assert open_clock(ticket).due_at == callback.ends_at == ticket.due_at
    assert steps(ticket) == ["booked"]
    assert mails(ticket) == ["mail.callback_booked"]


def test_filing_books_the_call_with_it_or_keeps_nothing(desk):
    customer = UserFactory.create(chinese=True)
    facts = {"customer": customer, "language": "zh-hans"}

    with pytest.raises(CallbackRefused):
        open_ticket(callback=wanted(phone="12"), **facts)
    assert not Ticket.objects.exists()

    ticket = open_ticket(callback=wanted(), **facts)
    assert ticket.callbacks.get().starts_at == HALF_PAST_TEN
    assert Ticket.objects.get(id=ticket.id).due_at == HALF_PAST_TEN + HALF
    receipt = OutboxEntry.objects.get(kind="mail.receipt")
    assert receipt.payload["callback"] == str(ticket.callbacks.get().id)


def test_slots_are_those_of_the_language_and_its_calendar(desk):
    chinese, english = offered("zh-hans", at=MONDAY), offered("en", at=MONDAY)

    assert chinese.slots[0].starts_at == HALF_PAST_TEN
    # Ten in Shanghai is nine in the evening of Sunday in New York, where the office closes at ten.
    assert english.slots[0].starts_at == HALF_PAST_TEN
    assert english.slots[1].starts_at == dt.datetime(2026, 3, 2, 14, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"phone": "12"}, "invalid", "phone"),
        ({"phone": "+44 20 7946 0018"}, "country", "phone"),
        ({"starts_at": MONDAY - HALF}, "slot_past", "starts_at"),
        ({"starts_at": MONDAY + 40 * MINUTE}, "no_slot", "starts_at"),
        ({"starts_at": HALF_PAST_TEN + dt.timedelta(days=300)}, "no_slot", "starts_at"),
    ],
)
def test_what_cannot_be_booked_says_why_beside_its_field(ticket, facts, code, field):
    CallbackPlan.objects.filter(language="zh-hans").update(countries=["CN"])

    with pytest.raises(CallbackRefused) as refused:
        book(ticket, **facts)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert (len(refused.value.slots) > 0) == (field == "starts_at")
    assert not Callback.objects.exists()


def test_a_slot_that_has_just_gone_is_refused_with_the_next_free_ones(ticket):
    CallbackPlan.objects.update(places=1)
    book(open_ticket(customer=UserFactory.create(chinese=True), language="zh-hans"))

    with pytest.raises(CallbackRefused) as refused:
        book(ticket)

    assert refused.value.code == "slot_gone"
    assert refused.value.slots[0].starts_at == HALF_PAST_TEN + HALF


def test_one_matter_has_one_call_and_a_done_one_has_none(ticket, desk):
    book(ticket)
    with pytest.raises(CallbackRefused) as twice:
        book(ticket, starts_at=HALF_PAST_TEN + HALF)
    assert twice.value.code == "booked_already"

    solved = ticket_in(State.RESOLVED, desk)
    with pytest.raises(CallbackRefused) as done:
        book(solved)
    assert done.value.code == "ticket_is_done"


def test_another_time_frees_the_old_place_and_promises_the_new_one(ticket):
    CallbackPlan.objects.update(places=1)
    callback, later = book(ticket), HALF_PAST_TEN + 2 * HALF
    by = actor_of(ticket.requester)

    change_callback(ticket.id, wanted(later, "+44 20 7946 0018"), by=by, at=MONDAY + MINUTE)

    callback = Callback.objects.get(id=callback.id)
    assert (callback.starts_at, callback.phone) == (later, "+442079460018")
    assert open_clock(ticket).due_at == later + HALF
    assert offered("zh-hans", at=MONDAY + MINUTE).slots[0].left == 1
    assert steps(ticket) == ["booked", "changed"]


def test_a_cancelled_call_promises_nothing_and_another_can_be_booked(ticket):
    book(ticket)
    by = actor_of(ticket.requester)

    cancel_callback(ticket.id, by=by, at=MONDAY)

    assert not Clock.objects.open().filter(kind=ClockKind.CALLBACK).exists()
    assert book(ticket).place == 1


def test_one_press_takes_the_call_and_the_ticket_that_waits(ticket, desk):
    callback = book(ticket)

    take_callback(callback.id, by=desk.agent_actor, at=HALF_PAST_TEN)

    assert Ticket.objects.get(id=ticket.id).assignee == desk.agent
    assert Callback.objects.get(id=callback.id).taken_by == desk.agent


def test_of_two_who_take_the_second_is_told_and_may_take_over_knowingly(ticket, desk):
    callback = book(ticket)
    take_callback(callback.id, by=desk.agent_actor, at=HALF_PAST_TEN)

    with pytest.raises(CallRefused, match=str(desk.agent)):
        take_callback(callback.id, by=desk.supervisor_actor, at=HALF_PAST_TEN)
    take_callback(callback.id, by=desk.supervisor_actor, at=HALF_PAST_TEN, seen=desk.agent.id)

    assert Callback.objects.get(id=callback.id).taken_by == desk.supervisor
    with pytest.raises(CallRefused):
        leave_callback(callback.id, by=desk.agent_actor, at=HALF_PAST_TEN)


def test_who_was_reached_was_promised_rightly(ticket, desk):
    callback = book(ticket)

    record_call(
        callback.id,
        outcome=Outcome.REACHED,
        by=desk.agent_actor,
        at=HALF_PAST_TEN + MINUTE,
        note="Wants the invoice.",
    )

    assert Callback.objects.get(id=callback.id).state == CallbackState.REACHED
    clock = Clock.objects.get(ticket=ticket, kind=ClockKind.CALLBACK)
    assert (clock.met_at, clock.breached_at) == (HALF_PAST_TEN + MINUTE, None)
    assert mails(ticket) == ["mail.callback_booked"]


def test_without_an_answer_we_try_again_as_often_as_staff_say_then_the_customer_hears(ticket, desk):
    CallbackPlan.objects.update(attempts=2, again_minutes=60)
    callback, at = book(ticket), HALF_PAST_TEN + MINUTE

    again = record_call(callback.id, outcome=Outcome.NO_ANSWER, by=desk.agent_actor, at=at)
    assert again.is_open
    assert again.next_at == at + dt.timedelta(hours=1)
    assert open_clock(ticket).due_at == again.next_until

    over = record_call(
        callback.id, outcome=Outcome.CALL_AGAIN, by=desk.agent_actor, at=again.next_at
    )
    assert over.state == CallbackState.NOT_REACHED
    assert not Clock.objects.open().filter(kind=ClockKind.CALLBACK).exists()
    assert steps(ticket) == ["booked", "no_answer", "call_again"]
    assert mails(ticket)[1:] == ["mail.callback_missed", "mail.callback_missed"]
    assert CallbackAttempt.objects.count() == 2


def test_a_try_after_hours_is_promised_for_the_next_morning(ticket, desk):
    callback = book(ticket)
    evening = dt.datetime(2026, 3, 2, 13, 50, tzinfo=dt.UTC)

    again = record_call(callback.id, outcome=Outcome.NO_ANSWER, by=desk.agent_actor, at=evening)

    # Nine in Shanghai: the office closes at ten in the evening.
    assert again.next_at == dt.datetime(2026, 3, 3, 1, 0, tzinfo=dt.UTC)


def test_a_wrong_number_ends_it_at_once(ticket, desk):
    callback = book(ticket)

    over = record_call(
        callback.id, outcome=Outcome.WRONG_NUMBER, by=desk.agent_actor, at=HALF_PAST_TEN
    )

    assert over.state == CallbackState.NOT_REACHED
    with pytest.raises(CallRefused):
        record_call(callback.id, outcome=Outcome.REACHED, by=desk.agent_actor, at=HALF_PAST_TEN)


def test_a_solved_ticket_is_not_called_about(desk):
    ticket = ticket_in(State.WAITING_ON_CUSTOMER, desk, language="zh-hans")
    book(ticket, phone="+8613812345678", at=MONDAY + 3 * MINUTE, starts_at=MONDAY + 2 * HALF)

    resolve(ticket.id, by=desk.agent_actor, at=MONDAY + 4 * MINUTE, body="It is 15 %.")

    assert ticket.callbacks.get().state == CallbackState.CANCELLED
    assert steps(ticket)[-1] == "cancelled"


def test_another_customer_knows_of_no_ticket_to_call_about(ticket):
    by = actor_of(BuyerFactory.create().user)

    with pytest.raises(Ticket.DoesNotExist):
        book_callback(ticket.id, wanted(), by=by, at=MONDAY)
