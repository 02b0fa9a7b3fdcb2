"""The trade told of other prices, totals and payouts: lanes follow."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions import follow_stakes


@shared_task(name="tickets.tasks.stakes.follow", queue="slow", ignore_result=True)
def follow(**kwargs: Any) -> None:
    """Weigh again what is at stake behind tickets whose things changed."""
    follow_stakes.follow_stakes(at=timezone.now())
