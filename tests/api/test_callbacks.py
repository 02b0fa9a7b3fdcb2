"""Apps book calls: with a new ticket, and on one that there is."""

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from tests.factories.desk import make_desk, open_ticket
from tests.factories.trade import UserFactory
from tickets.lifecycle.models import Ticket
from tickets.routing.callbacks.models import Callback, CallbackPlan
from tickets.sla.models import Calendar

pytestmark = pytest.mark.django_db

RULES = {"category": "rules-fees", "body": "How much commission do you take?"}


@pytest.fixture
def api() -> APIClient:
    make_desk()
    CallbackPlan.objects.update(calendar=Calendar.objects.get(key="always"))
    client = APIClient()
    client.force_authenticate(UserFactory.create(language="en"))
    return client


def test_an_app_books_moves_and_cancels_a_call(api):
    customer = api.handler._force_user
    ticket = open_ticket(customer=customer, at=timezone.now())
    address = f"/api/v1/tickets/{ticket.id}/callback/"
    free = [slot["starts_at"] for slot in api.get(address).data["slots"]]

    booked = api.post(address, {"phone": "+44 20 7946 0018", "starts_at": free[0]})
    assert booked.status_code == 201
    assert booked.data["callback"]["phone"] == "+442079460018"
    assert booked.data["can_be_booked"] is False
    shown = api.get(f"/api/v1/tickets/{ticket.id}/").data
    assert shown["promise"]["kind"] == "callback"
    assert shown["next_step"].startswith("We call you at the time you chose.")

    moved = api.patch(address, {"starts_at": free[2]})
    assert moved.data["callback"]["next_at"] == free[2]
    assert moved.data["callback"]["phone"] == "+442079460018"

    assert api.delete(address).data["callback"]["state"] == "cancelled"
    shown = api.get(f"/api/v1/tickets/{ticket.id}/").data
    assert shown["next_step"].startswith("Your request is in the queue.")
    again = api.delete(address)
    assert (again.status_code, again.data["code"]) == (409, "not_booked")


def test_a_call_is_booked_with_the_ticket_or_nothing_is_kept(api):
    free = [slot["starts_at"] for slot in api.get("/api/v1/callback-slots/").data["slots"]]

    refused = api.post(
        "/api/v1/tickets/", {**RULES, "callback": {"phone": "12", "starts_at": free[0]}}
    )
    assert refused.status_code == 400
    assert refused.data["errors"][0]["field"] == "callback.country"
    assert not Ticket.objects.exists()

    wanted = {"phone": "020 7946 0018", "country": "GB", "starts_at": free[0]}
    assert api.post("/api/v1/tickets/", {**RULES, "callback": wanted}).status_code == 201
    assert Callback.objects.get().phone == "+442079460018"


def test_a_slot_that_has_gone_is_refused_with_those_that_are_free(api):
    CallbackPlan.objects.update(places=1)
    slots = api.get("/api/v1/callback-slots/").data["slots"]
    wanted = {"phone": "+44 20 7946 0018", "starts_at": slots[0]["starts_at"]}
    api.post("/api/v1/tickets/", {**RULES, "callback": wanted})

    refused = api.post("/api/v1/tickets/", {**RULES, "callback": wanted})

    assert refused.status_code == 400
    assert refused.data["errors"][0]["code"] == "slot_gone"
    assert refused.data["slots"][0]["starts_at"] == slots[1]["starts_at"]
