"""A review that is due is a promise among colleagues, timed like any other.

It begins with the low rating and with each return, is kept when the review is written, and broken
when its time passed. It is by the clock on the wall, as the review says. Callers hold the ticket
lock.
"""

import datetime as dt

from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Review, ReviewState
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.steps import begin

SHORTEST = dt.timedelta(minutes=1)


def time_review(ticket: Ticket, review: Review, *, at: dt.datetime) -> None:
    """Begin to time ``review``, unless another one of the ticket is timed already."""
    terms = clocks.by_the_wall(max(review.due_at - at, SHORTEST))
    begin(ticket, {ClockKind.REVIEW: terms}, at=at, unless_open=True)


def review_is_written(ticket: Ticket, *, at: dt.datetime) -> None:
    """Keep the promise; another review of the ticket that is due yet is timed from now on."""
    clocks.meet(ticket, ClockKind.REVIEW, at=at)
    others = Review.objects.filter(rating__ticket=ticket, state=ReviewState.DUE)
    review = others.order_by("due_at").first()
    if review is not None:
        time_review(ticket, review, at=at)
