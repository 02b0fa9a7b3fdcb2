"""Open tickets put under changed policies, in the queue for what may take long."""

import uuid
from collections.abc import Callable
from typing import Any

from celery import current_app, shared_task
from django.conf import settings
from django.utils import timezone

from tickets.actions import retarget_open
from tickets.outbox.models import OutboxEntry

TASK = "tickets.tasks.retargets.work"


def begin(entry: OutboxEntry) -> None:
    """Wake a slow worker for the run that the row tells of. One that hears nothing finds it."""
    if settings.OUTBOX_BELL == "celery":
        kwargs = {"run_id": entry.payload["run"]}
        current_app.send_task(TASK, kwargs=kwargs, queue="slow", retry=False, declare=[])


HANDLERS: dict[str, Callable[[OutboxEntry], None]] = {retarget_open.KIND: begin}


@shared_task(name=TASK, queue="slow", ignore_result=True)
def work(*, run_id: str, **kwargs: Any) -> None:
    """Work on one run for a while."""
    retarget_open.work(uuid.UUID(run_id), now=timezone.now)


@shared_task(name="tickets.tasks.retargets.sweep", queue="slow", ignore_result=True)
def sweep(**kwargs: Any) -> None:
    """Go on with the first run that nobody works on: too long for one turn, or its worker died."""
    for run_id in retarget_open.unfinished(timezone.now())[:1]:
        retarget_open.work(run_id, now=timezone.now)
