"""Idempotency-Key through the routes of the desk: repeated is not done twice."""

import pytest
from rest_framework.test import APIClient
from rest_framework.throttling import UserRateThrottle

from tests.api.calls import RULES, TICKETS, app, at, caller, keyed, problem
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import BuyerFactory, UserFactory
from tickets.lifecycle.models import Ticket


def test_the_same_call_gets_the_reply_of_the_first(customer: APIClient) -> None:
    first = keyed(customer, "one", TICKETS, RULES)
    again = keyed(customer, "one", TICKETS, RULES)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again["Location"] == first["Location"]
    assert again["Idempotent-Replayed"] == "true"
    assert Ticket.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(customer: APIClient) -> None:
    keyed(customer, "one", TICKETS, RULES)

    problem(keyed(customer, "one", TICKETS, {**RULES, "body": "Something else"}), 422)
    problem(keyed(customer, "one", f"{TICKETS}take-next/", RULES), 422)
    assert Ticket.objects.count() == 1


def test_another_key_is_another_ticket(customer: APIClient) -> None:
    keyed(customer, "one", TICKETS, RULES)
    keyed(customer, "two", TICKETS, RULES)

    assert Ticket.objects.count() == 2


def test_a_refused_call_leaves_its_key_free(customer: APIClient) -> None:
    problem(keyed(customer, "one", TICKETS, {**RULES, "body": ""}), 400)

    assert keyed(customer, "one", TICKETS, RULES).status_code == 201


def test_the_keys_of_two_people_never_meet(customer: APIClient, desk: Desk) -> None:
    keyed(customer, "one", TICKETS, RULES)
    other = keyed(caller(BuyerFactory.create().user), "one", TICKETS, RULES)

    assert "Idempotent-Replayed" not in other
    assert Ticket.objects.count() == 2


def test_what_was_taken_once_is_not_a_conflict_when_the_answer_was_lost(
    agent: APIClient, desk: Desk
) -> None:
    ticket = open_ticket()

    first = keyed(agent, "one", at(ticket, "assign"), {})
    again = keyed(agent, "one", at(ticket, "assign"), {})

    assert (first.status_code, again.status_code) == (200, 200)


@pytest.mark.parametrize("key", ["", " ", "a b", "ключ", "x" * 256])
def test_a_key_that_cannot_be_kept_is_refused(customer: APIClient, key: str) -> None:
    problem(keyed(customer, key.encode().decode("latin-1"), TICKETS, RULES), 400)
    assert not Ticket.objects.exists()


def test_who_logged_out_gets_no_reply_of_before(desk: Desk) -> None:
    client = app(UserFactory.create(verified=True))
    keyed(client, "one", TICKETS, RULES)

    client.delete("/_allauth/app/v1/auth/session")

    problem(keyed(client, "one", TICKETS, RULES), 401)


def test_a_new_login_of_the_same_person_repeats_the_call(desk: Desk) -> None:
    user = UserFactory.create(verified=True)
    keyed(app(user), "one", TICKETS, RULES)

    assert keyed(app(user), "one", TICKETS, RULES)["Idempotent-Replayed"] == "true"
    assert Ticket.objects.count() == 1


def test_refused_calls_with_a_key_count_against_the_limit(
    customer: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UserRateThrottle, "rate", "3/min", raising=False)
    statuses = [
        customer.post(TICKETS, {}, headers={"Idempotency-Key": f"k-{n}"}).status_code
        for n in range(5)
    ]

    assert statuses == [400, 400, 400, 429, 429]
