"""What apps read besides: deadlines, what is new, what goes on where, and lists by words."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import TICKETS, app, at, caller, errors, problem, queries
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.factories.trade import OrderFactory, ProofFactory
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket

HOUR = dt.timedelta(hours=1)
SUGGESTIONS = "/api/v1/suggestions/"


def about_an_order(buyer: User, **more: object) -> Ticket:
    order = OrderFactory.create(
        buyer=buyer.buyer, paid=True, ship_by=timezone.now() + dt.timedelta(days=2)
    )
    answers = {"order": order.number}
    return open_ticket(customer=buyer, category="not-shipped", body="When?", answers=answers)


def test_the_deadlines_stand_in_the_list_and_on_the_ticket(
    customer: APIClient, buyer: User
) -> None:
    ticket = about_an_order(buyer)

    listed = customer.get(TICKETS).json()["results"][0]["deadlines"]
    shown = customer.get(at(ticket)).json()["deadlines"]

    assert listed == shown
    assert [(deadline["kind"], deadline["passed"]) for deadline in shown] == [("ship_by", False)]
    assert shown[0]["whose"] == "platform"
    assert "%(when)s" in shown[0]["words"]


def test_deadlines_of_many_take_as_many_queries_as_of_one(customer: APIClient, buyer: User) -> None:
    about_an_order(buyer)
    # What staff configured is remembered from the first call on.
    customer.get(TICKETS)
    of_one = queries(lambda: customer.get(TICKETS))
    for _ in range(5):
        about_an_order(buyer)
    of_six = queries(lambda: customer.get(TICKETS))

    assert len(of_one) == len(of_six)


def test_what_we_wrote_is_unread_until_it_is_seen(
    customer: APIClient, buyer: User, agent: APIClient, desk: Desk
) -> None:
    ticket = open_ticket(customer=buyer, at=timezone.now() - HOUR)
    agent.post(at(ticket, "messages"), {"body": "It is 15 %."})

    assert customer.get(at(ticket)).json()["unread"] is True
    assert customer.post(at(ticket, "seen")).status_code == 204
    assert customer.get(at(ticket)).json()["unread"] is False
    assert customer.get(TICKETS).json()["results"][0]["unread"] is False


def test_a_matter_that_is_over_goes_on_in_another_ticket(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    ticket = open_ticket(customer=buyer, at=timezone.now() - HOUR)
    customer.post(at(ticket, "withdraw"), {"reason": "It came."})

    answer = customer.post(at(ticket, "follow-up"), {"body": "It broke."})

    assert answer.status_code == 201
    going_on = answer.json()
    assert answer["Location"] == at(going_on["id"])
    assert going_on["follows"] == str(ticket.id)
    assert customer.get(at(ticket)).json()["continued_in"] == going_on["id"]


def test_what_is_not_over_has_no_follow_up(customer: APIClient, buyer: User) -> None:
    ticket = open_ticket(customer=buyer)

    refused = problem(customer.post(at(ticket, "follow-up"), {"body": "And?"}), 409)

    assert refused["code"] == "not_over"
    assert refused["type"].endswith("/api/problems/#not_over")


def test_a_list_is_narrowed_by_words_number_and_order(customer: APIClient, buyer: User) -> None:
    ticket = about_an_order(buyer)
    open_ticket(customer=buyer, body="How much commission do you take?")
    number = ticket.answers[0]["value"]

    def found(**asked: str) -> list[int]:
        rows = customer.get(TICKETS, asked).json()["results"]
        return [row["number"] for row in rows]

    assert found(q="when") == found(order=number) == found(q=ticket.reference) == [ticket.number]
    assert found(order=number.replace("-", " ").lower()) == [ticket.number]
    assert found(q="commission TAKE") != []
    assert found(q="commission when") == []
    assert found(order="CO-20200101-0001") == found(order="nonsense") == []


def test_nobody_finds_the_words_of_others(customer: APIClient) -> None:
    open_ticket(body="A very particular word: xylophone")

    assert customer.get(TICKETS, {"q": "xylophone"}).json()["results"] == []


def test_suggestions_come_while_somebody_writes(customer: APIClient, buyer: User) -> None:
    number = about_an_order(buyer).answers[0]["value"]

    told = customer.post(
        SUGGESTIONS, {"text": "my order has not shipped", "things": [number], "party": "buyer"}
    ).json()

    assert told.keys() == {"categories", "articles", "question", "promised_at"}
    assert told["categories"][0]["key"] == "not-shipped"
    assert told["categories"][0]["why"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"category": "alchemy"}, "category"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": None}, "text"),
        ({"things": ["CO-1"] * 6}, "things"),
        ({"party": "courier"}, "party"),
        ({"answers": {"order": 7}}, "answers.order"),
    ],
)
def test_what_cannot_be_advised_on_is_refused(
    customer: APIClient, body: dict[str, object], field: str
) -> None:
    assert field in errors(customer.post(SUGGESTIONS, body))


def test_suggestions_know_nothing_of_other_peoples_things(buyer: User, customer: APIClient) -> None:
    theirs = about_an_order(buyer).answers[0]["value"]
    stranger = caller(None)

    told = stranger.post(SUGGESTIONS, {"text": "hello", "things": [theirs]}).json()

    assert theirs not in str(told)


def test_a_solved_ticket_is_rated_and_then_explained(
    customer: APIClient, buyer: User, desk: Desk
) -> None:
    solved = ticket_in(State.RESOLVED, desk, customer=buyer, at=timezone.now() - HOUR)
    customer.post(at(solved, "rating"), {"score": 2})

    wrong = customer.patch(at(solved, "rating"), {"reasons": ["fast"]})
    why = customer.patch(at(solved, "rating"), {"reasons": ["slow"], "comment": "Three days."})

    assert "reasons" in errors(wrong)
    assert (why.json()["reasons"], why.json()["can_be_explained"]) == (["slow"], False)
    problem(customer.patch(at(solved, "rating"), {"reasons": ["slow"]}), 409)


def moments(shown: Any) -> Iterator[str]:
    """Yield every time in ``shown``, but for those within a snapshot."""
    if isinstance(shown, dict):
        for key, value in shown.items():
            yield from () if key == "snapshot" else moments(value)
    elif isinstance(shown, list):
        for value in shown:
            yield from moments(value)
    elif isinstance(shown, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", shown):
        yield shown


@pytest.mark.parametrize("way_in", [caller, app])
def test_all_times_are_told_in_the_readers_time_zone(
    agent: APIClient, buyer: User, way_in: Callable[[User], APIClient]
) -> None:
    ProofFactory.create(user=buyer)
    User.objects.filter(pk=buyer.pk).update(time_zone="Asia/Shanghai")
    ticket = about_an_order(buyer)
    agent.post(at(ticket, "evidence"), {"body": "Please send us pictures.", "hours": 24})
    reader = way_in(User.objects.get(pk=buyer.pk))

    shown, listed = reader.get(at(ticket)).json(), reader.get(TICKETS).json()

    assert shown["promise"]["due_at"]
    assert shown["evidence"]["due_at"]
    assert {time[-6:] for time in [*moments(shown), *moments(listed)]} == {"+08:00"}
