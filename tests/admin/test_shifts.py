"""The week of shifts as people see it, and how it is entered on the page of an agent."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.conftest import NO_EXCEPTIONS
from tests.factories.desk import AgentFactory
from tickets.actions.lay_out_shifts import lay_out_shifts
from tickets.admin.navigation import Badges
from tickets.sla.models import Calendar, CalendarWindow
from tickets.staff.models import Agent
from tickets.staff.shifts import Shift, ShiftException

pytestmark = pytest.mark.django_db

PAGE = "/admin/desk/shifts/"
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def all_day() -> Calendar:
    calendar = Calendar.objects.create(key="days", name="Every day", time_zone="UTC")
    for weekday in range(7):
        CalendarWindow.objects.create(
            calendar=calendar, weekday=weekday, start=dt.time(0), end=dt.time(0)
        )
    return calendar


def filled(agent: Agent, **fields: object) -> dict[str, object]:
    """Return what the page of ``agent`` sends."""
    return {
        "languages": ["en"],
        "capacity": 25,
        "presence": "here",
        "skills": [],
        **NO_EXCEPTIONS,
        **fields,
    }


def exception(number: int, kind: str, start: dt.datetime, end: dt.datetime) -> dict[str, str]:
    form = "%Y-%m-%dT%H:%M"
    fields = {"kind": kind, "starts_at": start.strftime(form), "ends_at": end.strftime(form)}
    return {f"shift_exceptions-{number}-{name}": value for name, value in fields.items()}


def test_a_supervisor_chooses_the_week_of_an_agent_and_sees_it_drawn(supervisor, desk):
    address = f"/admin/tickets/agent/{desk.agent.pk}/change/"
    hours = all_day()

    answer = supervisor.post(
        address, filled(desk.agent, by_shifts="on", working_hours=hours.pk), follow=True
    )

    assert answer.status_code == 200
    assert Shift.objects.filter(agent=desk.agent).at(timezone.now()).count() == 1
    words = " ".join(supervisor.get(PAGE).content.decode().split())
    assert str(desk.agent) in words
    assert "00:00–00:00" in words
    on_duty = words.split("On duty now")[1].split("Gaps of this week")[0]
    assert "until <time" in on_duty.split(str(desk.agent))[1].split("</li>")[0]


def test_what_cannot_be_is_refused_beside_the_field(supervisor, desk):
    address = f"/admin/tickets/agent/{desk.agent.pk}/change/"
    start = timezone.now().replace(minute=0) + DAY
    two = {"shift_exceptions-TOTAL_FORMS": 2}
    for fields, why in (
        ({"working_hours": all_day().pk}, "Tick that they work by shifts"),
        (exception(0, "leave", start, start - HOUR), "It ends before it begins."),
        (exception(0, "extra", start, start + 25 * HOUR), "A shift is no longer than 24 hours."),
        (
            {
                **exception(0, "leave", start, start + 5 * HOUR),
                **exception(1, "leave", start + HOUR, start + 6 * HOUR),
            },
            "This overlaps another one of the same kind.",
        ),
    ):
        answer = supervisor.post(address, filled(desk.agent, **two, **fields))
        assert why in answer.content.decode()
    assert not ShiftException.objects.exists()
    assert not Agent.objects.get(pk=desk.agent.pk).by_shifts


def test_leave_takes_shifts_away_as_soon_as_it_is_saved(supervisor, desk):
    Agent.objects.filter(pk=desk.agent.pk).update(by_shifts=True, working_hours=all_day())
    lay_out_shifts(at=timezone.now(), agents=[desk.agent.pk])
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + DAY
    chosen = {"by_shifts": "on", "working_hours": Calendar.objects.get(key="days").pk}
    leave = exception(0, "leave", start, start + 3 * DAY)

    supervisor.post(
        f"/admin/tickets/agent/{desk.agent.pk}/change/",
        filled(desk.agent, **chosen, **{**leave, "shift_exceptions-TOTAL_FORMS": 1}),
    )

    assert not Shift.objects.between(start, start + 3 * DAY).exists()
    first = Shift.objects.filter(agent=desk.agent).order_by("starts_at").first()
    assert first is not None
    assert first.ends_at == start


@pytest.mark.parametrize("week", ["", "?week=2026-13-40", "?week=9999-12-31", "?week=0001-01-01"])
def test_the_page_takes_any_week_and_as_many_statements_for_three_as_for_thirty(
    supervisor, desk, week
):
    def statements() -> int:
        Badges.forget()
        with CaptureQueriesContext(connection) as queries:
            assert supervisor.get(PAGE + week).status_code == 200
        return len(queries)

    def hire(many: int) -> None:
        now = timezone.now()
        for agent in AgentFactory.create_batch(many, by_shifts=True):
            Shift.objects.create(agent=agent, starts_at=now - HOUR, ends_at=now + HOUR)

    hire(2)
    statements()
    few = statements()
    hire(27)

    # Three of them count what the badges of the menu say.
    assert few <= 16
    assert statements() <= few
