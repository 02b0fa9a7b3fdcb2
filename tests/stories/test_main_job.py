"""The main job, door to door: the site files, the admin answers, the app follows, a mail rates.

Nothing between the doors is called by hand, except the worker that carries the outbox.
"""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.admin.conftest import browser_of
from tests.api.calls import app, at
from tests.factories.desk import make_desk
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.public.visits import asked_to_log_in, form_of, visitor, words
from tickets.insight import facts
from tickets.lifecycle.choices import Lane, State
from tickets.lifecycle.models import Ticket
from tickets.outbox import relay
from tickets.outbox.models import OutboxEntry
from tickets.satisfaction.models import Review, ReviewState
from tickets.tasks.outbox import handlers

DESK = "/admin/desk/"


def carry_mail() -> list[mail.EmailMessage]:
    """Do a worker's work and return what left by it."""
    before = len(mail.outbox)
    relay.deliver(handlers=handlers(), at=timezone.now())
    return mail.outbox[before:]


def link_in(message: mail.EmailMessage, part: str) -> str:
    """Return the path of the link in ``message`` that contains ``part``."""
    found = re.search(rf"https?://[^\s/]+({part}\S*)", str(message.body))
    assert found, message.body
    return found[1]


@pytest.mark.django_db(transaction=True)
def test_from_the_first_word_to_the_closed_review():
    desk = make_desk()
    buyer = BuyerFactory.create(user__verified=True, user__name="Ada Lind")
    order = OrderFactory.create(
        buyer=buyer, paid=True, late=True, total=7_400, total_currency="USD"
    )
    site, agent = visitor(buyer.user), browser_of(desk.agent)
    supervisor, phone = browser_of(desk.supervisor), app(buyer.user)

    # The buyer files on the site, by the template of the matter.
    receipt = site.post(
        form_of("not-shipped"),
        {"answer_order": order.number, "body": "It should have left on Monday. Where is it?"},
        follow=True,
    )
    ticket = Ticket.objects.get()
    assert receipt.status_code == 200
    assert ticket.reference in words(receipt)
    assert (ticket.state, ticket.lane, ticket.links.get().order) == (State.NEW, Lane.VIP, order)

    # A receipt leaves with the number.
    (mailed,) = carry_mail()
    assert ticket.reference in mailed.subject + str(mailed.body)
    assert mailed.extra_headers["Auto-Submitted"] == "auto-replied"

    # The agent takes what comes first and asks.
    page = agent.post(f"{DESK}next/", follow=True)
    assert ticket.subject in page.text
    assert order.number in page.text
    desk_page = f"{DESK}tickets/{ticket.id}/"
    agent.post(f"{desk_page}replies/", {"body": "Which address shall it go to?", "then": "wait"})
    agent.post(f"{desk_page}notes/", {"body": "Warehouse says Tuesday."})
    assert carry_mail()[0].to == [f"Ada Lind <{buyer.user.email}>"]

    # The buyer reads in the app, sees no note, and answers there.
    shown = phone.get(at(ticket)).json()
    assert shown["state"] == State.WAITING_ON_CUSTOMER
    thread = phone.get(at(ticket, "messages"))
    assert "Which address" in thread.content.decode()
    assert "Warehouse" not in thread.content.decode()
    answer = phone.post(
        at(ticket, "messages"),
        {"body": "The one on the order."},
        headers={"Idempotency-Key": "a-1"},
    )
    assert answer.status_code == 201
    assert Ticket.objects.get().state == State.OPEN

    # The agent solves it; the mail brings a link that rates once.
    agent.post(f"{desk_page}replies/", {"body": "It left today. Sorry!", "then": "resolve"})
    (solved,) = carry_mail()
    rating = link_in(solved, "/rate/")
    assert "Sorry" in str(solved.body)
    stranger = Client()
    assert stranger.get(rating).status_code == 200
    assert "rate/why" in stranger.post(rating, {"score": "2"})["Location"]
    stranger.post("/rate/why/", {"reasons": ["slow"], "comment": "A week late."})
    assert phone.get(at(ticket, "rating")).json()["score"] == 2

    # The low rating made a review due: the agent writes it, the supervisor closes it.
    review = Review.objects.get()
    assert "A week late." in supervisor.get(f"{DESK}reviews/{review.id}/").text
    words_of_review = {
        "cause": "slow",
        "what_happened": "The parcel missed the pick-up.",
        "what_is_done": "The courier picks up twice a day.",
        "confirmed": "on",
    }
    agent.post(f"{DESK}reviews/{review.id}/write/", words_of_review)
    supervisor.post(f"{DESK}reviews/{review.id}/close/")
    assert Review.objects.get().state == ReviewState.CLOSED

    # The dashboard shows it all, once a worker has counted.
    facts.refresh(at=timezone.now())
    dashboard = words(supervisor.get(f"{DESK}dashboard/"))
    assert "Satisfaction" in dashboard
    assert "0 %" in dashboard or "0%" in dashboard
    assert not OutboxEntry.objects.undelivered().exists()
    assert not OutboxEntry.objects.dead().exists()


@pytest.mark.django_db(transaction=True)
def test_a_guest_files_follows_by_mail_and_reopens_in_chinese():
    desk = make_desk()
    guest = Client(headers={"Accept-Language": "zh-CN"})

    guest.post(
        form_of("rules-fees"), {"body": "佣金是多少？", "email": "mei@example.com", "name": "林美"}
    )
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.language) == (None, "zh-hans")

    (receipt,) = carry_mail()
    elsewhere = Client(headers={"Accept-Language": "zh-CN"})
    address = f"/requests/{ticket.id}/"
    assert asked_to_log_in(elsewhere.get(address))
    way_in = link_in(receipt, "/guest/")
    landed = elsewhere.get(way_in, follow=True)
    if landed.redirect_chain == []:
        landed = elsewhere.post(way_in, follow=True)
    assert "佣金是多少" in landed.text

    agent = browser_of(desk.agent)
    agent.post(f"{DESK}tickets/{ticket.id}/replies/", {"body": "百分之二十。", "then": "resolve"})
    carry_mail()
    elsewhere.post(f"{address}message/", {"body": "手表也是吗？"})

    reopened = Ticket.objects.get()
    assert (reopened.state, reopened.cycle) == (State.NEW, 2)
