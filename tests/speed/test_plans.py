"""What no machine changes: which way PostgreSQL goes to the rows of a page."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desk import MONDAY, make_desk, open_ticket
from tests.factories.trade import BuyerFactory
from tests.speed.pages import address, visitors
from tickets.actions.press import near_something

MANY = ("tickets_ticket", "tickets_message", "tickets_clock", "tickets_ticketevent")
"""Tables that grow for ever."""

pytestmark = pytest.mark.django_db


def read_whole(node, tables=MANY):
    """Yield those of ``tables`` that a plan reads from end to end."""
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in tables:
        yield node["Relation Name"]
    for inner in node.get("Plans", ()):
        yield from read_whole(inner, tables)


def test_no_page_reads_a_growing_table_from_end_to_end():
    desk, buyer = make_desk(), BuyerFactory.create()
    ticket = open_ticket(customer=buyer.user)
    pages = visitors(desk, buyer.user).pages()
    found = {}

    for who, client, page in pages:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(page, ticket)).status_code == 200
        with connection.cursor() as cursor:
            # In a table of one row every way is as long. Where there is another way at all, it is
            # taken now.
            cursor.execute("SET LOCAL enable_seqscan = off")
            for query in queries:
                if not query["sql"].lstrip(" (").upper().startswith(("SELECT", "WITH")):
                    continue
                cursor.execute(f"EXPLAIN (FORMAT JSON) {query['sql']}")
                plan = cursor.fetchone()[0]
                plan = json.loads(plan) if isinstance(plan, str) else plan
                if tables := sorted(set(read_whole(plan[0]["Plan"]))):
                    found.setdefault(f"{who} {page}", []).append((tables, query["sql"][:300]))
            cursor.execute("SET LOCAL enable_seqscan = on")

    assert found == {}


TRADE = {
    "consignment_order",
    "consignment_shipment",
    "consignment_payout",
    "tickets_ticketlink",
    "tickets_ticket",
}


def test_the_sweep_of_deadlines_goes_to_what_is_near_by_indexes():
    make_desk()
    with CaptureQueriesContext(connection) as queries:
        near_something(at=MONDAY)
    (query,) = [q["sql"] for q in queries if "tickets_ticketlink" in q["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {query}")
        plan = cursor.fetchone()[0]
        cursor.execute("SET LOCAL enable_seqscan = on")
    plan = json.loads(plan) if isinstance(plan, str) else plan

    assert set(read_whole(plan[0]["Plan"], TRADE)) == set()
