"""Every figure as CSV: streamed, under what the reader may see, harmless to spreadsheets."""

import csv
import datetime as dt
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, cast
from zoneinfo import ZoneInfo

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from consignment.models import User
from tickets.admin.desk.dashboard.asked import Asked, may_see_agents, read
from tickets.admin.desk.dashboard.behind import Behind, Line, Unfinished
from tickets.admin.desk.dashboard.pages import measure_of
from tickets.admin.desk.dashboard.shown import Names, titles
from tickets.admin.desk.doors import DeskRequest, desk
from tickets.admin.desk.sheet import Cell, harmless
from tickets.insight.backlog import AGES
from tickets.insight.dashboards import SPLITS, apart, board
from tickets.insight.figures import interval
from tickets.insight.peaks import HOURS, WEEKDAYS
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Tier
from tickets.lifecycle.models import Ticket

AT_ONCE = 500


@desk
@require_GET
def measure_csv(request: DeskRequest, by: Actor, key: str) -> StreamingHttpResponse:
    """Give a measure by day (``what=days``), by a feature, or the tickets behind it."""
    measure, what = measure_of(key), request.GET.get("what", "days")
    at = timezone.now()
    asked = _asked(request, by, at)
    if what == "tickets":
        behind = Behind(measure, request.GET, asked, by=by)
        return _tickets(request, key, behind, behind.rows(), ZoneInfo(asked.period.zone))
    if what not in ("days", *SPLITS):
        raise Http404
    figure, splits = apart(asked.scope, asked.period, measure)
    head = [_("Figure"), _("Cases"), _("From"), _("To")]
    rows: list[list[Cell | None]] = []
    if what == "days":
        for point in figure.trend:
            rows.append(
                [point.day.isoformat(), _rounded(point.value), point.count, *_ends(point.interval)]
            )
        return streamed_csv(
            request,
            key,
            [_("Day"), *head, _("Target")],
            ([*row, _target(figure)] for row in rows),
        )
    names = Names(asked)
    for part in splits[what]:
        if what == "agent" and not may_see_agents(by) and part.value != by.agent_id:
            continue
        value = _rounded(part.tally.value(figure.measure))
        ends = _ends(interval(figure.measure, part.tally))
        rows.append([names.of(what, part.value), value, part.tally.count, *ends])
    return streamed_csv(request, f"{key}-{what}", [titles()[what], *head], rows)


@desk
@require_GET
def heat_csv(request: DeskRequest, by: Actor) -> StreamingHttpResponse:
    """Give the contacts by weekday (1 is Monday) and hour of the reader's clock."""
    at = timezone.now()
    asked = _asked(request, by, at)
    found = board(Ticket.objects.visible_to(by), asked.scope, asked.period, at=at).heat
    head = [_("Weekday"), *(f"{hour:02d}:00" for hour in HOURS)]
    rows = ([day, *(found.counts.get((day, hour), 0) for hour in HOURS)] for day in WEEKDAYS)
    return streamed_csv(request, "contacts-by-hour", head, rows)


@desk
@require_GET
def backlog_csv(request: DeskRequest, by: Actor) -> StreamingHttpResponse:
    """Give the unfinished by day (``what=days``), by tier and age (``ages``), or themselves."""
    at = timezone.now()
    asked, what = _asked(request, by, at), request.GET.get("what", "days")
    if what == "tickets":
        behind = Unfinished(request.GET, asked, by=by, at=at)
        return _tickets(request, "backlog", behind, behind.rows(), ZoneInfo(asked.period.zone))
    if what not in ("days", "ages"):
        raise Http404
    found = board(Ticket.objects.visible_to(by), asked.scope, asked.period, at=at)
    if what == "days":
        rows = ([day.isoformat(), level] for day, level in found.levels)
        return streamed_csv(request, "backlog", [_("Day"), _("Not finished")], rows)
    head = [_("Tier"), *(str(words) for _key, words, *_rest in AGES)]
    ages = found.backlog.ages
    by_tier = (
        [str(tier.label), *(ages.get((tier, key), 0) for key, *_rest in AGES)] for tier in Tier
    )
    return streamed_csv(request, "backlog-by-age", head, by_tier)


def _asked(request: DeskRequest, by: Actor, at: dt.datetime) -> Asked:
    return read(request.GET, by=by, at=at, zone=cast(User, request.user).time_zone)


def _tickets(
    request: HttpRequest, name: str, behind: Behind | Unfinished, rows: Any, zone: ZoneInfo
) -> StreamingHttpResponse:
    head = [
        _("Ticket"),
        _("Subject"),
        _("Customer"),
        _("Category"),
        _("Agent"),
        _("When"),
        _("Value"),
    ]

    def lines() -> Iterator[list[Cell | None]]:
        found = rows.iterator(chunk_size=AT_ONCE)
        while some := list(islice(found, AT_ONCE)):
            for one in behind.shown(some):
                yield _cells(one, zone)

    return streamed_csv(request, f"{name}-tickets", head, lines())


def _cells(one: Line, zone: ZoneInfo) -> list[Cell | None]:
    when = one.moment.astimezone(zone).isoformat(timespec="minutes")
    return [one.reference, one.subject, one.customer, one.category, one.agent, when, one.value]


def streamed_csv(
    request: HttpRequest, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """Return the rows as a file, made while it is being sent."""

    def parts() -> Iterator[str]:
        # The mark by which spreadsheets know the encoding.
        yield "\ufeff"
        writer = csv.writer(_Echo())
        yield writer.writerow([harmless(cell) for cell in head])
        for row in rows:
            yield writer.writerow(["" if cell is None else harmless(cell) for cell in row])

    return streamed(request, f"{name}.csv", parts(), content_type="text/csv; charset=utf-8")


def streamed(
    request: HttpRequest, name: str, parts: Iterator[str], *, content_type: str
) -> StreamingHttpResponse:
    """Return ``parts`` as the file ``name``, made while it is being sent."""
    content = _in_turns(parts) if isinstance(request, ASGIRequest) else parts
    return StreamingHttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _in_turns(parts: Iterator[str]) -> AsyncIterator[str]:
    """Yield ``parts`` a few at a time: what reads the database does so in a thread."""
    while some := await sync_to_async(lambda: "".join(islice(parts, AT_ONCE)))():
        yield some


class _Echo:
    """Gives back what is written into it."""

    def write(self, text: str) -> str:
        return text


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _ends(found: tuple[float, float] | None) -> list[float | None]:
    return [None, None] if found is None else [round(end, 2) for end in found]


def _target(figure: Any) -> float | None:
    return None if figure.target is None else float(figure.target)
