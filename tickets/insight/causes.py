"""Which causes the reviews of the last weeks name, and with whom: what there is to learn."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import get_language

from consignment.languages import CHINESE, supported
from tickets.lifecycle.models import TicketQuerySet
from tickets.satisfaction.models import Cause, Review

WEEKS = 4
MOST = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """How often a cause was named; ``share`` is the percentage of the longest bar of its group."""

    name: str
    count: int
    share: int
    causes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Causes:
    total: int
    by_cause: list[Bar]
    by_category: list[Bar]
    by_agent: list[Bar]


def causes(*, tickets: TicketQuerySet, at: dt.datetime, weeks: int = WEEKS) -> Causes:
    """Return the causes of reviews written within ``weeks`` before ``at``, of ``tickets``.

    One query, over the index of when they were written.
    """
    language = "zh" if supported(get_language()) == CHINESE else "en"
    rows = list(
        Review.objects.of(tickets)
        .filter(written_at__gt=at - dt.timedelta(weeks=weeks), written_at__lte=at)
        .exclude(cause="")
        .values_list(
            "cause",
            f"rating__ticket__category__name_{language}",
            "rating__agent__user__name",
        )
        .annotate(count=Count("id"))
        .order_by()
    )
    return Causes(
        total=sum(row[3] for row in rows),
        by_cause=_bars((str(Cause(row[0]).label), row[0], row[3]) for row in rows),
        by_category=_bars((row[1], row[0], row[3]) for row in rows),
        by_agent=_bars((row[2] or "–", row[0], row[3]) for row in rows),
    )


def _bars(rows: Iterable[tuple[str, str, int]]) -> list[Bar]:
    counted: dict[str, dict[str, int]] = {}
    for name, cause, count in rows:
        causes = counted.setdefault(name, {})
        causes[cause] = causes.get(cause, 0) + count
    totals: list[tuple[int, str, Any]] = sorted(
        ((sum(causes.values()), name, causes) for name, causes in counted.items()),
        key=lambda row: (-row[0], row[1]),
    )[:MOST]
    longest = totals[0][0] if totals else 1
    return [
        Bar(
            name,
            total,
            round(100 * total / longest),
            tuple((str(Cause(cause).label), n) for cause, n in sorted(causes.items())),
        )
        for total, name, causes in totals
    ]
