"""What no machine changes of filing by the API: how many statements a call takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desk import make_desk
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.speed.pages import visitors

pytestmark = pytest.mark.django_db

PLAIN, WITH_AN_ORDER = 20, 26
"""The savepoint of the place with an agent among them; one writes all that is new."""


def statements(client, *, key, **given):
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(
            "/api/v1/tickets/",
            given,
            content_type="application/json",
            headers={"Idempotency-Key": key},
        )
    assert answer.status_code == 201, answer.content
    return [query["sql"] for query in queries]


def test_filing_takes_few_statements():
    desk, buyer = make_desk(), BuyerFactory.create()
    app = visitors(desk, buyer.user).customer_app
    order = OrderFactory.create(buyer=buyer)
    plain = {"category": "rules-fees", "body": "How much commission do you take for a watch?"}
    about = {"category": "rules-fees", "body": f"Order {order.number}: what is the commission?"}

    # What a process remembers is read by the first.
    statements(app, key="first", **plain)
    took = {
        "plain": statements(app, key="second", **plain),
        "order": statements(app, key="third", **about),
    }

    assert len(took["plain"]) <= PLAIN, took["plain"]
    assert len(took["order"]) <= WITH_AN_ORDER, took["order"]
    inserts = [sql for sql in took["plain"] if 'INSERT INTO "tickets_' in sql]
    assert len(inserts) == 1
