"""Hasty answers: whose solutions come back, in which category, beside how fast they were.

**How clearly** an agent's solutions come back more than those of the others in the same category
is told as for patterns (``patterns.unusual``): of what was reopened or of what came again,
whichever is more unusual, where the share of the others is usual. It is **clear** only where the
interval of the difference of both shares (``uncertainty.difference_of_shares``) lies above 0 too,
for the others may be few as well.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection

from tickets.insight.cube import Scope, Tally, tallies
from tickets.insight.measures import MEASURES, Measure
from tickets.insight.models import Fact, MeasureKey
from tickets.insight.patterns import unusual
from tickets.insight.uncertainty import SMALL_SAMPLE, Change, difference_of_shares
from tickets.insight.windows import Period, end_of_slot, slot_of
from tickets.satisfaction.coaching import Coaching

CAME_BACK = (MeasureKey.REOPENED, MeasureKey.REPEATED)
SPEED = (MeasureKey.HANDLING_MINUTES, MeasureKey.RESOLUTION_MINUTES)
LOOKED_AT = (*CAME_BACK, MeasureKey.FIRST_CONTACT, *SPEED)
DAYS = 28
WEEK = 7
"""So many days are the least that is compared once nothing that comes late is missing."""

Figures = dict[MeasureKey, Tally]


@dataclass(frozen=True)
class Line:
    """What came back of an agent's solutions in a category, beside what did of the ``others``.

    Without ``agent`` they are everybody's, and there is nobody to compare them with.
    """

    agent: int | None
    category: int
    own: Figures
    others: Figures

    @property
    def solved(self) -> int:
        return self.of(MeasureKey.REOPENED).count

    @property
    def came_back(self) -> int:
        return sum(self.of(key).good for key in CAME_BACK)

    def of(self, key: MeasureKey) -> Tally:
        return self.own.get(key, NOTHING)

    def of_others(self, key: MeasureKey) -> Tally:
        return self.others.get(key, NOTHING)

    def more(self, key: MeasureKey) -> Change | None:
        """By how much the share is above that of the others, 0 to 1; None without one of both."""
        return difference(self.of(key), self.of_others(key))

    def unusual(self, key: MeasureKey) -> float | None:
        """How clearly more comes back than of the others; None without one of both."""
        own, others = self.of(key), self.of_others(key)
        if not own.count or not others.count:
            return None
        return unusual(own.good, own.count * others.good / others.count)

    @cached_property
    def lift(self) -> float:
        """The clearest of both ways to come back; NEVER where nothing can be compared."""
        found = [lift for key in CAME_BACK if (lift := self.unusual(key)) is not None]
        return max(found, default=NEVER)

    @cached_property
    def clear(self) -> bool:
        return any(
            (self.unusual(key) or 0) > 0
            and (change := self.more(key)) is not None
            and change.interval is not None
            and change.interval[0] > 0
            for key in CAME_BACK
        )

    @property
    def small(self) -> bool:
        return self.solved < SMALL_SAMPLE


NOTHING = Tally()
NEVER = -99.0


def hasty(scope: Scope, period: Period) -> list[Line]:
    """Return a line for each agent and category that solved anything, the clearest first.

    ``scope`` names the queues that the reader may see, and no agents: what others did is what each
    is compared with. One query.
    """
    (found,) = tallies(
        scope, period, measures=LOOKED_AT, by=[("agent", "category")], window=period.window
    )
    own: dict[tuple[int, int], Figures] = {}
    whole: dict[int, Figures] = {}
    for key, parts in found.items():
        for (agent, category), tally in parts.items():
            if isinstance(agent, int) and isinstance(category, int):
                own.setdefault((agent, category), {})[key] = tally
                whole.setdefault(category, {}).setdefault(key, Tally()).include(tally)
    lines = [
        Line(agent, category, figures, _without(whole[category], figures))
        for (agent, category), figures in own.items()
    ]
    shown = [line for line in lines if line.solved]
    return sorted(
        shown, key=lambda n: (not n.clear, -n.lift, -n.came_back, -n.solved, n.agent, n.category)
    )


def together(lines: Sequence[Line]) -> list[Line]:
    """Return a line for each category, of nobody by name, what comes back most first."""
    whole: dict[int, Figures] = {}
    for line in lines:
        for key, tally in line.own.items():
            whole.setdefault(line.category, {}).setdefault(key, Tally()).include(tally)
    made = [Line(None, category, figures, {}) for category, figures in whole.items()]
    return sorted(made, key=lambda line: (-line.came_back, -line.solved, line.category))


def difference(one: Tally, other: Tally) -> Change | None:
    """Compare two shares, 0 to 1; None where one of both is of nothing."""
    if not one.count or not other.count:
        return None
    return difference_of_shares(
        (one.good / one.count, one.count), (other.good / other.count, other.count)
    )


@dataclass(frozen=True)
class Effect:
    """An agent's figures in as many ``days`` before a coaching and since.

    ``growing``: some of the solutions since then may still come back. 0 days: too early for any.
    """

    days: int
    growing: bool
    before: Figures
    since: Figures

    def change(self, measure: Measure) -> Change | None:
        return difference(
            self.since.get(measure.key, NOTHING), self.before.get(measure.key, NOTHING)
        )

    def can_be_told(self, measure: Measure) -> bool:
        """Whether there are enough solutions on both sides, and nothing is to come."""
        least = min(side.get(measure.key, NOTHING).count for side in (self.before, self.since))
        return not self.growing and least >= SMALL_SAMPLE


@dataclass(frozen=True, slots=True)
class _Span:
    days: int
    growing: bool


def effects(
    coachings: Collection[Coaching],
    queues: Collection[int],
    *,
    at: dt.datetime,
    repeat_days: int,
) -> dict[int, Effect]:
    """Return what each coaching changed, by its id, told from the facts of ``queues``: one query.

    Compared are as many days before as since, DAYS at most. The last ``repeat_days``, in which
    solutions may still come back, are left out as soon as a week is there without them.
    The quarter of an hour in which the coaching was given belongs to neither side.
    """
    spans = {one.pk: _span(one.at, at, repeat_days) for one in coachings}
    some = [one for one in coachings if spans[one.pk].days]
    found: dict[int, tuple[Figures, Figures]] = {one.pk: ({}, {}) for one in coachings}
    for coaching_id, since, key, *sums in _rows(some, spans, queues):
        side = found[coaching_id][since]
        side.setdefault(MeasureKey(key), Tally()).add(*sums)
    return {
        pk: Effect(spans[pk].days, spans[pk].growing, before, since)
        for pk, (before, since) in found.items()
    }


def _span(given: dt.datetime, at: dt.datetime, repeat_days: int) -> _Span:
    days = max(0, (at - end_of_slot(given)) // dt.timedelta(days=1))
    if days - repeat_days >= WEEK:
        return _Span(min(DAYS, days - repeat_days), growing=False)
    return _Span(min(DAYS, days), growing=True)


def _rows(
    coachings: Sequence[Coaching], spans: dict[int, _Span], queues: Collection[int]
) -> list[Any]:
    if not coachings or not queues:
        return []
    lengths = [dt.timedelta(days=spans[one.pk].days) for one in coachings]
    with connection.cursor() as cursor:
        cursor.execute(
            # The name of a table, and parameters.
            f"""
            SELECT given.id, (fact.slot >= given.after)::int, measure, bucket,
                   sum(count)::bigint, sum(good)::bigint, sum(total)::bigint
            FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::timestamptz[], %s::timestamptz[],
                        %s::timestamptz[], %s::timestamptz[])
                 AS given (id, agent, category, begins, at, after, ends)
            JOIN {Fact._meta.db_table} AS fact
              ON fact.agent_id = given.agent
             AND (given.category IS NULL OR fact.category_id = given.category)
             AND (fact.slot >= given.begins AND fact.slot < given.at
                  OR fact.slot >= given.after AND fact.slot < given.ends)
            WHERE measure = ANY(%s) AND queue_id = ANY(%s)
              AND fact.slot >= %s AND fact.slot < %s
            GROUP BY given.id, 2, measure, bucket
            """,  # noqa: S608
            [
                [one.pk for one in coachings],
                [one.agent_id for one in coachings],
                [one.category_id for one in coachings],
                begins := [slot_of(c.at) - n for c, n in zip(coachings, lengths, strict=True)],
                [slot_of(one.at) for one in coachings],
                [end_of_slot(one.at) for one in coachings],
                ends := [end_of_slot(c.at) + n for c, n in zip(coachings, lengths, strict=True)],
                [MEASURES[key].key.value for key in LOOKED_AT],
                sorted(queues),
                min(begins),
                max(ends),
            ],
        )
        return cursor.fetchall()


def _without(whole: Figures, own: Figures) -> Figures:
    """Return what is left of ``whole`` without ``own``."""
    rest: Figures = {}
    for key, tally in whole.items():
        mine = own.get(key, NOTHING)
        left = Tally(count=tally.count - mine.count, good=tally.good - mine.good)
        for bucket, (count, total) in tally.totals.items():
            n, seconds = mine.totals.get(bucket, (0, 0))
            if count > n:
                left.totals[bucket] = (count - n, total - seconds)
        rest[key] = left
    return rest
