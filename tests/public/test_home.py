"""The first page: search, the matters, what is open."""

import datetime as dt

from django.test import Client
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import OrderFactory
from tests.public.visits import form_of, many_tickets, page, queries, visitor, words
from tickets.lifecycle.choices import State
from tickets.triage.models import Category

DAY = dt.timedelta(days=1)


def test_a_stranger_finds_search_matters_and_articles(desk: Desk) -> None:
    article = ArticleFactory()

    response = visitor().get(page("home"))

    html = response.content.decode()
    assert 'role="search"' in html
    assert form_of("not-shipped") in html
    assert f"/articles/{article.slug}/" in html
    assert "Your open requests" not in words(response)


def test_what_is_urgent_stands_at_the_top_with_its_promise(desk: Desk) -> None:
    response = visitor().get(page("home"))

    assert "A person answers within 2 minutes. Tell us now" in words(response)
    assert form_of("account-security") in response.content.decode()


def test_a_desk_without_an_urgent_matter_shows_none(desk: Desk) -> None:
    Category.objects.filter(tier="urgent").update(active=False)

    assert "Tell us now" not in words(visitor().get(page("home")))


def test_what_waits_for_the_reader_comes_first_of_their_open_requests(
    visit: Client, buyer: User, desk: Desk
) -> None:
    now = timezone.now()
    waits = ticket_in(State.WAITING_ON_CUSTOMER, desk, customer=buyer, at=now)
    newer = open_ticket(customer=buyer, at=now)

    said = words(visit.get(page("home")))

    assert said.index(waits.reference) < said.index(newer.reference)


def test_the_page_takes_the_same_queries_for_one_request_and_for_many(
    visit: Client, buyer: User
) -> None:
    many_tickets(buyer, 1, at=timezone.now())
    # What staff configured is remembered from the first page on.
    queries(visit, page("home"))
    of_one = queries(visit, page("home"))
    many_tickets(buyer, 100, at=timezone.now())

    assert queries(visit, page("home")) == of_one
    assert of_one <= 11


def test_what_falls_due_of_the_readers_own_orders_and_payouts_is_shown(
    visit: Client, buyer: User
) -> None:
    now = timezone.now()
    mine = OrderFactory.create(buyer=buyer.buyer, delivered=True, return_until=now + DAY)
    OrderFactory.create(delivered=True, return_until=now + DAY, number="CO-20260405-9999")
    OrderFactory.create(
        buyer=buyer.buyer, delivered=True, return_until=now + 30 * DAY, number="CO-20260405-8888"
    )

    said = words(visit.get(page("home")))

    assert "You can return it until" in said
    assert f"{mine.number} Ask for a return" in said
    assert "CO-20260405-9999" not in said
    assert "CO-20260405-8888" not in said
