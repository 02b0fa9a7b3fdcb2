"""A desk whose policies were all switched off says what to do."""

from django.test import Client
from django.utils import timezone

from tests.factories.desk import Desk, ticket_in
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.sla.models import Policy


def test_reopening_without_a_policy_says_what_to_add_and_changes_nothing(
    desk: Desk, supervisor: Client
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, at=timezone.now())
    Policy.objects.update(active=False)

    answer = supervisor.post(
        f"/admin/desk/tickets/{ticket.id}/moves/reopen/", {"reason": "still broken"}
    )

    assert answer.status_code == 409
    assert "No active policy fits" in answer.text
    assert Ticket.objects.get(id=ticket.id).state == State.RESOLVED
