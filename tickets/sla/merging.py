"""Two tickets become one: the earliest promise of each kind is kept.

A promise that goes over is the same one: its row, its past, what was used up, its hours and its
policy. An event says whose it is from then on, so it is proven like any other. **Caller holds the
locks of both tickets**; their clocks are locked after them, as everywhere.
"""

import datetime as dt

from django.db.models import Max

from tickets.lifecycle.models import Ticket
from tickets.sla import calendars, clocks
from tickets.sla.choices import ClockEventKind, ClockKind
from tickets.sla.hours import NOTHING
from tickets.sla.models import Clock
from tickets.sla.steps import catch_up, stop, store
from tickets.sla.timetables import hours_in
from tickets.sla.what_counts import COUNTS, Happening

PROMISED_EARLIER = "merged: the other was promised earlier"


def merge_promises(
    merged: Ticket, kept: Ticket, *, at: dt.datetime
) -> tuple[list[Clock], list[Clock]]:
    """Give ``kept`` the earliest promise of each kind that either has open; drop the other.

    Return those that went over, and those that were dropped. What goes over runs, or stands still,
    as the state of ``kept`` says. Raises OutOfOrder.
    """
    theirs = {clock.kind: clock for clock in catch_up(kept, _goes_over, at=at)}
    carried, dropped = list[Clock](), list[Clock]()
    for clock in catch_up(merged, _goes_over, at=at):
        other = theirs.get(clock.kind)
        if other is None or _due(clock, at=at) < _due(other, at=at):
            carried.append(clock)
            dropped += [other] if other is not None else []
        else:
            dropped.append(clock)
    # A ticket has one open promise of a kind, so the later ones end first.
    for clock in dropped:
        stop(clock, at=at)
        clock.cancelled_at = at
    store(dropped, ClockEventKind.CANCELLED, at=at, reason=PROMISED_EARLIER)
    for clock in carried:
        _carry(clock, kept, at=at)
    if kept.facts.pauses_clocks:
        clocks.pause(kept, at=at, reason=COUNTS[Happening.WAITS_FOR_CUSTOMER].why)
    else:
        clocks.resume(kept, at=at, reason=COUNTS[Happening.WORK_GOES_ON].why)
    return carried, dropped


def _goes_over(clock: Clock) -> bool:
    """A review stays with the solution that was rated."""
    return clock.kind != ClockKind.REVIEW


def _carry(clock: Clock, kept: Ticket, *, at: dt.datetime) -> None:
    was_running = clock.is_running
    stop(clock, at=at)
    clock.running_since = at if was_running else None
    made = Clock.objects.filter(ticket=kept, kind=clock.kind, cycle=kept.cycle)
    clock.ticket, clock.cycle = kept, kept.cycle
    clock.round = (made.aggregate(last=Max("round"))["last"] or 0) + 1
    told = {"ticket": str(kept.id), "cycle": clock.cycle, "round": clock.round}
    consumed = {"consumed": clock.consumed.total_seconds()}
    store([clock], ClockEventKind.CARRIED, at=at, reason="merged", data={**told, **consumed})


def _due(clock: Clock, *, at: dt.datetime) -> dt.datetime:
    """Return when an open ``clock`` is due; one that stands still, as if it ran on ``at``."""
    if clock.due_at is not None:
        return clock.due_at
    if clock.breached_at is not None:
        return clock.breached_at
    left = max(clock.target - clock.consumed, NOTHING)
    return calendars.add(hours_in(clock.calendar_version), at, left)


def kinds_of(found: list[Clock]) -> set[ClockKind]:
    return {ClockKind(clock.kind) for clock in found}
