"""The sweep: every level once, at the time when it was reached."""

import datetime as dt
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.sla.conftest import WEDNESDAY_AT_TEN as TEN
from tests.sla.conftest import MakeTicket, hours, minutes
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla import clocks
from tickets.sla.breaches import Swept, sweep
from tickets.sla.choices import ClockKind
from tickets.sla.models import Calendar, Clock, ClockEvent, ClockWarning, Policy

FIRST, RESOLUTION = ClockKind.FIRST_RESPONSE, ClockKind.RESOLUTION


@pytest.fixture
def promised(ticket: Ticket, policy: Policy) -> Ticket:
    """A ticket whose first response is due in ten minutes and its solution in two hours."""
    clocks.start_promises(ticket, policy=policy, at=TEN)
    return ticket


def warnings_of(ticket: Ticket, kind: ClockKind) -> list[tuple[int, dt.datetime]]:
    rows = ClockWarning.objects.filter(clock__ticket=ticket, clock__kind=kind)
    return list(rows.values_list("level", "reached_at"))


@pytest.mark.django_db
def test_nothing_is_noticed_before_it_is_reached(promised: Ticket) -> None:
    assert sweep(at=TEN + minutes(5)) == Swept(warnings=0, breaches=0)


@pytest.mark.django_db
def test_each_level_is_noticed_once(promised: Ticket) -> None:
    tick = dt.timedelta(microseconds=1)
    for level in (5, 8):
        assert sweep(at=TEN + minutes(level) + tick) == Swept(warnings=1, breaches=0)
        assert sweep(at=TEN + minutes(level) + tick) == Swept(warnings=0, breaches=0)
    assert sweep(at=TEN + minutes(10)) == Swept(warnings=0, breaches=0)
    assert sweep(at=TEN + minutes(10) + tick) == Swept(warnings=0, breaches=1)
    assert sweep(at=TEN + minutes(59)) == Swept(warnings=0, breaches=0)


@pytest.mark.django_db
def test_workers_that_were_down_for_hours_lose_no_level(promised: Ticket) -> None:
    late = TEN + hours(5)
    assert sweep(at=late) == Swept(warnings=4, breaches=2)
    assert warnings_of(promised, FIRST) == [
        (50, TEN + minutes(5)),
        (80, TEN + minutes(8)),
        (100, TEN + minutes(10)),
    ]
    assert warnings_of(promised, RESOLUTION) == [
        (50, TEN + hours(1)),
        (80, TEN + minutes(96)),
        (100, TEN + hours(2)),
    ]
    assert set(ClockWarning.objects.values_list("noticed_at", flat=True)) == {late}
    assert sweep(at=late + hours(5)) == Swept(warnings=0, breaches=0)


@pytest.mark.django_db
def test_a_breach_is_dated_when_it_happened(promised: Ticket) -> None:
    sweep(at=TEN + hours(1))
    clock = promised.clocks.get(kind=FIRST)
    assert clock.breached_at == TEN + minutes(10)
    assert clock.is_running
    assert clock.events.get(kind="breached").at == TEN + minutes(10)
    clocks.meet(promised, FIRST, at=TEN + hours(2))
    assert ClockEvent.objects.filter(clock=clock, kind="breached").count() == 1


@pytest.mark.django_db
def test_levels_are_reached_in_business_time(ticket: Ticket, office: Calendar) -> None:
    friday_five = dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)
    clocks.start(ticket, RESOLUTION, target=hours(4), calendar=office, policy=None, at=friday_five)
    sweep(at=friday_five + hours(24 * 7))
    assert warnings_of(ticket, RESOLUTION) == [
        (50, dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)),
        (80, dt.datetime(2026, 11, 23, 11, 12, tzinfo=dt.UTC)),
        (100, dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)),
    ]


@pytest.mark.django_db
def test_paused_and_ended_clocks_are_left_alone(promised: Ticket) -> None:
    clocks.meet(promised, FIRST, at=TEN + minutes(1))
    clocks.pause(promised, at=TEN + minutes(1), reason="waiting")
    assert sweep(at=TEN + hours(50)) == Swept(warnings=0, breaches=0)


@pytest.mark.django_db
def test_levels_after_a_pause_come_later(promised: Ticket) -> None:
    clocks.pause(promised, at=TEN + minutes(4), reason="waiting")
    clocks.resume(promised, at=TEN + hours(1), reason="answered")
    sweep(at=TEN + hours(1) + minutes(7))
    assert warnings_of(promised, FIRST) == [
        (50, TEN + hours(1) + minutes(1)),
        (80, TEN + hours(1) + minutes(4)),
        (100, TEN + hours(1) + minutes(6)),
    ]


@pytest.mark.django_db
def test_each_level_leaves_an_outbox_row(promised: Ticket) -> None:
    sweep(at=TEN + minutes(30))
    rows = OutboxEntry.objects.order_by("id")
    assert [row.kind for row in rows] == ["clock.warned", "clock.warned", "clock.breached"]
    assert rows[2].payload == {
        "clock": promised.clocks.get(kind=FIRST).pk,
        "ticket": str(promised.pk),
        "kind": "first_response",
        "level": 100,
        "reached_at": (TEN + minutes(10)).isoformat(),
    }


@pytest.mark.django_db
def test_an_answer_just_in_time_takes_back_a_breach_that_was_noticed_first(
    promised: Ticket,
) -> None:
    sweep(at=TEN + minutes(11))
    met = clocks.meet(promised, FIRST, at=TEN + minutes(10))
    assert met is not None
    assert (met.met_at, met.breached_at) == (TEN + minutes(10), None)


@pytest.mark.django_db
def test_a_breach_that_was_taken_back_can_come_again(promised: Ticket) -> None:
    sweep(at=TEN + minutes(11))
    clocks.pause(promised, at=TEN + minutes(9), reason="waiting")
    clocks.resume(promised, at=TEN + hours(1), reason="answered")
    sweep(at=TEN + hours(1) + minutes(2))
    assert promised.clocks.get(kind=FIRST).breached_at == TEN + hours(1) + minutes(1)


@pytest.mark.django_db
def test_a_small_limit_still_reaches_everything(make_ticket: MakeTicket, policy: Policy) -> None:
    for n in range(7):
        clocks.start_promises(make_ticket(), policy=policy, at=TEN + minutes(n))
    assert sweep(at=TEN + hours(9), limit=2) == Swept(warnings=28, breaches=14)


@pytest.mark.django_db
def test_the_sweep_locks_no_ticket_and_its_queries_do_not_grow(
    make_ticket: MakeTicket, policy: Policy
) -> None:
    for _ in range(20):
        clocks.start_promises(make_ticket(), policy=policy, at=TEN)
    with CaptureQueriesContext(connection) as captured:
        sweep(at=TEN + minutes(6))
    texts = [query["sql"] for query in captured.captured_queries]
    own = [sql for sql in texts if "SAVEPOINT" not in sql and "config" not in sql]
    # One look for work, the clocks, their warnings, at which levels what follows, the outbox, and
    # whose pages may be told of the tickets.
    assert len([sql for sql in own if "warninglevel" not in sql]) == 5
    changing = [sql for sql in texts if "FOR " in sql or not sql.startswith("SELECT")]
    assert not any('tickets_ticket"' in sql for sql in changing)


# --- Side by side -----------------------------------------------------------------------------


def sweep_in_a_process(barrier: Any, at: dt.datetime, results: Any) -> None:
    """Sweep in small batches, with a database connection of this process."""
    connections.close_all()
    barrier.wait()
    swept = sweep(at=at, limit=5)
    results.put((swept.warnings, swept.breaches))
    connections.close_all()


@pytest.fixture
def forked() -> Iterator[multiprocessing.context.ForkContext]:
    connections.close_all()
    yield multiprocessing.get_context("fork")
    connections.close_all()


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_four_sweeps_at_once_repeat_nothing_and_miss_nothing(
    make_ticket: MakeTicket, policy: Policy, forked: multiprocessing.context.ForkContext
) -> None:
    with transaction.atomic():
        for n in range(60):
            clocks.start_promises(make_ticket(), policy=policy, at=TEN + minutes(n / 10))
    connections[DEFAULT_DB_ALIAS].close()

    barrier, results = forked.Barrier(4), forked.Queue()
    late = TEN + hours(5)
    sweeps = [
        forked.Process(target=sweep_in_a_process, args=(barrier, late, results)) for _ in range(4)
    ]
    for process in sweeps:
        process.start()
    counts = [results.get(timeout=60) for _ in sweeps]
    for process in sweeps:
        process.join(timeout=60)
        assert process.exitcode == 0

    # Two promises a ticket, three levels a promise.
    assert sum(warnings for warnings, _ in counts) == 60 * 4
    assert sum(breaches for _, breaches in counts) == 60 * 2
    assert ClockWarning.objects.count() == 60 * 6
    assert OutboxEntry.objects.count() == 60 * 6
    assert ClockEvent.objects.filter(kind="breached").count() == 60 * 2
    assert not Clock.objects.exclude(next_mark_at=None).exists()


def sweep_in_a_thread(at: dt.datetime) -> Swept:
    try:
        return sweep(at=at)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_clock_that_an_action_holds_is_skipped_and_found_next_time(promised: Ticket) -> None:
    late = TEN + minutes(6)
    with transaction.atomic(), ThreadPoolExecutor(1) as thread:
        list(promised.clocks.locked())
        assert thread.submit(sweep_in_a_thread, late).result(60) == Swept(warnings=0, breaches=0)
    assert sweep(at=late) == Swept(warnings=1, breaches=0)
