"""Business time the slow way: read the clock on the wall once a minute, and count.

Shares no code with ``tickets.sla``. A table says for each UTC minute what the wall shows in the
zone; a wall time is looked up in that table, never computed from an offset. One that the wall shows
twice is its first showing; one that it never shows is counted on from the last minute before the
jump, which is what PEP 495 means by the offset before it.
"""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE = dt.timedelta(minutes=1)
DAYS = 12
MINUTES = DAYS * 1440

Windows = list[tuple[int, int, int]]
"""(weekday, start, end): minutes of the day; an end at or before the start is on the next day."""

Closures = list[tuple[int, int, int]]
"""(day of the block, start, end): minutes of that day. Openings of single dates are given alike."""


@lru_cache(maxsize=64)
def wall_table(zone_name: str, first_day: dt.date) -> dict[dt.datetime, int]:
    """Return wall time -> number of the UTC minute, counted from ``first_day`` 00:00 UTC."""
    zone = ZoneInfo(zone_name)
    begin = dt.datetime(first_day.year, first_day.month, first_day.day, tzinfo=dt.UTC)
    table: dict[dt.datetime, int] = {}
    for minute in range(MINUTES):
        wall = (begin + minute * MINUTE).astimezone(zone).replace(tzinfo=None)
        if wall not in table:
            table[wall] = minute
    return table


def minute_of(table: dict[dt.datetime, int], wall: dt.datetime) -> int:
    """Return the UTC minute at which the wall shows, or would have shown, ``wall``."""
    back = 0
    while wall - back * MINUTE not in table:
        back += 1
    return table[wall - back * MINUTE] + back


class Oracle:
    """Twelve days of one calendar, each minute open or not; sure of days 3 to 8.

    Before them a window may have begun on a day that the table does not hold.
    """

    def __init__(
        self,
        zone: str,
        first_day: dt.date,
        windows: Windows,
        closures: Closures,
        openings: Closures,
    ) -> None:
        table = wall_table(zone, first_day)
        self.begin = dt.datetime(first_day.year, first_day.month, first_day.day, tzinfo=dt.UTC)
        self.open = [False] * MINUTES
        midnight = dt.datetime(first_day.year, first_day.month, first_day.day)  # noqa: DTZ001
        # From the second local day on, every wall time of a day and its night is in the table.
        for n in range(1, DAYS - 2):
            day = midnight + n * dt.timedelta(days=1)
            for weekday, start, end in windows:
                if weekday == day.weekday():
                    self._set(table, day, start, end, value=True)
        for n, start, end in closures:
            self._set(table, midnight + n * dt.timedelta(days=1), start, end, value=False)
        for n, start, end in openings:
            self._set(table, midnight + n * dt.timedelta(days=1), start, end, value=True)

    def _set(
        self, table: dict[dt.datetime, int], day: dt.datetime, start: int, end: int, *, value: bool
    ) -> None:
        length = end - start if end > start else end - start + 1440
        first = minute_of(table, day + start * MINUTE)
        last = minute_of(table, day + (start + length) * MINUTE)
        for minute in range(first, last):
            self.open[minute] = value

    def instant(self, minute: int) -> dt.datetime:
        return self.begin + minute * MINUTE

    def elapsed(self, start: int, end: int) -> int:
        """Count the open minutes from ``start`` up to ``end``."""
        count = 0
        for minute in range(start, end):
            if self.open[minute]:
                count += 1
        return count

    def add(self, start: int, duration: int, *, until: int) -> int | None:
        """Return the minute by which ``duration`` open minutes have passed; None: not in sight."""
        if duration == 0:
            return start
        count = 0
        for minute in range(start, until):
            if self.open[minute]:
                count += 1
                if count == duration:
                    return minute + 1
        return None

    def next_opening(self, start: int, *, until: int) -> int | None:
        for minute in range(start, until):
            if self.open[minute]:
                return minute
        return None
