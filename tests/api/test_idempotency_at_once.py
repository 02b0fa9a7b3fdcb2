"""Idempotency-Key when the same call comes twenty times at once, on connections of their own.

Apart from the other tests of keys, which share a transaction that other connections cannot see.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.response import Response
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import RULES, TICKETS, app, at, caller, keyed
from tests.consignment.races import at_once
from tests.factories.desk import make_desk, open_ticket
from tests.factories.trade import BuyerFactory, UserFactory
from tickets.conversation.models import Message
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry


@pytest.fixture
def lin(transactional_db: None) -> User:
    """A buyer on a desk whose rows other connections see."""
    make_desk()
    return BuyerFactory.create(user=UserFactory.create(verified=True)).user


def twenty(call: Callable[[], Response]) -> list[Response]:
    answers: list[Any] = at_once(*[call] * 20)
    failed = [answer for answer in answers if isinstance(answer, Exception)]
    assert not failed
    return answers


def test_twenty_at_once_are_one_ticket_and_one_receipt(lin: User) -> None:
    phone, key = app(lin), str(uuid.uuid4())
    token = phone._credentials

    def file() -> Response:
        client = APIClient()
        client.credentials(**token)
        return keyed(client, key, TICKETS, RULES)

    answers = twenty(file)

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Ticket.objects.count() == 1
    assert OutboxEntry.objects.filter(kind="mail.receipt").count() == 1


def test_twenty_at_once_say_it_once(lin: User) -> None:
    ticket, key = open_ticket(customer=lin), str(uuid.uuid4())
    clients = iter([caller(lin)] * 20)

    answers = twenty(lambda: keyed(next(clients), key, at(ticket, "messages"), {"body": "Hello"}))

    assert {answer.status_code for answer in answers} == {201}
    assert Message.objects.filter(ticket=ticket).count() == 2
