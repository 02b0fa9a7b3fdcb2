"""When customers write: by weekday and hour of the reader's clock, with the peaks named. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tickets.insight.cube import Key, Tally
from tickets.insight.windows import Period

HOURS, WEEKDAYS = range(24), range(1, 8)
SATURDAY = 6
BUSY = 1.5
"""From how many times the usual an hour is a peak."""
ENOUGH = 50
"""Below so many contacts on weekdays no hour is called a peak."""


@dataclass(frozen=True, slots=True)
class Peak:
    """Hours of weekdays, ``until`` not included, with ``times`` the contacts of a usual hour."""

    since: int
    until: int
    times: float


@dataclass(frozen=True, slots=True)
class Heat:
    """How many contacts came, by weekday (1 is Monday) and hour.

    ``weekend`` is by how many percent a day of the weekend has more than a weekday, None where one
    of the two did not occur or there are too few.
    """

    counts: dict[tuple[int, int], int]
    peaks: tuple[Peak, ...]
    weekend: float | None

    @property
    def most(self) -> int:
        return max(self.counts.values(), default=0)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def heat(found: Mapping[tuple[Key, ...], Tally], period: Period) -> Heat:
    """Return the map of ``found``, by (weekday, hour)."""
    counts = {(int(day or 0), int(hour or 0)): tally.count for (day, hour), tally in found.items()}
    days = Counter(day.isoweekday() for day in period.days)
    workdays = sum(n for day, n in days.items() if day < SATURDAY)
    weekends = sum(days.values()) - workdays
    on_workdays = sum(n for (day, _), n in counts.items() if day < SATURDAY)
    on_weekends = sum(counts.values()) - on_workdays
    enough = on_workdays >= ENOUGH
    weekend = None
    if enough and workdays and weekends:
        weekend = (on_weekends / weekends) / (on_workdays / workdays) * 100 - 100
    return Heat(counts, _peaks(counts, on_workdays) if enough else (), weekend)


def _peaks(counts: Mapping[tuple[int, int], int], total: int) -> tuple[Peak, ...]:
    """Return the runs of busy hours on weekdays, the busiest two, in the order of the day."""
    usual = total / len(HOURS)
    by_hour = {
        hour: sum(counts.get((day, hour), 0) for day in WEEKDAYS if day < SATURDAY)
        for hour in HOURS
    }
    runs: list[list[int]] = []
    for hour in HOURS:
        if by_hour[hour] < BUSY * usual:
            continue
        if runs and runs[-1][-1] == hour - 1:
            runs[-1].append(hour)
        else:
            runs.append([hour])
    peaks = [
        Peak(run[0], run[-1] + 1, sum(by_hour[hour] for hour in run) / len(run) / usual)
        for run in runs
    ]
    busiest = sorted(peaks, key=lambda peak: -peak.times)[:2]
    return tuple(sorted(busiest, key=lambda peak: peak.since))
