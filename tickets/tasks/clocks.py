"""Tasks that follow the time: warnings, breaches, and the end of what was solved long ago.

Workers run with ``-P solo``, which ignores Celery's time limits: each call commits as it goes, by
batches or by tickets, so one that is cut off loses nothing and the next goes on where it stopped.
"""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions import close
from tickets.sla import breaches


@shared_task(name="tickets.tasks.clocks.sweep", queue="now", ignore_result=True)
def sweep(**kwargs: Any) -> None:
    """Mark the warnings and breaches of all clocks that are due."""
    breaches.sweep(at=timezone.now())


@shared_task(name="tickets.tasks.clocks.close_resolved", queue="slow", ignore_result=True)
def close_resolved(**kwargs: Any) -> None:
    """Close tickets that were resolved long ago and never came back."""
    close.close_resolved(at=timezone.now())
