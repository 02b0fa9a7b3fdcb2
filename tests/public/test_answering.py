"""A customer answers, reopens, takes a request back."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.public.visits import (
    NOBODYS,
    asked_to_log_in,
    error_at,
    field_of,
    page,
    recent,
    state_of,
    token_of,
    visitor,
    words,
)
from tickets.actions.close import close
from tickets.actions.reply import reply
from tickets.actions.withdraw import withdraw
from tickets.conversation import drafts
from tickets.conversation.drafts import Owner
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of


def test_an_answer_joins_the_conversation_and_the_work_goes_on(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.WAITING_ON_CUSTOMER, desk, customer=buyer, at=recent())

    response = visit.post(page("message", ticket), {"body": "Here it is."})

    message = ticket.messages.get(body="Here it is.")
    assert response["Location"] == f"{page('ticket', ticket)}#m-{message.id}"
    assert state_of(ticket) == State.OPEN


def test_an_answer_that_is_sent_twice_is_said_once(visit: Client, buyer: User) -> None:
    ticket = open_ticket(customer=buyer, at=recent())
    token = token_of(visit.get(page("ticket", ticket)))

    for _ in range(2):
        visit.post(page("message", ticket), {"body": "Hello?", "token": token})
    visit.post(page("message", ticket), {"body": "Is anybody there?", "token": token})

    assert list(ticket.messages.in_order().values_list("body", flat=True))[1:] == [
        "Hello?",
        "Is anybody there?",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Write a message: it is empty."),
        ("a" * 20_001, "This is too long: 20,001 characters, and 20,000 fit. Send it in parts."),
    ],
)
def test_a_message_that_cannot_be_taken_says_why_and_stays(
    visit: Client, buyer: User, text: str, why: str
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    response = visit.post(page("message", ticket), {"body": text})

    assert response.status_code == 422
    assert error_at(response, "body") == why
    assert text in response.content.decode()
    assert ticket.messages.count() == 1


def test_a_message_to_a_solved_request_reopens_it(visit: Client, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())

    visit.post(page("message", ticket), {"body": "No, it is not."})

    assert state_of(ticket) == State.NEW


# --- A matter that is over ------------------------------------------------------------------------


@pytest.fixture
def closed(buyer: User, desk: Desk) -> Ticket:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())
    close(ticket.id, by=SYSTEM, at=timezone.now())
    return ticket


def test_before_writing_the_page_says_what_a_message_does(
    visit: Client, buyer: User, desk: Desk, closed: Ticket
) -> None:
    solved = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())
    running = open_ticket(customer=buyer, at=recent())

    assert "Your message reopens this request." in words(visit.get(page("ticket", solved)))
    assert "What you write opens a follow-up" in words(visit.get(page("ticket", closed)))
    assert "follow-up" not in words(visit.get(page("ticket", running)))


def test_a_message_to_a_closed_request_goes_on_in_a_follow_up(
    visit: Client, closed: Ticket
) -> None:
    said = {"body": "One thing more.", "intent": "follow_up"}

    response = visit.post(page("message", closed), said, follow=True)

    follow = Ticket.objects.get(follows=closed)
    assert response.redirect_chain == [(page("ticket", follow), 302)]
    assert f"Goes on from {closed.reference}" in words(response)
    assert "A person answers by" in words(response)
    assert "One thing more." in words(response)
    old = words(visit.get(page("ticket", closed)))
    assert f"Goes on in {follow.reference} (Received)" in old
    assert f"goes on in {follow.reference}. What you write is added there." in old


def test_a_follow_up_that_is_sent_twice_is_opened_once(visit: Client, closed: Ticket) -> None:
    token = token_of(visit.get(page("ticket", closed)))
    said = {"body": "One thing more.", "intent": "follow_up", "token": token}

    first, second = (visit.post(page("message", closed), said) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Ticket.objects.get(follows=closed).messages.count() == 1


def test_a_request_that_was_closed_while_one_wrote_says_so_before_anything_is_sent(
    visit: Client, closed: Ticket
) -> None:
    response = visit.post(page("message", closed), {"body": "One thing more.", "intent": "reply"})

    assert response.status_code == 409
    assert "This request was closed meanwhile." in words(response)
    assert "What you write opens a follow-up" in words(response)
    assert "One thing more." in response.content.decode()
    assert 'name="intent" value="follow_up"' in response.content.decode()
    assert closed.messages.count() == 2
    assert not closed.follow_ups.exists()


def test_a_request_that_was_withdrawn_takes_a_message_as_a_follow_up(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.NEW, desk, customer=buyer, at=recent())
    withdraw(ticket.id, by=actor_of(buyer), at=timezone.now())

    response = visit.get(page("ticket", ticket))
    visit.post(page("message", ticket), {"body": "Still broken.", "intent": "follow_up"})

    assert "You withdrew this request" in words(response)
    assert "What you write opens a follow-up" in words(response)
    assert ticket.follow_ups.get().messages.get().body == "Still broken."


# --- Two who write at once, and a log-in that ended -----------------------------------------------


def test_a_reply_that_crossed_one_of_ours_is_asked_about_once_and_then_sent(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=recent())
    shown = visit.get(page("ticket", ticket))
    said = {"body": "And?", "token": token_of(shown), "seen": field_of(shown, "seen")}
    reply(ticket.id, by=desk.agent_actor, body="It is on its way.", at=timezone.now())

    crossed = visit.post(page("message", ticket), said)
    sent = visit.post(page("message", ticket), {**said, "seen": field_of(crossed, "seen")})

    assert crossed.status_code == 409
    assert "We wrote to you while you were writing." in words(crossed)
    assert "It is on its way." in words(crossed)
    assert ">\nAnd?</textarea>" in crossed.content.decode()
    assert sent.status_code == 302
    assert ticket.messages.filter(body="And?").count() == 1


@pytest.mark.parametrize("seen", ["", "nonsense", "\x00", NOBODYS])
def test_a_page_that_says_nothing_of_what_it_showed_is_not_asked(
    visit: Client, buyer: User, desk: Desk, seen: str
) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=recent())

    response = visit.post(page("message", ticket), {"body": "And?", "seen": seen})

    assert response.status_code in {302, 422}


def test_what_was_written_while_the_log_in_ended_is_there_after_it(
    visit: Client, buyer: User
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())
    shown = visit.get(page("ticket", ticket))
    visit.logout()

    asked = visit.post(
        page("message", ticket), {"body": "Half a page.", "reader": field_of(shown, "reader")}
    )
    login = words(visit.get(asked["Location"]))
    visit.force_login(buyer, backend="django.contrib.auth.backends.ModelBackend")
    back = visit.get(page("ticket", ticket))

    assert asked_to_log_in(asked)
    assert page("ticket", ticket) in asked["Location"]
    assert "What you wrote is kept" in login
    assert "Half a page.</textarea>" in back.content.decode()
    assert ticket.messages.count() == 1


def test_what_is_sent_is_no_draft_any_more(visit: Client, buyer: User) -> None:
    ticket = open_ticket(customer=buyer, at=recent())
    content = {"body": "Half a page.", "reader": str(buyer.pk)}
    drafts.keep(Owner(user_id=buyer.pk), f"reply:{ticket.id}", content, at=timezone.now())
    assert "Half a page." in visit.get(page("ticket", ticket)).content.decode()

    visit.post(page("message", ticket), {"body": "A whole page."})

    assert "Half a page." not in visit.get(page("ticket", ticket)).content.decode()


# --- Reopening and withdrawing --------------------------------------------------------------------


def test_a_solved_request_is_reopened_by_one_press(visit: Client, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())
    assert page("reopen", ticket) in visit.get(page("ticket", ticket)).content.decode()

    response = visit.post(page("reopen", ticket), follow=True)

    assert state_of(ticket) == State.NEW
    assert "We work on it again." in words(response)
    assert page("reopen", ticket) not in response.content.decode()


def test_an_open_request_is_withdrawn_and_nothing_is_promised_any_more(
    visit: Client, buyer: User
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    response = visit.post(page("withdraw", ticket), {"why": "by_mistake"}, follow=True)

    assert state_of(ticket) == State.WITHDRAWN
    assert "A person answers by" not in words(response)
    assert ticket.events.get(move="withdraw").reason == "by_mistake"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({}, ""),
        ({"why": "other", "words": " I sold the bag. "}, "I sold the bag."),
        ({"why": "found_answer"}, "found_answer"),
    ],
)
def test_why_one_withdraws_may_be_said_and_need_not(
    visit: Client, buyer: User, sent: dict[str, str], kept: str
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    visit.post(page("withdraw", ticket), sent)

    assert ticket.events.get(move="withdraw").reason == kept


@pytest.mark.parametrize("sent", [{"why": "nonsense"}, {"why": "other", "words": "a" * 401}])
def test_a_reason_that_cannot_be_kept_withdraws_nothing(
    visit: Client, buyer: User, sent: dict[str, str]
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    response = visit.post(page("withdraw", ticket), sent)

    assert response.status_code == 422
    assert state_of(ticket) == State.NEW


@pytest.mark.parametrize(("state", "step"), [(State.OPEN, "reopen"), (State.RESOLVED, "withdraw")])
def test_a_step_that_the_state_does_not_allow_is_refused_in_words(
    visit: Client, buyer: User, desk: Desk, state: State, step: str
) -> None:
    ticket = ticket_in(state, desk, customer=buyer, at=recent())

    response = visit.post(page(step, ticket))

    assert response.status_code == 409
    (said,) = get_messages(response.wsgi_request)
    assert "cannot do this" in str(said)
    assert str(said) in words(response)
    assert state_of(ticket) == state


def test_too_long_after_the_solution_nothing_can_be_reopened(
    visit: Client, buyer: User, desk: Desk
) -> None:
    long_ago = timezone.now() - dt.timedelta(days=20)
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=long_ago)

    shown = visit.get(page("ticket", ticket))
    visit.post(page("message", ticket), {"body": "Again.", "intent": "follow_up"})

    assert page("reopen", ticket) not in shown.content.decode()
    assert "What you write opens a follow-up" in words(shown)
    assert state_of(ticket) == State.RESOLVED
    assert ticket.follow_ups.get().messages.get().body == "Again."


@pytest.mark.parametrize("step", ["message", "reopen", "withdraw"])
def test_the_address_of_a_step_shows_the_request_to_who_comes_without_sending(
    visit: Client, buyer: User, step: str
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    assert visit.get(page(step, ticket))["Location"] == page("ticket", ticket)


# --- Live -----------------------------------------------------------------------------------------


def test_changes_are_told_to_whoever_may_read_the_request(visit: Client, buyer: User) -> None:
    mine, others = open_ticket(customer=buyer, at=recent()), open_ticket(at=recent())

    # Under WSGI a stream would hold a worker: an empty answer, and the browser stays away.
    assert visit.get(page("events", mine)).status_code == 204
    assert visit.get(page("events", others)).status_code == 404
    assert visitor().get(page("events", mine)).status_code == 404


def test_a_page_that_cannot_be_live_does_not_try(visit: Client, buyer: User) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    assert "live.js" not in visit.get(page("ticket", ticket)).content.decode()
