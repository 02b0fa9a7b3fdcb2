"""The week of everybody who works by shifts, who is on now, and when nobody is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.insight.rostering import Gap, Roster, Rostered, roster
from tickets.lifecycle.actors import Actor
from tickets.sla.hours import Span
from tickets.staff.models import Agent

DAYS = 7
FARTHEST = dt.timedelta(weeks=53)
SHOWN = 30
"""How many gaps are told; where there are more, it is said."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A shift, or what of it lies on one day: its times on the wall, and where it is drawn, in
    percent of the day.
    """

    starts: dt.datetime
    ends: dt.datetime
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody's week: each day with its pieces."""

    agent: Agent
    days: list[tuple[dt.date, list[Piece]]]
    hours: dt.timedelta


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who is on now; ``until`` is None for whoever is always on."""

    agent: Agent
    until: dt.datetime | None


@desk
@require_GET
def shift_page(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show the week that ``?week=`` (any of its days) names, else this one."""
    now = timezone.now()
    monday = _monday(request.GET.get("week", ""), now)
    days = [monday + dt.timedelta(days=n) for n in range(DAYS)]
    edges = [_midnight(day) for day in [*days, monday + dt.timedelta(days=DAYS)]]
    # What is over, nobody can fill any more.
    shown = roster(edges[0], edges[-1], gaps_from=now)
    today = shown if edges[0] <= now < edges[-1] else roster(now, now + dt.timedelta(minutes=1))
    rostered = [one for one in shown.people if one.shifts is not None]
    context = {
        "week": monday,
        "before": monday - dt.timedelta(days=DAYS),
        "after": monday + dt.timedelta(days=DAYS),
        "days": days,
        "today": timezone.localtime(now).date(),
        "lines": [_line(one, days, edges) for one in rostered],
        "is_over": edges[-1] <= now,
        "always": [one.agent for one in shown.people if one.shifts is None],
        "on_duty": on_duty(today, now),
        "gaps": shown.gaps[:SHOWN],
        "more": max(0, len(shown.gaps) - SHOWN),
        "short": short_of(shown.gaps),
        "unmanned": shown.unmanned,
        "zone": timezone.get_current_timezone_name(),
        "plans": by.may.supervises,
    }
    return page(request, "admin/desk/shifts/page.html", context, title=_("Shifts"))


def on_duty(shown: Roster, at: dt.datetime) -> list[OnDuty]:
    """Return who is on ``at``: by shift first, soonest to leave first; then who is always on."""
    running = shown.on(at)
    by_shift = [
        OnDuty(one.agent, running[one.agent.pk].end)
        for one in shown.people
        if one.agent.pk in running
    ]
    always = [OnDuty(one.agent, None) for one in shown.people if one.shifts is None]
    return sorted(by_shift, key=lambda one: (one.until, one.agent.pk)) + always


def short_of(gaps: list[Gap]) -> dt.timedelta:
    """Return for how long nobody at all is on in opening hours."""
    spans = [gap.span for gap in gaps if not gap.what]
    return sum((span.end - span.start for span in spans), dt.timedelta())


def _monday(typed: str, now: dt.datetime) -> dt.date:
    """Return the Monday of the week that is typed, as far as one looks; else of this week."""
    today = timezone.localtime(now).date()
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError:
        day = today
    if abs(day - today) > FARTHEST:
        day = today
    return day - dt.timedelta(days=day.weekday())


def _midnight(day: dt.date) -> dt.datetime:
    zone = timezone.get_current_timezone()
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _line(one: Rostered, days: list[dt.date], edges: list[dt.datetime]) -> Line:
    shifts = one.shifts or ()
    pieces = [_pieces(shifts, start, end) for start, end in pairwise(edges)]
    worked = [min(s.end, edges[-1]) - max(s.start, edges[0]) for s in shifts]
    return Line(one.agent, list(zip(days, pieces, strict=True)), sum(worked, dt.timedelta()))


def _pieces(shifts: Sequence[Span], start: dt.datetime, end: dt.datetime) -> list[Piece]:
    """Return what of ``shifts`` lies between two midnights; the day may have 23 or 25 hours."""
    whole = (end - start).total_seconds()
    pieces = []
    for span in shifts:
        begins, ends = max(span.start, start), min(span.end, end)
        if begins < ends:
            left = 100 * (begins - start).total_seconds() / whole
            width = 100 * (ends - begins).total_seconds() / whole
            pieces.append(Piece(begins, ends, round(left, 2), round(width, 2)))
    return pieces
