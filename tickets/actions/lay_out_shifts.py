"""The weeks ahead of whoever works by shifts, from their calendar and what differs from it."""

import datetime as dt
from collections.abc import Iterable

import structlog
from django.db import transaction

from tickets.lifecycle.desk import DeskSettings
from tickets.sla.hours import Span, union, without
from tickets.sla.openings import hours_now, openings
from tickets.sla.timetables import UnusableCalendar
from tickets.staff.models import Agent
from tickets.staff.shifts import ExceptionKind, Shift, ShiftException

log = structlog.get_logger(__name__)


def lay_out_shifts(*, at: dt.datetime, agents: Iterable[int] | None = None) -> int:
    """Lay out the shifts of ``agents`` (ids; else of everybody) from ``at`` on, as many weeks as
    staff set; return of how many people any shift changed.

    One transaction a person. A second time changes nothing. What is over stays; of a shift that
    runs only its end moves. A calendar that cannot be used leaves its shifts as they stood.
    """
    rows = Agent.objects.all() if agents is None else Agent.objects.filter(pk__in=agents)
    weeks = dt.timedelta(weeks=DeskSettings.current().roster_weeks)
    return sum(_lay_out(pk, at=at, until=at + weeks) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def _lay_out(agent_id: int, *, at: dt.datetime, until: dt.datetime) -> bool:
    agent = Agent.objects.select_for_update().get(pk=agent_id)
    before = list(Shift.objects.filter(agent=agent, ends_at__gt=at).order_by("starts_at"))
    try:
        wanted = planned(agent, at, until) if agent.by_shifts else []
    except UnusableCalendar as error:
        log.error("shifts.calendar", agent=agent.pk, calendar=error.calendar.pk)
        return False
    last = Shift.objects.filter(agent=agent, ends_at__lte=at).order_by("-ends_at").first()
    spans = _following(wanted, before, since=last.ends_at if last else None, at=at)
    if spans == [(shift.starts_at, shift.ends_at) for shift in before]:
        return False
    Shift.objects.filter(pk__in=[shift.pk for shift in before]).delete()
    Shift.objects.bulk_create(
        Shift(agent=agent, starts_at=start, ends_at=end) for start, end in spans
    )
    return True


def planned(agent: Agent, start: dt.datetime, end: dt.datetime) -> list[Span]:
    """Return when ``agent`` is on: what of it runs from ``start`` to ``end``, uncut, in order.

    Their calendar and their extra shifts, less leave. Raises UnusableCalendar.
    """
    # A day around, so that a shift is seen whole that is going on at the beginning or the end.
    day = dt.timedelta(days=1)
    spans: list[Span] = []
    if agent.working_hours is not None:
        hours = hours_now(agent.working_hours)
        spans = [Span(*span) for span in openings(hours, start - day, end + day)]
    exceptions = ShiftException.objects.filter(
        agent=agent, starts_at__lt=end + day, ends_at__gt=start - day
    )
    found: dict[str, list[Span]] = {kind: [] for kind in ExceptionKind}
    for kind, begins, ends in exceptions.values_list("kind", "starts_at", "ends_at"):
        found[kind].append(Span(begins, ends))
    extra, leave = found[ExceptionKind.EXTRA], found[ExceptionKind.LEAVE]
    on = without(union([*spans, *extra]), union(leave))
    return [span for span in on if span.end > start and span.start < end]


def _following(
    wanted: list[Span], before: list[Shift], *, since: dt.datetime | None, at: dt.datetime
) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return the shifts that end after ``at`` as they are to stand.

    One that ``before`` says has begun keeps its beginning, and ends now where it is planned no
    longer. None begins before the last one that is over (``since``).
    """
    running = next((shift for shift in before if shift.starts_at <= at), None)
    spans = []
    for start, end in wanted:
        begins = start
        if start <= at:
            begins = running.starts_at if running else max(start, since or start)
            running = None
        spans.append((begins, end))
    if running is not None and running.starts_at < at:
        spans.insert(0, (running.starts_at, at))
    return spans
