"""The coaching list: whose solutions come back, beside how fast they are, and what coaching did."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db.models import Subquery
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from consignment.models import User
from tickets.admin.desk.dashboard.asked import Asked, may_see_agents, read
from tickets.admin.desk.dashboard.said import NOTHING, said
from tickets.admin.desk.dashboard.shown import Names, tickets_url
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.paging import page_number, read_page
from tickets.admin.desk.sheet import Cell, sheet
from tickets.admin.rough import number
from tickets.insight.cube import Tally
from tickets.insight.hasty import (
    CAME_BACK,
    DAYS,
    LOOKED_AT,
    SPEED,
    Effect,
    Line,
    effects,
    hasty,
    together,
)
from tickets.insight.measures import MEASURES, Aim, Unit
from tickets.insight.models import MeasureKey
from tickets.insight.uncertainty import Change
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.satisfaction.coaching import Coaching

SPANS = (7, 28, 90)
SHOWN = 20
ONE_IN = 40
"""By chance one figure in so many is clear, at most: half of what a 95 % interval leaves out."""
SHARES = (*CAME_BACK, MeasureKey.FIRST_CONTACT)
HEADING = (
    *("agent", "category", "solved", "few", "reopened", "reopened_percent"),
    *("reopened_percent_others", "came_again", "came_again_of", "came_again_percent"),
    *("came_again_percent_others", "first_contact_percent", "minutes_under_work"),
    *("minutes_under_work_others", "minutes_to_solution", "minutes_to_solution_others"),
    *("unusual", "clear"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a line, beside that of the others; ``url`` leads to its tickets."""

    value: str
    hits: int | None
    count: int
    others: str
    more: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A line in words."""

    line: Line
    agent: str
    category: str
    solved_url: str
    shares: list[Part]
    times: list[Part]
    give_url: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure before a coaching and since. ``tone``: good or bad where that can be told."""

    name: str
    before: str
    since: str
    change: str
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True)
class Was:
    """What stood in a coaching until ``at``."""

    what: str
    at: dt.datetime
    follow_up_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Given:
    """A coaching, what it changed, what stood there before, and what its reader may do."""

    coaching: Coaching
    effect: Effect
    compared: list[Compared]
    was: list[Was]
    overdue: bool
    may_correct: bool


@desk
@require_GET
def coaching_page(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show the list to supervisors with names, to agents their own, to readers the totals."""
    at = timezone.now()
    asked, names = _asked(request, by, at)
    lines = _lines(asked, by)
    # Read with the rows, for it saves a query of its own.
    repeat_days = DeskSettings.objects.values("repeat_days")[:1]
    found = Coaching.objects.visible_to(by).for_list().annotate(repeat_days=Subquery(repeat_days))
    if asked.scope.agents is not None:
        found = found.filter(agent__in=asked.scope.agents)
    listed = read_page(found, page_number(request.GET.get("page", "")))
    compared = sum(1 for line in lines for key in CAME_BACK if line.more(key))
    context = {
        "asked": asked,
        "rows": [_told(line, asked, by, names) for line in lines[:SHOWN]],
        "more": max(0, len(lines) - SHOWN),
        "named": by.may.works,
        "others": by.may.works,
        "compared": compared,
        "by_chance": number_format(compared / ONE_IN, 1),
        "spans": [(days, f"?{asked.query(days=days)}") for days in SPANS],
        "agents": names.agents if may_see_agents(by) else (),
        "chosen": next(iter(asked.scope.agents or ()), None),
        "listed": listed,
        "given": _given(listed.rows, by, asked, at),
        "csv": f"{reverse('admin:desk_coaching_csv')}?{asked.query()}",
    }
    status = 404 if listed.beyond_the_end else 200
    return page(
        request, "admin/desk/coaching/page.html", context, title=_("Coaching"), status=status
    )


@desk
@require_GET
def coaching_sheet(request: DeskRequest, by: Actor) -> HttpResponse:
    """Hand out the list as CSV."""
    asked, names = _asked(request, by, timezone.now())
    return sheet("coaching.csv", HEADING, (_cells(line, names) for line in _lines(asked, by)))


def _asked(request: DeskRequest, by: Actor, at: dt.datetime) -> tuple[Asked, Names]:
    """Return what is asked for: some days, and of who supervises one agent or everybody.

    The agent is looked up among the names, which are read anyway.
    """
    query = request.GET.copy()
    if not {"days", "from", "to"} & set(query):
        query["days"] = str(DAYS)
    supervises = may_see_agents(by)
    chosen = query.pop("agent", [""])[-1] if supervises else ""
    if by.may.works and not supervises:
        query["who"] = "mine"
    asked = read(query, by=by, at=at, zone=cast(User, request.user).time_zone)
    names = Names(asked)
    if chosen and (agent := number(chosen)) not in {one.pk for one in names.agents}:
        asked.left_out.append(_("There is no such agent."))
    elif chosen and agent is not None:
        asked = replace(
            asked,
            scope=replace(asked.scope, agents=frozenset([agent])),
            wishes={**asked.wishes, "agent": str(agent)},
        )
    return asked, names


def _lines(asked: Asked, by: Actor) -> list[Line]:
    """Return what the reader may see: everybody's, their own, or what all come to without names."""
    lines = hasty(replace(asked.scope, agents=None), asked.period)
    if not by.may.works:
        return together(lines)
    agents = asked.scope.agents
    return lines if agents is None else [line for line in lines if line.agent in agents]


def _told(line: Line, asked: Asked, by: Actor, names: Names) -> Told:
    whose: dict[str, Any] = {"category": names.written("category", line.category)}
    if may_see_agents(by):
        whose |= {"agent": line.agent, "who": None, "team": None}

    def part(key: MeasureKey) -> Part:
        own, others, measure = line.of(key), line.of_others(key), MEASURES[key]
        against = {"missed": "on"} if key in SHARES else {}
        return Part(
            value=said(own.value(measure), measure.unit),
            hits=own.good if key in CAME_BACK else None,
            count=own.count,
            others=said(others.value(measure), measure.unit) if others.count else "",
            more=_points(line.more(key)) if key in CAME_BACK else "",
            url=tickets_url(key, asked, **whose, **against),
        )

    give = reverse("admin:desk_coaching_give")
    return Told(
        line=line,
        agent="" if line.agent is None else names.of("agent", line.agent),
        category=names.of("category", line.category),
        solved_url=tickets_url(MeasureKey.REOPENED, asked, **whose),
        shares=[part(key) for key in SHARES],
        times=[part(key) for key in SPEED],
        give_url=f"{give}?agent={line.agent}&category={whose['category']}"
        if may_see_agents(by) and line.agent != by.agent_id
        else "",
    )


def _given(coachings: Sequence[Coaching], by: Actor, asked: Asked, at: dt.datetime) -> list[Given]:
    repeat_days = cast(Any, coachings[0]).repeat_days or 0 if coachings else 0
    changed = effects(coachings, asked.scope.queues, at=at, repeat_days=repeat_days)
    today = at.astimezone(ZoneInfo(asked.period.zone)).date()
    return [
        Given(
            coaching=one,
            effect=changed[one.pk],
            compared=[_compared(changed[one.pk], key) for key in LOOKED_AT],
            was=[_was(row) for row in cast(Any, one).was],
            overdue=one.follow_up_on is not None and one.follow_up_on < today,
            may_correct=by.may.supervises and one.by_id == by.user_id,
        )
        for one in coachings
    ]


def _was(row: dict[str, Any]) -> Was:
    day = row["follow_up_on"]
    return Was(
        row["what"],
        dt.datetime.fromisoformat(row["at"]),
        dt.date.fromisoformat(day) if day else None,
    )


def _compared(effect: Effect, key: MeasureKey) -> Compared:
    measure = MEASURES[key]
    before, since = effect.before.get(key, Tally()), effect.since.get(key, Tally())
    change, verdict, tone = None, "", "quiet"
    if key in SHARES:
        change = effect.change(measure)
        verdict = _("Cannot be told yet")
        if change is not None and effect.can_be_told(measure):
            verdict = _("No clear change")
            if change.clear:
                better = (change.by > 0) == (measure.aim is Aim.HIGH)
                verdict, tone = (_("Better"), "good") if better else (_("Worse"), "bad")
    return Compared(
        name=str(key.label),
        before=_of(before, key),
        since=_of(since, key),
        change=_points(change),
        verdict=verdict,
        tone=tone,
    )


def _of(tally: Tally, key: MeasureKey) -> str:
    """Return a figure with what it is of: "25 % (3 of 12)", "36 min (of 12)"."""
    measure = MEASURES[key]
    if not tally.count:
        return NOTHING
    value = said(tally.value(measure), measure.unit)
    if measure.unit is Unit.SHARE:
        return _("%(value)s (%(hits)d of %(count)d)") % {
            "value": value,
            "hits": tally.good,
            "count": tally.count,
        }
    return _("%(value)s (of %(count)d)") % {"value": value, "count": tally.count}


def _points(change: Change | None) -> str:
    """Return a difference of shares with its interval: "+12 points (−3 to +27)"."""
    if change is None or change.interval is None:
        return ""
    low, high = change.interval
    return _("%(by)s points (%(low)s to %(high)s)") % {
        "by": _signed(change.by),
        "low": _signed(low),
        "high": _signed(high),
    }


def _signed(share: float) -> str:
    points = round(100 * share)
    return f"{'+' if points > 0 else '−' if points < 0 else '±'}{number_format(abs(points))}"


def _cells(line: Line, names: Names) -> list[Cell]:
    def value(tally: Tally, key: MeasureKey) -> Cell:
        found = tally.value(MEASURES[key])
        return "" if found is None else round(found, 2)

    reopened, repeated, first = SHARES
    work, solution = SPEED
    own, others = line.of, line.of_others
    return [
        "" if line.agent is None else names.of("agent", line.agent),
        names.of("category", line.category),
        line.solved,
        "yes" if line.small else "no",
        own(reopened).good,
        value(own(reopened), reopened),
        value(others(reopened), reopened),
        own(repeated).good,
        own(repeated).count,
        value(own(repeated), repeated),
        value(others(repeated), repeated),
        value(own(first), first),
        value(own(work), work),
        value(others(work), work),
        value(own(solution), solution),
        value(others(solution), solution),
        round(line.lift, 2) if any(line.more(key) for key in CAME_BACK) else "",
        "yes" if line.clear else "no",
    ]
