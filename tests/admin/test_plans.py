"""Plans on the page of a ticket: the buttons that are open, and the questions behind them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.desk import open_ticket
from tickets.lifecycle.models import Ticket
from tickets.sla.choices import ClockKind

pytestmark = pytest.mark.django_db


def press(agent: Client, ticket: Ticket, step: str, text: str):
    address = reverse("admin:desk_plan", args=[ticket.id, step])
    return agent.post(address, {"text": text}, headers={"HX-Request": "true"})


def test_a_complex_case_is_registered_moved_and_given_its_plan(agent: Client) -> None:
    ticket = open_ticket(at=timezone.now())
    page = agent.get(reverse("admin:desk_ticket", args=[ticket.id])).content.decode()
    assert 'data-move="plan_promise"' in page
    assert 'data-move="plan_give"' not in page
    assert 'id="ask-plan_give"' in page

    parts = press(agent, ticket, "promise", "Two stories that cannot both be true.")
    assert parts.status_code == 200
    assert 'data-move="plan_give"' in parts.content.decode()
    assert 'data-move="plan_extend"' in parts.content.decode()

    moved = press(agent, ticket, "extend", "The workshop opens it on Tuesday.")
    assert 'data-move="plan_extend"' not in moved.content.decode()
    again = press(agent, ticket, "extend", "Once more.")
    assert again.status_code == 409
    assert "moved once" in again.content.decode()

    given = press(agent, ticket, "give", "On Friday we refund the repair.")
    assert 'data-move="plan_promise"' in given.content.decode()
    assert ticket.clocks.get(kind=ClockKind.PLAN).met_at is not None


def test_nothing_said_is_refused_in_words_and_an_unknown_step_is_not_there(agent: Client) -> None:
    ticket = open_ticket()
    empty = press(agent, ticket, "promise", " ")
    assert empty.status_code == 409
    assert "Say why this is complex" in empty.content.decode()
    assert press(agent, ticket, "dance", "x").status_code == 404
