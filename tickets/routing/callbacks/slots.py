"""Slots in which customers can be called, from the hours that are open. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time in which we call; ``left`` places are free. Instants are aware."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    left: int


def slots(
    openings: Iterable[tuple[dt.datetime, dt.datetime]],
    *,
    length: dt.timedelta,
    earliest: dt.datetime,
    until: dt.datetime,
    places: int,
    taken: Mapping[dt.datetime, int],
    zone: dt.tzinfo,
) -> list[Slot]:
    """Return every slot that begins from ``earliest`` on and before ``until``, full ones too.

    Slots lie on a grid of ``length`` since midnight in ``zone``, the calendar's, so that they read
    well and stay where they are when opening hours change; each is open from its first to its last
    instant. ``taken`` maps beginnings to places that are sold. ``openings`` do not overlap.
    """
    found = {
        start: Slot(start, start + length, max(0, places - taken.get(start, 0)))
        for opens, closes in _joined(openings)
        for start in _grid(opens, closes, length=length, zone=zone)
        if earliest <= start < until
    }
    return [found[start] for start in sorted(found)]


def _joined(
    openings: Iterable[tuple[dt.datetime, dt.datetime]],
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Yield the openings, those that meet as one: a night shift does not end at midnight."""
    before: tuple[dt.datetime, dt.datetime] | None = None
    for opens, closes in sorted(openings):
        if before is not None and opens <= before[1]:
            before = before[0], max(before[1], closes)
            continue
        if before is not None:
            yield before
        before = opens, closes
    if before is not None:
        yield before


def _grid(
    opens: dt.datetime, closes: dt.datetime, *, length: dt.timedelta, zone: dt.tzinfo
) -> Iterator[dt.datetime]:
    """Yield the beginnings of the slots that lie whole between ``opens`` and ``closes``, in UTC."""
    opens, closes = opens.astimezone(dt.UTC), closes.astimezone(dt.UTC)
    day = opens.astimezone(zone).date()
    while True:
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)
        following = dt.datetime.combine(day + DAY, dt.time(), tzinfo=zone).astimezone(dt.UTC)
        if midnight >= closes:
            return
        start = midnight
        # A day of 23 or 25 hours ends its grid early or late, never across midnight.
        while start < following and start + length <= closes:
            if start >= opens:
                yield start
            start += length
        day += DAY
