"""What is not finished: how much, whose, how old, and how that grew.

How much lies there now is counted among the unfinished tickets, which an index holds apart. How
much lay there before is told from the facts: less what was filed or came back since, plus what was
finished.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from tickets.insight.cube import Key, Scope, Tallies, Tally
from tickets.insight.models import MeasureKey
from tickets.insight.windows import Period
from tickets.lifecycle.choices import State, Tier
from tickets.lifecycle.models import TicketQuerySet
from tickets.satisfaction.models import Review, ReviewState

DAY = dt.timedelta(days=1)

AGES = (
    ("day", _("under a day"), dt.timedelta(), DAY),
    ("three", _("1 to 3 days"), DAY, 3 * DAY),
    ("week", _("3 to 7 days"), 3 * DAY, 7 * DAY),
    ("month", _("7 to 30 days"), 7 * DAY, 30 * DAY),
    ("older", _("over 30 days"), 30 * DAY, 36_500 * DAY),
)
"""Key, words, from which age and up to which."""

FLOWS = (MeasureKey.FILED, MeasureKey.CAME_BACK, MeasureKey.FINISHED)


@dataclass(frozen=True, slots=True)
class Backlog:
    """Tickets that are not finished, now; ``ages`` by tier and key of AGES."""

    unfinished: int
    unassigned: int
    waiting_on_customer: int
    overdue: int
    reviews_due: int
    reviews_overdue: int
    oldest: dt.datetime | None
    ages: dict[tuple[Tier, str], int]

    @property
    def longest(self) -> int:
        """The size of the largest tier."""
        return max(self.of_tier(tier) for tier in Tier)

    def of_tier(self, tier: Tier) -> int:
        return sum(count for (of, _), count in self.ages.items() if of == tier)


def narrowed(tickets: TicketQuerySet, scope: Scope) -> TicketQuerySet:
    """Keep the unfinished of ``tickets`` that lie within ``scope``."""
    tickets = tickets.unfinished().filter(queue__in=scope.queues)
    for name in ("tier", "lane", "channel", "language"):
        if (value := getattr(scope, name)) is not None:
            tickets = tickets.filter(**{name: value})
    if scope.category is not None:
        tickets = tickets.filter(category_id=scope.category)
    if scope.agents is not None:
        tickets = tickets.filter(assignee__in=scope.agents)
    return tickets


def of_age(tickets: TicketQuerySet, age: str, *, at: dt.datetime) -> TicketQuerySet:
    """Keep the tickets of one of AGES."""
    return tickets.filter(_of_age(age, at))


def backlog(tickets: TicketQuerySet, scope: Scope, *, at: dt.datetime) -> Backlog:
    """Return what of ``tickets``, which the door has narrowed to its actor, is unfinished."""
    within = narrowed(tickets, scope)
    counted: list[Any] = list(
        within.order_by()
        .values("tier")
        .annotate(
            unfinished=Count("pk"),
            unassigned=Count("pk", filter=Q(assignee=None)),
            waiting=Count("pk", filter=Q(state=State.WAITING_ON_CUSTOMER)),
            overdue=Count("pk", filter=Q(due_at__lt=at)),
            oldest=Min("created_at"),
            **{f"age_{key}": Count("pk", filter=_of_age(key, at)) for key, *_rest in AGES},
        )
    )

    def whole(name: str) -> int:
        return sum(row[name] for row in counted)

    reviews = Review.objects.filter(state=ReviewState.DUE, rating__ticket__in=tickets)
    if scope.agents is not None:
        reviews = reviews.filter(reviewer__in=scope.agents)
    due = reviews.aggregate(all=Count("pk"), overdue=Count("pk", filter=Q(due_at__lt=at)))
    return Backlog(
        unfinished=whole("unfinished"),
        unassigned=whole("unassigned"),
        waiting_on_customer=whole("waiting"),
        overdue=whole("overdue"),
        reviews_due=due["all"],
        reviews_overdue=due["overdue"],
        oldest=min((row["oldest"] for row in counted), default=None),
        ages={
            (Tier(row["tier"]), key): row[f"age_{key}"] for row in counted for key, *_rest in AGES
        },
    )


def levels(
    now: int, by_day: Tallies, period: Period, *, since_then: int
) -> tuple[tuple[dt.date, int], ...]:
    """Return how many were unfinished at the end of each day of the period.

    ``now`` are unfinished now, ``since_then`` is by how many they have grown since the period
    ended.
    """
    level = now - since_then
    found = []
    for place in reversed(range(len(period.days))):
        number = len(period.days_before) + place + 1
        found.append((period.days[place], level))
        came = sum(_on(by_day, key, number) for key in (MeasureKey.FILED, MeasureKey.CAME_BACK))
        level -= came - _on(by_day, MeasureKey.FINISHED, number)
    return tuple(reversed(found))


def _on(
    by_day: Mapping[MeasureKey, Mapping[tuple[Key, ...], Tally]], key: MeasureKey, n: int
) -> int:
    tally = by_day.get(key, {}).get((n,))
    return tally.count if tally else 0


def _of_age(key: str, at: dt.datetime) -> Q:
    _key, _words, youngest, oldest = next(age for age in AGES if age[0] == key)
    return Q(created_at__lte=at - youngest, created_at__gt=at - oldest)
