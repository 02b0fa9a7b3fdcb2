"""Business time once more, by a way of its own: whole microseconds, edges on a line. Pure.

What ``sla/calendars.py`` means by open is meant here too: a window is an interval of the wall
clock, one that ends at or before its beginning ends on the next day, a closure takes away, and an
opening of one date opens whatever else holds. A wall time that comes twice is its first coming, one
that is left out is read with the offset before the jump (PEP 495, ``fold=0``).

How it is found differs: there, days are cut into spans that are merged and subtracted; here every
edge of a week stands on one line, and what is open is counted from left to right.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
A_DAY = 86_400_000_000
A_WEEK = 7 * A_DAY
HORIZON = 2_610
"""Weeks that are looked ahead: fifty years."""
REMEMBERED = 1_000

WINDOW, CLOSURE, OPENING = range(3)

Edge = tuple[int, int, int]
"""When, of which of the three, and whether one more begins (1) or one ends (-1)."""


class NeverOpen(ValueError):
    """Fifty years hold too little open time."""


def moment(at: datetime) -> int:
    """Return ``at`` in microseconds since 1970."""
    return (at - EPOCH) // MICROSECOND


def instant(moment: int) -> datetime:
    return EPOCH + moment * MICROSECOND


class Timetable:
    """The hours that a calendar version keeps, as they are stored; moments are microseconds."""

    def __init__(self, hours: dict[str, Any]) -> None:
        self._zone = ZoneInfo(hours["time_zone"])
        whole_days = [(n, "00:00", "00:00") for n in range(7)]
        self._weekly = whole_days if hours["always_open"] else hours["windows"]
        self._closures = hours["closures"]
        self._openings = hours.get("openings", [])
        self._never_closes = hours["always_open"] and not self._closures
        self._weeks: dict[int, list[tuple[int, int]]] = {}

    def passed(self, start: int, end: int) -> int:
        """Return how much of the time from ``start`` to ``end`` is open."""
        if self._never_closes:
            return end - start
        return sum(
            max(0, min(until, end) - max(since, start))
            for week in range(start // A_WEEK, end // A_WEEK + 1)
            for since, until in self._week(week)
        )

    def after(self, start: int, length: int) -> int:
        """Return the first moment by which ``length`` has passed since ``start``: NeverOpen."""
        if length <= 0:
            return start
        if self._never_closes:
            return start + length
        first = start // A_WEEK
        for week in range(first, first + HORIZON):
            for since, until in self._week(week):
                begin = max(since, start)
                if begin + length <= until:
                    return begin + length
                length -= max(0, until - begin)
        raise NeverOpen

    def _week(self, week: int) -> list[tuple[int, int]]:
        """Return what is open of the ``week``-th week since 1970, in order."""
        if week not in self._weeks:
            if len(self._weeks) >= REMEMBERED:
                self._weeks.clear()
            begin, end = week * A_WEEK, (week + 1) * A_WEEK
            self._weeks[week] = [
                (max(since, begin), min(until, end))
                for since, until in _open(self._edges(instant(begin).date()))
                if since < end and until > begin
            ]
        return self._weeks[week]

    def _edges(self, first: date) -> Iterator[Edge]:
        """Give the edges of the days around the week that begins on ``first``."""
        # A zone is less than a day away from UTC, and a night ends on the day after it began.
        for n in range(-3, 9):
            day = first + timedelta(days=n)
            written = day.isoformat()
            for weekday, start, end in self._weekly:
                if weekday == day.weekday():
                    yield from self._pair(WINDOW, day, start, end)
            for on, start, end in self._closures:
                if on == written:
                    yield from self._pair(CLOSURE, day, start, end)
            for on, start, end in self._openings:
                if on == written:
                    yield from self._pair(OPENING, day, start, end)

    def _pair(self, kind: int, day: date, start: str, end: str) -> Iterator[Edge]:
        begins, ends = time.fromisoformat(start), time.fromisoformat(end)
        since = self._moment(day, begins)
        until = self._moment(day if ends > begins else day + timedelta(days=1), ends)
        # On the day of a jump the second may come first: nothing of it is left.
        if since < until:
            yield since, kind, 1
            yield until, kind, -1

    def _moment(self, day: date, wall: time) -> int:
        local = datetime.combine(day, wall, self._zone)
        offset = local.utcoffset() or timedelta()
        return moment(local.replace(tzinfo=UTC)) - offset // MICROSECOND


def _open(edges: Iterator[Edge]) -> Iterator[tuple[int, int]]:
    """Give what is open, from left to right."""
    depth = [0, 0, 0]
    since = 0
    for at, kind, step in sorted(edges):
        was_open = _is_open(depth)
        depth[kind] += step
        if _is_open(depth) and not was_open:
            since = at
        elif was_open and not _is_open(depth) and at > since:
            yield since, at


def _is_open(depth: list[int]) -> bool:
    return depth[OPENING] > 0 or (depth[WINDOW] > 0 and depth[CLOSURE] == 0)
