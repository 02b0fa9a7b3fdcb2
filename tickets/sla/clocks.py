"""Start, pause, resume, meet, retarget and drop the promises of a ticket.

Every function here: **caller holds the ticket lock** and runs in its transaction. The clocks are
locked after the ticket, by id, because the sweep takes clocks without their tickets. Each change
stores the clock and appends the event that explains it; ``sla/proof`` rebuilds the one from the
other.

Times of one clock run forward: a step dated before the last one raises OutOfOrder. What the
sweep has noticed does not count as a step: when an answer was given just in time and the sweep was
quicker to the row, the answer counts and the breach is taken back.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Min

from tickets.lifecycle import configuration
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.sla import calendars
from tickets.sla.choices import KINDS, PROMISED_BY_POLICY, ClockEventKind, ClockKind
from tickets.sla.models import Calendar, Clock, Policy
from tickets.sla.moving import is_later
from tickets.sla.steps import (
    AlreadyPromised,
    OutOfOrder,
    Terms,
    begin,
    catch_up,
    offered,
    stop,
    store,
)
from tickets.sla.timetables import hours_in, on_the_wall, version_of
from tickets.sla.what_counts import AT_FILING, COUNTS, Effect, Happening

__all__ = [
    "AlreadyPromised",
    "OutOfOrder",
    "Promise",
    "by_the_wall",
    "cancel",
    "count",
    "earliest",
    "first_promise",
    "meet",
    "move",
    "next_due",
    "pause",
    "promise_to_customer",
    "promises_to_customers",
    "resume",
    "retarget",
    "start",
    "start_promises",
    "time_left",
    "was_moved",
]


@dataclass(frozen=True, slots=True)
class Promise:
    """What the customer is promised next: ``words``, then the time.

    ``more`` says what comes, where that is not what the state of the ticket says.
    """

    kind: ClockKind
    due_at: dt.datetime
    words: str
    more: str = ""


@configuration.held()
def start(
    ticket: Ticket,
    kind: ClockKind,
    *,
    target: dt.timedelta,
    calendar: Calendar,
    policy: Policy | None,
    at: dt.datetime,
) -> Clock:
    """Begin to time one promise in the ticket's present cycle; return its clock.

    Caller holds the ticket lock. Raises AlreadyPromised, UnusableCalendar, and TooFarAway when the
    calendar is open too little for the target ever to fall due.
    """
    (clock,) = begin(ticket, {kind: Terms(target, version_of(calendar), policy)}, at=at)
    return clock


@configuration.held()
def start_promises(
    ticket: Ticket,
    *,
    policy: Policy,
    at: dt.datetime,
    kinds: Iterable[ClockKind] = AT_FILING,
) -> list[Clock]:
    """Begin what of ``kinds`` ``policy`` has a target for; return their clocks.

    Caller holds the ticket lock. Raises as ``start`` does.
    """
    return begin(ticket, offered(policy, set(kinds)), at=at)


def count(
    ticket: Ticket,
    happening: Happening,
    *,
    at: dt.datetime,
    policy: Policy | None = None,
    terms: Terms | None = None,
) -> list[Clock]:
    """Do to the promises of ``ticket`` what ``happening`` amounts to (``what_counts.py``).

    Return those that were dropped.

    Caller holds the ticket lock. What begins is promised by ``policy``, or by ``terms`` for the
    kinds that no policy has a target for; without either nothing begins, nor on a ticket that is
    done. Raises as ``start`` does, and OutOfOrder.
    """
    effect = COUNTS[happening]
    wanted = _wanted(effect)
    clocks = catch_up(ticket, wanted, at=at) if wanted else []
    met = [clock for clock in clocks if clock.kind in effect.meets]
    _meet(met, at=at)
    rest = [clock for clock in clocks if clock.kind not in effect.meets]
    dropped = [clock for clock in rest if clock.kind in effect.drops]
    if dropped:
        _cancel(dropped, at=at, reason=effect.why)
    elif effect.pauses:
        _pause([clock for clock in rest if _pauses(clock)], at=at, reason=effect.why)
    elif effect.resumes:
        _resume([clock for clock in rest if not clock.is_running], at=at, reason=effect.why)
    if ticket.facts.group is Group.DONE:
        return dropped
    promises = offered(policy, effect.starts) if policy else {}
    if terms is not None:
        promises |= dict.fromkeys(
            (kind for kind in effect.starts if not KINDS[kind].promised_by), terms
        )
    if promises:
        begin(ticket, promises, at=at, unless_open=True)
    return dropped


def _wanted(effect: Effect) -> Callable[[Clock], bool] | None:
    """Return which open clocks ``effect`` is about; None when it is about none."""
    kinds = {*effect.meets, *effect.drops}
    if not (kinds or effect.pauses or effect.resumes):
        return None
    return lambda clock: (
        clock.kind in kinds
        or (effect.pauses and _pauses(clock))
        or (effect.resumes and not clock.is_running)
    )


def _pauses(clock: Clock) -> bool:
    return clock.is_running and clock.facts.pauses


def pause(ticket: Ticket, *, at: dt.datetime, reason: str) -> list[Clock]:
    """Stop every running clock whose kind stands still while the customer is waited for.

    Caller holds the ticket lock. A paused clock has no due time and cannot breach. Clocks that
    stand still already are left alone; returned are those that were stopped.
    """
    return _pause(catch_up(ticket, _pauses, at=at), at=at, reason=reason)


def _pause(clocks: list[Clock], *, at: dt.datetime, reason: str) -> list[Clock]:
    for clock in clocks:
        stop(clock, at=at)
    store(clocks, ClockEventKind.PAUSED, at=at, reason=reason)
    return clocks


def resume(ticket: Ticket, *, at: dt.datetime, reason: str) -> list[Clock]:
    """Let every paused clock run on with what is left of its target; return them.

    Caller holds the ticket lock.
    """
    return _resume(
        catch_up(ticket, lambda clock: not clock.is_running, at=at), at=at, reason=reason
    )


def _resume(clocks: list[Clock], *, at: dt.datetime, reason: str) -> list[Clock]:
    for clock in clocks:
        clock.running_since = clock.last_event_at = at
    store(clocks, ClockEventKind.RESUMED, at=at, reason=reason)
    return clocks


def meet(
    ticket: Ticket, kind: ClockKind, *, at: dt.datetime, cycle: int | None = None
) -> Clock | None:
    """Keep the open promise of ``kind``, running or paused; return its clock, None without one.
    Of what each cycle has one of (``PER_CYCLE``), that of ``cycle``.

    Caller holds the ticket lock. At the very instant when it falls due it is kept in time; later
    it is breached as of its due time, and met at ``at``.
    """

    def meant(clock: Clock) -> bool:
        return clock.kind == kind and cycle in (None, clock.cycle)

    clocks = _meet(catch_up(ticket, meant, at=at), at=at)
    return clocks[0] if clocks else None


def _meet(clocks: list[Clock], *, at: dt.datetime) -> list[Clock]:
    for clock in clocks:
        stop(clock, at=at)
        clock.met_at = at
    store(clocks, ClockEventKind.MET, at=at)
    return clocks


def cancel(
    ticket: Ticket, *, at: dt.datetime, reason: str, kinds: Iterable[ClockKind] | None = None
) -> list[Clock]:
    """Drop open promises (those of ``kinds``, or all): from ``at`` on neither kept nor broken.

    Caller holds the ticket lock. A breach that happened before stays; returned are the dropped.
    """
    wanted = set(ClockKind if kinds is None else kinds)
    return _cancel(
        catch_up(ticket, lambda clock: clock.kind in wanted, at=at), at=at, reason=reason
    )


def _cancel(clocks: list[Clock], *, at: dt.datetime, reason: str) -> list[Clock]:
    for clock in clocks:
        stop(clock, at=at)
        clock.cancelled_at = at
    store(clocks, ClockEventKind.CANCELLED, at=at, reason=reason)
    return clocks


@configuration.held()
def retarget(
    ticket: Ticket,
    *,
    policy: Policy,
    at: dt.datetime,
    reason: str,
    keep_earlier: bool = False,
) -> list[Clock]:
    """Put the open promises under ``policy`` without losing what they consumed.

    Caller holds the ticket lock. For a change of category, tier, lane or urgency, or of the policy
    or its calendar. A target that is used up already falls due at ``at``. Levels once noticed are
    not noticed again, and a breach stays. A promise that ``policy`` does not make is cancelled;
    one of filing that it alone makes begins at ``at``, unless the ticket is done or was answered.
    Returns the clocks that changed; nothing is written for those that did not.

    ``keep_earlier``: a time that the customer was told stays where the new one is later, or none,
    since nobody tells them. Else the caller does, in the same transaction (``moving.py``).
    """
    promises = offered(policy)
    dropped = [
        kind
        for kind in PROMISED_BY_POLICY
        if kind not in promises and not (keep_earlier and KINDS[kind].customer_words)
    ]
    changed = cancel(ticket, at=at, reason=reason, kinds=dropped)

    def differs(clock: Clock) -> bool:
        terms = promises.get(ClockKind(clock.kind))
        if terms is None or terms.are_those_of(clock):
            return False
        return not (keep_earlier and is_later(clock, terms, at=at))

    for clock in catch_up(ticket, differs, at=at):
        _retarget(clock, promises[ClockKind(clock.kind)], at=at, reason=reason)
        changed.append(clock)
    return changed + _begin_missing(ticket, policy, at=at, reason=reason)


def move(
    ticket: Ticket, kind: ClockKind, terms: Terms, *, at: dt.datetime, reason: str
) -> Clock | None:
    """Put the open promise of ``kind`` under ``terms``; return its clock, None without one.

    Caller holds the ticket lock. For what no policy has a target for; what was used up stays so.
    """
    clocks = catch_up(ticket, lambda clock: clock.kind == kind, at=at)
    for clock in clocks:
        _retarget(clock, terms, at=at, reason=reason)
    return clocks[0] if clocks else None


def was_moved(clock: Clock) -> bool:
    """Tell whether ``clock`` was ever put under other terms than it began with. One query."""
    return clock.events.filter(kind=ClockEventKind.RETARGETED).exists()


def by_the_wall(target: dt.timedelta) -> Terms:
    """Return the terms of a promise that no policy makes, by the clock on the wall."""
    return Terms(target, on_the_wall(), None)


def _retarget(clock: Clock, terms: Terms, *, at: dt.datetime, reason: str) -> None:
    was_running = clock.is_running
    stop(clock, at=at)
    terms.bind(clock)
    clock.running_since = at if was_running else None
    store([clock], ClockEventKind.RETARGETED, at=at, reason=reason, data=terms.as_data())


def _begin_missing(ticket: Ticket, policy: Policy, *, at: dt.datetime, reason: str) -> list[Clock]:
    """Begin what ``policy`` promises and the present cycle has not been promised yet."""
    if ticket.facts.group is Group.DONE:
        return []
    made = ticket.clocks.filter(cycle=ticket.cycle, cancelled_at=None)
    promised = set(made.values_list("kind", flat=True))
    if ticket.first_replied_at is not None:
        promised.add(ClockKind.FIRST_RESPONSE)
    missing = [kind for kind in AT_FILING if kind not in promised]
    if not missing:
        return []
    clocks = start_promises(ticket, policy=policy, at=at, kinds=missing)
    if ticket.facts.pauses_clocks:
        pause(ticket, at=at, reason=reason)
    return clocks


def earliest(clocks: Iterable[Clock]) -> dt.datetime | None:
    """Return when the first of ``clocks`` falls due, for ``ticket.due_at`` where these are all."""
    return min((clock.due_at for clock in clocks if clock.due_at is not None), default=None)


def next_due(ticket: Ticket) -> dt.datetime | None:
    """Return when the ticket's next open promise falls due, for ``ticket.due_at``. One query.

    None while nothing runs. A promise that is late is due since then, and so comes first.
    """
    running = ticket.clocks.running().of_work()
    due: dt.datetime | None = running.aggregate(due=Min("due_at"))["due"]
    return due


def promise_to_customer(ticket: Ticket) -> Promise | None:
    """Return what the customer is promised next, or None while nothing is. One query.

    The time may have passed: whoever shows it says so.
    """
    return promises_to_customers([ticket]).get(ticket.id)


def promises_to_customers(tickets: Iterable[Ticket]) -> dict[uuid.UUID, Promise]:
    """Return what the customer of each ticket is promised next, by the ticket's id. One query.

    A ticket whose customer is promised nothing now is left out.
    """
    told = [kind for kind, facts in KINDS.items() if facts.customer_words]
    clocks = (
        Clock.objects.running()
        .filter(ticket__in=[ticket.id for ticket in tickets], kind__in=told)
        .order_by("ticket_id", "due_at", "id")
        .distinct("ticket_id")
    )
    return {clock.ticket_id: _promise(clock) for clock in clocks if clock.due_at is not None}


def first_promise(clocks: Iterable[Clock]) -> Promise | None:
    """Return what the customer is promised next by ``clocks``, all that run of one ticket."""
    told = [clock for clock in clocks if clock.due_at is not None and clock.facts.customer_words]
    return _promise(min(told, key=lambda clock: (clock.due_at, clock.pk))) if told else None


def _promise(clock: Clock) -> Promise:
    # Only of a clock that runs, and so is due.
    words, more = str(clock.facts.customer_words), str(clock.facts.customer_next)
    return Promise(ClockKind(clock.kind), clock.due_at, words, more)  # type: ignore[arg-type]


def time_left(clock: Clock, *, at: dt.datetime) -> dt.timedelta:
    """Return the business time that is left of the target at ``at``: negative when overrun."""
    used = clock.consumed
    if clock.running_since is not None:
        used += calendars.elapsed(hours_in(clock.calendar_version), clock.running_since, at)
    return clock.target - used
