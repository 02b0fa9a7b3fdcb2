"""Clocks under another policy, their order, what is due and what the customer is told."""

import datetime as dt
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.sla.conftest import WEDNESDAY_AT_TEN as TEN
from tests.sla.conftest import MakeTicket, hours, minutes
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.breaches import sweep
from tickets.sla.choices import ClockEventKind, ClockKind
from tickets.sla.clocks import OutOfOrder
from tickets.sla.models import Calendar, Clock, ClockEvent, Policy, WarningLevel

pytestmark = pytest.mark.django_db

FIRST, RESOLUTION = ClockKind.FIRST_RESPONSE, ClockKind.RESOLUTION


def clock_of(ticket: Ticket, kind: ClockKind) -> Clock:
    return ticket.clocks.get(kind=kind)


def kinds_of(clock: Clock) -> list[str]:
    return list(clock.events.values_list("kind", flat=True))


# --- Another policy ---------------------------------------------------------------------------


@pytest.fixture
def slow(office: Calendar) -> Policy:
    """A working day to the first response, three to the solution, in office hours."""
    return Policy.objects.create(
        key="slow",
        name="Slow",
        tier="low",
        first_response_within=hours(9),
        resolution_within=hours(27),
        calendar=office,
    )


def test_a_new_policy_keeps_what_was_consumed(ticket: Ticket, policy: Policy, slow: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    changed = clocks.retarget(ticket, policy=slow, at=TEN + minutes(4), reason="tier low")
    assert len(changed) == 2
    clock = clock_of(ticket, FIRST)
    assert (clock.policy, clock.target, clock.consumed) == (slow, hours(9), minutes(4))
    # Nine office hours less four minutes, from 10:04 on: 18:00, then 09:00 to 10:00 on Thursday.
    assert clock.due_at == TEN + hours(24)
    event = clock.events.get(kind=ClockEventKind.RETARGETED)
    assert event.reason == "tier low"
    assert event.data["policy"] == "slow"
    assert event.data["target"] == 9 * 3600


def test_a_paused_clock_is_retargeted_and_stays_paused(
    ticket: Ticket, policy: Policy, slow: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.pause(ticket, at=TEN + minutes(4), reason="")
    clocks.retarget(ticket, policy=slow, at=TEN + hours(1), reason="")
    assert not clock_of(ticket, FIRST).is_running
    clocks.resume(ticket, at=TEN + hours(2), reason="")
    assert clock_of(ticket, FIRST).due_at == TEN + hours(25) + minutes(56)


def test_a_target_that_is_used_up_falls_due_at_once(
    ticket: Ticket, policy: Policy, slow: Policy
) -> None:
    clocks.start_promises(ticket, policy=slow, at=TEN)
    clocks.retarget(ticket, policy=policy, at=TEN + hours(1), reason="urgent")
    clock = clock_of(ticket, FIRST)
    assert (clock.due_at, clock.next_mark_at) == (TEN + hours(1), TEN + hours(1))
    clocks.meet(ticket, FIRST, at=TEN + hours(1.5))
    assert clock_of(ticket, FIRST).breached_at == TEN + hours(1)


def test_levels_are_not_noticed_twice_under_a_new_policy(
    ticket: Ticket, policy: Policy, slow: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.retarget(ticket, policy=slow, at=TEN + minutes(6), reason="")
    clock = clock_of(ticket, FIRST)
    assert list(clock.warnings.values_list("level", flat=True)) == [50]
    assert clock.next_level == 80


def test_a_breach_outlives_a_longer_promise(ticket: Ticket, policy: Policy, slow: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.retarget(ticket, policy=slow, at=TEN + minutes(20), reason="tier low")
    clock = clock_of(ticket, FIRST)
    assert clock.breached_at == TEN + minutes(10)
    assert clock.due_at is not None
    assert clock.due_at > TEN + hours(9)
    assert clock.next_mark_at is None


def test_the_same_policy_changes_nothing(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    assert clocks.retarget(ticket, policy=policy, at=TEN + minutes(1), reason="") == []
    assert kinds_of(clock_of(ticket, FIRST)) == ["started"]


def test_an_edited_calendar_binds_by_retargeting_and_not_before(
    ticket: Ticket, office: Calendar, slow: Policy
) -> None:
    clocks.start_promises(ticket, policy=slow, at=TEN)
    office.holidays.create(date=dt.date(2026, 11, 19), name="Rest")
    clocks.pause(ticket, at=TEN + hours(1), reason="")
    clocks.resume(ticket, at=TEN + hours(1), reason="")
    assert clock_of(ticket, FIRST).due_at == TEN + hours(24)
    clocks.retarget(ticket, policy=slow, at=TEN + hours(2), reason="holiday")
    assert clock_of(ticket, FIRST).due_at == TEN + hours(48)


def test_a_promise_that_the_new_policy_does_not_make_is_cancelled(
    ticket: Ticket, policy: Policy, slow: Policy
) -> None:
    slow.resolution_within = None
    slow.save()
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.retarget(ticket, policy=slow, at=TEN + minutes(1), reason="")
    assert clock_of(ticket, RESOLUTION).cancelled_at == TEN + minutes(1)


def test_a_promise_that_only_the_new_policy_makes_begins(
    ticket: Ticket, policy: Policy, slow: Policy
) -> None:
    slow.resolution_within = None
    slow.save()
    clocks.start_promises(ticket, policy=slow, at=TEN)
    clocks.retarget(ticket, policy=policy, at=TEN + minutes(1), reason="")
    assert clock_of(ticket, RESOLUTION).started_at == TEN + minutes(1)


def test_a_first_response_that_was_given_is_not_promised_again(
    make_ticket: MakeTicket, policy: Policy
) -> None:
    ticket = make_ticket(first_replied_at=TEN)
    changed = clocks.retarget(ticket, policy=policy, at=TEN + minutes(1), reason="")
    assert [clock.kind for clock in changed] == [RESOLUTION]


def test_a_promise_that_was_kept_is_not_made_again(
    ticket: Ticket, policy: Policy, slow: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.meet(ticket, RESOLUTION, at=TEN + minutes(1))
    changed = clocks.retarget(ticket, policy=slow, at=TEN + minutes(2), reason="")
    assert [clock.kind for clock in changed] == [FIRST]


# --- Order of events --------------------------------------------------------------------------


def test_a_step_before_the_last_one_is_refused(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.pause(ticket, at=TEN + minutes(4), reason="")
    with pytest.raises(OutOfOrder, match="is before its last event"):
        clocks.resume(ticket, at=TEN + minutes(3), reason="")
    with pytest.raises(OutOfOrder):
        clocks.meet(ticket, FIRST, at=TEN + minutes(3))


def test_steps_at_one_instant_are_in_order(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.pause(ticket, at=TEN, reason="")
    clocks.resume(ticket, at=TEN, reason="")
    assert clock_of(ticket, FIRST).due_at == TEN + minutes(10)


def test_events_cannot_be_changed_or_deleted(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    for change in (
        lambda: ClockEvent.objects.update(at=TEN),
        lambda: ClockEvent.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            change()


def test_erasing_a_ticket_must_say_that_it_means_the_history_too(
    ticket: Ticket, policy: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    sweep(at=TEN + hours(1))
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        ticket.clocks.all().delete()
    with pgtrigger.ignore(
        "tickets.ClockEvent:clock_event_is_append_only",
        "tickets.ClockWarning:clock_warning_is_append_only",
    ):
        ticket.clocks.all().delete()
    assert not ClockEvent.objects.exists()


IMPOSSIBLE = [
    ("clock_paused_is_not_due", {"running_since": None, "next_mark_at": None}),
    ("clock_running_is_open_and_due", {"due_at": None}),
    ("clock_running_is_open_and_due", {"met_at": TEN}),
    ("clock_running_is_open_and_due", {"running_since": TEN - minutes(1)}),
    (
        "clock_mark_only_while_running",
        {"running_since": None, "due_at": None, "next_mark_at": TEN},
    ),
    (
        "clock_met_or_cancelled",
        {"running_since": None, "next_mark_at": None, "met_at": TEN, "cancelled_at": TEN},
    ),
    (
        "clock_breached_before_it_is_met",
        {"running_since": None, "next_mark_at": None, "met_at": TEN, "breached_at": TEN},
    ),
    ("clock_target_within_bounds", {"target": hours(0)}),
    ("clock_target_within_bounds", {"target": hours(24 * 365)}),
    ("clock_consumed_not_negative", {"consumed": minutes(-1)}),
    ("clock_levels_end_at_full", {"levels": [50]}),
    ("clock_runs_forward", {"started_at": TEN + minutes(1)}),
    ("clock_cycle_and_round_from_one", {"cycle": 0}),
]


@pytest.mark.parametrize(("constraint", "values"), IMPOSSIBLE)
def test_the_database_refuses_a_clock_that_cannot_be(
    constraint: str, values: dict[str, Any], ticket: Ticket, policy: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN, kinds=[FIRST])
    with pytest.raises(IntegrityError, match=constraint):
        ticket.clocks.update(**values)


# --- What is due, and what the customer is told -----------------------------------------------


def test_the_next_due_time_is_that_of_the_nearest_promise(ticket: Ticket, policy: Policy) -> None:
    assert clocks.next_due(ticket) is None
    clocks.start_promises(ticket, policy=policy, at=TEN)
    assert clocks.next_due(ticket) == TEN + minutes(10)
    clocks.meet(ticket, FIRST, at=TEN + minutes(1))
    assert clocks.next_due(ticket) == TEN + hours(2)
    clocks.pause(ticket, at=TEN + minutes(2), reason="")
    assert clocks.next_due(ticket) is None


def test_the_customer_is_told_the_nearest_promise(ticket: Ticket, policy: Policy) -> None:
    assert clocks.promise_to_customer(ticket) is None
    clocks.start_promises(ticket, policy=policy, at=TEN)
    promise = clocks.promise_to_customer(ticket)
    assert promise is not None
    assert (promise.kind, promise.due_at) == (FIRST, TEN + minutes(10))
    assert promise.words == "A person answers by"


def test_many_customers_are_told_in_one_query(
    make_ticket: MakeTicket,
    policy: Policy,
    slow: Policy,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    quick_one, slow_one, silent = (make_ticket() for _ in range(3))
    clocks.start_promises(quick_one, policy=policy, at=TEN)
    clocks.start_promises(slow_one, policy=slow, at=TEN)
    with django_assert_num_queries(1):
        promises = clocks.promises_to_customers([quick_one, slow_one, silent])
    assert {ticket_id: promise.due_at for ticket_id, promise in promises.items()} == {
        quick_one.id: TEN + minutes(10),
        slow_one.id: TEN + hours(24),
    }


def test_what_is_only_promised_inside_the_house_is_not_told(
    ticket: Ticket, always: Calendar
) -> None:
    clocks.start(ticket, ClockKind.REVIEW, target=hours(48), calendar=always, policy=None, at=TEN)
    assert clocks.promise_to_customer(ticket) is None
    # Nor is it what somebody works on next.
    assert clocks.next_due(ticket) is None


def test_time_left_counts_down_and_stands_still(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    assert clocks.time_left(clock_of(ticket, FIRST), at=TEN + minutes(4)) == minutes(6)
    assert clocks.time_left(clock_of(ticket, FIRST), at=TEN + minutes(12)) == minutes(-2)
    clocks.pause(ticket, at=TEN + minutes(5), reason="")
    assert clocks.time_left(clock_of(ticket, FIRST), at=TEN + hours(9)) == minutes(5)


def test_a_policy_with_levels_of_its_own(ticket: Ticket, policy: Policy) -> None:
    WarningLevel.objects.create(policy=policy, level=90)
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clock = clock_of(ticket, FIRST)
    assert (clock.levels, clock.next_mark_at) == ([90, 100], TEN + minutes(9))


def test_queries_of_starting_and_meeting(
    ticket: Ticket, policy: Policy, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.cancel(ticket, at=TEN, reason="")
    ticket.cycle = 2
    # The configuration's version, the hours and theirs, the levels; earlier clocks; the clocks;
    # their events.
    with django_assert_num_queries(7):
        clocks.start_promises(ticket, policy=policy, at=TEN)
    with django_assert_num_queries(3):
        clocks.meet(ticket, FIRST, at=TEN + minutes(1))
