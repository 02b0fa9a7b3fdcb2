"""The shape of business hours, and what of a day they leave open. Pure, as ``calendars.py`` is."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

MIDNIGHT = dt.time()
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
NOTHING = dt.timedelta()
REMEMBERED_DAYS = 4096


class CalendarError(ValueError):
    """The hours cannot be used, or cannot answer."""


class NoHours(CalendarError):
    """Neither always open nor a single window: no promise would ever fall due."""

    def __init__(self) -> None:
        super().__init__("No opening hours: add a window, or let the calendar be always open.")


class OverlappingWindows(CalendarError):
    """Two windows claim the same time of the week."""

    def __init__(self, first: "Window", second: "Window") -> None:
        super().__init__(f"Two windows overlap: {first} and {second}.")
        self.first = first
        self.second = second


class Span(NamedTuple):
    """From ``start`` up to, not including, ``end``; both in UTC."""

    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Open on ``weekday`` (0 is Monday) from ``start`` to ``end``, by the clock on the wall."""

    weekday: int
    start: dt.time
    end: dt.time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise CalendarError(f"A weekday is 0 (Monday) to 6 (Sunday), not {self.weekday}.")

    def __str__(self) -> str:
        return f"weekday {self.weekday}, {self.start:%H:%M}-{self.end:%H:%M}"

    @property
    def overnight(self) -> bool:
        return self.end <= self.start

    @property
    def in_week(self) -> tuple[dt.timedelta, dt.timedelta]:
        """Start and end, counted from Monday 00:00; a Sunday night ends beyond the week."""
        closing_day = self.weekday + (1 if self.overnight else 0)
        return (
            self.weekday * DAY + _since_midnight(self.start),
            closing_day * DAY + _since_midnight(self.end),
        )


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """Closed on ``date`` from ``start`` to ``end``; an ``end`` of 00:00 is the end of that day.

    As it stands when only the date is given: the whole day.
    """

    date: dt.date
    start: dt.time = MIDNIGHT
    end: dt.time = MIDNIGHT

    def __post_init__(self) -> None:
        if self.end <= self.start and self.end != MIDNIGHT:
            raise CalendarError(f"The closure of {self.date} ends before it begins.")


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """Open on ``date`` from ``start`` to ``end``, whatever else holds: a longer Saturday.

    An ``end`` at or before ``start`` is on the next day.
    """

    date: dt.date
    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True)
class Hours:
    """When work is done: a time zone, weekly windows, closures, openings of single dates.

    ``always_open`` stands for all seven days, and then there are no windows; closures still close.
    An opening opens what a closure closes.
    Raises NoHours, OverlappingWindows, CalendarError, and ZoneInfoNotFoundError for a zone that
    does not exist. Equal hours are equal; each object remembers the days it has worked out.
    """

    time_zone: str
    windows: tuple[Window, ...] = ()
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()
    always_open: bool = False
    _zone: ZoneInfo = field(init=False, repr=False, compare=False)
    _windows_on: dict[int, list[Window]] = field(init=False, repr=False, compare=False)
    _closures_on: dict[dt.date, list[Closure]] = field(init=False, repr=False, compare=False)
    _openings_on: dict[dt.date, list[Opening]] = field(init=False, repr=False, compare=False)
    _days: dict[dt.date, tuple[Span, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        if self.always_open and self.windows:
            raise CalendarError("Hours that are always open have no windows.")
        if not self.always_open and not self.windows:
            raise NoHours
        if clash := overlap(self.windows):
            raise OverlappingWindows(*clash)
        windows = ALL_WEEK if self.always_open else self.windows
        object.__setattr__(self, "_zone", ZoneInfo(self.time_zone))
        object.__setattr__(
            self, "_windows_on", {n: [w for w in windows if w.weekday == n] for n in range(7)}
        )
        closures: dict[dt.date, list[Closure]] = {}
        for closure in self.closures:
            closures.setdefault(closure.date, []).append(closure)
        object.__setattr__(self, "_closures_on", closures)
        openings: dict[dt.date, list[Opening]] = {}
        for opening in self.openings:
            openings.setdefault(opening.date, []).append(opening)
        object.__setattr__(self, "_openings_on", openings)

    @property
    def never_close(self) -> bool:
        return self.always_open and not self.closures

    def day(self, day: dt.date) -> tuple[Span, ...]:
        """Return what is open on the UTC date ``day``, in order and without overlap."""
        spans = self._days.get(day)
        if spans is None:
            if len(self._days) >= REMEMBERED_DAYS:
                self._days.clear()
            spans = self._days[day] = self._work_out(day)
        return spans

    def _work_out(self, day: dt.date) -> tuple[Span, ...]:
        midnight = dt.datetime.combine(day, MIDNIGHT, dt.UTC)
        # An offset is less than a day and a window ends at most on its second day: no other local
        # date reaches into this UTC date.
        dates = [day + n * DAY for n in (-2, -1, 0, 1)]
        opened = [
            self._span(d, w.start, w.end) for d in dates for w in self._windows_on[d.weekday()]
        ]
        closed = [
            self._span(d, c.start, c.end) for d in dates for c in self._closures_on.get(d, ())
        ]
        extra = [self._span(d, o.start, o.end) for d in dates for o in self._openings_on.get(d, ())]
        return tuple(
            Span(max(start, midnight), min(end, midnight + DAY))
            for start, end in union([*without(union(opened), union(closed)), *extra])
            if start < midnight + DAY and end > midnight
        )

    def _span(self, day: dt.date, start: dt.time, end: dt.time) -> Span:
        closing_day = day + DAY if end <= start else day
        return Span(self._instant(day, start), self._instant(closing_day, end))

    def _instant(self, day: dt.date, wall: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, wall.replace(fold=0), self._zone).astimezone(dt.UTC)

    def as_data(self) -> dict[str, Any]:
        """Return the hours as plain JSON, in one order whatever order they were made in.

        Without openings nothing is said of them: so do the versions of before there were any.
        """
        openings = [
            [o.date.isoformat(), o.start.isoformat(), o.end.isoformat()]
            for o in sorted(self.openings)
        ]
        return {
            "time_zone": self.time_zone,
            "always_open": self.always_open,
            "windows": [
                [w.weekday, w.start.isoformat(), w.end.isoformat()] for w in sorted(self.windows)
            ],
            "closures": [
                [c.date.isoformat(), c.start.isoformat(), c.end.isoformat()]
                for c in sorted(self.closures)
            ],
            **({"openings": openings} if openings else {}),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Hours":
        """Return the hours that ``as_data`` wrote down."""
        time = dt.time.fromisoformat
        return cls(
            time_zone=data["time_zone"],
            windows=tuple(
                Window(day, time(start), time(end)) for day, start, end in data["windows"]
            ),
            closures=tuple(
                Closure(dt.date.fromisoformat(day), time(start), time(end))
                for day, start, end in data["closures"]
            ),
            openings=tuple(
                Opening(dt.date.fromisoformat(day), time(start), time(end))
                for day, start, end in data.get("openings", ())
            ),
            always_open=data["always_open"],
        )


ALL_WEEK = tuple(Window(n, MIDNIGHT, MIDNIGHT) for n in range(7))


def overlap(windows: Iterable[Window]) -> tuple[Window, Window] | None:
    """Return two windows that share time of the week, or None. To touch is not to overlap."""
    in_order = sorted(windows, key=lambda w: w.in_week)
    for first, second in pairwise(in_order):
        if second.in_week[0] < first.in_week[1]:
            return first, second
    # What stays open over Sunday night meets the next Monday.
    if in_order and in_order[-1].in_week[1] - WEEK > in_order[0].in_week[0]:
        return in_order[-1], in_order[0]
    return None


def union(spans: Iterable[Span]) -> list[Span]:
    """Merge what touches or overlaps. Spans that a jump turned round are empty, and fall out."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def without(spans: list[Span], holes: list[Span]) -> Iterator[Span]:
    """Yield ``spans`` less ``holes``; both are what ``union`` returns."""
    for start, end in spans:
        begin = start
        for hole in holes:
            if hole.end <= begin or hole.start >= end:
                continue
            if hole.start > begin:
                yield Span(begin, hole.start)
            begin = hole.end
        if begin < end:
            yield Span(begin, end)


def _since_midnight(wall: dt.time) -> dt.timedelta:
    return dt.datetime.combine(dt.date.min, wall) - dt.datetime.combine(dt.date.min, MIDNIGHT)
