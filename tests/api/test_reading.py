"""GET /api/v1/tickets/ and /api/v1/tickets/{id}/: who sees what of which ticket."""

import base64
import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import NOBODYS, TICKETS, at, caller, errors, problem, queries
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket

HOUR = dt.timedelta(hours=1)
INTERNAL = {
    "assignee",
    "channel",
    "customer",
    "cycle",
    "due_at",
    "lane",
    "moves",
    "notes",
    "priority",
    "queue",
    "reasons",
    "tier",
    "urgency",
}


def subjects(client: APIClient, **asked: str | list[str]) -> list[str]:
    answer = client.get(TICKETS, asked)
    assert answer.status_code == 200, answer.content
    return [ticket["subject"] for ticket in answer.json()["results"]]


def test_a_customer_reads_their_own_tickets_newest_first(customer: APIClient, buyer: User) -> None:
    now = timezone.now()
    open_ticket(customer=buyer, body="First", at=now - 2 * HOUR)
    open_ticket(customer=buyer, body="Second", at=now - HOUR)
    open_ticket(body="Somebody else's", at=now)

    assert subjects(customer) == ["Second", "First"]


def test_a_customer_learns_nothing_of_what_the_desk_thinks(
    customer: APIClient, buyer: User
) -> None:
    ticket = open_ticket(customer=buyer)

    assert not INTERNAL & customer.get(TICKETS).json()["results"][0].keys()
    assert not INTERNAL & customer.get(at(ticket)).json().keys()


def test_the_staff_reads_what_the_desk_decided_and_why(desk: Desk, agent: APIClient) -> None:
    ticket = ticket_in(State.OPEN, desk, at=timezone.now() - HOUR)

    row = agent.get(TICKETS).json()["results"][0]
    read = agent.get(at(ticket)).json()

    assert row["lane"] == "standard"
    assert row["tier"] == "low"
    assert row["customer"]["is_guest"] is False
    assert row["customer"]["email"] == ticket.requester.email
    assert row["assignee"] == {"id": desk.agent.id, "name": desk.agent.user.name}
    assert read["reasons"].keys() == {"tier", "lane", "policy"}
    assert read["moves"] == ["put_back", "wait_for_customer", "wait_for_partner", "merge"]
    assert [key for key, offered in read["can"].items() if offered] == ["reply"]


def test_somebody_elses_ticket_looks_like_one_that_is_not_there(customer: APIClient) -> None:
    theirs = problem(customer.get(at(open_ticket())), 404)
    nobodys = problem(customer.get(at(NOBODYS)), 404)

    for document in (theirs, nobodys):
        del document["instance"], document["request_id"]
    assert theirs == nobodys


def test_a_queue_of_another_team_is_not_there_for_an_agent(desk: Desk, agent: APIClient) -> None:
    elsewhere = caller(AgentFactory.create().user)
    ticket = open_ticket(
        category="account-security", body="Stolen", answers={"seen": "A mail."}, at=timezone.now()
    )

    assert agent.get(at(ticket)).status_code == 200
    problem(elsewhere.get(at(ticket)), 404)
    assert subjects(elsewhere) == []


def test_what_can_be_done_follows_the_state(customer: APIClient, buyer: User, desk: Desk) -> None:
    now = timezone.now()
    solved = ticket_in(State.RESOLVED, desk, customer=buyer, at=now - HOUR)
    long_ago = ticket_in(State.RESOLVED, desk, customer=buyer, at=now - dt.timedelta(days=40))

    def can(ticket: Ticket) -> list[str]:
        offers = customer.get(at(ticket)).json()["can"]
        return [key for key, offered in offers.items() if offered]

    assert can(solved) == ["reply", "reopen", "rate"]
    assert can(long_ago) == ["follow_up"]


def test_a_promise_that_was_broken_says_so(customer: APIClient, buyer: User) -> None:
    long_ago = open_ticket(customer=buyer, at=timezone.now() - dt.timedelta(days=30))

    assert customer.get(at(long_ago)).json()["promise"]["late"] is True
    assert customer.get(TICKETS).json()["results"][0]["promise"]["late"] is True


def test_while_the_customer_is_waited_for_nothing_is_promised(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.WAITING_ON_CUSTOMER, desk, customer=buyer, at=timezone.now() - HOUR)

    assert customer.get(at(ticket)).json()["promise"] is None


def test_lists_are_narrowed_by_group_state_category_and_change(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    now = timezone.now()
    open_ticket(customer=buyer, body="New", at=now - 4 * HOUR)
    ticket_in(State.WAITING_ON_CUSTOMER, desk, customer=buyer, body="Waiting", at=now - 2 * HOUR)
    ticket_in(State.RESOLVED, desk, customer=buyer, body="Solved", at=now - HOUR)
    open_ticket(
        customer=buyer, category="technical", body="Error", answers={"where": "App"}, at=now
    )

    assert subjects(customer, group="waiting") == ["Waiting"]
    assert subjects(customer, group="done") == ["Solved"]
    assert subjects(customer, state=["new", "resolved"]) == ["Error", "Solved", "New"]
    assert subjects(customer, category="technical") == ["Error"]
    assert subjects(customer, updated_since=(now - 3 * HOUR).isoformat()) == [
        "Error",
        "Solved",
        "Waiting",
    ]
    assert subjects(customer, ordering="created_at")[0] == "New"
    assert subjects(customer, ordering="-updated_at")[0] == "Error"


def test_the_staff_narrows_by_lane_tier_queue_and_who_holds_it(
    desk: Desk, agent: APIClient
) -> None:
    open_ticket(body="New")
    ticket_in(State.OPEN, desk, body="Held")

    assert subjects(agent, mine="true") == ["Held"]
    assert subjects(agent, mine="false") == ["New"]
    assert subjects(agent, lane="vip") == []
    assert set(subjects(agent, tier="low", queue="general")) == {"New", "Held"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("group", "asleep"),
        ("state", "asleep"),
        ("category", "alchemy"),
        ("category", "a\x00b"),
        ("updated_since", "yesterday"),
        ("updated_since", "2026-13-40T00:00:00Z"),
        ("ordering", "subject"),
        ("ordering", "requester__password"),
        ("ordering", "created_at,number"),
        ("ordering", ""),
        ("lane", "vip"),
        ("requester", "1"),
        ("state__in", "new"),
    ],
)
def test_a_filter_or_order_that_is_none_is_refused_by_its_name(
    customer: APIClient, name: str, value: str
) -> None:
    assert list(errors(customer.get(TICKETS, {name: value}))) == [name]


@pytest.mark.parametrize(("name", "value"), [("lane", "fast"), ("queue", "a\x00b"), ("mine", "me")])
def test_the_staffs_filters_are_checked_too(agent: APIClient, name: str, value: str) -> None:
    assert list(errors(agent.get(TICKETS, {name: value}))) == [name]


def test_pages_follow_one_another_without_gap_or_repetition(
    customer: APIClient, buyer: User
) -> None:
    now = timezone.now()
    for number in range(5):
        open_ticket(customer=buyer, body=f"Number {number}", at=now - number * HOUR)

    found, page = [], f"{TICKETS}?page_size=2"
    while page:
        answer = customer.get(page).json()
        found += [ticket["subject"] for ticket in answer["results"]]
        page = answer["next"]

    assert found == [f"Number {number}" for number in range(5)]


def test_beyond_the_last_ticket_is_an_empty_page(customer: APIClient, buyer: User) -> None:
    open_ticket(customer=buyer)
    before_all = base64.b64encode(b"p=1970-01-01T00:00:00Z").decode()

    assert subjects(customer, cursor=before_all) == []


@pytest.mark.parametrize("cursor", [b"p=nowhere", b"p=%00", b"o=many", b"r=x", b"p=\xff"])
def test_a_cursor_that_was_made_up_is_not_there(customer: APIClient, cursor: bytes) -> None:
    problem(customer.get(TICKETS, {"cursor": base64.b64encode(cursor).decode()}), 404)
    problem(customer.get(TICKETS, {"cursor": cursor}), 404)


def many(buyer: User, count: int) -> None:
    """Make new tickets by the thousand: copies of one that was filed."""
    first = open_ticket(customer=buyer, at=timezone.now() - 2000 * HOUR)
    columns = {
        field.attname: getattr(first, field.attname)
        for field in Ticket._meta.concrete_fields
        if field.name not in {"id", "number"}
    }
    Ticket.objects.bulk_create(
        Ticket(**{**columns, "created_at": first.created_at + number * HOUR})
        for number in range(1, count)
    )


@pytest.mark.parametrize("who", ["customer", "agent"])
def test_a_list_takes_as_many_queries_for_a_thousand_tickets_as_for_ten(
    customer: APIClient, agent: APIClient, buyer: User, who: str
) -> None:
    client = {"customer": customer, "agent": agent}[who]

    many(buyer, 10)
    # What is configured is remembered from the first call on.
    client.get(TICKETS)
    of_ten = queries(lambda: client.get(TICKETS))
    many(buyer, 990)
    of_a_thousand = queries(lambda: client.get(TICKETS))

    assert len(of_ten) == len(of_a_thousand) == {"customer": 6, "agent": 5}[who]


def test_one_ticket_takes_so_many_queries(customer: APIClient, buyer: User) -> None:
    ticket = open_ticket(customer=buyer)

    assert len(queries(lambda: customer.get(at(ticket)))) == 8


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"])
def test_a_moment_outside_the_calendar_is_refused(customer: APIClient, moment: str) -> None:
    answer = customer.get(TICKETS, {"updated_since": moment})

    assert "updated_since" in errors(answer)
