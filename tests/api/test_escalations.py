"""The staff escalates and takes tickets by the API."""

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from tests.factories.desk import make_desk, open_ticket

pytestmark = pytest.mark.django_db


def test_a_ticket_is_escalated_and_taken_by_whom_it_was_asked_of():
    desk = make_desk()
    ticket = open_ticket(at=timezone.now())
    agent, supervisor = APIClient(), APIClient()
    agent.force_authenticate(desk.agent.user)
    supervisor.force_authenticate(desk.supervisor.user)
    address = f"/api/v1/tickets/{ticket.id}/escalations/"
    (step,) = agent.get(address).data["ladder"]
    assert (step["whom"], step["others"], step["within_seconds"]) == ("supervisor", 1, 3600.0)

    refused = agent.post(address, {"step": 999_999, "reason": "It is hard."})
    assert refused.data["errors"][0]["field"] == "step"
    asked = agent.post(address, {"step": step["id"], "reason": "It is hard."})
    assert asked.status_code == 201
    assert agent.post(f"{address}take/").data["code"] == "to_oneself"

    (taken,) = supervisor.post(f"{address}take/").data["chain"]
    assert taken["taken_by"]["id"] == desk.supervisor.id
    assert taken["reason"] == "It is hard."
