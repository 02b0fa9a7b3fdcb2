"""What the dashboard shows: every figure with its target, its trend and its sample."""

import datetime as dt
import math
import statistics
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Avg, Case, Count, Min, Q, QuerySet, Sum, When
from django.db.models.functions import TruncDate

from tickets.insight.measures import MEASURES, Measure, Unit, Window
from tickets.insight.models import MeasureKey, MeasureTarget
from tickets.lifecycle.choices import Lane, State
from tickets.lifecycle.models import TicketQuerySet
from tickets.satisfaction.models import Review, ReviewState

SMALL_SAMPLE = 30
"""Below so many rows a figure is marked: its interval is wider than most differences."""

Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a trend; ``value`` is None on a day without rows."""

    day: dt.date
    value: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure in a window. Shares are 0 to 100, times are minutes; None without rows."""

    key: MeasureKey
    name: str
    definition: str
    unit: Unit
    value: float | None
    count: int
    target: Decimal
    before: float | None
    interval: tuple[float, float] | None
    trend: tuple[Point, ...]

    @property
    def small(self) -> bool:
        return self.count < SMALL_SAMPLE

    @property
    def reached(self) -> bool | None:
        if self.value is None:
            return None
        return self.value >= self.target if self.unit is Unit.SHARE else self.value <= self.target


@dataclass(frozen=True, slots=True)
class LaneRow:
    """Attainment of one lane: percent of promises kept, and of how many."""

    lane: Lane
    first_response: float | None
    first_response_count: int
    resolution: float | None
    resolution_count: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """Tickets that are not finished, now: all, nobody's, waiting for the customer, overdue."""

    unfinished: int
    unassigned: int
    waiting_on_customer: int
    overdue: int
    reviews_due: int
    oldest: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    window: Window
    figures: tuple[Figure, ...]
    lanes: tuple[LaneRow, ...]
    backlog: Backlog


def dashboard(*, tickets: TicketQuerySet, at: dt.datetime, days: int, zone: str) -> Dashboard:
    """Return the figures of the last ``days`` days up to ``at``, for ``tickets``.

    ``tickets`` are those the reader may see; ``zone`` is the IANA zone whose midnights part the
    days of the trend. Reads the rows of those days, and of as many before them to compare with.
    """
    window = Window(at - dt.timedelta(days=days), at)
    targets = dict(MeasureTarget.objects.values_list("measure", "value"))
    return Dashboard(
        window=window,
        figures=tuple(
            _figure(measure, tickets, window, zone, targets.get(measure.key, measure.target))
            for measure in MEASURES.values()
        ),
        lanes=_lanes(tickets, window),
        backlog=_backlog(tickets, at),
    )


def behind(
    key: MeasureKey, *, tickets: TicketQuerySet, window: Window, missed_only: bool = False
) -> TicketQuerySet:
    """Return the tickets behind a figure: all of them, or those that a share counts as missed."""
    measure = MEASURES[key]
    rows = measure.rows(tickets, window)
    if missed_only and measure.unit is Unit.SHARE:
        rows = rows.filter(value=0.0)
    return tickets.filter(id__in=rows.values(measure.ticket))


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of ``share`` (0 to 1) among ``count``, as shares.

    Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", JASA 22 (1927), 209-212. Stays within 0 and 1, also for small samples.
    """
    z2 = Z_95 * Z_95
    centre = (share + z2 / (2 * count)) / (1 + z2 / count)
    spread = (
        Z_95 * math.sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count)
    )
    return max(0.0, centre - spread), min(1.0, centre + spread)


def _figure(
    measure: Measure, tickets: TicketQuerySet, window: Window, zone: str, target: Decimal
) -> Figure:
    """Return one measure: its rows are read once, summed by day, now and the time before."""
    scale = 100.0 if measure.unit is Unit.SHARE else 1.0
    now, before = _periods(measure, tickets, window, zone)
    interval = None
    if measure.unit is Unit.SHARE and now.value is not None:
        low, high = wilson(now.value, now.count)
        interval = (low * scale, high * scale)
    return Figure(
        key=measure.key,
        name=str(measure.key.label),
        definition=str(measure.definition),
        unit=measure.unit,
        value=None if now.value is None else now.value * scale,
        count=now.count,
        target=target,
        before=None if before.value is None else before.value * scale,
        interval=interval,
        trend=_trend(now.days, window, zone, scale),
    )


Days = dict[dt.date, tuple[float, int]]
"""The value and the number of rows of each local day."""


@dataclass(frozen=True, slots=True)
class Period:
    """The value over all rows of a stretch of time, None without rows, and of each of its days."""

    value: float | None
    count: int
    days: Days


def _periods(
    measure: Measure, tickets: TicketQuerySet, window: Window, zone: str
) -> tuple[Period, Period]:
    """Return ``window``, and the time before it. One query."""
    rows = measure.rows(tickets, Window(window.previous().since, window.until)).annotate(
        now=Case(When(moment__gte=window.since, then=True), default=False),
        day=TruncDate("moment", tzinfo=ZoneInfo(zone)),
    )
    summed = _medians(rows) if measure.median else _means(rows)
    return summed[True], summed[False]


def _means(rows: QuerySet[Any]) -> dict[bool, Period]:
    """Return the means of now and before; the database sums by day."""
    sums: dict[bool, Days] = {True: {}, False: {}}
    by_day = rows.values("now", "day").annotate(total=Sum("value"), count=Count("pk")).order_by()
    for row in by_day:
        sums[row["now"]][row["day"]] = (row["total"], row["count"])
    periods = {}
    for now, days in sums.items():
        count = sum(n for _, n in days.values())
        mean = math.fsum(total for total, _ in days.values()) / count if count else None
        periods[now] = Period(mean, count, {day: (t / n, n) for day, (t, n) in days.items()})
    return periods


def _medians(rows: QuerySet[Any]) -> dict[bool, Period]:
    """Return the medians of now and before. Reads every row: for what there is little of."""
    values: dict[bool, dict[dt.date, list[float]]] = {True: {}, False: {}}
    for now, day, value in rows.order_by().values_list("now", "day", "value"):
        values[now].setdefault(day, []).append(value)
    periods = {}
    for now, days in values.items():
        every = [value for some in days.values() for value in some]
        periods[now] = Period(
            statistics.median(every) if every else None,
            len(every),
            {day: (statistics.median(some), len(some)) for day, some in days.items()},
        )
    return periods


def _trend(by_day: Days, window: Window, zone: str, scale: float) -> tuple[Point, ...]:
    local = ZoneInfo(zone)
    first, last = window.since.astimezone(local).date(), window.until.astimezone(local).date()
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(
        Point(day, by_day[day][0] * scale, by_day[day][1]) if day in by_day else Point(day, None, 0)
        for day in days
    )


def _lanes(tickets: TicketQuerySet, window: Window) -> tuple[LaneRow, ...]:
    def split(key: MeasureKey) -> dict[str, tuple[float, int]]:
        rows = MEASURES[key].rows(tickets, window).values("ticket__lane")
        return {
            row["ticket__lane"]: (row["mean"] * 100, row["count"])
            for row in rows.annotate(mean=Avg("value"), count=Count("pk")).order_by()
        }

    first, solved = split(MeasureKey.FIRST_RESPONSE), split(MeasureKey.RESOLUTION)
    nothing = (None, 0)
    return tuple(
        LaneRow(lane, *first.get(lane, nothing), *solved.get(lane, nothing)) for lane in Lane
    )


def _backlog(tickets: TicketQuerySet, at: dt.datetime) -> Backlog:
    counts = tickets.unfinished().aggregate(
        unfinished=Count("pk"),
        unassigned=Count("pk", filter=Q(assignee=None)),
        waiting=Count("pk", filter=Q(state=State.WAITING_ON_CUSTOMER)),
        overdue=Count("pk", filter=Q(due_at__lt=at)),
        oldest=Min("created_at"),
    )
    reviews = Review.objects.filter(state=ReviewState.DUE, rating__ticket__in=tickets)
    return Backlog(
        unfinished=counts["unfinished"],
        unassigned=counts["unassigned"],
        waiting_on_customer=counts["waiting"],
        overdue=counts["overdue"],
        reviews_due=reviews.count(),
        oldest=counts["oldest"],
    )
