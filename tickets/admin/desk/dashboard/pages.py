"""The dashboard, the page of one measure, and the tickets behind a figure."""

import datetime as dt
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from consignment.models import User
from tickets.admin.desk.dashboard import parts
from tickets.admin.desk.dashboard.asked import DAYS, Asked, may_see_agents, read
from tickets.admin.desk.dashboard.behind import Behind, Unfinished
from tickets.admin.desk.dashboard.kept import drawn
from tickets.admin.desk.dashboard.shown import Names, shown, split
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.paging import page_number, read_page
from tickets.insight.cube import Key
from tickets.insight.dashboards import SPLITS, apart, board
from tickets.insight.facts import known
from tickets.insight.models import FactState, MeasureKey
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket

SMALL_MULTIPLES = 12
LATE = dt.timedelta(minutes=10)
"""How old facts are when the page says so in alarm."""


@desk
@require_GET
def dashboard_page(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show the figures of the days asked for, for the tickets that the reader may see."""
    at = timezone.now()
    asked = read(request.GET, by=by, at=at, zone=_zone(request))
    state = known()

    def draw() -> str:
        tickets = Ticket.objects.visible_to(by)
        found = board(tickets, asked.scope, asked.period, at=at)
        names = Names(asked)
        context = parts.of_board(found, asked, names, visible=_visible(by))
        around = _around(asked, by, names)
        return render_to_string("admin/desk/dashboard/board.html", {**around, **context, "now": at})

    body = drawn(_same(asked, by, "board"), version=state.version, at=at, draw=draw)
    context = {"body": body, "asked": asked, **_fresh(state, at)}
    return page(request, "admin/desk/dashboard/page.html", context, title=_("Dashboard"))


@desk
@require_GET
def measure_page(request: DeskRequest, by: Actor, key: str) -> HttpResponse:
    """Show one measure: its trend, and apart by every feature."""
    at, measure = timezone.now(), measure_of(key)
    asked = read(request.GET, by=by, at=at, zone=_zone(request))
    state = known()

    def draw() -> str:
        figure, splits = apart(asked.scope, asked.period, measure)
        names, target = Names(asked), figure.target
        rows = [
            split(
                name,
                splits[name],
                figure.measure,
                target=None if target is None else float(target),
                asked=asked,
                names=names,
                visible=_visible(by) if name == "agent" else lambda value: True,
                most=SMALL_MULTIPLES,
            )
            for name in SPLITS
        ]
        context: dict[str, Any] = {
            **_around(asked, by, names),
            "shown": shown(figure, asked, banded=True),
            "splits": [(one, parts.csv_url(measure, asked, one.name)) for one in rows if one.rows],
        }
        return render_to_string("admin/desk/dashboard/measure_body.html", context)

    body = drawn(_same(asked, by, measure), version=state.version, at=at, draw=draw)
    context = {"body": body, "asked": asked, **_fresh(state, at)}
    title = str(measure.label)
    return page(request, "admin/desk/dashboard/measure.html", context, title=title)


@desk
@require_GET
def measure_tickets(request: DeskRequest, by: Actor, key: str) -> HttpResponse:
    """List the tickets that a figure, or a part of it, is made of."""
    at = timezone.now()
    asked = read(request.GET, by=by, at=at, zone=_zone(request))
    behind = Behind(measure_of(key), request.GET, asked, by=by)
    listed = read_page(behind.rows(), page_number(request.GET.get("page", "")))
    context = {
        "behind": behind,
        "listed": listed,
        "rows": behind.shown(listed.rows),
        "asked": asked,
        "back": f"{reverse('admin:desk_measure', args=[key])}?{asked.query()}",
    }
    return page(
        request,
        "admin/desk/dashboard/tickets.html",
        context,
        title=str(behind.measure.key.label),
        status=404 if listed.beyond_the_end else 200,
    )


@desk
@require_GET
def backlog_tickets(request: DeskRequest, by: Actor) -> HttpResponse:
    """List the tickets that are not finished, or those of an age among them."""
    at = timezone.now()
    asked = read(request.GET, by=by, at=at, zone=_zone(request))
    behind = Unfinished(request.GET, asked, by=by, at=at)
    listed = read_page(behind.rows(), page_number(request.GET.get("page", "")))
    context = {
        "behind": behind,
        "listed": listed,
        "rows": behind.shown(listed.rows),
        "asked": asked,
        "back": f"{reverse('admin:desk_dashboard')}?{asked.query()}",
    }
    return page(
        request,
        "admin/desk/dashboard/tickets.html",
        context,
        title=_("Not finished, now"),
        status=404 if listed.beyond_the_end else 200,
    )


def measure_of(key: str) -> MeasureKey:
    """Return the measure of an address. Raises Http404."""
    if key not in MeasureKey.values:
        raise Http404
    return MeasureKey(key)


def _zone(request: DeskRequest) -> str:
    return cast(User, request.user).time_zone


def _visible(by: Actor) -> Any:
    """Return which agents are shown by name: all, or only oneself."""

    def visible(value: Key) -> bool:
        return may_see_agents(by) or value == by.agent_id

    return visible


def _same(asked: Asked, by: Actor, what: str) -> object:
    """Return what makes two pages the same: nothing of the reader but what they may see."""
    named = "all" if may_see_agents(by) else by.agent_id
    scope = asked.scope
    agents = None if scope.agents is None else sorted(scope.agents)
    features = (scope.category, scope.tier, scope.lane, scope.channel, scope.language)
    where = (sorted(scope.queues), features, agents, asked.query())
    return (what, where, named, asked.period.zone, asked.period.days, get_language())


def _around(asked: Asked, by: Actor, names: Names) -> dict[str, Any]:
    """Return what stands above the pictures: how far back, whose, and the filters."""

    def query(**more: Any) -> str:
        return f"?{asked.query(**more)}"

    return {
        "asked": asked,
        "windows": [(days, query(days=days, **{"from": None, "to": None})) for days in DAYS],
        "whose": [
            (_("Mine"), query(who="mine", agent=None, team=None), asked.mine),
            (_("Everybody's"), query(who="all", agent=None, team=None), not asked.mine),
        ],
        "filters": parts.Filters(asked, names, sees_agents=may_see_agents(by)),
    }


def _fresh(state: FactState, at: dt.datetime) -> dict[str, Any]:
    known_until = state.known_until
    return {
        "known_until": known_until,
        "is_late": known_until is not None and at - known_until > LATE,
    }
