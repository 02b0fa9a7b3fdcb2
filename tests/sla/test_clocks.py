"""One rule of the clocks a test."""

import datetime as dt

import pytest
from django.db import IntegrityError

from tests.sla.conftest import WEDNESDAY_AT_TEN as TEN
from tests.sla.conftest import hours, minutes
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla import clocks
from tickets.sla.choices import KINDS, ClockEventKind, ClockKind
from tickets.sla.clocks import AlreadyPromised
from tickets.sla.models import Calendar, Clock, Policy

pytestmark = pytest.mark.django_db

FIRST, RESOLUTION = ClockKind.FIRST_RESPONSE, ClockKind.RESOLUTION


def clock_of(ticket: Ticket, kind: ClockKind) -> Clock:
    return ticket.clocks.get(kind=kind)


def kinds_of(clock: Clock) -> list[str]:
    return list(clock.events.values_list("kind", flat=True))


# --- Starting ---------------------------------------------------------------------------------


def test_a_policy_starts_its_promises(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    first, resolution = clock_of(ticket, FIRST), clock_of(ticket, RESOLUTION)
    assert (first.due_at, resolution.due_at) == (TEN + minutes(10), TEN + hours(2))
    assert first.policy == policy
    assert first.calendar == policy.calendar
    assert (first.cycle, first.round, first.next_level) == (1, 1, 50)
    assert first.next_mark_at == TEN + minutes(5)


def test_what_a_policy_does_not_promise_is_not_timed(ticket: Ticket, policy: Policy) -> None:
    policy.resolution_within = None
    started = clocks.start_promises(ticket, policy=policy, at=TEN)
    assert [clock.kind for clock in started] == [FIRST]


def test_a_clock_runs_by_its_calendar(ticket: Ticket, office: Calendar) -> None:
    clock = clocks.start(
        ticket,
        ClockKind.CALLBACK,
        target=hours(10),
        calendar=office,
        policy=None,
        at=TEN,
    )
    assert clock.due_at == TEN + hours(25)


def test_one_open_promise_of_a_kind_at_a_time(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    with pytest.raises(AlreadyPromised, match="first_response"):
        clocks.start_promises(ticket, policy=policy, at=TEN + minutes(1))
    clock = clock_of(ticket, FIRST)
    clock.pk, clock.round = None, 2
    with pytest.raises(IntegrityError, match="clock_one_open_per_kind"):
        clock.save(force_insert=True)


def test_a_promise_can_be_made_again_in_the_same_cycle(ticket: Ticket, always: Calendar) -> None:
    for n in range(2):
        clocks.start(
            ticket,
            ClockKind.NEXT_RESPONSE,
            target=hours(1),
            calendar=always,
            policy=None,
            at=TEN + hours(n),
        )
        clocks.meet(ticket, ClockKind.NEXT_RESPONSE, at=TEN + hours(n) + minutes(1))
    assert list(ticket.clocks.values_list("cycle", "round")) == [(1, 1), (1, 2)]


def test_reopening_starts_a_resolution_and_keeps_the_old_result(
    ticket: Ticket, policy: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.meet(ticket, FIRST, at=TEN + minutes(5))
    clocks.meet(ticket, RESOLUTION, at=TEN + hours(3))
    ticket.cycle = 2
    (again,) = clocks.start_promises(ticket, policy=policy, at=TEN + hours(5), kinds=[RESOLUTION])
    assert (again.cycle, again.due_at) == (2, TEN + hours(7))
    old = ticket.clocks.get(kind=RESOLUTION, cycle=1)
    assert (old.met_at, old.breached_at) == (TEN + hours(3), TEN + hours(2))


# --- Pausing ----------------------------------------------------------------------------------


def test_a_pause_stops_the_time_and_a_resume_gives_back_what_was_left(
    ticket: Ticket, policy: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.pause(ticket, at=TEN + minutes(4), reason="waiting")
    paused = clock_of(ticket, FIRST)
    assert (paused.due_at, paused.running_since, paused.next_mark_at) == (None, None, None)
    assert paused.consumed == minutes(4)
    clocks.resume(ticket, at=TEN + hours(8), reason="answered")
    assert clock_of(ticket, FIRST).due_at == TEN + hours(8) + minutes(6)
    assert clock_of(ticket, RESOLUTION).due_at == TEN + hours(8) + minutes(116)


def test_a_paused_clock_cannot_breach(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.pause(ticket, at=TEN + minutes(4), reason="waiting")
    met = clocks.meet(ticket, FIRST, at=TEN + hours(100))
    assert met is not None
    assert (met.breached_at, met.met_at, met.consumed) == (None, TEN + hours(100), minutes(4))


def test_a_pause_over_night_counts_no_night(ticket: Ticket, office: Calendar) -> None:
    clocks.start(
        ticket, RESOLUTION, target=hours(10), calendar=office, policy=None, at=TEN + hours(6)
    )
    clocks.pause(ticket, at=TEN + hours(23.5), reason="waiting")  # Thursday 09:30
    assert clock_of(ticket, RESOLUTION).consumed == hours(2.5)
    clocks.resume(ticket, at=TEN + hours(36), reason="answered")  # Thursday 22:00
    assert clock_of(ticket, RESOLUTION).due_at == dt.datetime(2026, 11, 20, 16, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("kind", ClockKind)
def test_each_kind_pauses_or_not_as_its_facts_say(
    kind: ClockKind, ticket: Ticket, always: Calendar
) -> None:
    clocks.start(ticket, kind, target=hours(24), calendar=always, policy=None, at=TEN)
    clocks.pause(ticket, at=TEN + hours(1), reason="waiting")
    assert clock_of(ticket, kind).is_running is not KINDS[kind].pauses


def test_pausing_and_resuming_twice_changes_nothing(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    assert len(clocks.pause(ticket, at=TEN + minutes(1), reason="")) == 2
    assert clocks.pause(ticket, at=TEN + minutes(2), reason="") == []
    assert len(clocks.resume(ticket, at=TEN + minutes(3), reason="")) == 2
    assert clocks.resume(ticket, at=TEN + minutes(4), reason="") == []
    assert kinds_of(clock_of(ticket, FIRST)) == ["started", "paused", "resumed"]


def test_a_pause_at_the_due_time_leaves_nothing_and_breaks_nothing(
    ticket: Ticket, policy: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.pause(ticket, at=TEN + minutes(10), reason="waiting")
    assert clock_of(ticket, FIRST).breached_at is None
    clocks.resume(ticket, at=TEN + hours(1), reason="answered")
    assert clock_of(ticket, FIRST).due_at == TEN + hours(1)


def test_a_pause_after_the_due_time_records_the_breach(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.pause(ticket, at=TEN + minutes(30), reason="waiting")
    clock = clock_of(ticket, FIRST)
    assert (clock.breached_at, clock.due_at) == (TEN + minutes(10), None)
    clocks.resume(ticket, at=TEN + hours(1), reason="answered")
    assert clock_of(ticket, FIRST).due_at == TEN + minutes(10)


def test_a_pause_hides_no_level_that_was_reached(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.pause(ticket, at=TEN + minutes(9), reason="waiting")
    warnings = clock_of(ticket, FIRST).warnings.values_list("level", "reached_at", "noticed_at")
    assert list(warnings) == [
        (50, TEN + minutes(5), TEN + minutes(9)),
        (80, TEN + minutes(8), TEN + minutes(9)),
    ]
    assert OutboxEntry.objects.filter(kind="clock.warned").count() == 2


# --- Meeting ----------------------------------------------------------------------------------


def test_meeting_in_time(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    met = clocks.meet(ticket, FIRST, at=TEN + minutes(3))
    assert met == clock_of(ticket, FIRST)
    stored = clock_of(ticket, FIRST)
    assert (stored.met_at, stored.breached_at) == (TEN + minutes(3), None)
    assert (stored.due_at, stored.consumed) == (TEN + minutes(10), minutes(3))
    assert (stored.running_since, stored.next_mark_at) == (None, None)


def test_the_last_instant_is_in_time(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    met = clocks.meet(ticket, FIRST, at=TEN + minutes(10))
    assert met is not None
    assert met.breached_at is None


def test_a_microsecond_later_is_late_and_breached_when_it_was_due(
    ticket: Ticket, policy: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    late = TEN + minutes(10) + dt.timedelta(microseconds=1)
    met = clocks.meet(ticket, FIRST, at=late)
    assert met is not None
    assert (met.breached_at, met.met_at) == (TEN + minutes(10), late)
    assert kinds_of(met) == ["started", "breached", "met"]


def test_what_is_not_promised_cannot_be_met(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    assert clocks.meet(ticket, ClockKind.PLAN, at=TEN) is None
    assert clocks.meet(ticket, FIRST, at=TEN + minutes(1)) is not None
    assert clocks.meet(ticket, FIRST, at=TEN + minutes(2)) is None


def test_meeting_one_promise_leaves_the_others(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.meet(ticket, FIRST, at=TEN + minutes(1))
    assert clock_of(ticket, RESOLUTION).is_running


# --- Cancelling -------------------------------------------------------------------------------


def test_cancelled_promises_are_neither_kept_nor_broken(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    assert len(clocks.cancel(ticket, at=TEN + minutes(1), reason="withdrawn")) == 2
    stored = clock_of(ticket, FIRST)
    assert (stored.cancelled_at, stored.met_at, stored.breached_at) == (
        TEN + minutes(1),
        None,
        None,
    )
    assert not stored.is_running
    assert stored.events.get(kind=ClockEventKind.CANCELLED).reason == "withdrawn"


def test_some_kinds_can_be_cancelled_alone(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.cancel(ticket, at=TEN + minutes(1), reason="", kinds=[FIRST])
    assert not clock_of(ticket, FIRST).is_open
    assert clock_of(ticket, RESOLUTION).is_open


def test_a_breach_outlives_the_cancellation(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.cancel(ticket, at=TEN + minutes(11), reason="withdrawn")
    assert clock_of(ticket, FIRST).breached_at == TEN + minutes(10)
