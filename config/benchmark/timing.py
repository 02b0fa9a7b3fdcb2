"""One promise as rows: its clock, the events behind it, the warnings it gave."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from config.benchmark import records as to
from config.benchmark.copying import NULL, Row, Table, data, moment, span
from tickets.sla.choices import FULL, ClockEventKind, ClockKind
from tickets.sla.models import CalendarVersion, Policy

LEVELS = (50, 80, FULL)
NOTICED_AFTER = dt.timedelta(seconds=15)


@dataclass(slots=True)
class Promise:
    """A promise under a calendar that is always open; at most one of the last three is set."""

    id: int
    ticket: str
    kind: ClockKind
    target: dt.timedelta
    started: dt.datetime
    policy: Policy
    version: CalendarVersion
    met: dt.datetime | None = None
    paused: dt.datetime | None = None
    cancelled: dt.datetime | None = None

    @property
    def due(self) -> dt.datetime:
        return self.started + self.target

    @property
    def stopped(self) -> dt.datetime | None:
        return self.met or self.paused or self.cancelled

    @property
    def runs(self) -> bool:
        return self.stopped is None

    def reached(self, level: int) -> dt.datetime:
        return self.started + self.target * level / FULL


def clock_rows(promise: Promise, *, now: dt.datetime) -> Iterator[tuple[Table, list[Row]]]:
    """Give the rows of ``promise`` as they stand ``now``, by their table."""
    until = promise.stopped or now
    passed = [level for level in LEVELS if promise.reached(level) < until]
    left = [level for level in LEVELS if level not in passed]
    closed = promise.met or promise.cancelled
    number = str(promise.id)
    yield (
        to.CLOCKS,
        [
            (
                *(number, promise.ticket, promise.kind.value, "1", "1"),
                *(str(promise.policy.pk), str(promise.version.pk), span(promise.target)),
                "{" + ",".join(map(str, LEVELS)) + "}",
                moment(promise.started),
                moment(promise.stopped or promise.started),
                span(until - promise.started) if promise.stopped else span(dt.timedelta()),
                moment(promise.started) if promise.runs else NULL,
                NULL if promise.paused else moment(promise.due),
                _moment(promise.met),
                moment(promise.due) if FULL in passed else NULL,
                _moment(promise.cancelled),
                NULL if closed or not left else str(left[0]),
                moment(promise.reached(left[0])) if promise.runs and left else NULL,
            )
        ],
    )
    yield (
        to.WARNINGS,
        [
            (
                *(number, str(level)),
                moment(promise.reached(level)),
                moment(promise.reached(level) + NOTICED_AFTER),
            )
            for level in passed
        ],
    )
    yield to.CLOCK_EVENTS, list(_events(promise, breached=FULL in passed))


def _events(promise: Promise, *, breached: bool) -> Iterator[Row]:
    number = str(promise.id)
    terms = {
        "target": promise.target.total_seconds(),
        "calendar_version": promise.version.pk,
        "policy": promise.policy.key,
        "policy_id": promise.policy.pk,
        "levels": list(LEVELS),
        "ticket": promise.ticket,
        "kind": promise.kind.value,
        "cycle": 1,
        "round": 1,
    }
    yield number, ClockEventKind.STARTED.value, moment(promise.started), data(terms)
    if breached:
        yield number, ClockEventKind.BREACHED.value, moment(promise.due), "{}"
    if promise.stopped:
        kind = (
            ClockEventKind.MET
            if promise.met
            else ClockEventKind.PAUSED
            if promise.paused
            else ClockEventKind.CANCELLED
        )
        consumed = {"consumed": (promise.stopped - promise.started).total_seconds()}
        yield number, kind.value, moment(promise.stopped), data(consumed)


def _moment(at: dt.datetime | None) -> str:
    return NULL if at is None else moment(at)
