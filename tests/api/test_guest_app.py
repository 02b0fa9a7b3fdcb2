"""A guest's app: the secret of the mailed link opens one ticket and nothing else."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from tests.api.calls import RULES, TICKETS, at, problem
from tests.factories.desk import Desk, open_ticket, ticket_in
from tickets.actions.open import Guest
from tickets.conversation.models import Message
from tickets.lifecycle import guests
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket

LIN = Guest("lin@example.com", "Lin Mei")
HOUR = dt.timedelta(hours=1)


def app_of(ticket: Ticket, *, made: dt.datetime | None = None) -> APIClient:
    """Return an app that opened the link which was mailed for ``ticket``."""
    client = APIClient()
    secret = guests.make(ticket, at=made or timezone.now())
    client.credentials(HTTP_AUTHORIZATION=f"Guest {secret}")
    return client


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    return open_ticket(customer=LIN)


def test_a_guest_reads_and_answers(ticket: Ticket) -> None:
    app = app_of(ticket)

    shown = app.get(at(ticket)).json()
    said = app.post(at(ticket, "messages"), {"body": "One more thing."})

    assert shown["reference"] == ticket.reference
    assert [key for key, offered in shown["can"].items() if offered] == ["reply", "withdraw"]
    assert said.status_code == 201
    assert Message.objects.get(id=said.json()["id"]).channel == Channel.APP
    assert len(app.get(at(ticket, "messages")).json()["results"]) == 2


def test_a_guest_withdraws(ticket: Ticket) -> None:
    answer = app_of(ticket).post(at(ticket, "withdraw"), {"reason": "It came."})

    assert answer.json()["state"] == "withdrawn"


def test_a_guest_rates_a_solution_and_says_why(desk: Desk) -> None:
    solved = ticket_in(State.RESOLVED, desk, customer=LIN, at=timezone.now() - HOUR)
    app = app_of(solved)

    rated = app.post(at(solved, "rating"), {"score": 5})
    why = app.patch(at(solved, "rating"), {"reasons": ["fast"]})

    assert (rated.status_code, why.json()["reasons"]) == (201, ["fast"])


def test_every_other_ticket_is_not_there(ticket: Ticket) -> None:
    others = open_ticket(customer=Guest("chen@example.com")), open_ticket()

    for other in others:
        problem(app_of(ticket).get(at(other)), 404)
        problem(app_of(ticket).post(at(other, "messages"), {"body": "Let me in."}), 404)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", TICKETS, {}),
        ("post", TICKETS, RULES),
        ("get", "/api/v1/me/", {}),
        ("patch", "/api/v1/me/", {"name": "Lin"}),
        ("get", "/api/v1/me/orders/", {}),
        ("get", "/api/v1/events/", {}),
    ],
)
def test_the_secret_opens_nothing_but_the_ticket(
    ticket: Ticket, method: str, path: str, body: object
) -> None:
    problem(getattr(app_of(ticket), method)(path, body), 401)


@pytest.mark.parametrize("step", ["reopen", "follow-up", "notes", "assign", "resolve"])
def test_the_secret_opens_no_other_step(ticket: Ticket, step: str) -> None:
    problem(app_of(ticket).post(at(ticket, step), {"reason": "x", "body": "x"}), 401)


def test_a_link_that_has_expired_opens_nothing(ticket: Ticket) -> None:
    days = DeskSettings.current().guest_link_days
    app = app_of(ticket, made=timezone.now() - dt.timedelta(days=days, seconds=1))

    refused = app.get(at(ticket))

    problem(refused, 401)
    assert 'Guest realm="desk"' in refused["WWW-Authenticate"]


@pytest.mark.parametrize(
    "credential", ["Guest", "Guest ", "Guest wrong", "Guest \xff\xfe", "guest a b"]
)
def test_a_secret_that_was_made_up_opens_nothing(ticket: Ticket, credential: str) -> None:
    app = APIClient()
    app.credentials(HTTP_AUTHORIZATION=credential)

    problem(app.get(at(ticket)), 401)


def test_a_ticket_that_went_to_an_account_is_closed_to_its_link(ticket: Ticket) -> None:
    app = app_of(ticket)
    mine = open_ticket()
    Ticket.objects.filter(id=ticket.id).update(requester=mine.requester, guest_email="")

    problem(app.get(at(ticket)), 401)


def test_who_tries_secrets_is_counted(ticket: Ticket) -> None:
    app = APIClient()
    app.credentials(HTTP_AUTHORIZATION="Guest wrong")

    left = [app.get(at(ticket))["RateLimit"].partition(";t=")[0] for _ in range(2)]

    assert left == ['"anon";r=59', '"anon";r=58']
