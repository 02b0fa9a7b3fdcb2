"""Messages of a ticket, and what the customer does with it: answer, reopen, withdraw."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import at, caller, errors, problem
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tickets.conversation.models import Message
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.outbox.models import OutboxEntry

HOUR = dt.timedelta(hours=1)


def state_of(ticket: Ticket) -> str:
    return Ticket.objects.get(id=ticket.id).state


def test_a_message_of_the_customer_comes_by_the_app(customer: APIClient, buyer: User) -> None:
    ticket = open_ticket(customer=buyer)

    answer = customer.post(at(ticket, "messages"), {"body": "  One more thing.\r\nThanks!  "})

    assert answer.status_code == 201
    written = answer.json()
    assert written["body"] == "One more thing.\nThanks!"
    assert (written["author"], written["author_name"]) == ("customer", buyer.name)
    assert Message.objects.get(id=written["id"]).channel == Channel.APP


def test_an_answer_lets_waiting_work_go_on(customer: APIClient, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.WAITING_ON_CUSTOMER, desk, customer=buyer, at=timezone.now() - HOUR)

    customer.post(at(ticket, "messages"), {"body": "The address is right."})

    assert state_of(ticket) == State.OPEN


def test_a_message_reopens_a_solved_ticket(customer: APIClient, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=timezone.now() - HOUR)

    customer.post(at(ticket, "messages"), {"body": "It is broken again."})

    assert state_of(ticket) == State.NEW


def test_a_message_weeks_after_the_solution_is_refused_with_what_to_do(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer)

    refused = problem(customer.post(at(ticket, "messages"), {"body": "Again."}), 409)

    assert (refused["code"], refused["move"], refused["state"]) == (
        "move_refused",
        "reopen",
        "resolved",
    )
    assert "file a new request" in refused["detail"]
    assert Message.objects.filter(ticket=ticket, author_kind="customer").count() == 1


def test_nothing_is_added_to_a_ticket_that_was_withdrawn(customer: APIClient, buyer: User) -> None:
    ticket = open_ticket(customer=buyer)
    customer.post(at(ticket, "withdraw"))

    refused = problem(customer.post(at(ticket, "messages"), {"body": "Still there?"}), 409)

    assert refused["code"] == "ticket_is_done"


@pytest.mark.parametrize("body", ["", " \n ", "x" * 1_048_576, ["text"], None, "a\x00b"])
def test_a_message_that_says_nothing_or_too_much_is_refused(
    customer: APIClient, buyer: User, body: object
) -> None:
    ticket = open_ticket(customer=buyer)

    assert list(errors(customer.post(at(ticket, "messages"), {"body": body}))) == ["body"]
    assert ticket.messages.count() == 1


def test_the_staff_answers_through_the_same_route_and_a_mail_follows(
    desk: Desk, agent: APIClient
) -> None:
    ticket = open_ticket(at=timezone.now() - HOUR)

    answer = agent.post(at(ticket, "messages"), {"body": "It is 15 %.", "then_wait": True})

    assert answer.json()["author"] == "agent"
    assert state_of(ticket) == State.WAITING_ON_CUSTOMER
    assert list(OutboxEntry.objects.values_list("kind", flat=True)) == [
        "mail.receipt",
        "mail.reply",
    ]


def test_a_customer_who_says_then_wait_does_not_make_anybody_wait(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=timezone.now() - HOUR)

    customer.post(at(ticket, "messages"), {"body": "Hello?", "then_wait": True})

    assert state_of(ticket) == State.OPEN


def test_the_conversation_is_read_from_either_end_by_both_sides(
    customer: APIClient, agent: APIClient, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(
        State.RESOLVED, desk, customer=buyer, body="How much?", at=timezone.now() - HOUR
    )

    def bodies(client: APIClient, **asked: str) -> list[str]:
        page = client.get(at(ticket, "messages"), asked).json()
        return [message["body"] for message in page["results"]]

    assert bodies(customer) == bodies(agent) == ["How much?", "It is 15 %."]
    assert bodies(customer, ordering="-at", page_size="1") == ["It is 15 %."]
    assert list(errors(customer.get(at(ticket, "messages"), {"ordering": "body"}))) == ["ordering"]


def test_a_colleague_without_a_name_does_not_give_away_their_address(
    customer: APIClient, buyer: User
) -> None:
    ticket = open_ticket(customer=buyer, at=timezone.now() - HOUR)
    nameless = AgentFactory.create(user__name="").user
    caller(nameless).post(at(ticket, "messages"), {"body": "It is 15 %."})

    said = customer.get(at(ticket, "messages"))

    assert said.json()["results"][1]["author_name"] == "Client services"
    assert nameless.email not in said.content.decode()


def test_what_somebody_else_said_is_not_there(customer: APIClient) -> None:
    theirs = open_ticket()

    problem(customer.get(at(theirs, "messages")), 404)
    problem(customer.post(at(theirs, "messages"), {"body": "Let me in."}), 404)
    assert theirs.messages.count() == 1


def test_a_customer_reopens_a_solution_and_says_why(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=timezone.now() - HOUR)

    answer = customer.post(at(ticket, "reopen"), {"reason": "The fee was still taken."})

    assert answer.json()["state"] == "new"
    # How it stands is heard before it is solved.
    assert answer.json()["promise"]["kind"] == "progress"
    assert TicketEvent.objects.get(move="reopen").reason == "The fee was still taken."


def test_what_is_not_solved_cannot_be_reopened(customer: APIClient, buyer: User) -> None:
    ticket = open_ticket(customer=buyer)

    assert problem(customer.post(at(ticket, "reopen")), 409)["code"] == "move_refused"


def test_a_reason_longer_than_the_history_keeps_is_refused(
    customer: APIClient, buyer: User
) -> None:
    ticket = open_ticket(customer=buyer)

    assert list(errors(customer.post(at(ticket, "withdraw"), {"reason": "x" * 501}))) == ["reason"]
    assert state_of(ticket) == State.NEW


def test_a_customer_withdraws_and_the_promise_is_gone(customer: APIClient, buyer: User) -> None:
    ticket = open_ticket(customer=buyer)

    answer = customer.post(at(ticket, "withdraw")).json()

    assert (answer["state"], answer["promise"]) == ("withdrawn", None)
    assert [key for key, offered in answer["can"].items() if offered] == ["follow_up"]


def test_nobody_withdraws_for_the_customer(agent: APIClient) -> None:
    ticket = open_ticket()

    problem(agent.post(at(ticket, "withdraw")), 403)
    problem(caller(BuyerFactory.create().user).post(at(ticket, "withdraw")), 404)
    assert state_of(ticket) == State.NEW
