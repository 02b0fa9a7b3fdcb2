"""When a running clock passes its levels, and what is written when that is noticed.

Used by whoever writes clocks (``clocks.py``) and by the sweep (``breaches.py``), so that a level is
written once, at the time when it was truly reached, whoever comes by first.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tickets.lifecycle import configuration
from tickets.lifecycle.telling import tell_of
from tickets.outbox import recording
from tickets.sla import calendars
from tickets.sla.choices import FULL, ClockEventKind, Consequence
from tickets.sla.hours import NOTHING
from tickets.sla.models import Clock, ClockEvent, ClockWarning, WarningAct
from tickets.sla.timetables import hours_in
from tickets.sla.warning_levels import level_at

WARNED = "clock.warned"
BREACHED = "clock.breached"

WRITTEN = ["breached_at", "next_level", "next_mark_at"]


@dataclass(slots=True)
class Noticed:
    """What some clocks have passed, not yet written."""

    clocks: list[Clock] = field(default_factory=list)
    warnings: list[ClockWarning] = field(default_factory=list)
    breaches: list[ClockEvent] = field(default_factory=list)


def reached_at(clock: Clock, level: int) -> dt.datetime:
    """Return when ``clock``, running on, will have used up ``level`` percent of its target.

    A level that is used up already is reached where the clock runs from: a shorter target brings
    the promise near at once, never in the past.
    """
    left = clock.target * level // FULL - clock.consumed
    # The last event is where it runs from: clock_running_is_open_and_due holds the two together.
    return calendars.add(hours_in(clock.calendar_version), clock.last_event_at, max(left, NOTHING))


def aim(clock: Clock) -> None:
    """Set what follows from ``running_since``: when the clock is due and its next level is reached.

    A promise that was broken before a pause stays due when it fell due. Saves nothing.
    """
    clock.due_at = clock.next_mark_at = None
    if clock.running_since is None:
        return
    if clock.breached_at and clock.consumed >= clock.target:
        clock.due_at = clock.breached_at
    else:
        clock.due_at = reached_at(clock, FULL)
    if clock.next_level is not None:
        clock.next_mark_at = reached_at(clock, clock.next_level)


def notice(clock: Clock, *, until: dt.datetime, noticed_at: dt.datetime, into: Noticed) -> None:
    """Note every level that ``clock`` passed before ``until``, and move it on to the next one.

    A promise kept at the very instant it falls due is kept, so passing means strictly before.
    Saves nothing: ``write`` does.
    """
    touched = False
    while (
        (level := clock.next_level) is not None
        and (reached := clock.next_mark_at) is not None
        and reached < until
    ):
        into.warnings.append(
            ClockWarning(clock=clock, level=level, reached_at=reached, noticed_at=noticed_at)
        )
        if level == FULL and clock.breached_at is None:
            clock.breached_at = reached
            into.breaches.append(ClockEvent(clock=clock, kind=ClockEventKind.BREACHED, at=reached))
        clock.next_level = next((later for later in clock.levels if later > level), None)
        clock.next_mark_at = (
            None if clock.next_level is None else reached_at(clock, clock.next_level)
        )
        touched = True
    if touched:
        into.clocks.append(clock)


def write(noticed: Noticed, *, at: dt.datetime) -> None:
    """Store what was noticed and what is to follow, tell the world through the outbox and open
    pages at once. The same few statements for one clock and for hundreds.

    Caller holds the locks of the clocks. A level that was written before stays as it was (a breach
    that older news took back, see ``clocks.py``, may come again), and nothing follows twice.
    """
    Clock.objects.bulk_update(noticed.clocks, WRITTEN)
    ClockWarning.objects.bulk_create(noticed.warnings, ignore_conflicts=True)
    ClockEvent.objects.bulk_create(noticed.breaches)
    WarningAct.objects.bulk_create(_acts(noticed.warnings), ignore_conflicts=True)
    recording.record_all(map(_told, noticed.warnings), at=at)
    announce(warning.clock for warning in noticed.warnings)


def _acts(warnings: Iterable[ClockWarning]) -> list[WarningAct]:
    """Return what is to follow from ``warnings``, by the levels as staff have them now."""
    with configuration.held():
        return [
            WarningAct(
                clock=warning.clock,
                level=warning.level,
                consequence=consequence,
                move_to_id=level.move_to_id if consequence is Consequence.MOVE else None,
                mail_after=level.mail_after,
            )
            for warning in warnings
            for level in [level_at(warning.clock.policy_id, warning.level)]
            for consequence in level.consequences
            if consequence in _sensible(warning.clock)
        ]


def _sensible(clock: Clock) -> tuple[Consequence, ...]:
    """Return what may follow from a level of ``clock``: what the desk did not promise to a customer
    makes no ticket more urgent, and for what the customer owes nobody calls a supervisor.
    """
    if clock.facts.of_work:
        return tuple(Consequence)
    return (Consequence.NOTIFY, Consequence.CALL) if clock.facts.ours else (Consequence.NOTIFY,)


def _told(warning: ClockWarning) -> tuple[str, dict[str, Any]]:
    """Return the kind and the payload of the outbox row of ``warning``."""
    clock = warning.clock
    return BREACHED if warning.level == FULL else WARNED, {
        "clock": clock.pk,
        "ticket": str(clock.ticket_id),
        "kind": clock.kind,
        "level": warning.level,
        "reached_at": warning.reached_at.isoformat(),
    }


def announce(clocks: Iterable[Clock]) -> None:
    """Tell open pages of the tickets of ``clocks``, each once."""
    tell_of(clock.ticket_id for clock in clocks)
