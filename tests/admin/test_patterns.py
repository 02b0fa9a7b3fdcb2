"""The page of patterns, its CSV, and what stands beside a ticket."""

import csv
import io

from django.test import Client
from django.utils import timezone

from consignment.models import Item
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import BuyerFactory, ItemFactory, OrderFactory
from tests.insight.test_patterns import about, order_by
from tickets.admin.desk.rows import Seen
from tickets.admin.desk.sheet import harmless
from tickets.lifecycle.models import Ticket

PATTERNS = "/admin/desk/patterns/"


def recurring_item(title: str = "Reverso") -> tuple[Item, list[Ticket]]:
    item = ItemFactory.create(sold=True, title=title)
    order = OrderFactory.create(buyer=BuyerFactory.create(), items=[item], paid=True)
    return item, [about(order, at=timezone.now()) for _ in range(4)]


def test_what_recurs_is_one_click_from_its_tickets(desk: Desk, agent: Client):
    item, tickets = recurring_item()
    open_ticket(at=timezone.now())

    page = agent.get(f"/admin/desk/tickets/{tickets[0].id}/patterns/")
    (told,) = page.context["recurring"]
    inbox = agent.get(told.url)

    assert "3 other tickets in 90 days" in page.text
    assert {Seen._make(row).id for row in inbox.context["listed"].rows} == {t.id for t in tickets}
    assert item.number in inbox.text


def test_the_page_ranks_and_splits_and_says_what_may_be_chance(desk: Desk, agent: Client):
    recurring_item()

    page = agent.get(f"{PATTERNS}?kind=item")

    (told,) = page.context["patterns"]
    assert told.pattern.tickets == 4
    assert told.pattern.categories[0][1] == 4
    assert not told.pattern.may_be_chance
    assert agent.get(f"{PATTERNS}?kind=nothing&days=soon").status_code == 200
    assert "Nothing recurs" in agent.get(f"{PATTERNS}?kind=authenticator").text


def test_the_sheet_runs_no_formula_of_anybody(desk: Desk, agent: Client):
    for _ in range(4):
        about(order_by("=cmd()|calc"), at=timezone.now())

    answer = agent.get(f"{PATTERNS}csv/?kind=courier")

    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["name"] == "'=cmd()|calc"
    assert (row["tickets"], row["about"]) == ("4", "4")
    assert harmless(-3) == -3


def test_a_key_that_names_nothing_is_an_empty_list_in_words(desk: Desk, agent: Client):
    for query in ("behind=item&key=nothing", "behind=consignor&key=x", "behind=item"):
        assert agent.get(f"/admin/desk/?{query}").status_code == 200
