"""The rating: GET shows, POST writes, once."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import at, caller, errors, problem
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Rating, Review


@pytest.fixture
def solved(desk: Desk, buyer: User) -> Ticket:
    now = timezone.now()
    return ticket_in(State.RESOLVED, desk, customer=buyer, at=now - dt.timedelta(hours=1))


def test_reading_writes_nothing(customer: APIClient, solved: Ticket) -> None:
    shown = {
        "score": None,
        "reasons": [],
        "comment": "",
        "at": None,
        "can_be_rated": True,
        "can_be_explained": False,
    }

    assert customer.get(at(solved, "rating")).json() == shown
    assert customer.get(at(solved, "rating")).json() == shown
    assert not Rating.objects.exists()


def test_a_rating_is_taken_once(customer: APIClient, solved: Ticket) -> None:
    answer = customer.post(at(solved, "rating"), {"score": 5, "comment": " Quick. "})
    again = customer.post(at(solved, "rating"), {"score": 1})

    assert answer.status_code == 201
    assert answer.json()["score"] == 5
    assert answer.json()["comment"] == "Quick."
    assert answer.json()["can_be_rated"] is False
    assert problem(again, 409)["code"] == "rated"
    assert Rating.objects.get().score == 5


def test_a_low_rating_makes_a_review_due(customer: APIClient, solved: Ticket) -> None:
    customer.post(at(solved, "rating"), {"score": 2})

    assert Review.objects.get().rating.score == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "score"),
        ({"score": 0}, "score"),
        ({"score": 6}, "score"),
        ({"score": "good"}, "score"),
        ({"score": 4.5}, "score"),
        ({"score": [5]}, "score"),
        ({"score": 5, "comment": "x" * 2_001}, "comment"),
        ({"score": 5, "comment": {"a": 1}}, "comment"),
    ],
)
def test_a_rating_that_is_none_is_refused(
    customer: APIClient, solved: Ticket, given: dict[str, object], field: str
) -> None:
    assert list(errors(customer.post(at(solved, "rating"), given))) == [field]
    assert not Rating.objects.exists()


def test_what_is_not_solved_is_not_rated(customer: APIClient, buyer: User) -> None:
    ticket = open_ticket(customer=buyer)

    assert problem(customer.post(at(ticket, "rating"), {"score": 5}), 409)["code"] == "unsolved"


def test_a_rating_comes_too_late_after_the_time_to_rate(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer)

    assert problem(customer.post(at(ticket, "rating"), {"score": 5}), 409)["code"] == "late"


def test_the_staff_reads_a_rating_and_gives_none(
    customer: APIClient, agent: APIClient, solved: Ticket
) -> None:
    problem(agent.post(at(solved, "rating"), {"score": 5}), 403)
    customer.post(at(solved, "rating"), {"score": 4})

    shown = agent.get(at(solved, "rating")).json()
    assert (shown["score"], shown["can_be_rated"]) == (4, False)


def test_nobody_rates_what_is_somebody_elses(solved: Ticket) -> None:
    stranger = caller(BuyerFactory.create().user)

    problem(stranger.get(at(solved, "rating")), 404)
    problem(stranger.post(at(solved, "rating"), {"score": 1}), 404)
    assert not Rating.objects.exists()
