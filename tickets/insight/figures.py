"""A figure: a measure over some time, with its target, its trend, and how sure it is."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tickets.insight.cube import Key, Tally
from tickets.insight.measures import Aim, Measure, Unit
from tickets.insight.models import MeasureKey
from tickets.insight.uncertainty import (
    SMALL_SAMPLE,
    Change,
    Interval,
    difference_of_counts,
    difference_of_means,
    difference_of_medians,
    difference_of_shares,
    mean_interval,
    median_interval,
    wilson,
)
from tickets.insight.windows import Period


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a trend; ``value`` is None on a day without rows."""

    day: dt.date
    value: float | None
    count: int
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure in a period. Shares are 0 to 100, times are minutes; None without rows."""

    measure: Measure
    target: Decimal | None
    now: Tally
    before: Tally
    trend: tuple[Point, ...]

    @property
    def key(self) -> MeasureKey:
        return self.measure.key

    @property
    def name(self) -> str:
        return str(self.measure.key.label)

    @property
    def definition(self) -> str:
        return str(self.measure.definition)

    @property
    def unit(self) -> Unit:
        return self.measure.unit

    @property
    def count(self) -> int:
        return self.now.count

    @property
    def value(self) -> float | None:
        return self.now.value(self.measure)

    @property
    def small(self) -> bool:
        return self.count < SMALL_SAMPLE and self.unit is not Unit.COUNT

    @property
    def interval(self) -> Interval | None:
        return interval(self.measure, self.now)

    @property
    def reached(self) -> bool | None:
        return reached(self.measure, self.value, self.target)

    @property
    def change(self) -> Change | None:
        """Against the time before; None when one of both has no rows."""
        if not self.now.count or not self.before.count:
            return None
        match self.unit:
            case Unit.COUNT:
                return difference_of_counts(self.now.count, self.before.count)
            case Unit.SHARE:
                found = difference_of_shares(
                    (self.now.good / self.now.count, self.now.count),
                    (self.before.good / self.before.count, self.before.count),
                )
                return Change(found.by * 100, found.clear)
        if self.measure.median:
            return difference_of_medians(self.now.buckets, self.before.buckets)
        return difference_of_means(self.now.buckets, self.before.buckets)

    @property
    def better(self) -> bool | None:
        """Whether the change is for the better; None when it is no clear one, or neither."""
        change = self.change
        if change is None or not change.clear or self.measure.aim is Aim.NEITHER:
            return None
        return (change.by > 0) == (self.measure.aim is Aim.HIGH)


def reached(measure: Measure, value: float | None, target: Decimal | float | None) -> bool | None:
    """Tell whether ``value`` is as it should be; None without a value or a target."""
    if value is None or target is None:
        return None
    return value <= target if measure.aim is Aim.LOW else value >= target


def interval(measure: Measure, tally: Tally) -> Interval | None:
    """Return the 95 % interval of the figure; None for a count, or without rows."""
    if not tally.count or measure.unit is Unit.COUNT:
        return None
    if measure.unit is Unit.SHARE:
        low, high = wilson(tally.good / tally.count, tally.count)
        return low * 100, high * 100
    return (median_interval if measure.median else mean_interval)(tally.buckets)


def figure(
    measure: Measure,
    target: Decimal | None,
    by_day: Mapping[tuple[Key, ...], Tally],
    period: Period,
    *,
    compared: bool = True,
) -> Figure:
    """Return the figure of ``by_day``: what the facts come to by the number of the day, from 1 for
    the first of the days before. Without ``compared`` the time before is left out: the desk was
    not there for all of it.
    """
    earlier = len(period.days_before)
    now, before = Tally(), Tally()
    for (day,), tally in by_day.items():
        (before if isinstance(day, int) and day <= earlier else now).include(tally)
    points = trend(
        measure, {number: tally for (number,), tally in by_day.items()}, period, from_=earlier
    )
    return Figure(measure, target, now, before if compared else Tally(), points)


def trend(
    measure: Measure, by_day: Mapping[Key, Tally], period: Period, *, from_: int
) -> tuple[Point, ...]:
    """Return a point for each day of the period; ``from_`` is how many days come before them."""
    nothing = Tally()
    points = []
    for place, day in enumerate(period.days):
        tally = by_day.get(from_ + place + 1, nothing)
        points.append(Point(day, tally.value(measure), tally.count, interval(measure, tally)))
    return tuple(points)


def gathered(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of ``tallies``."""
    whole = Tally()
    for tally in tallies:
        whole.include(tally)
    return whole
