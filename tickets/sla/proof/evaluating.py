"""What a clock must be after what happened to it. Pure.

Reads nothing but events, the levels that were noticed, and the hours of the calendar versions that
the events name. Raises Impossible for a past that no clock can have.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tickets.sla.proof.timetable import MICROSECOND, NeverOpen, Timetable, instant, moment

FULL = 100


class Impossible(ValueError):
    """The events tell of something that cannot happen to a clock; the words say of what."""


@dataclass(frozen=True, slots=True)
class Event:
    kind: str
    at: datetime
    data: dict[str, Any]


class Evaluation:
    """A clock, worked out from event to event. Moments and lengths are microseconds."""

    def __init__(self, timetables: Mapping[int, Timetable]) -> None:
        self._timetables = timetables
        self._begun = False
        self._identity: dict[str, Any] = {}
        self._terms: dict[str, Any] = {}
        self._target = 0
        self._started = self._last = 0
        self._used = 0
        self._running = False
        self._due: int | None = None
        self._met: int | None = None
        self._breached: int | None = None
        self._cancelled: int | None = None

    def take(self, event: Event) -> None:
        """Let ``event`` happen. Raises Impossible."""
        at = moment(event.at)
        if event.kind == "started":
            self._start(at, event.data)
            return
        if not self._begun:
            raise Impossible(f"“{event.kind}” comes before it was started")
        if self._met is not None or self._cancelled is not None:
            raise Impossible(f"“{event.kind}” comes after its end")
        if event.kind == "breached":
            self._breach(at)
            return
        if event.kind not in {"paused", "resumed", "retargeted", "carried", "met", "cancelled"}:
            raise Impossible(f"nothing is known of “{event.kind}”")
        self._advance(at, event)
        self._step(at, event)

    def _step(self, at: int, event: Event) -> None:
        match event.kind:
            case "paused":
                self._running, self._due = False, None
            case "resumed":
                self._running = True
                self._aim()
            case "retargeted":
                self._bind(event.data)
                if self._running:
                    self._aim()
            case "carried":
                self._identity |= _identity(event.data)
                if self._running:
                    self._aim()
            case "met":
                self._running, self._met = False, at
            case "cancelled":
                self._running, self._cancelled = False, at

    def columns(self, noticed: Iterable[int]) -> dict[str, Any]:
        """Return what the row of the clock must hold, by the name of its column.

        ``noticed`` are the levels that were written down as passed. What the events of an older
        desk do not tell is left out.
        """
        if not self._begun:
            raise Impossible("it has no events")
        noticed = set(noticed)
        if self._breached is not None and FULL not in noticed:
            raise Impossible("it was broken, and the warning that says so is missing")
        over = self._met is not None or self._cancelled is not None
        level = None if over else self._next_level(noticed)
        mark = None
        if self._running and level is not None:
            mark = self._reached(level)
        return {
            **self._identity,
            **self._terms,
            "target": _length(self._target),
            "started_at": instant(self._started),
            "last_event_at": instant(self._last),
            "consumed": _length(self._used),
            "running_since": instant(self._last) if self._running else None,
            "due_at": _instant(self._due),
            "met_at": _instant(self._met),
            "breached_at": _instant(self._breached),
            "cancelled_at": _instant(self._cancelled),
            "next_level": level,
            "next_mark_at": _instant(mark),
        }

    def _start(self, at: int, data: dict[str, Any]) -> None:
        if self._begun:
            raise Impossible("it was started twice")
        self._identity = _identity(data)
        self._bind(data)
        self._begun = self._running = True
        self._started = self._last = at
        self._aim()

    def _bind(self, data: dict[str, Any]) -> None:
        try:
            version = data["calendar_version"]
            self._target = _microseconds(data["target"])
            self._terms = {"calendar_version_id": version, "levels": list(data["levels"])}
        except (KeyError, TypeError) as missing:
            raise Impossible(f"its terms do not say {missing}") from missing
        if version not in self._timetables:
            raise Impossible(f"calendar version {version} does not exist")
        if "policy_id" in data:
            self._terms["policy_id"] = data["policy_id"]

    def _breach(self, at: int) -> None:
        if not self._running or self._due is None:
            raise Impossible("it is broken while it stands still")
        if self._breached is not None:
            raise Impossible("it is broken twice")
        if at != self._due:
            raise Impossible(f"it is broken at {instant(at)}, and due at {instant(self._due)}")
        self._breached = at

    def _advance(self, at: int, event: Event) -> None:
        """Use up the time up to ``at``, and hold it against what the event says of it."""
        if at < self._last:
            raise Impossible(f"“{event.kind}” is dated before what it follows")
        if event.kind == "resumed" and self._running:
            raise Impossible("it runs on without standing still")
        if event.kind == "paused" and not self._running:
            raise Impossible("it stands still twice")
        # Older news than the sweep had: it was kept in time after all.
        if self._breached is not None and at <= self._breached:
            self._breached = None
        if self._running:
            if self._due is not None and self._due < at and self._breached is None:
                raise Impossible(f"that it was broken at {instant(self._due)} is missing")
            self._used += self._timetable.passed(self._last, at)
        self._last = at
        told = event.data.get("consumed")
        if told is not None and _microseconds(told) != self._used:
            raise Impossible(
                f"“{event.kind}” says {told} s were used up, not {_length(self._used)}"
            )

    def _aim(self) -> None:
        if self._breached is not None and self._used >= self._target:
            self._due = self._breached
        else:
            self._due = self._reached(FULL)

    def _reached(self, level: int) -> int:
        try:
            return self._timetable.after(self._last, self._target * level // FULL - self._used)
        except NeverOpen:
            raise Impossible("by its hours it is never due") from None

    def _next_level(self, noticed: Iterable[int]) -> int | None:
        if self._breached is not None:
            return None
        passed = max((level for level in noticed if level < FULL), default=0)
        levels: list[int] = self._terms["levels"]
        return next((level for level in levels if level > passed), None)

    @property
    def _timetable(self) -> Timetable:
        return self._timetables[self._terms["calendar_version_id"]]


def evaluate(
    events: Iterable[Event], noticed: Iterable[int], timetables: Mapping[int, Timetable]
) -> dict[str, Any]:
    """Return the columns of the clock to which ``events``, in order, happened: Impossible."""
    evaluation = Evaluation(timetables)
    for event in events:
        evaluation.take(event)
    return evaluation.columns(noticed)


def _identity(data: dict[str, Any]) -> dict[str, Any]:
    """Return whose promise it is, as far as ``data`` says so."""
    names = {"ticket": "ticket_id", "kind": "kind", "cycle": "cycle", "round": "round"}
    return {column: data[key] for key, column in names.items() if key in data}


def _microseconds(seconds: float) -> int:
    return round(seconds * 1_000_000)


def _length(microseconds: int) -> timedelta:
    return microseconds * MICROSECOND


def _instant(moment: int | None) -> datetime | None:
    return None if moment is None else instant(moment)
