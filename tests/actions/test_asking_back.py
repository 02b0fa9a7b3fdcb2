"""A vague message is asked back at once, once, and its answer is timed."""

import datetime as dt

import pytest
from django.core import mail

from consignment.models import User
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tests.factories.trade import BuyerFactory, OrderFactory
from tickets.actions.open import Guest
from tickets.actions.receive import receive
from tickets.channels.email import delivery
from tickets.conversation.models import Author
from tickets.lifecycle.choices import Channel, EventKind
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla.choices import ClockKind
from tickets.staff.actors import actor_of
from tickets.triage.models import Clarification

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def desk(db: None) -> Desk:
    return make_desk()


@pytest.fixture
def buyer() -> User:
    return BuyerFactory.create().user


def vague(**facts: object) -> Ticket:
    return open_ticket(**{"body": "hello?? please help", "channel": Channel.APP, **facts})


def test_the_app_is_asked_in_the_conversation_at_once() -> None:
    ticket = vague()

    said, asked = ticket.messages.in_order()
    assert said.body == "hello?? please help"
    assert (asked.author_kind, asked.automatic, asked.at) == (Author.SYSTEM, True, MONDAY)
    assert "What exactly would you like to know?" in asked.body
    assert asked.public_name == "Client services"
    question = Clarification.objects.get(ticket=ticket)
    assert (question.key, question.before_sending, question.seconds) == (
        "what-to-know",
        False,
        None,
    )
    assert ticket.events.filter(kind=EventKind.ASKED_BACK).count() == 1


def test_it_meets_no_promise_and_stops_no_clock() -> None:
    ticket = vague()

    clock = ticket.clocks.get(kind=ClockKind.FIRST_RESPONSE)
    assert clock.met_at is None
    assert clock.is_running
    assert (ticket.first_replied_at, ticket.reply_count) == (None, 0)
    assert ticket.customer_spoke_last
    assert ticket.due_at is not None


def test_the_next_message_answers_it_and_the_time_is_kept() -> None:
    ticket = vague()
    customer = actor_of(ticket.requester)
    for minute, body in ((7, "Do you take fur?"), (9, "And hats?")):
        at = MONDAY + minute * MINUTE
        receive(ticket.id, by=customer, body=body, channel=Channel.APP, at=at)

    question = Clarification.objects.get(ticket=ticket)
    assert question.answered_at == MONDAY + 7 * MINUTE
    assert question.seconds == 7 * 60
    assert Clarification.objects.count() == 1


def test_an_automatic_reply_answers_nothing() -> None:
    ticket = vague()
    receive(
        ticket.id,
        by=actor_of(ticket.requester),
        body="I am on holiday.",
        channel=Channel.EMAIL,
        at=MONDAY + MINUTE,
        automatic=True,
    )

    assert Clarification.objects.get(ticket=ticket).answered_at is None


def test_the_question_goes_out_with_the_receipt_in_the_customers_language(buyer: User) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)
    ticket = vague(category="payment-failed", answers={"method": "card"}, customer=buyer)

    entry = OutboxEntry.objects.get(kind="mail.receipt")
    delivery.send_receipt(entry)

    (sent,) = mail.outbox
    assert "Which order?" in sent.body
    assert order.number in sent.body
    assert str(ticket.messages.get(automatic=True).id) == entry.payload["question"]


def test_a_receipt_without_a_question_says_nothing_of_one() -> None:
    open_ticket(channel=Channel.APP)
    delivery.send_receipt(OutboxEntry.objects.get(kind="mail.receipt"))

    assert "One question" not in mail.outbox[0].body


def test_a_guest_is_asked_without_anything_to_choose_from() -> None:
    ticket = vague(
        category="payment-failed", answers={"method": "card"}, customer=Guest("a@b.example")
    )

    asked = ticket.messages.get(automatic=True)
    assert "Which words did you see, and when?" in asked.body
    assert "–" not in asked.body


@pytest.mark.parametrize(
    "facts",
    [
        {"body": "How much commission do you take?"},
        {"category": "account-security", "answers": {"seen": "?"}},
        {"channel": Channel.SITE},
        {"channel": Channel.CHAT},
        {"channel": Channel.PHONE},
    ],
    ids=["clear", "urgent", "site", "chat", "phone"],
)
def test_nothing_is_asked(facts: dict[str, object]) -> None:
    ticket = vague(**facts)

    assert not ticket.messages.filter(automatic=True).exists()
    assert not Clarification.objects.exists()


def test_staff_switch_it_off() -> None:
    DeskSettings.objects.update(ask_back=False)

    assert not vague().messages.filter(automatic=True).exists()


def test_what_was_asked_before_sending_is_recorded_and_never_asked_again() -> None:
    ticket = vague(
        category="technical",
        answers={"where": "?"},
        clarified_in=dt.timedelta(seconds=40),
        clarified="shown",
    )

    question = Clarification.objects.get(ticket=ticket)
    assert (question.key, question.about) == ("shown", "shown")
    assert question.words == "Which words did you see?"
    assert question.before_sending
    assert question.answered_at == MONDAY
    assert question.seconds == 40
    assert not ticket.messages.filter(automatic=True).exists()


def test_a_clock_that_ran_backwards_and_an_unknown_question_do_no_harm() -> None:
    ticket = vague(clarified_in=dt.timedelta(seconds=-5), clarified="colour of the moon")

    question = Clarification.objects.get(ticket=ticket)
    assert (question.seconds, question.key) == (0, "what-to-know")
