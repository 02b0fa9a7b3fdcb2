"""The desk's Celery with a post that takes a minute for each letter, and says when it began."""

import os
import time
from pathlib import Path

import django

from config.celery import app

django.setup()

from tickets.outbox.models import OutboxEntry  # noqa: E402 - models need the set-up above
from tickets.tasks import outbox  # noqa: E402

__all__ = ["app"]


def carry(entry: OutboxEntry) -> None:
    Path(os.environ["SLOW_POST_BEGAN"]).write_text(str(entry.pk))
    time.sleep(60)


outbox.handlers = lambda: {"test.letter": carry}
