"""A clock is what its events say: after any walk, the stored one equals the rebuilt one."""

import datetime as dt
import json
from io import StringIO
from typing import Any

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tests.sla.conftest import WEDNESDAY_AT_TEN as TEN
from tests.sla.conftest import hours, minutes
from tickets.actions.merge import merge
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.actions.wait import wait_for_customer
from tickets.actions.withdraw import withdraw
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.breaches import sweep
from tickets.sla.choices import ClockEventKind, ClockKind
from tickets.sla.models import Calendar, CalendarVersion, Clock, ClockEvent, ClockWarning, Policy
from tickets.sla.proof.verifying import Tally, findings
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

STEPS = ["pause", "resume", "meet_first", "meet_resolution", "quick", "slow", "cancel", "close_day"]

walks = st.lists(
    st.tuples(
        st.sampled_from(STEPS),
        # Mostly minutes, so that steps fall before, at and after what is due.
        st.one_of(st.integers(0, 15), st.integers(0, 4000)).map(minutes),
        st.booleans(),
    ),
    max_size=9,
)


@pytest.fixture
def slow(office: Calendar) -> Policy:
    office.time_zone = "Europe/Berlin"
    office.save()
    return Policy.objects.create(
        key="slow",
        name="Slow",
        tier="low",
        first_response_within=minutes(45),
        resolution_within=hours(27),
        calendar=office,
    )


def take(step: str, ticket: Ticket, policies: dict[str, Policy], at: dt.datetime) -> None:
    match step:
        case "pause":
            clocks.pause(ticket, at=at, reason="waiting")
        case "resume":
            clocks.resume(ticket, at=at, reason="answered")
        case "meet_first":
            clocks.meet(ticket, ClockKind.FIRST_RESPONSE, at=at)
        case "meet_resolution":
            clocks.meet(ticket, ClockKind.RESOLUTION, at=at)
        case "quick" | "slow":
            clocks.retarget(ticket, policy=policies[step], at=at, reason=step)
        case "cancel":
            clocks.cancel(ticket, at=at, reason="dropped", kinds=[ClockKind.FIRST_RESPONSE])
        case "close_day":
            day = (at + dt.timedelta(days=1)).date()
            policies["slow"].calendar.holidays.get_or_create(date=day, defaults={"name": "Rest"})


def assert_provable(*, of_tickets: bool = False) -> None:
    # Without an action around them, steps leave the ticket's own ``due_at`` as it was.
    found = findings(tally=Tally())
    assert [f.words for f in found if of_tickets or f.clock_id is not None] == []


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(walk=walks)
def test_stored_clocks_equal_the_rebuilt_ones(
    walk: list[tuple[str, dt.timedelta, bool]], ticket: Ticket, policy: Policy, slow: Policy
) -> None:
    with transaction.atomic():
        at = TEN
        clocks.start_promises(ticket, policy=policy, at=at)
        for step, gap, swept_ahead in walk:
            at += gap
            if swept_ahead:
                # The sweep is quicker to the row than the step that happened before it.
                sweep(at=at + minutes(1))
            take(step, ticket, {"quick": policy, "slow": slow}, at)
            assert_provable()
        sweep(at=at + minutes(5))
        assert_provable()
        for clock in ticket.clocks.all():
            if clock.breached_at and clock.met_at:
                assert clock.breached_at < clock.met_at
        transaction.set_rollback(True)


def test_a_clock_over_the_night_of_the_jump(ticket: Ticket) -> None:
    berlin = Calendar.objects.create(key="berlin", name="Berlin", time_zone="Europe/Berlin")
    berlin.windows.create(weekday=5, start=dt.time(22), end=dt.time(6))
    saturday_at_ten = dt.datetime(2026, 3, 28, 21, tzinfo=dt.UTC)
    clock = clocks.start(
        ticket,
        ClockKind.RESOLUTION,
        target=hours(6),
        calendar=berlin,
        policy=None,
        at=saturday_at_ten,
    )
    # Seven hours are worked that night: 22:00 to 02:00, 03:00 to 06:00.
    assert clock.due_at == dt.datetime(2026, 3, 29, 3, tzinfo=dt.UTC)
    clocks.pause(ticket, at=saturday_at_ten + hours(4.5), reason="waiting")
    clocks.resume(ticket, at=saturday_at_ten + hours(5), reason="answered")
    clock = ticket.clocks.get()
    assert clock.due_at == dt.datetime(2026, 3, 29, 3, 30, tzinfo=dt.UTC)
    assert_provable()


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def walked(desk: Desk) -> Ticket:
    """A ticket that was answered, waits for its customer, and is late with its progress."""
    ticket = open_ticket()
    reply(ticket.id, by=desk.agent_actor, body="Which watch is it?", at=MONDAY + minutes(5))
    wait_for_customer(ticket.id, by=desk.agent_actor, at=MONDAY + minutes(6))
    sweep(at=MONDAY + hours(30))
    return ticket


def verify(**options: Any) -> tuple[int, str]:
    """Return the exit status of the command, and what it wrote."""
    out = StringIO()
    try:
        call_command("clocks", verify=True, stdout=out, **options)
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


def rebuild() -> None:
    call_command("clocks", rebuild=True, stdout=StringIO())


def test_what_actions_store_is_proven(walked: Ticket) -> None:
    assert_provable(of_tickets=True)
    assert verify() == (0, f"{Clock.objects.count()} clocks, 0 findings.\n")


OTHER: dict[str, tuple[ClockKind, dict[str, Any]]] = {
    "kind": (ClockKind.PROGRESS, {"kind": ClockKind.REVIEW}),
    "cycle": (ClockKind.PROGRESS, {"cycle": 7}),
    "round": (ClockKind.PROGRESS, {"round": 7}),
    "policy_id": (ClockKind.PROGRESS, {"policy": None}),
    "target": (ClockKind.RESOLUTION, {"target": F("target") + hours(1)}),
    "levels": (ClockKind.RESOLUTION, {"levels": [10, 100]}),
    "started_at": (ClockKind.RESOLUTION, {"started_at": F("started_at") - minutes(1)}),
    "last_event_at": (ClockKind.RESOLUTION, {"last_event_at": F("last_event_at") + minutes(1)}),
    "consumed": (ClockKind.RESOLUTION, {"consumed": dt.timedelta(microseconds=1)}),
    "running_since": (
        ClockKind.RESOLUTION,
        {"running_since": F("last_event_at"), "due_at": F("last_event_at")},
    ),
    "due_at": (ClockKind.PROGRESS, {"due_at": F("due_at") + dt.timedelta(microseconds=1)}),
    "met_at": (ClockKind.FIRST_RESPONSE, {"met_at": F("met_at") - minutes(1)}),
    "breached_at": (ClockKind.PROGRESS, {"breached_at": None}),
    "cancelled_at": (ClockKind.RESOLUTION, {"cancelled_at": MONDAY + hours(1)}),
    "next_level": (ClockKind.RESOLUTION, {"next_level": 80}),
    "next_mark_at": (
        ClockKind.PROGRESS,
        {"next_level": 100, "next_mark_at": MONDAY + hours(99)},
    ),
}


def test_each_column_that_was_tampered_with_is_found_and_mended(walked: Ticket) -> None:
    for column, (kind, change) in OTHER.items():
        row = Clock.objects.filter(pk=walked.clocks.get(kind=kind).pk)
        before = row.values().get()
        row.update(**change)

        status, told = verify()

        assert (status, f"{walked.reference} " in told, column in told) == (1, True, True), column
        rebuild()
        assert row.values().get() == before, column
    assert verify()[0] == 0


def test_clocks_that_changed_tickets_or_calendars_are_found_and_mended(walked: Ticket) -> None:
    other = open_ticket()
    clock = Clock.objects.get(ticket=walked, kind=ClockKind.PROGRESS)
    version = Clock.objects.exclude(calendar_version=clock.calendar_version).first()
    assert version is not None
    Clock.objects.filter(pk=clock.pk).update(
        ticket=other, calendar_version=version.calendar_version
    )

    status, told = verify()

    assert status == 1
    assert f"{other.reference} " in told
    assert "ticket_id" in told
    assert "calendar_version_id" in told
    rebuild()
    assert verify()[0] == 0
    assert Ticket.objects.get(id=walked.id).due_at == clock.due_at


def test_a_next_promise_that_is_not_that_of_the_clocks_is_found_and_mended(walked: Ticket) -> None:
    Ticket.objects.filter(id=walked.id).update(due_at=None)
    status, told = verify(json=True)
    assert (status, json.loads(told)["tickets"]) == (1, [walked.reference])
    rebuild()
    assert verify()[0] == 0


SHIFTED = {"at": F("at") - dt.timedelta(days=400)}
IMPOSSIBLE: dict[str, tuple[ClockEventKind, dict[str, Any], str]] = {
    "started late": (ClockEventKind.STARTED, {"at": MONDAY + minutes(1)}, "were used up, not"),
    "started as": (ClockEventKind.STARTED, {"kind": "paused"}, "before it was started"),
    "started by": (ClockEventKind.STARTED, {"data": {}}, "terms do not say"),
    "paused early": (ClockEventKind.PAUSED, SHIFTED, "before what it follows"),
    "paused with": (ClockEventKind.PAUSED, {"data": {"consumed": 1.0}}, "s were used up, not"),
    "paused as": (ClockEventKind.PAUSED, {"kind": "met"}, "comes after its end"),
    "resumed as": (ClockEventKind.RESUMED, {"kind": "paused"}, "stands still twice"),
    "resumed early": (ClockEventKind.RESUMED, SHIFTED, "before what it follows"),
    "retargeted to": (
        ClockEventKind.RETARGETED,
        {"data": {"target": 60, "calendar_version": 0, "levels": [100]}},
        "version 0 does not exist",
    ),
    "retargeted early": (ClockEventKind.RETARGETED, SHIFTED, "before what it follows"),
    "met as": (ClockEventKind.MET, {"kind": "danced"}, "nothing is known of"),
    "met early": (ClockEventKind.MET, SHIFTED, "before what it follows"),
    "met late": (ClockEventKind.MET, {"at": MONDAY + hours(99)}, "is missing"),
    "breached early": (ClockEventKind.BREACHED, SHIFTED, "and due at"),
    "breached as": (ClockEventKind.BREACHED, {"kind": "resumed"}, "without standing still"),
    "carried early": (ClockEventKind.CARRIED, SHIFTED, "before what it follows"),
    "cancelled early": (ClockEventKind.CANCELLED, SHIFTED, "before what it follows"),
    "cancelled as": (ClockEventKind.CANCELLED, {"kind": "started"}, "started twice"),
}


def test_each_event_that_was_tampered_with_is_found(walked: Ticket, desk: Desk) -> None:
    ticket = Ticket.objects.get(id=walked.id)
    by = actor_of(ticket.requester)
    policy = Policy.objects.get(key="low-vip")
    receive(ticket.id, by=by, body="The gold one.", channel=Channel.SITE, at=MONDAY + hours(31))
    other = open_ticket(customer=ticket.requester, at=MONDAY + hours(29))
    merge(other.id, into=ticket.id, by=desk.agent_actor, at=MONDAY + hours(31.5))
    ticket = Ticket.objects.get(id=walked.id)
    clocks.retarget(ticket, policy=policy, at=MONDAY + hours(32), reason="VIP")
    withdraw(ticket.id, by=by, at=MONDAY + hours(33))
    assert verify()[0] == 0
    assert {kind for kind, _, _ in IMPOSSIBLE.values()} == set(ClockEventKind)
    for how, (kind, change, words) in IMPOSSIBLE.items():
        event = ClockEvent.objects.filter(clock__ticket=walked, kind=kind).latest("id")
        with (
            pgtrigger.ignore("tickets.ClockEvent:clock_event_is_append_only"),
            transaction.atomic(),
        ):
            ClockEvent.objects.filter(pk=event.pk).update(**change)
            status, told = verify()
            transaction.set_rollback(True)
        assert (status, walked.reference in told) == (1, True), how
        assert words in told, how
    assert verify()[0] == 0


def test_without_events_no_clock_can_be(walked: Ticket) -> None:
    with pgtrigger.ignore("tickets.ClockEvent:clock_event_is_append_only"):
        ClockEvent.objects.filter(clock__kind=ClockKind.RESOLUTION).delete()
    assert "it has no events" in verify()[1]


def test_a_breach_without_its_warning_is_found(walked: Ticket) -> None:
    with pgtrigger.ignore("tickets.ClockWarning:clock_warning_is_append_only"):
        ClockWarning.objects.filter(clock__ticket=walked, level=100).delete()
    status, told = verify()
    assert (status, "the warning that says so is missing" in told) == (1, True)


def test_a_clock_that_is_gone_with_its_events_is_found(walked: Ticket, desk: Desk) -> None:
    body = "It was found in Lyon and leaves today."
    reply(walked.id, by=desk.agent_actor, body=body, at=MONDAY + hours(31))
    first = Clock.objects.get(ticket=walked, kind=ClockKind.PROGRESS, round=1)
    with pgtrigger.ignore(
        "tickets.ClockEvent:clock_event_is_append_only",
        "tickets.ClockWarning:clock_warning_is_append_only",
    ):
        first.delete()
    status, told = verify(json=True)
    assert (status, json.loads(told)["tickets"]) == (1, [walked.reference])
    assert "2 were promised, 1 of the clocks are there" in told


def test_hours_that_were_rewritten_prove_nothing(walked: Ticket) -> None:
    with pgtrigger.ignore("tickets.CalendarVersion:calendar_version_is_append_only"):
        CalendarVersion.objects.update(digest="0" * 64)
    status, told = verify()
    assert status == 1
    assert "does not exist" in told


def test_a_batch_is_all_that_is_held_in_memory(
    walked: Ticket, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        open_ticket()
    # The versions; batches of four, and the empty one after them; rounds that are gone; the
    # tickets' own.
    batches = -(-Clock.objects.count() // 4) + 1
    with django_assert_num_queries(3 + batches):
        assert list(findings(tally=Tally(), batch=4)) == []
