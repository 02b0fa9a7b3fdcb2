"""The dashboard: each figure with target, trend and sample, one click from its tickets."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from consignment.models import User
from tickets.admin.desk.chart import Trend, draw
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.insight.dashboards import Figure, dashboard
from tickets.insight.measures import Unit
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket

WINDOWS = (1, 7, 28, 90)
USUAL = 7


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is read: its words, its picture, and the days behind the picture."""

    figure: Figure
    value: str
    target: str
    change: str
    interval: str
    trend: Trend
    days: list[tuple[str, str, int]]


@desk
@require_GET
def dashboard_page(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show the figures of the last days, for the tickets that the reader may see."""
    asked = request.GET.get("days", "")
    days = next((days for days in WINDOWS if str(days) == asked), USUAL)
    zone = cast(User, request.user).time_zone
    tickets = Ticket.objects.visible_to(by)
    board = dashboard(tickets=tickets, at=timezone.now(), days=days, zone=zone)
    context = {
        "board": board,
        "figures": [_shown(figure) for figure in board.figures],
        "days": days,
        "windows": WINDOWS,
    }
    template = "admin/desk/dashboard/page.html"
    return page(request, template, context, title=_("Dashboard"))


def _shown(figure: Figure) -> Shown:
    values = [point.value for point in figure.trend]
    return Shown(
        figure=figure,
        value=_said(figure.value, figure.unit),
        target=_said(float(figure.target), figure.unit),
        change=_change(figure),
        interval=_interval(figure),
        trend=draw(
            values,
            target=float(figure.target),
            top=100.0 if figure.unit is Unit.SHARE else None,
        ),
        days=[
            (point.day.isoformat(), _said(point.value, figure.unit), point.count)
            for point in figure.trend
        ],
    )


def _said(value: float | None, unit: Unit) -> str:
    if value is None:
        return "–"
    number = number_format(value, decimal_pos=0 if value >= 10 or value == int(value) else 1)
    return f"{number} %" if unit is Unit.SHARE else _("%(n)s min") % {"n": number}


def _change(figure: Figure) -> str:
    """Return the change against the stretch before, in points or minutes, with its sign."""
    if figure.value is None or figure.before is None:
        return ""
    change = figure.value - figure.before
    number = number_format(abs(change), decimal_pos=1)
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    if figure.unit is Unit.SHARE:
        return _("%(sign)s%(n)s points") % {"sign": sign, "n": number}
    return _("%(sign)s%(n)s min") % {"sign": sign, "n": number}


def _interval(figure: Figure) -> str:
    if figure.interval is None:
        return ""
    low, high = (number_format(bound, decimal_pos=0) for bound in figure.interval)
    return _("%(low)s to %(high)s %%") % {"low": low, "high": high}
