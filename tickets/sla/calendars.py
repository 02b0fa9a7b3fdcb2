"""Business time. Pure: no database, no clock on the wall, only the rules.

**What is open.** A window is an interval of the wall clock that comes again each week: "Monday
from 09:00 to 18:00". On the day the clock is put forward or back it is really shorter or longer.
``end <= start`` means that it ends on the next day (22:00 to 06:00, or 09:00 to 00:00 for "until
midnight", or 00:00 to 00:00 for the whole day). A closure takes a date, or a part of one, away
from all windows by the date on the wall: a holiday on the 1st ends the night shift of the 31st at
midnight, and the night shift that begins on the 1st opens at 00:00 of the 2nd. An opening is a
window of one date, and opens whatever closes.

**Daylight saving.** A wall time is made an instant as PEP 495 says for ``fold=0``: one that comes
twice is its first coming, one that is left out is read with the offset before the jump (02:30 in a
night without a second hour is the instant also called 03:30). What ends at such a time and what
begins at it meet at the same instant, so days and shifts tile without a gap or an overlap.

**Measure.** Instants are aware datetimes, returned in UTC; durations are exact to the microsecond.
For every ``duration`` from nothing on: ``elapsed(hours, start, add(hours, start, duration))`` is
``duration``, and ``add`` returns the earliest instant of which this is true.
"""

import datetime as dt
from collections.abc import Iterator

from tickets.sla.hours import (
    DAY,
    NOTHING,
    CalendarError,
    Closure,
    Hours,
    NoHours,
    Opening,
    OverlappingWindows,
    Span,
    Window,
    overlap,
)

__all__ = [
    "CalendarError",
    "Closure",
    "Hours",
    "NoHours",
    "Opening",
    "OverlappingWindows",
    "TooFarAway",
    "Window",
    "add",
    "elapsed",
    "is_open",
    "next_opening",
    "overlap",
]

HORIZON = dt.timedelta(days=50 * 365)
"""How far ahead ``add`` looks: further than any target, short enough to answer at once."""


class TooFarAway(CalendarError):
    """Nothing (or too little) is open within the horizon, fifty years."""


def add(hours: Hours, start: dt.datetime, duration: dt.timedelta) -> dt.datetime:
    """Return the earliest instant by which ``duration`` of open time has passed since ``start``.

    A target that is used up at closing time falls due then, not at the next opening; a duration
    of nothing returns ``start``. Raises CalendarError for a negative duration or a naive time,
    TooFarAway when fifty years do not hold that much open time.
    """
    start = _utc(start)
    if duration < NOTHING:
        raise CalendarError("Time can only be added forward.")
    if duration == NOTHING:
        return start
    if hours.never_close:
        return start + duration
    left = duration
    for span in _spans(hours, start, start + HORIZON):
        length = span.end - span.start
        if left <= length:
            return span.start + left
        left -= length
    raise TooFarAway(f"The calendar is open for less than {duration} in fifty years from {start}.")


def elapsed(hours: Hours, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    """Return how much of the time from ``start`` to ``end`` is open.

    Raises CalendarError when ``end`` is before ``start`` or a time is naive.
    """
    start, end = _utc(start), _utc(end)
    if end < start:
        raise CalendarError(f"Time runs forward: {end} is before {start}.")
    if hours.never_close:
        return end - start
    return sum((span.end - span.start for span in _spans(hours, start, end)), NOTHING)


def is_open(hours: Hours, at: dt.datetime) -> bool:
    """Tell whether ``at`` is open; the instant of closing is not."""
    at = _utc(at)
    return any(start <= at < end for start, end in hours.day(at.date()))


def next_opening(hours: Hours, at: dt.datetime) -> dt.datetime:
    """Return the first open instant from ``at`` on: ``at`` itself when it is open.

    Raises TooFarAway when closures leave nothing open for fifty years.
    """
    at = _utc(at)
    for span in _spans(hours, at, at + HORIZON):
        return span.start
    raise TooFarAway(f"The calendar does not open within fifty years from {at}.")


def _spans(hours: Hours, start: dt.datetime, end: dt.datetime) -> Iterator[Span]:
    """Yield what is open between ``start`` and ``end``, cut at both and at UTC midnights."""
    day = start.date()
    while day <= end.date():
        for span in hours.day(day):
            if span.start >= end:
                return
            if span.end > start:
                yield Span(max(span.start, start), min(span.end, end))
        day += DAY


def _utc(at: dt.datetime) -> dt.datetime:
    if at.tzinfo is None:
        raise CalendarError(f"{at} names no time zone: instants are aware.")
    return at.astimezone(dt.UTC)
