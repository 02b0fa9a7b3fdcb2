"""How long somebody who asks now waits for the first answer of a person, told honestly."""

import datetime as dt

from django.db.models import Count, Min

from tickets.lifecycle.models import Ticket
from tickets.routing import order

SINCE = dt.timedelta(hours=1)
"""How far back first answers are counted: long enough to be steady, short enough to be now."""
MOST_COUNTED = 1_000
"""Tickets ahead that are counted; behind so many the wait is long, whatever it is exactly."""


def wait_now(language: str, *, at: dt.datetime) -> dt.timedelta:
    """Return how long who writes ``language`` waits, at the pace of the last hour. Two queries.

    As Little's law says: those ahead, by the first answers in a time. While nobody was answered in
    an hour, it is as long as the one ahead has waited already.
    """
    ahead = (
        Ticket.objects.unfinished()
        .filter(language=language, first_replied_at=None, customer_spoke_last=True)
        .order_by(*order.ORDER_BY)
        .values("created_at")[:MOST_COUNTED]
    )
    waiting = ahead.aggregate(count=Count("created_at"), oldest=Min("created_at"))
    if not waiting["count"]:
        return dt.timedelta()
    answered = Ticket.objects.filter(
        language=language, first_replied_at__gt=at - SINCE, first_replied_at__lte=at
    ).count()
    if answered:
        return SINCE * (waiting["count"] / answered)
    return max(at - waiting["oldest"], dt.timedelta())
