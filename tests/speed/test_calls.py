"""What no machine changes: how many functions Python calls for a request."""

import sys

import pytest

from tests.factories.desk import make_desk, open_ticket
from tests.factories.trade import BuyerFactory
from tests.speed.pages import address, visitors

pytestmark = pytest.mark.django_db

FILING, TICKET = 5_250, 13_250
"""A tenth above what they take."""


def calls(ask):
    """Return how many functions written in Python ``ask`` calls, the third time that it is asked.

    What a process remembers is read by the first.
    """
    counted = 0

    def count(frame, event, arg):
        nonlocal counted
        counted += event == "call"

    ask(), ask()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        ask()
    finally:
        sys.setprofile(before)
    return counted


def test_filing_by_the_api_takes_few_calls():
    desk, buyer = make_desk(), BuyerFactory.create()
    app = visitors(desk, buyer.user).customer_app
    keys = iter(("first", "second", "third"))

    def file():
        answer = app.post(
            "/api/v1/tickets/",
            {"category": "rules-fees", "body": "How much commission do you take for a watch?"},
            content_type="application/json",
            headers={"Idempotency-Key": next(keys)},
        )
        assert answer.status_code == 201, answer.content

    assert calls(file) <= FILING


def test_the_page_of_a_ticket_takes_few_calls():
    desk, buyer = make_desk(), BuyerFactory.create()
    ticket = open_ticket(customer=buyer.user)
    agent = visitors(desk, buyer.user).agent

    def read():
        assert agent.get(address("/admin/desk/tickets/{ticket}/", ticket)).status_code == 200

    assert calls(read) <= TICKET
