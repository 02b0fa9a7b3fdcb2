"""What follows the deadlines of the trade: tickets about them come up as they come near."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions import press


@shared_task(name="tickets.tasks.deadlines.press", queue="slow", ignore_result=True)
def press_near(**kwargs: Any) -> None:
    """Raise what is about something that can soon be returned, claimed or paid no more."""
    press.press_deadlines(at=timezone.now())
