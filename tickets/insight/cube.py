"""Sums over facts: for some queues and features, parted by days, hours, or features.

One statement whatever is asked for, and one scan of the facts for any number of partings.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from tickets.insight.measures import MEASURES, Measure, Unit
from tickets.insight.models import Fact, MeasureKey
from tickets.insight.uncertainty import Bucket, median
from tickets.insight.windows import Period, Window

FEATURE_COLUMNS = {
    "category": "category_id",
    "tier": "tier",
    "lane": "lane",
    "channel": "channel",
    "language": "language",
    "agent": "agent_id",
    "queue": "queue_id",
}
PARTINGS = {
    **FEATURE_COLUMNS,
    "bucket": "bucket",
    # 1 is the first of the days before.
    "day": "width_bucket(slot, %(bounds)s::timestamptz[])",
    "weekday": "extract(isodow FROM slot AT TIME ZONE %(zone)s)::int",
    "hour": "extract(hour FROM slot AT TIME ZONE %(zone)s)::int",
}

Key = int | str | None


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose facts: those of ``queues``, which the door has narrowed to its actor, and of these
    those with certain features; None asks for any.
    """

    queues: frozenset[int]
    category: int | None = None
    tier: str | None = None
    lane: str | None = None
    channel: str | None = None
    language: str | None = None
    agents: frozenset[int] | None = None

    def narrowed(self, feature: str, value: Key) -> "Scope":
        """Return the part of this scope that has one ``value`` of ``feature``."""
        wanted: dict[str, Any] = {feature: value}
        if feature == "agent":
            wanted = {"agents": frozenset([value])}
        return replace(self, **wanted)


@dataclass
class Tally:
    """What some facts come to: ``buckets`` hold times by their length, or all rows in one."""

    count: int = 0
    good: int = 0
    totals: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, bucket: int, count: int, good: int, total: int) -> None:
        self.count += count
        self.good += good
        n, seconds = self.totals.get(bucket, (0, 0))
        self.totals[bucket] = (n + count, seconds + total)

    def include(self, other: "Tally") -> None:
        self.good += other.good
        self.count += other.count
        for bucket, (count, total) in other.totals.items():
            n, seconds = self.totals.get(bucket, (0, 0))
            self.totals[bucket] = (n + count, seconds + total)

    @property
    def buckets(self) -> list[Bucket]:
        """The times in minutes, the shortest first."""
        return [Bucket(n, total / 60) for _, (n, total) in sorted(self.totals.items())]

    def value(self, measure: Measure) -> float | None:
        """Return the figure: a share from 0 to 100, minutes, or how many; None without rows."""
        if measure.unit is Unit.COUNT:
            return float(self.count)
        if not self.count:
            return None
        if measure.unit is Unit.SHARE:
            return 100 * self.good / self.count
        return median(self.buckets) if measure.median else self.mean

    @property
    def mean(self) -> float | None:
        """The mean of times, in minutes."""
        total = sum(seconds for _, seconds in self.totals.values())
        return total / self.count / 60 if self.count else None


Tallies = dict[MeasureKey, dict[tuple[Key, ...], Tally]]
"""By measure, and by what the facts were parted by."""


def tallies(
    scope: Scope,
    period: Period,
    *,
    measures: Collection[MeasureKey],
    by: Sequence[Sequence[str]],
    window: Window | None = None,
) -> list[Tallies]:
    """Return the sums of ``window``, of the whole period with the time before when there is none,
    for each parting of ``by`` (names of PARTINGS).

    Times are told apart by their buckets as well.
    """
    if not scope.queues or not measures:
        return [{} for _ in by]
    names = sorted({name for parting in by for name in parting} | {"bucket"})
    sets = [(*parting, "bucket") for parting in by]
    where, params = _where(scope, window or period.whole, measures)
    if window is None:
        # The rest of the last day before, which is not compared.
        where += " AND NOT (slot >= %(gap)s AND slot < %(begin)s)"
        params |= {"gap": period.before.until, "begin": period.window.since}
    params |= {"bounds": list(period.bounds), "zone": period.zone}
    columns = ", ".join(f"{PARTINGS[name]} AS {name}" for name in names)
    groups = ", ".join(f"(measure, {', '.join(parting)})" for parting in sets)
    # Nothing of it comes from outside but the parameters.
    statement = f"""
        SELECT GROUPING({", ".join(names)}), measure, {", ".join(names)},
               sum(count)::bigint, sum(good)::bigint, sum(total)::bigint
        FROM (
            SELECT measure, count, good, total, {columns} FROM {Fact._meta.db_table} WHERE {where}
        ) AS fact
        GROUP BY GROUPING SETS ({groups})
    """  # noqa: S608
    found: list[Tallies] = [{} for _ in by]
    places = {_grouping(names, parting): place for place, parting in enumerate(sets)}
    at = {name: place for place, name in enumerate(names)}
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        for grouping, key, *row in cursor.fetchall():
            place = places[grouping]
            part = tuple(row[at[name]] for name in by[place])
            tally = found[place].setdefault(MeasureKey(key), {}).setdefault(part, Tally())
            tally.add(row[at["bucket"]], *row[len(names) :])
    return found


def net(scope: Scope, *, since: dt.datetime) -> int:
    """Return by how many the unfinished tickets have grown from ``since`` on."""
    flows = {MeasureKey.FILED: 1, MeasureKey.CAME_BACK: 1, MeasureKey.FINISHED: -1}
    if not scope.queues:
        return 0
    end = dt.datetime.max.replace(tzinfo=dt.UTC)
    where, params = _where(scope, Window(since, end), flows)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT measure, sum(count)::bigint FROM {Fact._meta.db_table} "  # noqa: S608
            f"WHERE {where} GROUP BY measure",
            params,
        )
        return sum(flows[MeasureKey(key)] * count for key, count in cursor.fetchall())


def _where(
    scope: Scope, window: Window, measures: Collection[MeasureKey]
) -> tuple[str, dict[str, Any]]:
    where = (
        "measure = ANY(%(measures)s) AND slot >= %(since)s AND slot < %(until)s "
        "AND queue_id = ANY(%(queues)s)"
    )
    params: dict[str, Any] = {
        "measures": [MEASURES[key].key.value for key in measures],
        "since": window.since,
        "until": window.until,
        "queues": sorted(scope.queues),
    }
    for name in ("category", "tier", "lane", "channel", "language"):
        if (value := getattr(scope, name)) is not None:
            where += f" AND {FEATURE_COLUMNS[name]} = %({name})s"
            params[name] = value
    if scope.agents is not None:
        where += " AND agent_id = ANY(%(agents)s)"
        params["agents"] = sorted(scope.agents)
    return where, params


def _grouping(names: Sequence[str], parting: Sequence[str]) -> int:
    """Return what GROUPING(names) gives for the rows of ``parting``: a bit for each left out."""
    bits = 0
    for name in names:
        bits = bits * 2 + (name not in parting)
    return bits
