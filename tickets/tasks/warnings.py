"""What follows when a promise passes a level."""

from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions import act_on_warning, ask_evidence
from tickets.outbox.models import OutboxEntry
from tickets.sla import alarms
from tickets.sla.marks import BREACHED, WARNED
from tickets.sla.models import Clock


def follow(entry: OutboxEntry) -> None:
    """Say aloud what was noticed, and carry out what follows. Twice is once."""
    alarms.tell(entry)
    clock_id, level = entry.payload["clock"], entry.payload["level"]
    try:
        act_on_warning.act_on_warning(clock_id, level=level, at=timezone.now())
        ask_evidence.remind_of_evidence(clock_id, level=level, at=timezone.now())
    except Clock.DoesNotExist:
        # Its ticket was deleted when its time was over.
        return


HANDLERS: dict[str, Callable[[OutboxEntry], None]] = {WARNED: follow, BREACHED: follow}


@shared_task(name="tickets.tasks.warnings.sweep", queue="now", ignore_result=True)
def sweep(**kwargs: Any) -> None:
    """Carry out what no bell announced."""
    act_on_warning.act_on_pending(at=timezone.now())
