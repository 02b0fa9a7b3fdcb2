"""Two sendings of one form at the same time."""

import threading
import uuid

import pytest
from django.db import connection
from django.test import Client

from tests.factories.desk import make_desk
from tests.factories.trade import BuyerFactory
from tests.public.visits import form_of, token_of, visitor
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import StoredReply


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_once_file_one_ticket_and_get_the_same_answer() -> None:
    make_desk()
    visit = visitor(BuyerFactory.create().user)
    sent = {
        "body": "How much commission do you take for a watch of two thousand dollars?",
        "token": token_of(visit.get(form_of("rules-fees"))),
    }
    together = threading.Barrier(4)
    answers: list[str] = []

    def send() -> None:
        browser = Client()
        browser.cookies = visit.cookies
        together.wait()
        answers.append(browser.post(form_of("rules-fees"), sent)["Location"])
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    ticket = Ticket.objects.get()
    assert answers == [f"/requests/{ticket.id}/receipt/"] * 4
    assert uuid.UUID(bytes=bytes(StoredReply.objects.get().body)) == ticket.id
