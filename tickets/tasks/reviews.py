"""What follows the time of reviews: that one is overdue."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions import review


@shared_task(name="tickets.tasks.reviews.warn", queue="slow", ignore_result=True)
def warn(**kwargs: Any) -> None:
    """Note of each review that is overdue that it is, once."""
    review.warn_of_overdue(at=timezone.now())
