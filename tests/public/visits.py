"""Visits as a browser makes them, and what a test reads of a page."""

import datetime as dt
import re
from html import unescape
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consignment.models import User
from tickets.conversation.models import Author, Message
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Category

NOBODYS = "0198f0a4-0000-7000-8000-000000000000"


def recent() -> dt.datetime:
    """Return an hour ago: late enough to be promised something still."""
    return timezone.now() - dt.timedelta(hours=1)


def state_of(ticket: Ticket) -> str:
    """Return the state as it is now."""
    return str(Ticket.objects.get(id=ticket.id).state)


def visitor(user: User | None = None, **kwargs: Any) -> Client:
    """Return the browser of ``user``, logged in; without one, a stranger's."""
    client = Client(**kwargs)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(name: str, ticket: Ticket | None = None) -> str:
    """Return the address ``public:<name>``, of ``ticket`` where it is one's."""
    return reverse(f"public:{name}", args=[ticket.id] if ticket else [])


def form_of(category: str) -> str:
    return reverse("public:new_request", args=[category])


def words(response: HttpResponse) -> str:
    """Return what a reader reads: without tags, entities and doubled spaces."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def body(response: HttpResponse) -> str:
    """Return the page without what differs each time: CSRF tokens and nonces."""
    html = response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", html)


def token_of(response: HttpResponse) -> str:
    """Return the token of the form in a page."""
    found = re.search(r'name="token" value="([0-9a-f-]{36})"', response.content.decode())
    assert found, "the page has no form with a token"
    return found[1]


def field_of(response: HttpResponse, name: str) -> str:
    """Return what the hidden field ``name`` of a page holds; empty when it holds nothing."""
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return found[1] if found else ""


def error_at(response: HttpResponse, field: str) -> str:
    """Return the words of the error beside ``field``; empty when there is none."""
    pattern = rf'id="id_{field}_error">(.*?)</div>'
    found = re.search(pattern, response.content.decode(), flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", found[1]) if found else ""
    return " ".join(unescape(text).replace("Error:", "").split())


def asked_to_log_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith("/accounts/login/")


def queries(client: Client, url: str) -> int:
    """Return how many statements the page takes, without those of the test's own savepoints."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len([q for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]])


def many_tickets(user: User, count: int, *, at: dt.datetime) -> None:
    """Write ``count`` tickets of ``user``, each with a message, without walking the walk."""
    category = Category.objects.get(key="rules-fees")
    tickets = Ticket.objects.bulk_create(
        Ticket(
            requester=user,
            category=category,
            queue=category.queue,
            channel=Channel.SITE,
            subject=f"Question {number}",
            tier=category.tier,
            urgency=category.urgency,
            priority=0,
            created_at=at - dt.timedelta(minutes=number),
            updated_at=at,
        )
        for number in range(count)
    )
    Message.objects.bulk_create(
        Message(
            ticket=ticket,
            author_kind=Author.CUSTOMER,
            body=ticket.subject,
            channel=Channel.SITE,
            at=at,
        )
        for ticket in tickets
    )
