"""What follows the time of escalations: what nobody took goes one step up."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions import climb


@shared_task(name="tickets.tasks.escalations.climb", queue="now", ignore_result=True)
def climb_up(**kwargs: Any) -> None:
    """Pass up what was to be taken by now."""
    climb.climb(at=timezone.now())
