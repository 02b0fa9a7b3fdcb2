"""Server-sent events: open pages hear that something changed, and fetch it through their door.

One LISTEN connection a process serves every stream; it is its own and not of the pool. An event
has a name, the id of a ticket, and for ``typing`` the side that writes: no text, no person. What a
page may read, ``visible_to`` decides when it fetches. That something happens in a restricted queue
is told to its team alone. Doors prove that a reader may see the ticket
*before* they open a stream, and a stream ends by itself after MAX_AGE, so that the proof is
repeated.

``changed``: something about the ticket is different now.
``typing``: somebody of the other side writes. Nothing keeps it: it is told again while they write,
and whoever shows it forgets it after some seconds.
``escalated``: a ticket waits for the reader to take it. Told to whom it concerns, on any page.
``alert``: somebody is told that a promise is in danger, on any page; of which, the page asks.
``readers``: who of the staff looks at the ticket is different now. No customer's page hears it.

Served by ASGI. Under WSGI a stream would hold a worker, so there it is refused (204: the browser
does not come back) and pages live without it.
"""

import asyncio
import contextlib
import json
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Any, NamedTuple

import psycopg
import structlog
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from tickets.lifecycle.actors import Actor
from tickets.outbox import recording
from tickets.outbox.recording import LIVE_CHANNEL

log = structlog.get_logger(__name__)

HEARTBEAT = 15.0
MAX_AGE = 600.0
RECONNECT_AFTER = 2.0
TYPING_EVERY = 2.0
"""A side that writes is told of once in so many seconds, however often it says so."""
TOO_MANY = 429
ANY = "*"
"""The topic of a page that shows many tickets: it hears that one changed, not which."""


class Name(StrEnum):
    CHANGED = "changed"
    TYPING = "typing"
    READERS = "readers"
    ESCALATED = "escalated"
    ALERT = "alert"


class Side(StrEnum):
    CUSTOMER = "customer"
    DESK = "desk"


class Event(NamedTuple):
    name: Name
    side: str = ""
    ticket: str = ""
    """Which it is of, where the topic does not say: on a stream of all of one's own."""


CHANGED = Event(Name.CHANGED)


class Ear:
    """What one stream has heard and not told yet. The same event twice is told once.

    ``team_ids``: of restricted queues it hears those of these teams; a customer's ear, with None,
    is asked for no team. ``person``: whose page it is, by id.
    """

    def __init__(self, team_ids: frozenset[int] | None = None, person: str = "") -> None:
        self.team_ids = team_ids
        self.person = person
        self._rang = asyncio.Event()
        self._heard: dict[Event, None] = {}

    def tell(self, event: Event) -> None:
        self._heard[event] = None
        self._rang.set()

    async def listen(self, seconds: float) -> list[Event]:
        """Return what was heard, in order; [] when nothing is for ``seconds``."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._rang.wait(), seconds)
        self._rang.clear()
        heard, self._heard = list(self._heard), {}
        return heard


class Hub:
    """Fans the notifications of one event loop out to its streams."""

    def __init__(self) -> None:
        self._ears: defaultdict[str, set[Ear]] = defaultdict(set)
        self._streams: Counter[str] = Counter()
        self._listener: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def is_full(self, reader: str) -> bool:
        """Tell whether ``reader`` holds as many streams as one may. Opened at once, a few more."""
        return self._streams[reader] >= settings.LIVE_STREAMS_PER_READER

    @contextlib.asynccontextmanager
    async def listening(
        self,
        topic: str,
        *,
        reader: str = "",
        team_ids: frozenset[int] | None = None,
        person: str = "",
    ) -> AsyncIterator[Ear]:
        """Yield an ear that hears of ``topic``, counted as a stream of ``reader``."""
        self._ensure_listener()
        ear = Ear(team_ids, person)
        self._ears[topic].add(ear)
        self._streams[reader] += 1
        try:
            yield ear
        finally:
            self._streams[reader] -= 1
            if self._streams[reader] <= 0:
                del self._streams[reader]
            self._ears[topic].discard(ear)
            if not self._ears[topic]:
                del self._ears[topic]

    def _ensure_listener(self) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop or self._listener is None or self._listener.done():
            if self._loop is not loop:
                self._ears.clear()
                self._streams.clear()
            self._loop = loop
            self._listener = loop.create_task(self._listen())

    async def _listen(self) -> None:
        """Listen until the process ends; after a lost connection everybody looks once."""
        while True:
            try:
                params = await sync_to_async(_connection_params)()
                async with await psycopg.AsyncConnection.connect(**params, autocommit=True) as db:
                    await db.execute(f"LISTEN {LIVE_CHANNEL}")
                    self._tell(list(self._ears), CHANGED)
                    async for notification in db.notifies():
                        self._hear(notification.payload)
            except (psycopg.Error, OSError) as error:
                log.warning("live.listener_lost", error=type(error).__name__)
                await asyncio.sleep(RECONNECT_AFTER)

    def _hear(self, payload: str) -> None:
        told = json.loads(payload)
        topic = told.get("ticket")
        if told.get("topic") == Name.TYPING:
            self._tell([topic], Event(Name.TYPING, told["side"]))
        elif told.get("topic") == Name.ESCALATED:
            self._tell_people(told["people"], Event(Name.ESCALATED, ticket=topic or ""))
        elif told.get("topic") == Name.ALERT:
            self._tell_people(told["people"], Event(Name.ALERT))
        elif told.get("topic") == Name.READERS:
            self._tell([topic], Event(Name.READERS))
        else:
            self._tell([topic, ANY], CHANGED, team_id=told.get("team"))
            if customer := told.get("customer"):
                self._tell([own_topic(customer)], Event(Name.CHANGED, ticket=topic))

    def _tell_people(self, people: list[str], event: Event) -> None:
        """Tell every page that these people have open at the desk."""
        for ears in list(self._ears.values()):
            for ear in ears:
                if ear.person in people:
                    ear.tell(event)

    def _tell(self, topics: list[str], event: Event, *, team_id: int | None = None) -> None:
        """Tell every ear on ``topics``; of a queue that is restricted to a team, its own alone."""
        for topic in topics:
            for ear in self._ears.get(topic, ()):
                if team_id is None or ear.team_ids is None or team_id in ear.team_ids:
                    ear.tell(event)


hub = Hub()


class Pace:
    """Lets one call through in a while, by key, in this process; forgets by itself."""

    def __init__(self, seconds: float, *, most: int = 10_000) -> None:
        self.seconds, self.most = seconds, most
        self._last: dict[str, float] = {}

    def allows(self, key: str) -> bool:
        now = time.monotonic()
        if now - self._last.get(key, -self.seconds) < self.seconds:
            return False
        if len(self._last) >= self.most:
            self._last.clear()
        self._last[key] = now
        return True


_typing = Pace(TYPING_EVERY)


def tell_typing(ticket_id: uuid.UUID, *, by: Actor) -> None:
    """Tell the other side's open pages that somebody writes, and not who.

    The caller has proven that ``by`` may see the ticket.
    """
    side = side_of(by)
    if _typing.allows(f"{ticket_id} {side}"):
        recording.announce(Name.TYPING, ticket=str(ticket_id), side=side)


def tell_readers(ticket_id: uuid.UUID) -> None:
    """Tell the staff's open pages that somebody came or left, and not who."""
    recording.announce(Name.READERS, ticket=str(ticket_id))


def side_of(by: Actor) -> Side:
    return Side.DESK if by.is_staff else Side.CUSTOMER


def stream(request: HttpRequest, ticket_id: uuid.UUID | None, *, by: Actor) -> HttpResponseBase:
    """Return the stream of changes of ``ticket_id``, or of any ticket when it is None.

    The caller has proven that ``by`` may see it. The pooled connection goes back first: a stream
    must not hold one for minutes. Who holds too many streams gets a 429, after which a browser does
    not come back by itself.
    """
    return _stream(request, str(ticket_id) if ticket_id else ANY, by=by)


def stream_own(request: HttpRequest, *, by: Actor) -> HttpResponseBase:
    """Return the stream of changes of every ticket of ``by``, a customer: those filed later too."""
    return _stream(request, own_topic(str(by.user_id)), by=by)


def own_topic(user_id: str) -> str:
    """Return the topic of a page that shows all tickets of one customer."""
    return f"of {user_id}"


def _stream(request: HttpRequest, topic: str, *, by: Actor) -> HttpResponseBase:
    if not isinstance(request, ASGIRequest):
        return HttpResponse(status=204)
    reader = f"{by.kind} {by.user_id or by.ticket_id}"
    if hub.is_full(reader):
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": str(int(MAX_AGE))})
    connection.close()
    team_ids = by.team_ids if by.is_staff else None
    person = str(by.user_id) if by.is_staff else ""
    events = _events(topic, side=side_of(by), reader=reader, team_ids=team_ids, person=person)
    response = StreamingHttpResponse(events, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _events(
    topic: str,
    *,
    side: Side,
    reader: str,
    team_ids: frozenset[int] | None = None,
    person: str = "",
) -> AsyncIterator[str]:
    """Yield server-sent events as they come, but for one's own typing; a comment as heartbeat."""
    ends_at = time.monotonic() + MAX_AGE
    yield "retry: 2000\n\n"
    async with hub.listening(topic, reader=reader, team_ids=team_ids, person=person) as ear:
        while time.monotonic() < ends_at:
            heard = await ear.listen(HEARTBEAT)
            if not heard:
                yield ": still here\n\n"
            for event in heard:
                if event.side != side and (side is Side.DESK or event.name is not Name.READERS):
                    yield _written(event, topic)


def _written(event: Event, topic: str) -> str:
    about = event.ticket or topic
    # After a lost connection everybody looks once, and nobody knows at what.
    unsaid = topic == ANY or about.startswith("of ") or event.name is Name.ALERT
    data = {} if unsaid else {"ticket": about}
    if event.side:
        data["side"] = event.side
    return f"event: {event.name}\ndata: {json.dumps(data)}\n\n"


def _connection_params() -> dict[str, Any]:
    """Return how Django connects, without what is Django's own."""
    params = connection.get_connection_params()
    for key in ("cursor_factory", "context", "prepare_threshold"):
        params.pop(key, None)
    return params
