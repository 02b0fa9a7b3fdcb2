"""A web process reads what its first visitors would wait for, beside serving them."""

import gc
import threading
import time

import structlog
from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils import timezone, translation

from knowledge_base.language import cold
from tickets.channels.chat.warming import warm

log = structlog.get_logger(__name__)

WARMED = "warmed"
"""What the log says of a process that waits for nothing any more."""


def start() -> threading.Thread | None:
    """Begin to warm this process, and return the thread that does; None in tests.

    For ``wsgi`` and ``asgi``, once the application is made: not while settings are read, and never
    in a process that forks the ones that serve.
    """
    if settings.TESTING:
        return None
    thread = threading.Thread(target=_warm, name="warming", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    """Warm, whatever comes: meanwhile visitors are answered from what is ready, and after a fault
    the first of them waits.
    """
    began = time.monotonic()
    try:
        _know_addresses()
        with cold.warming():
            warm(at=timezone.now())
        log.info(WARMED, seconds=round(time.monotonic() - began, 1))
    # Tables may be missing yet, or the database away.
    except Exception as error:
        log.warning("not_warmed", error=type(error).__name__)
    finally:
        connections.close_all()
        # What was read is kept as long as the process, and never again looked through for garbage.
        gc.collect()
        gc.freeze()


def _know_addresses() -> None:
    """Import every page, which takes a second, and know the names of all in each language."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("admin:index")
