"""Times in words, as short as can be taken in at a glance. Pure, in the active language.

``UNITS`` goes to the browser too (``desk/js/times.js``), which keeps "in 12 min" true.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86_400

UNITS = {
    "seconds": gettext_lazy("%(n)d s"),
    "minutes": gettext_lazy("%(n)d min"),
    "hours": gettext_lazy("%(n)d h"),
    "days": gettext_lazy("%(n)d d"),
    "ahead": gettext_lazy("in %(span)s"),
    "late": gettext_lazy("%(span)s late"),
}

SOON = dt.timedelta(minutes=30)
NEAR_DAYS = 300
"""So far away a day needs no year to be told from others."""


class Tone(StrEnum):
    """How pressing something is; the style sheet knows these words."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"


ICONS = {Tone.CALM: "schedule", Tone.SOON: "hourglass_bottom", Tone.LATE: "alarm"}
"""What says the same to who sees no colours: names of Material symbols."""


@dataclass(frozen=True, slots=True)
class Due:
    """When something falls due: "in 12 min", the moment on the wall, and how pressing it is."""

    at: dt.datetime
    words: str
    clock: str
    tone: Tone


def span(length: dt.timedelta, *, days: bool = True) -> str:
    """Return ``length`` in its two largest units: 45 s, 12 min, 2 h 10 min, 3 d 4 h.

    ``days=False`` counts in hours throughout, for hours that are not those of a day.
    """
    total = int(abs(length).total_seconds())
    if total < MINUTE:
        return _part("seconds", total)
    if total < HOUR:
        return _part("minutes", total // MINUTE)
    if total < DAY or not days:
        return _two("hours", total // HOUR, "minutes", total % HOUR // MINUTE)
    if total < 7 * DAY:
        return _two("days", total // DAY, "hours", total % DAY // HOUR)
    return _part("days", total // DAY)


def due(at: dt.datetime, *, now: dt.datetime) -> Due:
    """Return ``at`` as something that falls due, seen from ``now``; at its instant it is kept."""
    late = at < now
    tone = Tone.LATE if late else Tone.SOON if at - now <= SOON else Tone.CALM
    words = UNITS["late" if late else "ahead"] % {"span": span(at - now)}
    return Due(at, str(words), when(at, now=now), tone)


def when(at: dt.datetime, *, now: dt.datetime) -> str:
    """Return ``at`` on the reader's wall: the time today, else the day with it."""
    return _when(at, localtime(now).date(), get_language(), get_current_timezone())


def full(at: dt.datetime) -> str:
    """Return all of ``at`` on the reader's wall."""
    return _full(at, get_language(), get_current_timezone())


def date(day: dt.date, *, now: dt.datetime) -> str:
    """Return ``day`` with its weekday; one that is far away with its year."""
    # Translators: Django date formats; write the order and the signs of your language.
    form = _("D j M") if _is_near(day, localtime(now).date()) else _("j M Y")
    return date_format(day, form)


def day(at: dt.datetime, *, now: dt.datetime) -> str:
    """Return the day of ``at`` on the reader's wall: today, yesterday, or its date."""
    local, today = localtime(at), localtime(now).date()
    match (today - local.date()).days:
        case 0:
            return _("Today")
        case 1:
            return _("Yesterday")
    return date(local.date(), now=now)


def _is_near(day: dt.date, today: dt.date) -> bool:
    return abs((day - today).days) < NEAR_DAYS


# A page says the same moments again each time that it is opened, and twenty of them take Django a
# tenth of it.
@lru_cache(maxsize=8_192)
def _when(at: dt.datetime, today: dt.date, _language: str, zone: dt.tzinfo) -> str:
    local = localtime(at, zone)
    if local.date() == today:
        return date_format(local, "H:i")
    # Translators: Django date formats; write the order and the signs of your language.
    form = _("D j M, H:i") if _is_near(local.date(), today) else _("j M Y, H:i")
    return date_format(local, form)


@lru_cache(maxsize=8_192)
def _full(at: dt.datetime, _language: str, zone: dt.tzinfo) -> str:
    return date_format(localtime(at, zone), "DATETIME_FORMAT")


def _part(unit: str, count: int) -> str:
    return str(UNITS[unit] % {"n": count})


def _two(unit: str, count: int, smaller: str, rest: int) -> str:
    return f"{_part(unit, count)} {_part(smaller, rest)}" if rest else _part(unit, count)
