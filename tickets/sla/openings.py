"""When a calendar is open, as stretches of time."""

import datetime as dt

from tickets.sla import calendars
from tickets.sla.hours import Hours
from tickets.sla.models import Calendar
from tickets.sla.timetables import hours_in, version_of

DAY = dt.timedelta(days=1)


def hours_now(calendar: Calendar) -> Hours:
    """Return the hours of ``calendar`` as they stand. Remembered. Raises UnusableCalendar."""
    return hours_in(version_of(calendar))


def openings(
    hours: Hours, start: dt.datetime, end: dt.datetime
) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return what is open of the days from ``start`` to ``end``, uncut, in order.

    Cut at UTC midnights: two that meet there are one opening.
    """
    day, last = start.astimezone(dt.UTC).date(), end.astimezone(dt.UTC).date()
    found = []
    while day <= last:
        found += [(span.start, span.end) for span in hours.day(day)]
        day += DAY
    return found


def open_stretch(
    hours: Hours, earliest: dt.datetime, length: dt.timedelta
) -> tuple[dt.datetime, dt.datetime]:
    """Return the first open instant from ``earliest`` on, and when ``length`` of open time is over.

    Raises TooFarAway.
    """
    begins = calendars.next_opening(hours, earliest)
    return begins, calendars.add(hours, begins, length)
