"""Who stands behind tickets, told by the trade after they were filed."""

from typing import Any

from celery import shared_task

from tickets.lifecycle import traces


@shared_task(name="tickets.tasks.traces.trace", queue="slow", ignore_result=True)
def trace(**kwargs: Any) -> None:
    """Write couriers and authenticators that were named since."""
    traces.trace_unfinished()
