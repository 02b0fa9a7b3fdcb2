"""Talks with the assistant are judged once nothing can follow any more, and forgotten later."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.conversation import talks
from tickets.insight import containment


@shared_task(name="tickets.tasks.talks.reckon", queue="slow", ignore_result=True)
def reckon(**kwargs: Any) -> None:
    """Judge the talks of three days ago; how the assistant fares is told from these rows."""
    containment.reckon(at=timezone.now())


@shared_task(name="tickets.tasks.talks.purge", queue="slow", ignore_result=True)
def purge(**kwargs: Any) -> None:
    """Forget talks of guests that are kept long enough."""
    talks.purge(at=timezone.now())
