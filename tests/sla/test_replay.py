"""A clock is what its events say: after any walk, the stored one equals the rebuilt one."""

import datetime as dt
from dataclasses import asdict

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sla.conftest import WEDNESDAY_AT_TEN as TEN
from tests.sla.conftest import hours, minutes
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.breaches import sweep
from tickets.sla.choices import ClockKind
from tickets.sla.models import Calendar, CalendarVersion, Clock, Policy
from tickets.sla.replay import BrokenHistory, replay
from tickets.sla.timetables import hours_in

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


def assert_provable(clock: Clock) -> None:
    versions = {version.pk: hours_in(version) for version in CalendarVersion.objects.all()}
    rebuilt = asdict(replay(clock.events.all(), versions))
    stored = {name: getattr(clock, name) for name in rebuilt if name != "calendar_version"}
    stored["calendar_version"] = clock.calendar_version_id
    assert stored == rebuilt


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
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
            for clock in ticket.clocks.all():
                assert_provable(clock)
        sweep(at=at + minutes(5))
        for clock in ticket.clocks.all():
            assert_provable(clock)
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
    assert_provable(clock)


def test_a_row_that_was_tampered_with_is_not_what_its_events_say(
    ticket: Ticket, policy: Policy
) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    Clock.objects.filter(kind=ClockKind.RESOLUTION).update(due_at=TEN + hours(3))
    with pytest.raises(AssertionError):
        assert_provable(ticket.clocks.get(kind=ClockKind.RESOLUTION))


def test_events_that_cannot_be_are_refused(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN)
    clocks.meet(ticket, ClockKind.FIRST_RESPONSE, at=TEN + minutes(1))
    clock = ticket.clocks.get(kind=ClockKind.FIRST_RESPONSE)
    started, met = clock.events.all()
    versions = {clock.calendar_version_id: hours_in(clock.calendar_version)}
    for impossible in ([], [met], [met, started], [started, started], [started, met, met]):
        with pytest.raises(BrokenHistory):
            replay(impossible, versions)
    met.at = TEN - minutes(1)
    with pytest.raises(BrokenHistory, match="before what it follows"):
        replay([started, met], versions)
