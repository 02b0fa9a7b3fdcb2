"""Whatever JSON and whatever query is sent: an answer or a problem document, never a fault."""

import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.response import Response
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import TICKETS, at
from tests.factories.desk import Desk, open_ticket
from tickets.lifecycle.models import Ticket

# Every character that JSON can carry, lone surrogates and NUL among them.
TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
CATEGORIES = st.sampled_from(["not-shipped", "not-as-described", "account-security", "technical"])
KEYS = st.sampled_from(["order", "wish", "difference", "seen", "can_log_in", "where"])
BODIES = JSON | st.fixed_dictionaries(
    {},
    optional={
        "category": CATEGORIES | JSON,
        "body": st.just("Hello") | JSON,
        "subject": JSON,
        "answers": st.dictionaries(KEYS | TEXT, JSON, max_size=4) | JSON,
        "language": JSON,
        "party": st.sampled_from(["buyer", "consignor"]) | JSON,
        "guest": st.fixed_dictionaries({"email": TEXT, "name": JSON}) | JSON,
        "score": st.integers(-1, 7) | JSON,
        "comment": JSON,
        "reason": JSON,
        "waits_for": st.sampled_from(["customer", "partner"]) | JSON,
        "then_wait": JSON,
    },
)
CUSTOMERS = ["", "messages", "rating", "reopen", "withdraw"]
STAFFS = ["messages", "reopen", "put-back", "wait", "resolve", "notes"]
NAMES = ["group", "state", "category", "updated_since", "lane", "mine", "ordering", "cursor"]
VALUES = ["new", "open", "vip", "-created_at", "true", "7"]
QUERY = st.dictionaries(
    st.sampled_from(NAMES) | st.just("page_size") | st.text(max_size=10),
    st.text(max_size=20) | st.sampled_from(VALUES),
    max_size=3,
)

fuzzed = settings(
    max_examples=30,
    deadline=None,
    # The fixtures are made once and no example leaves a trace: each is rolled back.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def ticket(buyer: User) -> Ticket:
    return open_ticket(customer=buyer)


def answered(response: Response) -> None:
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code


@pytest.mark.parametrize(
    ("who", "step"),
    [("nobody", ""), *(("customer", step) for step in CUSTOMERS), *(("agent", s) for s in STAFFS)],
)
def test_any_body(desk: Desk, buyer: User, ticket: Ticket, step: str, who: str) -> None:
    client = client_of(who, desk, buyer)
    path = at(ticket, step) if step else TICKETS

    @fuzzed
    @given(body=BODIES)
    def sent(body: Any) -> None:
        with transaction.atomic():
            answered(client.post(path, json.dumps(body), content_type="application/json"))
            transaction.set_rollback(True)

    sent()


@pytest.mark.parametrize("who", ["customer", "agent"])
def test_any_query(desk: Desk, buyer: User, ticket: Ticket, who: str) -> None:
    client = client_of(who, desk, buyer)

    @fuzzed
    @given(query=QUERY)
    def asked(query: dict[str, str]) -> None:
        answered(client.get(TICKETS, query))

    asked()


def client_of(who: str, desk: Desk, buyer: User) -> APIClient:
    client = APIClient()
    if who != "nobody":
        client.force_authenticate({"customer": buyer, "agent": desk.agent.user}[who])
    return client
