"""A review that is due is a promise among colleagues, timed like any other.

It begins with the low rating and with each return, is kept when the review is written, and broken
when its time passed. It is by the clock on the wall, as the review says. Each review has its own,
in the cycle of its rating. Callers hold the ticket lock.
"""

import datetime as dt

from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Review
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.steps import begin

SHORTEST = dt.timedelta(minutes=1)


def time_review(ticket: Ticket, review: Review, *, at: dt.datetime) -> None:
    """Begin to time ``review``, unless it is timed already."""
    terms = clocks.by_the_wall(max(review.due_at - at, SHORTEST))
    cycle = review.rating.cycle
    begin(ticket, {ClockKind.REVIEW: terms}, at=at, unless_open=True, cycle=cycle)


def review_is_written(ticket: Ticket, review: Review, *, at: dt.datetime) -> None:
    """Keep the promise of ``review``."""
    clocks.meet(ticket, ClockKind.REVIEW, at=at, cycle=review.rating.cycle)
