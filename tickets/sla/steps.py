"""What each step of a clock has in common: lock, catch up, stop the time, store, append the event.

The verbs stand in ``clocks.py``. Caller holds the ticket lock.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from consignment.together import insert
from tickets.lifecycle import configuration
from tickets.lifecycle.models import Ticket
from tickets.sla import calendars
from tickets.sla.choices import (
    FULL,
    KINDS,
    PER_CYCLE,
    PROMISED_BY_POLICY,
    ClockEventKind,
    ClockKind,
)
from tickets.sla.marks import Noticed, aim, notice, write
from tickets.sla.models import CalendarVersion, Clock, ClockEvent, Policy
from tickets.sla.timetables import hours_in, on_the_wall, version_of
from tickets.sla.warning_levels import percents


class OutOfOrder(ValueError):
    """A step of a clock is dated before the one that it follows."""

    def __init__(self, clock: Clock, at: dt.datetime) -> None:
        super().__init__(
            f"{clock} of ticket {clock.ticket_id}: {at.isoformat()} is before its last event, "
            f"{clock.last_event_at.isoformat()}."
        )
        self.clock = clock


class AlreadyPromised(ValueError):
    """A ticket has one open promise of a kind at a time: meet or cancel that one first.

    Of a kind of ``PER_CYCLE`` one in each cycle.
    """

    def __init__(self, ticket: Ticket, kind: ClockKind) -> None:
        super().__init__(f"Ticket {ticket.pk} already has an open {kind.value} clock.")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is promised, measured how, under which policy, noticed at which levels."""

    target: dt.timedelta
    version: CalendarVersion
    policy: Policy | None

    @property
    def levels(self) -> list[int]:
        """Return when it warns, in percent: remembered, so ask within ``configuration.held()``."""
        return percents(self.policy.pk if self.policy else None)

    def are_those_of(self, clock: Clock) -> bool:
        return (
            clock.target == self.target
            and clock.calendar_version_id == self.version.pk
            and clock.policy_id == (self.policy.pk if self.policy else None)
            and clock.levels == self.levels
        )

    def bind(self, clock: Clock, *, passed: int | None = None) -> None:
        """Put ``clock`` under these terms; levels that it has passed are not passed again.

        ``passed`` is the highest below 100 that was noticed, for who knows it. Else one query where
        the levels change: those of before may hold none that was passed.
        """
        clock.target = self.target
        clock.calendar_version = self.version
        clock.policy = self.policy
        if clock.levels == self.levels:
            return
        clock.levels = self.levels
        if clock.next_level is not None:
            if passed is None:
                noticed = clock.warnings.filter(level__lt=FULL).aggregate(highest=Max("level"))
                passed = noticed["highest"] or 0
            clock.next_level = next(level for level in self.levels if level > passed)

    def as_data(self) -> dict[str, Any]:
        """Return the terms as events keep them: times in seconds, what they name by its id."""
        return {
            "target": self.target.total_seconds(),
            "calendar_version": self.version.pk,
            "policy": self.policy.key if self.policy else None,
            "policy_id": self.policy.pk if self.policy else None,
            "levels": self.levels,
        }


def offered(
    policy: Policy, kinds: Iterable[ClockKind] = PROMISED_BY_POLICY
) -> dict[ClockKind, Terms]:
    """Return what of ``kinds`` ``policy`` promises, by the hours as they stand now."""
    targets = {
        kind: target
        for kind in PROMISED_BY_POLICY
        if kind in kinds
        if (target := getattr(policy, KINDS[kind].promised_by)) is not None
    }
    versions = {
        by_the_wall: on_the_wall() if by_the_wall else version_of(policy.calendar)
        for by_the_wall in {KINDS[kind].on_the_wall for kind in targets}
    }
    return {
        kind: Terms(target, versions[KINDS[kind].on_the_wall], policy)
        for kind, target in targets.items()
    }


@configuration.held()
def begin(
    ticket: Ticket,
    promises: Mapping[ClockKind, Terms],
    *,
    at: dt.datetime,
    unless_open: bool = False,
    cycle: int | None = None,
) -> list[Clock]:
    """Start one clock per promise, in the ticket's present cycle; or in ``cycle``, whose it is.

    Two statements, and one that looks at what was promised before, which a ticket that is not
    stored yet was not. Raises AlreadyPromised, or leaves out what is open (``unless_open``).
    """
    cycle = cycle or ticket.cycle
    rounds = _rounds_before(ticket, promises, cycle=cycle, unless_open=unless_open)
    promises = {kind: terms for kind, terms in promises.items() if kind in rounds}
    if not promises:
        return []
    clocks = [
        Clock(
            ticket=ticket,
            kind=kind,
            cycle=cycle,
            round=rounds[kind] + 1,
            policy=terms.policy,
            calendar_version=terms.version,
            target=terms.target,
            levels=terms.levels,
            next_level=terms.levels[0],
            started_at=at,
            last_event_at=at,
            running_since=at,
        )
        for kind, terms in promises.items()
    ]
    for clock in clocks:
        aim(clock)
    insert(clocks)
    insert(
        ClockEvent(
            clock=clock,
            kind=ClockEventKind.STARTED,
            at=at,
            data={
                **promises[ClockKind(clock.kind)].as_data(),
                "ticket": str(ticket.id),
                "kind": clock.kind,
                "cycle": clock.cycle,
                "round": clock.round,
            },
        )
        for clock in clocks
    )
    return clocks


def _rounds_before(
    ticket: Ticket, kinds: Iterable[ClockKind], *, cycle: int, unless_open: bool
) -> dict[ClockKind, int]:
    """Return how often each of ``kinds`` that can begin was promised in ``cycle``."""
    rounds = dict.fromkeys(kinds, 0)
    if ticket._state.adding:
        return rounds
    for before in ticket.clocks.filter(kind__in=list(rounds)):
        kind = ClockKind(before.kind)
        if kind in PER_CYCLE and before.cycle != cycle:
            continue
        if before.is_open and not unless_open:
            raise AlreadyPromised(ticket, kind)
        if before.is_open:
            rounds.pop(kind, None)
        elif before.cycle == cycle and kind in rounds:
            rounds[kind] = max(rounds[kind], before.round)
    return rounds


def catch_up(ticket: Ticket, wanted: Callable[[Clock], bool], *, at: dt.datetime) -> list[Clock]:
    """Lock the ticket's open clocks and return the ``wanted`` ones, brought up to ``at``.

    What they passed before ``at`` is noticed here if no sweep came by: a pause or an answer must
    not hide a level that was truly reached. Raises OutOfOrder.
    """
    clocks = [clock for clock in ticket.clocks.open().locked() if wanted(clock)]
    noticed = Noticed()
    for clock in clocks:
        if at < clock.last_event_at:
            raise OutOfOrder(clock, at)
        if clock.breached_at is not None and at <= clock.breached_at:
            # The sweep came to the row before this older news did.
            clock.breached_at = None
            clock.next_level = FULL
            aim(clock)
        notice(clock, until=at, noticed_at=at, into=noticed)
    if noticed.clocks:
        write(noticed, at=at)
    return clocks


def stop(clock: Clock, *, at: dt.datetime) -> None:
    """Use up the time since the clock last ran; it stands still from ``at`` on. Saves nothing."""
    if clock.running_since is not None:
        hours = hours_in(clock.calendar_version)
        clock.consumed += calendars.elapsed(hours, clock.running_since, at)
    clock.running_since = None
    clock.last_event_at = at


def store(
    clocks: list[Clock],
    kind: ClockEventKind,
    *,
    at: dt.datetime,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    """Save the clocks as they are now, and append the event that brought them there.

    ``data`` is by default what of the target is used up, in seconds.
    """
    for clock in clocks:
        if clock.is_open:
            aim(clock)
        else:
            clock.next_level = clock.next_mark_at = None
        clock.save()
    ClockEvent.objects.bulk_create(
        ClockEvent(
            clock=clock,
            kind=kind,
            at=at,
            reason=reason,
            data=data or {"consumed": clock.consumed.total_seconds()},
        )
        for clock in clocks
    )
