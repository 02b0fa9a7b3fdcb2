"""The bell: a message that wakes a worker. Not durable, and nobody waits for it."""

import threading
import time

import structlog
from celery import current_app

log = structlog.get_logger(__name__)

TASK = "tickets.tasks.outbox.deliver"
PAUSE = 0.2
"""Seconds from one ring to the next: a message costs as much as a fifth of filing a ticket, and a
busy desk records hundreds of rows a second. The first ring after a pause goes at once."""


class Bell:
    """Rings from a thread of its own, so that a broker that is slow or away delays no visitor.

    Rings that come while one is on its way, or within ``PAUSE`` after it, become one: a worker
    takes up all rows it finds. A bell that is lost, with its process or its broker, delays its rows
    until the next sweep.
    """

    def __init__(self) -> None:
        self._wanted = threading.Event()
        self._thread: threading.Thread | None = None

    def ring(self) -> None:
        """Wake a worker soon; return at once."""
        self._wanted.set()
        # Started at the first ring, and anew in a process that was forked since.
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="outbox-bell", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while self._wanted.wait():
            self._wanted.clear()
            self._send()
            time.sleep(PAUSE)

    def _send(self) -> None:
        try:
            # Nothing is declared: workers and ``install_broker`` make the queues, and asking for
            # one with each message would cost a lock on its table.
            current_app.send_task(TASK, queue="now", retry=False, declare=[])
        except Exception as error:  # each broker has faults of its own kind
            log.warning("outbox.bell_failed", error=type(error).__name__)


bell = Bell()
