"""Tags and limits when calls come at once, on connections of their own.

Apart from the other tests of these, which share a transaction that other connections cannot see.
"""

import time

import pytest
from django.core.cache import cache, caches
from django.db import connection
from rest_framework.test import APIClient

from tests.api.calls import app, at
from tests.consignment.races import at_once
from tests.factories.desk import make_desk, open_ticket
from tests.factories.trade import BuyerFactory, UserFactory
from tickets.conversation.models import Message
from tickets.limits import counted


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_read_the_same_one_writes() -> None:
    make_desk()
    lin = BuyerFactory.create(user=UserFactory.create(verified=True)).user
    ticket = open_ticket(customer=lin)
    token = app(lin)._credentials
    read = app(lin).get(at(ticket))["ETag"]

    def write() -> int:
        client = APIClient()
        client.credentials(**token)
        said = client.post(at(ticket, "messages"), {"body": "Me first."}, HTTP_IF_MATCH=read)
        return said.status_code

    statuses = at_once(*[write] * 10)

    assert sorted(statuses) == [201, *[412] * 9]
    assert Message.objects.filter(ticket=ticket).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_twelve_at_once_five_pass_a_limit_of_five() -> None:
    def call() -> int:
        return counted("at-once", seconds=60)[0]

    counts = at_once(*[call] * 12)

    assert sorted(counts) == list(range(1, 13))
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_who_opens_a_window_clears_some_that_are_over() -> None:
    cache.clear()
    for number in range(5):
        caches["default"].count(f"old-{number}", seconds=0)
    time.sleep(0.01)

    counted("new", seconds=60)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM desk_cache")
        assert cursor.fetchone() == (1,)
    cache.clear()
