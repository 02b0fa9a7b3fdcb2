"""What no machine changes: how many statements a page takes, however much is in it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desk import MONDAY, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.speed.pages import address, visitors
from tickets.actions.rate import rate
from tickets.admin.desk import framing
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ActorKind, State

MOST = 15

pytestmark = pytest.mark.django_db


def a_little_of_everything(desk, customer, buyer, *, times):
    """File ``times`` tickets that wait, as many about orders, and as many that were rated low."""
    me = Actor(ActorKind.CUSTOMER, user_id=customer.id, name=str(customer))
    for n in range(times):
        at = MONDAY + dt.timedelta(hours=n)
        open_ticket(customer=customer, at=at)
        order = OrderFactory.create(buyer=buyer)
        body = f"Order {order.number}: where is the commission?"
        open_ticket(customer=customer, at=at, body=body)
        done = ticket_in(State.RESOLVED, desk, customer=customer, at=at)
        rate(done.id, by=me, score=1, at=at + dt.timedelta(hours=1))


def statements(client, path):
    framing.forget()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(queries)


def test_every_page_takes_few_statements_and_the_same_for_four_tickets_and_for_fifty():
    desk, buyer = make_desk(), BuyerFactory.create()
    customer = buyer.user
    ticket = open_ticket(customer=customer)
    a_little_of_everything(desk, customer, buyer, times=1)
    pages = visitors(desk, customer).pages()

    def counted():
        return {
            f"{who} {page}": statements(client, address(page, ticket))
            for who, client, page in pages
        }

    # What a process remembers is read now, so that both counts are of the same.
    counted()
    of_four = counted()
    a_little_of_everything(desk, customer, buyer, times=15)
    open_ticket(customer=customer)
    counted()
    of_fifty = counted()

    assert of_fifty == of_four
    assert {page: count for page, count in of_fifty.items() if count > MOST} == {}
