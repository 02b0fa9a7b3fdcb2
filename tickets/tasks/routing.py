"""Tasks that give work to whoever has room, and take it from whoever is not there."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions import (
    call_for_urgent,
    count_bands,
    lay_out_shifts,
    place_waiting,
    take_from_absent,
)


@shared_task(name="tickets.tasks.routing.place_waiting", queue="now", ignore_result=True)
def place(**kwargs: Any) -> None:
    """Place those who wait, now that somebody may have room."""
    place_waiting.place_waiting(at=timezone.now())


@shared_task(name="tickets.tasks.routing.take_from_absent", queue="now", ignore_result=True)
def take_back(**kwargs: Any) -> None:
    """Give back to their queues the tickets of those who are away for long, off shift, or gone."""
    take_from_absent.take_from_absent(at=timezone.now())


@shared_task(name="tickets.tasks.routing.call_for_urgent", queue="now", ignore_result=True)
def call(**kwargs: Any) -> None:
    """Call supervisors for what is urgent while nobody is on shift."""
    call_for_urgent.call_for_urgent(at=timezone.now())


@shared_task(name="tickets.tasks.routing.lay_out_shifts", queue="slow", ignore_result=True)
def lay_out(**kwargs: Any) -> None:
    """Lay out the weeks ahead of everybody who works by shifts."""
    lay_out_shifts.lay_out_shifts(at=timezone.now())


@shared_task(name="tickets.tasks.routing.count_bands", queue="slow", ignore_result=True)
def count(**kwargs: Any) -> None:
    """Count how frequent each problem is, and propose its band."""
    count_bands.count_bands(at=timezone.now())
