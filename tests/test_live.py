"""Event streams: who hears what, and how many one may hold."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.asgi import ASGIRequest
from pytest_django.fixtures import Settings

from tickets import live
from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.choices import ActorKind
from tickets.live import ANY, CHANGED, Event, Hub, Name, Pace, Side

TICKET, OTHER = str(uuid.uuid4()), str(uuid.uuid4())
BUYER = Actor(ActorKind.CUSTOMER, user_id=uuid.uuid4(), name="Ada")
AGENT = Actor(ActorKind.AGENT, user_id=uuid.uuid4(), name="Mei", agent_id=1)
TYPING = Event(Name.TYPING, Side.DESK)


class Quiet(Hub):
    """A hub that listens to no database: what it hears, the test says."""

    def _ensure_listener(self) -> None:
        pass


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    quiet = Quiet()
    monkeypatch.setattr(live, "hub", quiet)
    return quiet


def told(**payload: str) -> str:
    return json.dumps(payload)


def test_a_change_is_heard_by_who_listens_to_the_ticket_and_who_listens_to_any(hub: Hub) -> None:
    async def story() -> list[list[Event]]:
        async with (
            hub.listening(TICKET) as one,
            hub.listening(OTHER) as other,
            hub.listening(ANY) as every,
        ):
            hub._hear(told(topic="ticket", ticket=TICKET))
            return [await ear.listen(0.01) for ear in (one, other, every)]

    assert asyncio.run(story()) == [[CHANGED], [], [CHANGED]]


def test_typing_is_heard_by_who_listens_to_the_ticket_alone(hub: Hub) -> None:
    async def story() -> list[list[Event]]:
        async with hub.listening(TICKET) as one, hub.listening(ANY) as every:
            hub._hear(told(topic="typing", ticket=TICKET, side="desk"))
            return [await ear.listen(0.01) for ear in (one, every)]

    assert asyncio.run(story()) == [[TYPING], []]


def test_what_is_heard_twice_before_it_is_told_is_told_once(hub: Hub) -> None:
    async def story() -> list[Event]:
        async with hub.listening(TICKET) as ear:
            for _ in range(3):
                hub._hear(told(topic="ticket", ticket=TICKET))
            hub._hear(told(topic="typing", ticket=TICKET, side="desk"))
            return await ear.listen(0.01)

    assert asyncio.run(story()) == [CHANGED, TYPING]


async def first(stream: AsyncIterator[str], count: int) -> list[str]:
    heard = []
    async for event in stream:
        heard.append(event)
        if len(heard) == count:
            break
    return heard


def test_nobody_is_told_of_their_own_side_and_the_event_names_no_person(hub: Hub) -> None:
    async def story() -> list[str]:
        stream = live._events(TICKET, side=Side.CUSTOMER, reader="one")
        await anext(stream)
        following = asyncio.ensure_future(first(stream, 2))
        await asyncio.sleep(0.01)
        for side in ("customer", "desk"):
            hub._hear(told(topic="typing", ticket=TICKET, side=side))
        hub._hear(told(topic="ticket", ticket=TICKET))
        return await following

    typing, changed = asyncio.run(story())

    data = json.dumps({"ticket": TICKET, "side": "desk"})
    assert typing == f"event: typing\ndata: {data}\n\n"
    assert changed == f"event: changed\ndata: {json.dumps({'ticket': TICKET})}\n\n"


def asgi_request() -> ASGIRequest:
    async def receive() -> dict[str, object]:
        return {}

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
    request = ASGIRequest(scope, receive)
    request.user = AnonymousUser()
    return request


def test_who_holds_as_many_streams_as_one_may_is_refused_and_others_are_not(
    hub: Hub, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LIVE_STREAMS_PER_READER = 1
    monkeypatch.setattr(live, "connection", SimpleNamespace(close=lambda: None))

    async def story() -> list[int]:
        async with hub.listening(TICKET, reader=f"customer {BUYER.user_id}"):
            busy = [
                live.stream(asgi_request(), uuid.UUID(TICKET), by=by).status_code
                for by in (BUYER, AGENT, guest(uuid.UUID(TICKET)))
            ]
        return [*busy, live.stream(asgi_request(), uuid.UUID(TICKET), by=BUYER).status_code]

    assert asyncio.run(story()) == [429, 200, 200, 200]


def test_a_stream_that_ended_is_no_longer_counted(hub: Hub) -> None:
    async def story() -> None:
        for _ in range(100):
            async with hub.listening(TICKET, reader="one"):
                pass

    asyncio.run(story())

    assert not hub._streams
    assert not hub._ears


def test_a_side_that_writes_is_told_of_once_in_a_while() -> None:
    pace = Pace(60, most=2)

    assert [pace.allows("a"), pace.allows("a"), pace.allows("b")] == [True, False, True]
    # It forgets all rather than to grow.
    assert [pace.allows("c"), pace.allows("a")] == [True, True]
