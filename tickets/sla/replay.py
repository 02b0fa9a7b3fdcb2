"""Rebuild a clock from its events alone. Pure: it knows neither the database nor ``clocks.py``.

What ``clocks.py`` and ``breaches.py`` store must equal what comes out here.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from tickets.sla import calendars
from tickets.sla.hours import NOTHING, Hours


class Event(Protocol):
    """What is read of an event."""

    kind: str
    at: dt.datetime
    data: dict[str, Any]


class BrokenHistory(ValueError):
    """The events tell of something that cannot happen to a clock."""


@dataclass(frozen=True, slots=True)
class State:
    """What a clock amounts to after some of its events."""

    target: dt.timedelta
    calendar_version: int
    started_at: dt.datetime
    last_event_at: dt.datetime
    consumed: dt.timedelta = NOTHING
    running_since: dt.datetime | None = None
    due_at: dt.datetime | None = None
    met_at: dt.datetime | None = None
    breached_at: dt.datetime | None = None
    cancelled_at: dt.datetime | None = None


def replay(events: Iterable[Event], hours: Mapping[int, Hours]) -> State:
    """Return the state of the clock to which ``events``, in order, happened.

    ``hours`` gives the hours of each calendar version by its id. Raises BrokenHistory.
    """
    state: State | None = None
    for event in events:
        if event.kind == "started":
            if state is not None:
                raise BrokenHistory("A clock starts once.")
            state = _run(
                State(
                    target=_seconds(event, "target"),
                    calendar_version=event.data["calendar_version"],
                    started_at=event.at,
                    last_event_at=event.at,
                ),
                event.at,
                hours,
            )
        elif state is None:
            raise BrokenHistory(f"Nothing was started before “{event.kind}”.")
        else:
            state = _next(state, event, hours)
    if state is None:
        raise BrokenHistory("No events, no clock.")
    return state


def _next(state: State, event: Event, hours: Mapping[int, Hours]) -> State:
    if state.met_at or state.cancelled_at:
        raise BrokenHistory(f"“{event.kind}” after the end.")
    if event.kind == "breached":
        # Noticed by a sweep: it moves no time, and is dated by the promise, not by the event.
        return replace(state, breached_at=state.due_at)
    if event.at < state.last_event_at:
        raise BrokenHistory(f"“{event.kind}” is before what it follows.")
    if state.breached_at and event.at <= state.breached_at:
        state = replace(state, breached_at=None)
    due_at = state.due_at
    used = state.consumed
    if state.running_since:
        used += calendars.elapsed(hours[state.calendar_version], state.running_since, event.at)
    stopped = replace(state, consumed=used, running_since=None, due_at=None, last_event_at=event.at)
    match event.kind:
        case "paused":
            return stopped
        case "resumed":
            return _run(stopped, event.at, hours)
        case "retargeted":
            changed = replace(
                stopped,
                target=_seconds(event, "target"),
                calendar_version=event.data["calendar_version"],
            )
            return _run(changed, event.at, hours) if state.running_since else changed
        case "met":
            return replace(stopped, met_at=event.at, due_at=due_at)
        case "cancelled":
            return replace(stopped, cancelled_at=event.at, due_at=due_at)
    raise BrokenHistory(f"Nothing is known of “{event.kind}”.")


def _run(state: State, at: dt.datetime, hours: Mapping[int, Hours]) -> State:
    left = state.target - state.consumed
    if state.breached_at and left <= NOTHING:
        due_at = state.breached_at
    else:
        due_at = calendars.add(hours[state.calendar_version], at, max(left, NOTHING))
    return replace(state, running_since=at, due_at=due_at)


def _seconds(event: Event, key: str) -> dt.timedelta:
    return dt.timedelta(seconds=event.data[key])
