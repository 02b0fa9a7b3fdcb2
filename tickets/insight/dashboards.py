"""What the dashboard shows, what the page of one measure shows, and the tickets behind a figure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from tickets.insight import backlog as backlogs
from tickets.insight.backlog import Backlog
from tickets.insight.cube import Key, Scope, Tallies, Tally, net, tallies
from tickets.insight.figures import Figure, Point, figure, gathered, trend
from tickets.insight.measures import MEASURES, PROMISES, Measure
from tickets.insight.models import Fact, MeasureKey, MeasureTarget
from tickets.insight.peaks import Heat, heat
from tickets.insight.windows import Period, Window, end_of_slot
from tickets.lifecycle.choices import Lane
from tickets.lifecycle.models import TicketQuerySet
from tickets.sla.choices import ClockKind

SPLITS = ("category", "lane", "channel", "language", "tier", "agent")
"""The features by which a measure is shown apart."""


@dataclass(frozen=True, slots=True)
class Part:
    """A measure for one value of a feature; ``points`` is its trend, where it is asked for."""

    value: Key
    tally: Tally
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """How often promises of ``kind`` were kept, by lane."""

    kind: ClockKind
    key: MeasureKey
    target: Decimal | None
    lanes: dict[Lane, Tally]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the dashboard. ``satisfaction`` are its parts by feature; ``levels`` are how
    many tickets were unfinished at the end of each day, where that can be told.
    """

    period: Period
    figures: dict[MeasureKey, Figure]
    satisfaction: dict[str, list[Part]]
    promises: tuple[Promise, ...]
    channels: list[Part]
    heat: Heat
    backlog: Backlog
    levels: tuple[tuple[dt.date, int], ...]


def board(tickets: TicketQuerySet, scope: Scope, period: Period, *, at: dt.datetime) -> Board:
    """Return the dashboard. ``tickets`` are those the reader may see, and ``scope`` names no queue
    but theirs.
    """
    (by_day,) = tallies(scope, period, measures=MEASURES, by=[("day",)])
    partings = [*((name,) for name in SPLITS), ("weekday", "hour")]
    kept = [MeasureKey.SATISFACTION, MeasureKey.FIRST_RESPONSE_MINUTES, MeasureKey.FILED]
    *parted, by_hour = tallies(
        scope,
        period,
        measures={*kept, *PROMISES.values()},
        by=partings,
        window=period.window,
    )
    by_feature = dict(zip(SPLITS, parted, strict=True))
    wanted, compared = targets(), known_before(period)
    unfinished = backlogs.backlog(tickets, scope, at=at)
    return Board(
        period=period,
        figures={
            key: figure(measure, wanted[key], by_day.get(key, {}), period, compared=compared)
            for key, measure in MEASURES.items()
        },
        satisfaction={name: _parts(by_feature[name], MeasureKey.SATISFACTION) for name in SPLITS},
        promises=_promises(by_feature["lane"], wanted),
        channels=_parts(by_feature["channel"], MeasureKey.FIRST_RESPONSE_MINUTES),
        heat=heat(by_hour.get(MeasureKey.FILED, {}), period),
        backlog=unfinished,
        levels=_levels(unfinished, scope, by_day, period, at=at),
    )


def apart(scope: Scope, period: Period, key: MeasureKey) -> tuple[Figure, dict[str, list[Part]]]:
    """Return one measure, and for each feature its parts with their trends, the largest first."""
    measure = MEASURES[key]
    by_day, *parted = tallies(
        scope, period, measures=[key], by=[("day",), *((name, "day") for name in SPLITS)]
    )
    earlier = len(period.days_before)
    shown = figure(
        measure, targets()[key], by_day.get(key, {}), period, compared=known_before(period)
    )
    splits = {}
    for name, found in zip(SPLITS, parted, strict=True):
        by_value: dict[Key, dict[Key, Tally]] = {}
        for (value, day), tally in found.get(key, {}).items():
            if isinstance(day, int) and day > earlier:
                by_value.setdefault(value, {})[day] = tally
        splits[name] = _ordered(
            Part(value, gathered(days.values()), trend(measure, days, period, from_=earlier))
            for value, days in by_value.items()
        )
    return shown, splits


def known_before(period: Period) -> bool:
    """Tell whether the facts reach back to the beginning of the time before. One query."""
    first = (
        Fact.objects.filter(measure=MeasureKey.FILED)
        .order_by("slot")
        .values_list("slot", flat=True)
        .first()
    )
    return first is not None and first < period.before.since + dt.timedelta(days=1)


def targets() -> dict[MeasureKey, Decimal | None]:
    """Return the target of every measure: what staff chose, else what it comes with. One query."""
    chosen = dict(MeasureTarget.objects.values_list("measure", "value"))
    return {
        key: None if measure.target is None else chosen.get(key, measure.target)
        for key, measure in MEASURES.items()
    }


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a figure: weekday (1 is Monday) and hour on the clock of ``zone``; None is any."""

    zone: dt.tzinfo
    weekday: int | None = None
    hour: int | None = None


def rows_behind(
    key: MeasureKey,
    *,
    tickets: TicketQuerySet,
    window: Window,
    scope: Scope | None = None,
    missed_only: bool = False,
    cell: Cell | None = None,
) -> QuerySet[Any]:
    """Return the rows that a figure is made of, each with ``moment`` and ``value``.

    ``tickets`` are those the reader may see. ``missed_only``: those that speak against the figure.
    """
    measure = MEASURES[key]
    rows = measure.of(tickets, window)
    if scope is not None:
        rows = _within(rows, measure, scope)
    if missed_only:
        against = measure.speaking_against(targets()[key])
        rows = rows.none() if against is None else rows.filter(against)
    if cell is not None and cell.weekday is not None:
        rows = rows.annotate(weekday=ExtractIsoWeekDay("moment", tzinfo=cell.zone))
        rows = rows.filter(weekday=cell.weekday)
    if cell is not None and cell.hour is not None:
        rows = rows.annotate(hour=ExtractHour("moment", tzinfo=cell.zone)).filter(hour=cell.hour)
    return rows


def behind(
    key: MeasureKey, *, tickets: TicketQuerySet, window: Window, missed_only: bool = False
) -> TicketQuerySet:
    """Return the tickets behind a figure: all of them, or those that speak against it."""
    path = MEASURES[key].ticket
    if not path:
        return tickets.none()
    rows = rows_behind(key, tickets=tickets, window=window, missed_only=missed_only)
    return tickets.filter(id__in=rows.order_by().values(path))


def _within(rows: QuerySet[Any], measure: Measure, scope: Scope) -> QuerySet[Any]:
    wanted = {measure.feature("queue") + "__in": scope.queues}
    for name in ("category", "tier", "lane", "channel", "language"):
        if (value := getattr(scope, name)) is not None:
            wanted[measure.feature(name)] = value
    if scope.agents is not None:
        wanted["by_agent__in"] = scope.agents
    return rows.filter(Q(**wanted))


def _parts(found: Tallies, key: MeasureKey) -> list[Part]:
    return _ordered(Part(value, tally) for (value,), tally in found.get(key, {}).items())


def _ordered(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (-part.tally.count, str(part.value)))


def _promises(by_lane: Tallies, wanted: dict[MeasureKey, Decimal | None]) -> tuple[Promise, ...]:
    """Return the kinds of which any promise was kept or broken."""
    return tuple(
        Promise(
            kind,
            key,
            wanted[key],
            {lane: by_lane[key].get((lane.value,), Tally()) for lane in Lane},
        )
        for kind, key in PROMISES.items()
        if key in by_lane
    )


def _levels(
    unfinished: Backlog, scope: Scope, by_day: Tallies, period: Period, *, at: dt.datetime
) -> tuple[tuple[dt.date, int], ...]:
    """Return the unfinished of each day; nothing for some agents alone, whose tickets come and go
    between them without being filed or finished.
    """
    if scope.agents is not None:
        return ()
    over = period.window.until < end_of_slot(at)
    since_then = net(scope, since=period.window.until) if over else 0
    return backlogs.levels(unfinished.unfinished, by_day, period, since_then=since_then)
