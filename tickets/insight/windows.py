"""Stretches of time: what a figure covers, and the days that its reader's calendar parts it into.

Slots are instants, so sums over them are right on every clock: a day of 23 or 25 hours is as many
slots as it has, between one local midnight and the next.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import Q

from tickets.insight.models import SLOT

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class Stretch(Protocol):
    """Some time, with or without gaps."""

    def on(self, field: str) -> Q:
        """Return the condition that ``field`` lies in it."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, ``since`` included and ``until`` not; both aware."""

    since: dt.datetime
    until: dt.datetime

    def previous(self) -> "Window":
        """Return the stretch of the same length just before."""
        return Window(self.since - (self.until - self.since), self.since)

    def on(self, field: str) -> Q:
        return Q(**{f"{field}__gte": self.since, f"{field}__lt": self.until})


@dataclass(frozen=True, slots=True)
class Always:
    """All time."""

    def on(self, field: str) -> Q:
        return Q(**{f"{field}__isnull": False})


@dataclass(frozen=True, slots=True)
class Slots:
    """Single slots, neighbours taken together."""

    windows: tuple[Window, ...]

    @classmethod
    def of(cls, slots: Collection[dt.datetime]) -> "Slots":
        windows: list[Window] = []
        for slot in sorted(slots):
            if windows and windows[-1].until == slot:
                windows[-1] = Window(windows[-1].since, slot + SLOT)
            else:
                windows.append(Window(slot, slot + SLOT))
        return cls(tuple(windows))

    def on(self, field: str) -> Q:
        return reduce(or_, (window.on(field) for window in self.windows), Q())


def slot_of(moment: dt.datetime) -> dt.datetime:
    """Return the beginning of the slot that ``moment`` lies in, in UTC."""
    return EPOCH + (moment - EPOCH) // SLOT * SLOT


def end_of_slot(moment: dt.datetime) -> dt.datetime:
    return slot_of(moment) + SLOT


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of the reader's calendar, from the first to now, and as many before them.

    ``bounds`` are the instants at which the days before and the days shown begin, with the end:
    ``len(days_before) + len(days) + 1`` of them. The time before ends at the hour of the day at
    which ``window`` ends, so that a day that is not over is compared with the like.
    """

    zone: str
    window: Window
    before: Window
    days_before: tuple[dt.date, ...]
    days: tuple[dt.date, ...]
    bounds: tuple[dt.datetime, ...]

    @classmethod
    def of_days(cls, days: int, *, at: dt.datetime, zone: str) -> "Period":
        """Return today and the ``days - 1`` days before it, up to the slot of ``at``."""
        today = at.astimezone(ZoneInfo(zone)).date()
        return cls.of_dates(today - dt.timedelta(days=days - 1), today, at=at, zone=zone)

    @classmethod
    def of_dates(cls, first: dt.date, last: dt.date, *, at: dt.datetime, zone: str) -> "Period":
        """Return the days from ``first`` to ``last``, none of them after today, and of today what
        is over, to the end of the slot of ``at``. ``first`` is not after ``last`` nor after today.
        """
        local = ZoneInfo(zone)
        last = min(last, at.astimezone(local).date())
        count = (last - first).days + 1
        days = tuple(first + dt.timedelta(days=n) for n in range(count))
        earlier = tuple(day - dt.timedelta(days=count) for day in days)
        until = min(midnight(last + dt.timedelta(days=1), local), end_of_slot(at))
        window = Window(midnight(first, local), until)
        wall = window.until.astimezone(local).replace(tzinfo=None) - dt.timedelta(days=count)
        before = Window(
            midnight(earlier[0], local),
            min(slot_of(wall.replace(tzinfo=local).astimezone(dt.UTC)), window.since),
        )
        begins = [midnight(day, local) for day in (*earlier, *days)]
        return cls(zone, window, before, earlier, days, (*begins, window.until))

    @property
    def whole(self) -> Window:
        """From the first of the days before to the end."""
        return Window(self.before.since, self.window.until)

    def lengths(self) -> tuple[dt.timedelta, ...]:
        """Return how long each of ``days`` is."""
        shown = self.bounds[len(self.days_before) :]
        return tuple(later - earlier for earlier, later in pairwise(shown))


def midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """Return the instant at which ``day`` begins in ``zone``, in UTC.

    Where the clock jumps over midnight (Beirut, Cairo), the day begins when it lands.
    """
    begin = dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)
    # A wall time that does not exist is read as if the old offset went on.
    return begin if begin.astimezone(zone).date() == day else begin + dt.timedelta(hours=1)
