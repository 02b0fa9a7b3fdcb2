"""When customers write: the curve of a week, and arrivals drawn from it. Pure.

The shape is the one the desk is built for: on the customer's own clock, peaks from
10 to 12 and from 20 to 22, quiet nights and weekday afternoons, weekends 30 % above, and one
promotion day with three times the usual.
"""

import datetime as dt
import random
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

WEEKEND = 1.3
PROMOTION = 3.0

# Until which hour of the day, and how many times the usual.
HOURS = ((6, 0.12), (8, 0.4), (10, 0.9), (12, 2.8), (14, 1.1), (18, 0.6), (20, 1.2), (22, 3.0))
LATE_EVENING = 0.8
WEEKEND_AFTERNOON = 1.1

SLOT = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody files a ticket: ``at`` in UTC, on the clock of ``zone``."""

    at: dt.datetime
    zone: str


def intensity(local: dt.datetime, *, promotion: dt.date | None = None) -> float:
    """Return how many times the usual come at ``local``, the time on the customer's wall."""
    weekend = local.weekday() >= 5
    level = next((level for until, level in HOURS if local.hour < until), LATE_EVENING)
    if weekend and 14 <= local.hour < 18:
        level = WEEKEND_AFTERNOON
    if weekend:
        level *= WEEKEND
    return level * PROMOTION if local.date() == promotion else level


def draw(
    rng: random.Random,
    *,
    start: dt.datetime,
    end: dt.datetime,
    count: int,
    shares: Mapping[str, float],
    promotion: dt.date,
) -> list[Arrival]:
    """Return ``count`` arrivals between ``start`` and ``end``, earliest first.

    ``shares`` says which part of the customers lives in which time zone. The draw is stratified:
    the curve is cut into ``count`` pieces of equal weight with one arrival in each, so that it
    keeps its shape however few there are.
    """
    slots: list[tuple[dt.datetime, str]] = []
    weights: list[float] = []
    moment = start
    while moment < end:
        for zone, share in shares.items():
            slots.append((moment, zone))
            weights.append(
                share * intensity(moment.astimezone(ZoneInfo(zone)), promotion=promotion)
            )
        moment += SLOT
    heights = list(accumulate(weights))
    found = []
    for lower, upper in pairwise(heights[-1] * n / count for n in range(count + 1)):
        slot, zone = slots[min(bisect(heights, rng.uniform(lower, upper)), len(slots) - 1)]
        found.append(Arrival(min(slot + SLOT * rng.random(), end), zone))
    return sorted(found, key=lambda arrival: arrival.at)


def lately(
    rng: random.Random,
    *,
    end: dt.datetime,
    within: dt.timedelta,
    count: int,
    shares: Mapping[str, float],
) -> list[Arrival]:
    """Return ``count`` arrivals just before ``end``, more and more of them, whatever its hour."""
    zones = rng.choices(list(shares), list(shares.values()), k=count)
    return sorted(
        (Arrival(end - within * rng.random() ** 1.7, zone) for zone in zones),
        key=lambda arrival: arrival.at,
    )
