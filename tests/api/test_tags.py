"""ETag, If-None-Match and If-Match: nothing is sent twice, and nothing done to what has changed."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import TICKETS, app, at, caller, problem
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, UserFactory
from tickets.actions.note import note
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def ticket(buyer: User) -> Ticket:
    return open_ticket(customer=buyer, at=timezone.now() - HOUR)


@pytest.mark.parametrize(
    "path", ["/api/v1/me/", "/api/v1/categories/rules-fees/", "/api/v1/categories/", TICKETS]
)
def test_what_somebody_has_is_not_sent_again(customer: APIClient, path: str) -> None:
    first = customer.get(path)
    again = customer.get(path, HTTP_IF_NONE_MATCH=f'"other", W/{first["ETag"]}')
    other = customer.get(path, HTTP_IF_NONE_MATCH='"other"')

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert {"Vary", "Cache-Control", "RateLimit", "Content-Language"} <= again.headers.keys()


def test_another_language_is_another_tag_of_the_same_version(
    desk: Desk,
) -> None:
    lin = UserFactory.create(verified=True)
    customer, ticket = app(lin), open_ticket(customer=lin)
    english = customer.get(at(ticket), HTTP_ACCEPT_LANGUAGE="en")
    chinese = customer.get(at(ticket), HTTP_ACCEPT_LANGUAGE="zh")

    assert english["ETag"] != chinese["ETag"]
    assert english["ETag"].partition(".")[0] == chinese["ETag"].partition(".")[0]
    assert (
        customer.post(at(ticket, "withdraw"), {}, HTTP_IF_MATCH=chinese["ETag"]).status_code == 200
    )


def test_what_changed_since_is_left_alone(
    customer: APIClient, ticket: Ticket, desk: Desk, agent: APIClient
) -> None:
    read = customer.get(at(ticket))["ETag"]
    agent.post(at(ticket, "messages"), {"body": "It ships today."})

    refused = customer.post(at(ticket, "withdraw"), {"reason": "Late."}, HTTP_IF_MATCH=read)

    assert problem(refused, 412)["code"] == "changed"
    assert refused["ETag"] == customer.get(at(ticket))["ETag"] != read
    assert Ticket.objects.get(id=ticket.id).state == State.OPEN
    again = customer.post(at(ticket, "withdraw"), {}, HTTP_IF_MATCH=refused["ETag"])
    assert again.status_code == 200


@pytest.mark.parametrize("step", ["messages", "withdraw", "reopen", "follow-up", "rating"])
def test_every_step_of_a_customer_asks(customer: APIClient, ticket: Ticket, step: str) -> None:
    body = {"body": "Hello?", "score": 5}
    refused = customer.post(at(ticket, step), body, HTTP_IF_MATCH='"of-another-day"')

    problem(refused, 412)
    assert ticket.messages.count() == 1


def test_a_weak_tag_says_nothing_sure(customer: APIClient, ticket: Ticket) -> None:
    weak = f"W/{customer.get(at(ticket))['ETag']}"

    problem(customer.post(at(ticket, "withdraw"), {}, HTTP_IF_MATCH=weak), 412)


def test_any_version_will_do(customer: APIClient, ticket: Ticket) -> None:
    assert customer.post(at(ticket, "withdraw"), {}, HTTP_IF_MATCH="*").status_code == 200


def test_somebody_elses_ticket_is_not_there_whatever_the_tag(ticket: Ticket) -> None:
    other = caller(BuyerFactory.create().user)

    problem(other.post(at(ticket, "messages"), {"body": "Hi"}, HTTP_IF_MATCH='"x"'), 404)


def test_a_note_of_the_staff_does_not_show_in_the_version(
    customer: APIClient, ticket: Ticket, desk: Desk
) -> None:
    before = customer.get(at(ticket))["ETag"]
    note(ticket.id, by=desk.agent_actor, body="Knows the courier.", at=timezone.now())

    assert customer.get(at(ticket))["ETag"] == before


def test_an_answer_that_shows_the_ticket_carries_its_tag(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    solved = ticket_in(State.RESOLVED, desk, customer=buyer, at=timezone.now() - HOUR)

    reopened = customer.post(at(solved, "reopen"), {"reason": "Again."})

    assert reopened["Content-Location"] == at(solved)
    assert customer.get(at(solved), HTTP_IF_NONE_MATCH=reopened["ETag"]).status_code == 304
