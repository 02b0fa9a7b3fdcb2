"""What a sweep noticed is said aloud."""

import datetime as dt

import pytest
from structlog.testing import capture_logs

from tests.factories.desk import MONDAY, make_desk, open_ticket
from tickets.outbox import relay
from tickets.outbox.models import OutboxEntry
from tickets.sla import breaches
from tickets.tasks import warnings


@pytest.mark.django_db
def test_a_warning_and_a_breach_are_logged_by_their_ids_and_delivered() -> None:
    make_desk()
    ticket = open_ticket(at=MONDAY)
    later = MONDAY + dt.timedelta(days=30)
    breaches.sweep(at=later)
    OutboxEntry.objects.filter(kind="mail.receipt").delete()

    with capture_logs() as logs:
        counts = relay.deliver(handlers=warnings.HANDLERS, at=later)

    said = [log for log in logs if log["event"].startswith("clock.")]
    assert counts.delivered == len(said) == 6
    assert {log["event"] for log in said} == {"clock.warned", "clock.breached"}
    assert {log["ticket"] for log in said} == {str(ticket.id)}
