"""The figures of each category, as ``judging.py`` judges them: facts, first answers, words."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db.models import Aggregate, Count, DurationField, Q
from django.db.models.expressions import Case, F, Value, When

from tickets.insight.cube import Scope, Tallies, tallies
from tickets.insight.levels.judging import Cell, Figures, Promised, Share
from tickets.insight.models import MeasureKey
from tickets.insight.windows import Period, Window, slot_of
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.routing.models import Queue
from tickets.satisfaction.models import Cause, Rating, Reason
from tickets.sla import coverage
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock, Policy
from tickets.triage.models import Category

FROM_FACTS = (MeasureKey.SATISFACTION, MeasureKey.REOPENED, MeasureKey.CHASED)
PARTED = ("category", "lane", "channel")
NEVER = dt.timedelta(days=366)
"""Longer than any promise (``policies.LONGEST``): an answer that has not come."""
NEARLY_ALL = 0.95
LATEST, WORDS = 500, 6

Place = tuple[Any, ...]
"""Category, lane, channel."""


class Quantile(Aggregate):
    """The value below which ``share`` (0 to 1) of the rows lie."""

    function = "percentile_disc"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: Any, *, share: float) -> None:
        super().__init__(expression, share=float(share), output_field=DurationField())


def figures(
    categories: Iterable[Category], *, since: dt.datetime, at: dt.datetime, enough: float
) -> list[Figures]:
    """Return the figures of ``categories`` from ``since`` to ``at``.

    ``enough`` is the share of first answers, in percent, whose time is asked for. Six queries.
    """
    some = list(categories)
    ids = [category.pk for category in some]
    window = Window(slot_of(since), at)
    policies = list(Policy.objects.active().select_related("category"))
    (facts,) = tallies(
        Scope(frozenset(Queue.objects.values_list("pk", flat=True))),
        Period.of_days(1, at=at, zone="UTC"),
        measures=FROM_FACTS,
        by=[PARTED],
        window=window,
    )
    sources = _Sources(policies, facts, _first(ids, window, enough))
    slow, urgent = _slow(ids, window), _urgent(ids, window)
    return [
        Figures(
            category.pk,
            Tier(category.tier),
            [
                sources.cell(category, lane, channel)
                for lane, channel in product(Lane, Channel.values)
            ],
            slow=slow.get(category.pk, Share()),
            urgent=urgent.get(category.pk, Share()),
        )
        for category in some
    ]


def promised(category: Category, lane: str, channel: str, policies: Collection[Policy]) -> Promised:
    """Return what a category's tickets in a lane and channel are promised."""
    case = coverage.Case(category.pk, category.tier, category.urgency, channel, lane)
    policy = coverage.winner(policies, case)
    if policy is None:
        return Promised()
    return Promised(policy.first_response_within, policy.resolution_within, policy.progress_within)


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a cell is put together from."""

    policies: Collection[Policy]
    facts: Tallies
    first: Mapping[Place, "_First"]

    def cell(self, category: Category, lane: Lane, channel: str) -> Cell:
        place: Place = (category.pk, lane.value, channel)
        promise = promised(category, lane.value, channel, self.policies)
        kept, enough, nearly_all = self.first.get((*place, promise.first), NOTHING)
        return Cell(
            lane,
            channel,
            promise,
            kept=kept,
            enough=enough,
            nearly_all=nearly_all,
            rated=self._fact(MeasureKey.SATISFACTION, place),
            reopened=self._fact(MeasureKey.REOPENED, place),
            chased=self._fact(MeasureKey.CHASED, place),
        )

    def _fact(self, key: MeasureKey, place: Place) -> Share:
        tally = self.facts.get(key, {}).get(place)
        return Share(tally.good, tally.count) if tally else Share()


_First = tuple[Share, dt.timedelta | None, dt.timedelta | None]
NOTHING: _First = (Share(), None, None)


def _first(ids: Collection[int], window: Window, enough: float) -> dict[Place, _First]:
    """Return the first answers by place and target: how many in time, and how long they took."""
    decided = Q(met_at__isnull=False) | Q(breached_at__isnull=False)
    took = Case(
        When(met_at__isnull=False, then=F("consumed")),
        default=Value(NEVER),
        output_field=DurationField(),
    )
    rows = (
        Clock.objects.filter(
            window.on("started_at"),
            decided,
            kind=ClockKind.FIRST_RESPONSE,
            ticket__category__in=ids,
        )
        .order_by()
        .values_list("ticket__category", "ticket__lane", "ticket__channel", "target")
        .annotate(
            n=Count("pk"),
            kept=Count("pk", filter=Q(breached_at=None)),
            enough=Quantile(took, share=enough / 100),
            nearly_all=Quantile(took, share=NEARLY_ALL),
        )
    )
    return {
        tuple(place): (Share(kept, n), _came(most), _came(nearly_all))
        for *place, n, kept, most, nearly_all in rows
    }


def _came(time: dt.timedelta) -> dt.timedelta | None:
    return time if time < NEVER else None


def _slow(ids: Collection[int], window: Window) -> dict[int, Share]:
    """Return, of the low ratings that say why, how many say that it took too long: by what the
    customer tapped, or by the cause that the review came to.
    """
    says_why = ~Q(reasons=[]) | Q(review__cause__in=Cause.values)
    slow = Q(reasons__contains=[Reason.SLOW.value]) | Q(review__cause=Cause.SLOW)
    rows = (
        Rating.objects.filter(
            window.on("at"),
            says_why,
            score__lt=DeskSettings.current().review_below,
            ticket__category__in=ids,
        )
        .order_by()
        .values_list("ticket__category")
        .annotate(n=Count("pk"), slow=Count("pk", filter=slow))
    )
    return {category: Share(slow, n) for category, n, slow in rows}


def _urgent(ids: Collection[int], window: Window) -> dict[int, Share]:
    """Return how many first messages sound urgent, of those that the desk has understood."""
    urgent_from = DeskSettings.current().urgent_from
    if not urgent_from:
        return {}
    rows = (
        Ticket.objects.filter(window.on("created_at"), category__in=ids)
        .exclude(understood={})
        .order_by()
        .values_list("category")
        .annotate(
            n=Count("pk"),
            urgent=Count("pk", filter=Q(understood__urgent__gte=urgent_from / 100)),
        )
    )
    return {category: Share(urgent, n) for category, n, urgent in rows}


def urgent_words(category_id: int, *, since: dt.datetime, at: dt.datetime) -> tuple[str, ...]:
    """Return the words because of which the latest messages of a category sound urgent, the most
    frequent first.
    """
    rows = Ticket.objects.filter(
        Window(slot_of(since), at).on("created_at"),
        category=category_id,
        understood__urgent__gte=DeskSettings.current().urgent_from / 100,
    ).order_by("-created_at")
    found: Counter[str] = Counter()
    for because in rows.values_list("understood__because", flat=True)[:LATEST]:
        found.update(because or ())
    return tuple(word for word, _count in found.most_common(WORDS))
