"""Tasks for what was typed and never sent."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.conversation import drafts, held


@shared_task(name="tickets.tasks.drafts.purge", queue="slow", ignore_result=True)
def purge(**kwargs: Any) -> None:
    """Forget drafts that nobody has touched for days, and what became of replies long settled."""
    drafts.purge(at=timezone.now())
    held.purge(at=timezone.now())
