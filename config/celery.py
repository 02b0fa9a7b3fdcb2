"""Celery: workers that answer a bell. Everything that must happen stands in the database."""

import os
from typing import Any

from celery import Celery, signals
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("desk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["tickets"])


@signals.setup_logging.connect
def leave_logging_to_django(**kwargs: Any) -> None:
    """Celery sets no handlers up when somebody listens here: ``LOGGING`` stands."""


@signals.celeryd_init.connect
@signals.beat_init.connect
def start_embedded_database(**kwargs: Any) -> None:
    """A broker inside the embedded server can be reached only once that runs."""
    if hasattr(connection, "start_server"):
        connection.start_server()


@signals.beat_init.connect
def learn_at_once(**kwargs: Any) -> None:
    """A new desk understands its first message: it does not wait for the first interval."""
    app.send_task("tickets.tasks.triage.learn", queue="slow", expires=900)
