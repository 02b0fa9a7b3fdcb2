"""Many tickets put under their policies at once: what ``clocks.retarget`` does, in few statements.

What a customer was told is kept where the new time would be later, or none: nobody tells them.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max

from tickets.lifecycle import configuration
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks as verbs
from tickets.sla.choices import FULL, ClockEventKind, ClockKind
from tickets.sla.marks import Noticed, aim, notice, write
from tickets.sla.models import Clock, ClockEvent, ClockWarning, Policy
from tickets.sla.moving import is_later
from tickets.sla.steps import Terms, offered, stop
from tickets.sla.what_counts import AT_FILING

Moved = tuple[Clock, Terms, dt.datetime]
"""A clock, what it goes under, and from when on."""

WRITTEN = [
    *("policy", "calendar_version", "target", "levels", "consumed", "last_event_at"),
    *("running_since", "due_at", "breached_at", "next_level", "next_mark_at"),
]


@dataclass(slots=True)
class Retargeted:
    """Which tickets are promised anew, and how many of the promises kept their earlier time."""

    changed: list[Ticket] = field(default_factory=list)
    kept: int = 0


@configuration.held()
def retarget_many(
    tickets: Sequence[Ticket],
    policies: Mapping[uuid.UUID, Policy],
    *,
    at: dt.datetime,
    reason: str,
) -> Retargeted:
    """Put the open promises of ``tickets`` under their policy, by the ticket's id.

    Caller holds the locks of the tickets, and saves ``due_at`` of those that changed. As many
    statements for one as for many, but for tickets to which something is promised that was not.
    Never fails for a time that is a little old: a clock goes on from its own last event.
    """
    result = Retargeted()
    by_ticket: dict[uuid.UUID, list[Clock]] = defaultdict(list)
    for clock in Clock.objects.filter(ticket__in=[t.pk for t in tickets]).locked():
        by_ticket[clock.ticket_id].append(clock)
    terms_of: dict[int, dict[ClockKind, Terms]] = {}
    moved: list[Moved] = []
    waiting: list[Ticket] = []
    for ticket in tickets:
        policy = policies[ticket.pk]
        if policy.pk not in terms_of:
            terms_of[policy.pk] = offered(policy)
        promises, clocks = terms_of[policy.pk], by_ticket[ticket.pk]
        if _lacks(ticket, promises, clocks):
            when = max([at, *(clock.last_event_at for clock in clocks)])
            if verbs.retarget(ticket, policy=policy, at=when, reason=reason, keep_earlier=True):
                ticket.due_at = verbs.next_due(ticket)
                result.changed.append(ticket)
            continue
        before = len(moved)
        for clock in clocks:
            terms = promises.get(ClockKind(clock.kind))
            if not clock.is_open or terms is None or terms.are_those_of(clock):
                continue
            when = max(at, clock.last_event_at)
            if is_later(clock, terms, at=when):
                result.kept += 1
                continue
            moved.append((clock, terms, when))
        if len(moved) > before:
            waiting.append(ticket)
    _move(moved, at=at, reason=reason)
    for ticket in waiting:
        running = (c for c in by_ticket[ticket.pk] if c.is_running and c.facts.of_work)
        ticket.due_at = verbs.earliest(running)
        result.changed.append(ticket)
    return result


def _lacks(ticket: Ticket, promises: Mapping[ClockKind, Terms], clocks: Sequence[Clock]) -> bool:
    """Tell whether something is promised to ``ticket`` that its present cycle does not have."""
    if ticket.facts.group is Group.DONE:
        return False
    there = {c.kind for c in clocks if c.cycle == ticket.cycle and c.cancelled_at is None}
    if ticket.first_replied_at is not None:
        there.add(ClockKind.FIRST_RESPONSE)
    return any(kind not in there for kind in promises if kind in AT_FILING)


def _move(moved: Sequence[Moved], *, at: dt.datetime, reason: str) -> None:
    """Notice what was passed until now, put the clocks under their terms, and say why."""
    noticed = Noticed()
    for clock, _, when in moved:
        notice(clock, until=when, noticed_at=when, into=noticed)
    if noticed.clocks:
        write(noticed, at=at)
    passed = _highest_noticed(clock for clock, _, _ in moved)
    for clock, terms, when in moved:
        was_running = clock.is_running
        stop(clock, at=when)
        terms.bind(clock, passed=passed.get(clock.pk, 0))
        clock.running_since = when if was_running else None
        aim(clock)
    Clock.objects.bulk_update([clock for clock, _, _ in moved], WRITTEN)
    ClockEvent.objects.bulk_create(
        ClockEvent(
            clock=clock,
            kind=ClockEventKind.RETARGETED,
            at=when,
            reason=reason,
            data=terms.as_data(),
        )
        for clock, terms, when in moved
    )


def _highest_noticed(clocks: Iterable[Clock]) -> dict[int, int]:
    """Return the highest level below 100 that each clock has passed, by its id. One query."""
    rows = ClockWarning.objects.filter(clock__in=[clock.pk for clock in clocks], level__lt=FULL)
    return dict(rows.order_by().values_list("clock").annotate(highest=Max("level")))
