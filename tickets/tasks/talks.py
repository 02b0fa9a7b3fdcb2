"""Talks with the assistant are judged once nothing can follow any more."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.insight import containment


@shared_task(name="tickets.tasks.talks.reckon", queue="slow", ignore_result=True)
def reckon(**kwargs: Any) -> None:
    """Judge the talks of three days ago; how the assistant fares is told from these rows."""
    containment.reckon(at=timezone.now())
