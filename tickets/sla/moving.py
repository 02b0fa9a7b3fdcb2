"""Promises that move: which come later than the customer was told."""

import datetime as dt
from dataclasses import dataclass

from tickets.lifecycle.models import Ticket
from tickets.sla import calendars
from tickets.sla.choices import KINDS, ClockKind
from tickets.sla.hours import NOTHING
from tickets.sla.models import Clock
from tickets.sla.steps import Terms
from tickets.sla.timetables import hours_in

TOLD = [kind for kind, facts in KINDS.items() if facts.customer_words]

Times = dict[ClockKind, dt.datetime]


@dataclass(frozen=True, slots=True)
class Moved:
    """A promise that the customer was told of, which moves away from them: ``now`` is later than it
    ``was``, or None where it is not promised any more.
    """

    kind: ClockKind
    was: dt.datetime
    now: dt.datetime | None


def times_told(ticket: Ticket) -> Times:
    """Return when the customer of ``ticket`` expects what, as its page tells them. One query."""
    clocks = ticket.clocks.running().filter(kind__in=TOLD)
    return {
        ClockKind(kind): due_at
        for kind, due_at in clocks.values_list("kind", "due_at")
        if due_at is not None
    }


def moved_later(before: Times, after: Times) -> list[Moved]:
    """Return what of ``before`` comes later in ``after``, or not at all."""
    return [
        Moved(kind, was, after.get(kind))
        for kind, was in before.items()
        if (now := after.get(kind)) is None or now > was
    ]


def is_later(clock: Clock, terms: Terms, *, at: dt.datetime) -> bool:
    """Tell whether an open ``clock`` would fall due later under ``terms``, and a customer was told.

    One that stands still is asked as if it went on ``at``.
    """
    if not clock.facts.customer_words:
        return False
    hours = hours_in(clock.calendar_version)
    used = clock.consumed
    if clock.running_since is not None:
        used += calendars.elapsed(hours, clock.running_since, at)
    due = clock.due_at or calendars.add(hours, at, max(clock.target - used, NOTHING))
    return calendars.add(hours_in(terms.version), at, max(terms.target - used, NOTHING)) > due
