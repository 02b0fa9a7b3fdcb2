"""A customer answers, reopens, takes a request back."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.public.visits import error_at, page, recent, state_of, token_of, visitor, words
from tickets.actions.close import close
from tickets.actions.withdraw import withdraw
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import State
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


def test_a_message_to_a_closed_request_is_refused_and_its_text_kept(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())
    close(ticket.id, by=SYSTEM, at=timezone.now())

    response = visit.post(page("message", ticket), {"body": "One thing more."})

    assert response.status_code == 422
    assert "This matter is closed. Please file a new request." in words(response)
    assert "One thing more." in response.content.decode()
    assert ticket.messages.count() == 2


def test_a_request_that_is_over_offers_no_answer_but_a_new_request(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.NEW, desk, customer=buyer, at=recent())
    withdraw(ticket.id, by=actor_of(buyer), at=timezone.now())

    response = visit.get(page("ticket", ticket))

    assert "You withdrew this request" in words(response)
    assert page("message", ticket) not in response.content.decode()
    assert page("new") in response.content.decode()


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

    response = visit.post(page("withdraw", ticket), follow=True)

    assert state_of(ticket) == State.WITHDRAWN
    assert "A person answers by" not in words(response)


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
    refused = visit.post(page("message", ticket), {"body": "Again."})

    assert page("reopen", ticket) not in shown.content.decode()
    assert refused.status_code == 422
    assert "more than 14 days ago" in words(refused)


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
