"""Every night it is weighed anew whose turn comes sooner, and why."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from consignment import standing as trade
from consignment.models import User
from tickets.lifecycle.choices import EventKind, Move
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.records import TicketEvent
from tickets.satisfaction.models import Rating
from tickets.sla.models import Clock
from tickets.triage import lanes
from tickets.triage.models import Standing
from tickets.triage.standing import Failures, Rules, weigh

BATCH = 1_000


def refresh_standing(*, at: dt.datetime) -> int:
    """Weigh value, loyalty and our own failures of everybody anew; return how many have a standing.

    One transaction and seven statements a thousand people. What is filed from now on follows it;
    a ticket keeps the head start that it was filed with.
    """
    settings = DeskSettings.current()
    rules = Rules(lanes.limits(), settings.standing_times, settings.standing_years)
    return sum(_refresh(people, settings, rules, at=at) for people in _in_batches())


def _in_batches() -> Iterator[list[User]]:
    everybody = User.objects.filter(is_active=True).order_by("pk")
    people = list(everybody[:BATCH])
    while people:
        yield people
        people = list(everybody.filter(pk__gt=people[-1].pk)[:BATCH])


@transaction.atomic
def _refresh(
    people: Sequence[User], settings: DeskSettings, rules: Rules, *, at: dt.datetime
) -> int:
    ids = [person.pk for person in people]
    standings, failures = trade.standings(people), _failures(ids, settings, at=at)
    rows = []
    for pk in ids:
        raised = weigh(standings[pk], failures.get(pk, Failures()), rules, at=at)
        if raised.level:
            grounds = [list(ground) for ground in raised.grounds]
            rows.append(Standing(user_id=pk, level=raised.level, grounds=grounds, refreshed_at=at))
    Standing.objects.filter(user__in=ids).exclude(user__in=[row.user_id for row in rows]).delete()
    Standing.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["level", "grounds", "refreshed_at"],
    )
    return len(rows)


def _failures(
    ids: list[uuid.UUID], settings: DeskSettings, *, at: dt.datetime
) -> dict[uuid.UUID, Failures]:
    """Return what we did badly for each of ``ids`` within the days that count. Three queries."""
    lately = (at - dt.timedelta(days=settings.standing_days), at)
    breaches = _by_person(Clock.objects.of_work().filter(breached_at__range=lately), ids)
    low = Rating.objects.filter(at__range=lately, score__lt=settings.review_below)
    ratings = _by_person(low, ids)
    again = TicketEvent.objects.filter(kind=EventKind.MOVED, move=Move.REOPEN, at__range=lately)
    reopenings = _by_person(again, ids)
    return {
        pk: Failures(breaches.get(pk, 0), ratings.get(pk, 0), reopenings.get(pk, 0))
        for pk in {*breaches, *ratings, *reopenings}
    }


def _by_person(rows: QuerySet[Any], ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many of ``rows``, each of a ticket, each person has."""
    of_them = rows.filter(ticket__requester__in=ids).order_by()
    return dict(of_them.values_list("ticket__requester").annotate(Count("pk")))
