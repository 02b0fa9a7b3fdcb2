"""From calendars in the database to business hours, by version.

A version is found by its content, so nothing kept in memory can go stale: an edited calendar has
another digest, and with it another version.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tickets.lifecycle import configuration
from tickets.sla.hours import MIDNIGHT, CalendarError, Hours
from tickets.sla.models import (
    Calendar,
    CalendarVersion,
    CalendarWindow,
    Holiday,
    SpecialOpening,
)


class UnusableCalendar(CalendarError):
    """A calendar that no promise can be measured by; the message says what to do."""

    def __init__(self, calendar: Calendar, why: CalendarError) -> None:
        super().__init__(
            _("The calendar “%(name)s” cannot be used. %(why)s") % {"name": calendar, "why": why}
        )
        self.calendar = calendar


def hours_of(calendar: Calendar) -> Hours:
    """Return the hours of ``calendar`` as they stand in the database now. One query.

    Raises UnusableCalendar for an empty one, or one whose windows overlap.
    """
    try:
        return _hours(_text(_content(calendar)))
    except CalendarError as error:
        raise UnusableCalendar(calendar, error) from error


def version_of(calendar: Calendar) -> CalendarVersion:
    """Return the version of ``calendar`` as it stands now, written if its content is new.

    Remembered; else two queries when it is known. Raises UnusableCalendar: such hours never become
    a version.
    """
    return configuration.remembered(f"calendar {calendar.pk}", lambda: _version_of(calendar))


def on_the_wall() -> CalendarVersion:
    """Return the hours of the clock on the wall, which no calendar of staff decides. Remembered.

    The calendar of its name stands behind them so that a version has one; editing it changes
    nothing here.
    """
    return configuration.remembered("hours on the wall", _on_the_wall)


def _on_the_wall() -> CalendarVersion:
    calendar, made = Calendar.objects.get_or_create(
        key=Calendar.ON_THE_WALL,
        defaults={"name": gettext_noop("By the clock on the wall"), "always_open": True},
    )
    if made:
        configuration.changed()
    return _kept(calendar, Hours(time_zone="UTC", always_open=True).as_data())


def _version_of(calendar: Calendar) -> CalendarVersion:
    return _kept(calendar, hours_of(calendar).as_data())


def _kept(calendar: Calendar, data: dict[str, Any]) -> CalendarVersion:
    version, made = CalendarVersion.objects.get_or_create(
        calendar=calendar,
        digest=hashlib.sha256(_text(data).encode()).hexdigest(),
        defaults={"hours": data},
    )
    if made:
        configuration.changed()
    return version


def hours_in(version: CalendarVersion) -> Hours:
    """Return the hours that ``version`` keeps. No query."""
    return _hours(_text(version.hours))


@lru_cache(maxsize=256)
def _hours(text: str) -> Hours:
    """Keep one object per content: it remembers the days that it has worked out."""
    return Hours.from_data(json.loads(text))


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True)


def _content(calendar: Calendar) -> dict[str, Any]:
    """Read a calendar whole in one statement, so that no half of an edit is ever seen."""
    row = (
        Calendar.objects.filter(pk=calendar.pk)
        .annotate(
            window_rows=ArraySubquery(
                CalendarWindow.objects.filter(calendar=OuterRef("pk"))
                .order_by("weekday", "start")
                .values(row=JSONObject(weekday=F("weekday"), start=F("start"), end=F("end")))
            ),
            holiday_rows=ArraySubquery(
                Holiday.objects.filter(calendar=OuterRef("pk"))
                .order_by("date", "start")
                .values(row=JSONObject(date=F("date"), start=F("start"), end=F("end")))
            ),
        )
        .annotate(
            opening_rows=ArraySubquery(
                SpecialOpening.objects.filter(calendar=OuterRef("pk"))
                .order_by("date", "start")
                .values(row=JSONObject(date=F("date"), start=F("start"), end=F("end")))
            )
        )
        .get()
    )
    midnight = MIDNIGHT.isoformat()
    windows = [[w["weekday"], w["start"], w["end"]] for w in row.window_rows]
    return {
        "time_zone": row.time_zone,
        "always_open": row.always_open,
        "windows": [] if row.always_open else windows,
        "closures": [
            [h["date"], h["start"] or midnight, h["end"] or midnight] for h in row.holiday_rows
        ],
        "openings": [[o["date"], o["start"], o["end"]] for o in row.opening_rows],
    }
