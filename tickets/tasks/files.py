"""Tasks for files that nobody needs any more."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.conversation.files import purging


@shared_task(name="tickets.tasks.files.purge", queue="slow", ignore_result=True)
def purge(**kwargs: Any) -> None:
    """Forget uploads that were never sent, and the bytes that no row needs."""
    purging.purge(at=timezone.now())


@shared_task(name="tickets.tasks.files.sweep", queue="slow", ignore_result=True)
def sweep(**kwargs: Any) -> None:
    """Find bytes that no row ever took up."""
    purging.sweep(at=timezone.now())
