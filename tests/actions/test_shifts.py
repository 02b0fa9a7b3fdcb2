"""Shifts: laid out from a calendar and what differs from it, and what placing makes of them."""

import datetime as dt

import pytest

from consignment.models import User
from tests.factories.desk import MONDAY, AgentFactory, make_desk, open_ticket
from tickets.actions.assign import take, take_next
from tickets.actions.call_for_urgent import REASON, call_for_urgent
from tickets.actions.change_presence import change_presence
from tickets.actions.lay_out_shifts import lay_out_shifts
from tickets.actions.place_waiting import place_waiting
from tickets.actions.take_from_absent import take_from_absent
from tickets.actions.wait import wait_for_customer
from tickets.insight.rostering import roster
from tickets.lifecycle.choices import Absence, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.routing.models import Assignment
from tickets.sla.models import Calendar, CalendarWindow, Holiday, Policy
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Presence
from tickets.staff.shifts import ExceptionKind, Shift, ShiftException

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
FRIDAY_BEFORE_THE_TURN = dt.datetime(2026, 3, 27, 9, tzinfo=dt.UTC)
"""The clocks of Berlin go forward in the night to Sunday the 29th."""


@pytest.fixture
def desk():
    return make_desk()


def week(zone: str, *windows: tuple[int, str, str], key: str = "week") -> Calendar:
    calendar = Calendar.objects.create(key=key, name=key, time_zone=zone)
    for weekday, start, end in windows:
        CalendarWindow.objects.create(
            calendar=calendar,
            weekday=weekday,
            start=dt.time.fromisoformat(start),
            end=dt.time.fromisoformat(end),
        )
    return calendar


def rostered(agent: Agent, hours: Calendar | None, *, at: dt.datetime) -> Agent:
    Agent.objects.filter(pk=agent.pk).update(by_shifts=True, working_hours=hours)
    lay_out_shifts(at=at, agents=[agent.pk])
    return agent


def shifts_of(agent: Agent) -> list[tuple[str, str]]:
    form = "%a %d %H:%M"
    rows = Shift.objects.filter(agent=agent).order_by("starts_at")
    return [(one.starts_at.strftime(form), one.ends_at.strftime(form)) for one in rows]


def on(agent: Agent, start: dt.datetime, end: dt.datetime) -> Agent:
    """Let ``agent`` work by shifts and have one, entered by hand."""
    kind = ExceptionKind.EXTRA
    ShiftException.objects.create(agent=agent, kind=kind, starts_at=start, ends_at=end)
    return rostered(agent, None, at=start - DAY)


def now(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(id=ticket.id)


def test_a_night_in_which_the_clocks_go_forward_is_one_shift_of_seven_hours(desk):
    night = week("Europe/Berlin", (5, "22:00", "06:00"), (6, "22:00", "06:00"))
    DeskSettings.objects.update(roster_weeks=1)

    rostered(desk.agent, night, at=FRIDAY_BEFORE_THE_TURN)

    assert shifts_of(desk.agent) == [
        ("Sat 28 21:00", "Sun 29 04:00"),
        ("Sun 29 20:00", "Mon 30 04:00"),
    ]


def test_laying_out_again_changes_nothing_and_what_is_over_stays(desk):
    early = week("UTC", *((n, "06:00", "14:00") for n in range(5)))
    DeskSettings.objects.update(roster_weeks=1)
    rostered(desk.agent, early, at=MONDAY)
    before = list(Shift.objects.values_list("pk", flat=True))

    assert lay_out_shifts(at=MONDAY + MINUTE, agents=[desk.agent.pk]) == 0
    assert list(Shift.objects.values_list("pk", flat=True)) == before

    # On Wednesday at ten the week becomes one of late shifts.
    early.windows.update(start=dt.time(14), end=dt.time(22))
    wednesday = MONDAY + 2 * DAY + 8 * HOUR
    assert lay_out_shifts(at=wednesday, agents=[desk.agent.pk]) == 1

    assert shifts_of(desk.agent)[:5] == [
        ("Mon 02 06:00", "Mon 02 14:00"),
        ("Tue 03 06:00", "Tue 03 14:00"),
        ("Wed 04 06:00", "Wed 04 10:00"),
        ("Wed 04 14:00", "Wed 04 22:00"),
        ("Thu 05 14:00", "Thu 05 22:00"),
    ]


def test_holidays_and_leave_take_away_and_an_extra_shift_makes_one_longer(desk):
    days = week("UTC", *((n, "09:00", "17:00") for n in range(4)))
    Holiday.objects.create(calendar=days, date=dt.date(2026, 3, 3), name="Closed")
    for kind, start, end in (
        (ExceptionKind.EXTRA, MONDAY.replace(hour=17), MONDAY.replace(hour=19)),
        (ExceptionKind.LEAVE, MONDAY + 2 * DAY + 10 * HOUR, MONDAY + 5 * DAY),
    ):
        ShiftException.objects.create(agent=desk.agent, kind=kind, starts_at=start, ends_at=end)
    DeskSettings.objects.update(roster_weeks=1)

    rostered(desk.agent, days, at=MONDAY)

    assert shifts_of(desk.agent) == [
        ("Mon 02 09:00", "Mon 02 19:00"),
        ("Wed 04 09:00", "Wed 04 12:00"),
    ]


def test_nobody_is_given_work_before_their_shift_nor_near_its_end_but_takes_it_by_hand(desk):
    on(desk.agent, MONDAY, MONDAY + 8 * HOUR)
    DeskSettings.objects.update(place_by_itself=True, shift_end_minutes=30)
    early, late = MONDAY - MINUTE, MONDAY + 8 * HOUR - 29 * MINUTE

    first = open_ticket(at=early)
    assert first.state == State.NEW
    assert place_waiting(at=MONDAY) == 1
    why = Assignment.objects.get(ticket=first).why
    assert "on shift for 480 min more" in why

    last = open_ticket(at=late)
    assert place_waiting(at=late) == 0
    assert take_next(by=desk.agent_actor, at=late) == last


def test_who_works_by_no_shifts_is_always_on(desk):
    other = AgentFactory.create(skilled=True)
    on(desk.agent, MONDAY + HOUR, MONDAY + 2 * HOUR)
    DeskSettings.objects.update(place_by_itself=True)

    assert open_ticket(at=MONDAY).assignee == other


def test_what_is_urgent_goes_to_who_is_on_then_to_who_leaves_then_to_who_is_merely_here(desk):
    leaving, on_shift = AgentFactory.create_batch(2, skilled=True)
    on(desk.agent, MONDAY - 9 * HOUR, MONDAY - HOUR)
    on(leaving, MONDAY - 8 * HOUR, MONDAY + 10 * MINUTE)
    on(on_shift, MONDAY - HOUR, MONDAY + 7 * HOUR)
    DeskSettings.objects.update(place_by_itself=True)
    Agent.objects.update(capacity=1)
    desk.agent.refresh_from_db()
    desk.agent.set_presence(Presence.HERE, at=MONDAY - MINUTE)

    placed = [open_ticket(category="account-security", complete=False, at=MONDAY) for _ in range(3)]

    assert [ticket.assignee for ticket in placed] == [on_shift, leaving, desk.agent]
    whys = [Assignment.objects.get(ticket=ticket).why for ticket in placed]
    assert "leaves in 10 min, and it is urgent" in whys[1]
    assert "here although on no shift, and it is urgent" in whys[2]


def test_who_has_only_forgotten_to_say_that_they_left_is_not_here(desk):
    desk.agent.set_presence(Presence.HERE, at=MONDAY - 8 * HOUR)
    on(desk.agent, MONDAY - 8 * HOUR, MONDAY - HOUR)
    DeskSettings.objects.update(place_by_itself=True)

    urgent = open_ticket(category="account-security", complete=False, at=MONDAY)

    assert urgent.state == State.NEW
    assert call_for_urgent(at=MONDAY + MINUTE) == 1


def test_what_is_urgent_calls_supervisors_once_while_nobody_is_on_shift(desk):
    on(desk.agent, MONDAY + HOUR, MONDAY + 9 * HOUR)
    desk.agent.set_presence(Presence.AWAY, at=MONDAY - DAY)
    urgent = open_ticket(category="account-security", complete=False, at=MONDAY)
    open_ticket(at=MONDAY)

    assert call_for_urgent(at=MONDAY + MINUTE) == 1
    assert call_for_urgent(at=MONDAY + 2 * MINUTE) == 0

    called = now(urgent).escalations.get()
    assert (called.whom, called.reason, called.by_itself) == ("supervisor", REASON, True)
    assert called.due_at > MONDAY


def test_at_a_desk_without_shifts_nobody_is_called(desk):
    desk.agent.set_presence(Presence.AWAY, at=MONDAY - DAY)
    open_ticket(category="account-security", complete=False, at=MONDAY)

    assert call_for_urgent(at=MONDAY + MINUTE) == 0


def test_what_is_held_after_a_shift_goes_back_unless_its_agent_says_that_they_go_on(desk):
    stays = AgentFactory.create(skilled=True)
    end = MONDAY + 8 * HOUR
    tickets = [open_ticket(at=MONDAY) for _ in range(3)]
    for ticket, agent in zip(tickets, (desk.agent, stays, desk.agent), strict=True):
        take(ticket.id, by=actor_of(agent.user), at=MONDAY + MINUTE)
    wait_for_customer(tickets[2].id, by=desk.agent_actor, at=MONDAY + 2 * MINUTE)
    for agent in (desk.agent, stays):
        agent.set_presence(Presence.HERE, at=MONDAY)
        on(agent, MONDAY, end)
    change_presence(by=actor_of(stays.user), presence=Presence.BUSY, at=end + MINUTE)

    assert take_from_absent(at=end + 59 * MINUTE) == 0
    assert take_from_absent(at=end + 60 * MINUTE) == 1

    assert now(tickets[0]).state == State.NEW
    assert now(tickets[0]).events.filter(reason=Absence.OFF_SHIFT).count() == 1
    assert [now(ticket).assignee for ticket in tickets[1:]] == [stays, desk.agent]


def test_gaps_are_told_in_opening_hours_for_everybody_each_language_and_each_skill(desk):
    Agent.objects.update(by_shifts=True)
    hours = week("UTC", *((n, "09:00", "17:00") for n in range(5)), key="open")
    Policy.objects.update(active=False)
    Policy.objects.filter(key="low").update(active=True, calendar=hours)
    speaks = AgentFactory.create(languages=["en"], by_shifts=True)
    monday = MONDAY.replace(hour=0)
    for agent, start, end in (
        (desk.agent, 10, 17),
        (speaks, 9, 12),
    ):
        Shift.objects.create(
            agent=agent, starts_at=monday + start * HOUR, ends_at=monday + end * HOUR
        )

    found = roster(monday, monday + DAY)
    later = roster(monday, monday + DAY, gaps_from=monday + 12 * HOUR)

    nine_to_ten = (monday + 9 * HOUR, monday + 10 * HOUR)
    assert {gap.span for gap in found.gaps} == {nine_to_ten}
    asked = {gap.what for gap in found.gaps}
    assert str(User.Language("zh-hans").label) in asked
    assert str(User.Language("en").label) not in asked
    assert "" not in asked
    assert {gap.what for gap in found.gaps} >= {str(skill) for skill in desk.agent.skills.all()}
    assert (found.unmanned, later.unmanned, later.gaps) == (16 * HOUR, 7 * HOUR, [])
    assert found.on(monday + 11 * HOUR).keys() == {speaks.pk, desk.agent.pk}
