"""Server-sent events: open pages hear that something changed, and fetch it through their door.

One LISTEN connection a process serves every stream; it is its own and not of the pool. An event
carries the id of a ticket and nothing else: what a page may read of it, ``visible_to`` decides when
it fetches. Doors prove that a reader may see the ticket *before* they open a stream, and a stream
ends by itself after MAX_AGE, so that the proof is repeated.

Served by ASGI. Under WSGI a stream would hold a worker, so there it is refused (204: the browser
does not come back) and pages live without it.
"""

import asyncio
import contextlib
import json
import time
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import structlog
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from tickets.outbox.recording import LIVE_CHANNEL

log = structlog.get_logger(__name__)

HEARTBEAT = 15.0
MAX_AGE = 600.0
RECONNECT_AFTER = 2.0
ANY = "*"
"""The topic of a page that shows many tickets: it hears that one changed, not which."""


class Hub:
    """Fans the notifications of one event loop out to its streams."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextlib.asynccontextmanager
    async def listening(self, topic: str) -> AsyncIterator[asyncio.Event]:
        """Yield an event that is set whenever ``topic`` changed; the reader clears it."""
        self._ensure_listener()
        event = asyncio.Event()
        self._waiting[topic].add(event)
        try:
            yield event
        finally:
            self._waiting[topic].discard(event)
            if not self._waiting[topic]:
                del self._waiting[topic]

    def _ensure_listener(self) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop or self._listener is None or self._listener.done():
            if self._loop is not loop:
                self._waiting.clear()
            self._loop = loop
            self._listener = loop.create_task(self._listen())

    async def _listen(self) -> None:
        """Listen until the process ends; after a lost connection everybody looks once."""
        while True:
            try:
                params = await sync_to_async(_connection_params)()
                async with await psycopg.AsyncConnection.connect(**params, autocommit=True) as db:
                    await db.execute(f"LISTEN {LIVE_CHANNEL}")
                    self._wake_all()
                    async for notification in db.notifies():
                        self._wake(notification.payload)
            except (psycopg.Error, OSError) as error:
                log.warning("live.listener_lost", error=type(error).__name__)
                await asyncio.sleep(RECONNECT_AFTER)

    def _wake(self, payload: str) -> None:
        for topic in (json.loads(payload).get("ticket"), ANY):
            for event in self._waiting.get(topic, ()):
                event.set()

    def _wake_all(self) -> None:
        for events in self._waiting.values():
            for event in events:
                event.set()


hub = Hub()


def stream(request: HttpRequest, ticket_id: uuid.UUID | None) -> HttpResponseBase:
    """Return the stream of changes of ``ticket_id``, or of any ticket when it is None.

    The caller has proven that the reader may see it. The pooled connection goes back first: a
    stream must not hold one for minutes.
    """
    if not isinstance(request, ASGIRequest):
        return HttpResponse(status=204)
    connection.close()
    response = StreamingHttpResponse(
        _events(str(ticket_id) if ticket_id else ANY), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _events(topic: str) -> AsyncIterator[str]:
    """Yield server-sent events: ``changed`` for each change, a comment as heartbeat."""
    ends_at = time.monotonic() + MAX_AGE
    yield "retry: 2000\n\n"
    async with hub.listening(topic) as event:
        while time.monotonic() < ends_at:
            try:
                await asyncio.wait_for(event.wait(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
            else:
                event.clear()
                data = {} if topic == ANY else {"ticket": topic}
                yield f"event: changed\ndata: {json.dumps(data)}\n\n"


def _connection_params() -> dict[str, Any]:
    """Return how Django connects, without what is Django's own."""
    params = connection.get_connection_params()
    for key in ("cursor_factory", "context", "prepare_threshold"):
        params.pop(key, None)
    return params
