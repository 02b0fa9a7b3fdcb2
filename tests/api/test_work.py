"""The staff's work through the API, and that for customers it is not there."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import NOBODYS, TICKETS, at, caller, errors, problem
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import UserFactory
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent

NEXT = f"{TICKETS}take-next/"
HOUR = dt.timedelta(hours=1)
STEPS = ["assign", "put-back", "wait", "resume", "resolve", "notes"]


def opened(desk: Desk, state: State = State.OPEN, **facts: object) -> Ticket:
    return ticket_in(state, desk, at=timezone.now() - HOUR, **facts)


@pytest.mark.parametrize("step", STEPS)
def test_for_a_customer_the_staffs_routes_are_not_there(
    customer: APIClient, buyer: User, step: str
) -> None:
    mine = open_ticket(customer=buyer)

    on_mine = problem(customer.post(at(mine, step), {"body": "x", "reason": "x"}), 404)
    on_nothing = problem(customer.post(f"{TICKETS}nothing/"), 404)

    assert on_mine["detail"] == on_nothing["detail"]
    assert Ticket.objects.get(id=mine.id).state == State.NEW


def test_for_a_customer_there_is_nothing_to_take(customer: APIClient) -> None:
    open_ticket()

    problem(customer.post(NEXT), 404)


def test_an_account_of_the_staff_that_is_no_agents_is_a_customers(desk: Desk) -> None:
    bookkeeper = caller(UserFactory.create(staff=True))

    problem(bookkeeper.post(NEXT), 404)
    assert bookkeeper.get(TICKETS).json()["results"] == []


def test_the_next_ticket_is_the_first_in_the_order_of_work(agent: APIClient, desk: Desk) -> None:
    open_ticket(body="Rules")
    open_ticket(category="account-security", body="Stolen", answers={"seen": "A mail."})

    taken = agent.post(NEXT)

    assert taken.status_code == 200
    assert taken.json()["subject"] == "Stolen"
    assert taken.json()["assignee"]["id"] == desk.agent.id


def test_an_empty_desk_says_so(agent: APIClient) -> None:
    refused = problem(agent.post(NEXT), 409)

    assert (refused["code"], refused["detail"]) == (
        "nothing_to_take",
        "Nothing is waiting for you.",
    )


def test_who_holds_as_much_as_fits_is_given_no_more(agent: APIClient, desk: Desk) -> None:
    desk.agent.capacity = 1
    desk.agent.save()
    opened(desk)
    waiting = open_ticket()

    assert problem(agent.post(at(waiting, "assign")), 409)["code"] == "agent_is_full"
    assert problem(agent.post(NEXT), 409)["code"] == "agent_is_full"


def test_a_ticket_is_taken_once(agent: APIClient, desk: Desk) -> None:
    ticket = open_ticket()
    other = caller(AgentFactory.create(skilled=True).user)

    assert agent.post(at(ticket, "assign")).json()["assignee"]["id"] == desk.agent.id
    refused = problem(other.post(at(ticket, "assign")), 409)

    assert (refused["code"], refused["state"]) == ("move_refused", "open")


def test_a_ticket_is_put_back_with_a_reason(agent: APIClient, desk: Desk) -> None:
    ticket = opened(desk)

    assert list(errors(agent.post(at(ticket, "put-back")))) == ["reason"]
    answer = agent.post(at(ticket, "put-back"), {"reason": "Needs an authenticator"}).json()

    assert (answer["state"], answer["assignee"]) == ("new", None)
    assert TicketEvent.objects.get(move="put_back").reason == "Needs an authenticator"


def test_waiting_for_the_customer_stops_the_promise_and_going_on_starts_it(
    agent: APIClient, desk: Desk
) -> None:
    ticket = opened(desk)

    waiting = agent.post(at(ticket, "wait"), {"waits_for": "customer"}).json()
    going_on = agent.post(at(ticket, "resume")).json()

    assert (waiting["state"], waiting["due_at"]) == ("waiting_on_customer", None)
    assert going_on["state"] == "open"
    assert going_on["due_at"] is not None


def test_waiting_for_a_partner_asks_for_whom(agent: APIClient, desk: Desk) -> None:
    ticket = opened(desk)

    unnamed = agent.post(at(ticket, "wait"), {"waits_for": "partner"})
    named = agent.post(at(ticket, "wait"), {"waits_for": "partner", "reason": "SF Express"})

    assert list(errors(unnamed)) == ["reason"]
    assert named.json()["state"] == "waiting_on_partner"
    assert named.json()["due_at"] is not None


def test_one_waits_for_nobody_else(agent: APIClient, desk: Desk) -> None:
    assert list(errors(agent.post(at(opened(desk), "wait"), {"waits_for": "godot"}))) == [
        "waits_for"
    ]


def test_a_solution_is_something_the_customer_can_read(agent: APIClient, desk: Desk) -> None:
    ticket = opened(desk)

    silent = problem(agent.post(at(ticket, "resolve")), 409)
    solved = agent.post(at(ticket, "resolve"), {"body": "It is 15 %."}).json()

    assert silent["detail"] == "Write to the customer before you resolve the ticket."
    assert (solved["state"], solved["reply_count"]) == ("resolved", 1)
    assert solved["can"]["reopen"] is True


def test_the_staff_says_why_it_reopens(agent: APIClient, desk: Desk) -> None:
    ticket = opened(desk, State.RESOLVED)

    assert problem(agent.post(at(ticket, "reopen")), 409)["code"] == "move_refused"
    assert agent.post(at(ticket, "reopen"), {"reason": "The fee was taken"}).status_code == 200


def test_a_note_stays_with_the_staff(
    agent: APIClient, customer: APIClient, buyer: User, desk: Desk
) -> None:
    ticket = opened(desk, customer=buyer)

    written = agent.post(at(ticket, "notes"), {"body": "Knows the courier."})

    assert written.status_code == 201
    assert written.json()["author_name"] == desk.agent.user.name
    assert agent.get(at(ticket, "notes")).json()["results"] == [written.json()]
    assert "courier" not in str(customer.get(at(ticket)).content)
    assert "courier" not in str(customer.get(at(ticket, "messages")).content)


def test_a_note_says_something(agent: APIClient, desk: Desk) -> None:
    assert list(errors(agent.post(at(opened(desk), "notes"), {"body": " "}))) == ["body"]


@pytest.mark.parametrize("step", STEPS)
def test_nobody_works_on_what_they_may_not_see(desk: Desk, step: str) -> None:
    elsewhere = caller(AgentFactory.create().user)
    restricted = opened(
        desk, category="account-security", body="Stolen", answers={"seen": "A mail."}
    )
    given = {"body": "x", "reason": "x", "waits_for": "customer"}

    theirs = problem(elsewhere.post(at(restricted, step), given), 404)
    nobodys = problem(elsewhere.post(at(NOBODYS, step), given), 404)

    for document in (theirs, nobodys):
        del document["instance"], document["request_id"]
    assert theirs == nobodys
