"""The staff works on booked calls by the API."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.api.calls import caller
from tests.factories.desk import AgentFactory, make_desk, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.actions.book_callback import Wanted, book_callback
from tickets.actions.callback_slots import offered
from tickets.routing.callbacks.models import Callback
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

CALLS = "/api/v1/calls/"


def test_a_call_is_found_taken_tried_and_reached():
    desk, at = make_desk(), timezone.now()
    buyer = BuyerFactory.create().user
    ticket = open_ticket(customer=buyer, at=at)
    slot = offered("en", at=at).slots[0].starts_at
    call = book_callback(ticket.id, Wanted("+442071838750", slot), by=actor_of(buyer), at=at)
    Callback.objects.update(next_at=at - dt.timedelta(minutes=1))
    agent, other = caller(desk.agent.user), caller(AgentFactory.create(skilled=True).user)

    (due,) = agent.get(CALLS, {"folder": "due"}).json()["results"]
    assert (due["ticket"], due["phone"], due["taken_by"]) == (
        str(ticket.id),
        "+442071838750",
        None,
    )
    taken = agent.post(f"{CALLS}{call.id}/take/", {}).json()
    assert taken["taken_by"]["id"] == desk.agent.id
    assert [one["id"] for one in agent.get(CALLS, {"folder": "mine"}).json()["results"]] == [
        str(call.id)
    ]
    refused = other.post(f"{CALLS}{call.id}/take/", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "call_refused")
    over = other.post(f"{CALLS}{call.id}/take/", {"seen": desk.agent.id})
    assert over.status_code == 200

    tried = other.post(f"{CALLS}{call.id}/outcome/", {"outcome": "no_answer", "note": "Rang out."})
    assert (tried.json()["attempts"], tried.json()["state"]) == (1, "booked")
    reached = agent.post(f"{CALLS}{call.id}/outcome/", {"outcome": "reached"}).json()
    assert [one["outcome"] for one in reached["tries"]] == ["no_answer", "reached"]
    assert agent.get(CALLS).json()["results"] == []
    assert agent.get(CALLS, {"folder": "lost"}).status_code == 400
    assert caller(buyer).get(CALLS).status_code == 404
