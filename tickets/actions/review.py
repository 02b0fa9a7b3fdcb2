"""Staff review a low rating."""

import datetime as dt

from django.db import transaction

from tickets.actions.promising import announce
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor, refuse_readers
from tickets.lifecycle.models import Ticket
from tickets.satisfaction import reviews
from tickets.satisfaction.models import Cause, Review


@transaction.atomic
def write_review(
    review_id: int,
    *,
    by: Actor,
    cause: Cause,
    what_happened: str,
    what_is_done: str,
    at: dt.datetime,
) -> Review:
    """Say what caused a low rating and what is done about it. Raises ReviewRefused."""
    review, ticket = _locked(review_id, by)
    reviews.write(
        review,
        by=by,
        cause=cause,
        what_happened=what_happened,
        what_is_done=what_is_done,
        at=at,
    )
    history.reviewed(ticket, step="written", by=by, at=at)
    announce(ticket)
    return review


@transaction.atomic
def close_review(review_id: int, *, by: Actor, at: dt.datetime) -> Review:
    """Accept a review, as a supervisor who did not write it. Raises ReviewRefused."""
    review, ticket = _locked(review_id, by)
    reviews.close(review, by=by, at=at)
    history.reviewed(ticket, step="closed", by=by, at=at)
    announce(ticket)
    return review


def _locked(review_id: int, by: Actor) -> tuple[Review, Ticket]:
    """Return the review and its ticket, the ticket locked first. Not visible equals not there."""
    found = Review.objects.select_related("rating").get(id=review_id)
    if not by.is_staff:
        raise Review.DoesNotExist
    refuse_readers(by)
    ticket = Ticket.objects.visible_to(by).locked(found.rating.ticket_id)
    return Review.objects.select_for_update().get(id=review_id), ticket
