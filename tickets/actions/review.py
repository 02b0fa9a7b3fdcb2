"""Staff review a low rating."""

import datetime as dt

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef

from tickets.actions.promising import announce
from tickets.actions.timing_reviews import review_is_written, time_review
from tickets.lifecycle import history
from tickets.lifecycle.actors import SYSTEM, Actor, refuse_readers
from tickets.lifecycle.models import Ticket
from tickets.satisfaction import reviews
from tickets.satisfaction.models import Cause, Review, ReviewState, ReviewStep, Step
from tickets.staff.models import Agent

log = structlog.get_logger(__name__)


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
    was_due = review.state == ReviewState.DUE
    reviews.write(
        review,
        by=by,
        cause=cause,
        what_happened=what_happened,
        what_is_done=what_is_done,
        at=at,
    )
    if was_due:
        review_is_written(ticket, review, at=at)
    return _finish(review, ticket, Step.WRITTEN, by=by, at=at)


@transaction.atomic
def close_review(review_id: int, *, by: Actor, at: dt.datetime) -> Review:
    """Accept a review, as a supervisor who did not write it. Raises ReviewRefused."""
    review, ticket = _locked(review_id, by)
    reviews.close(review, by=by, at=at)
    return _finish(review, ticket, Step.CLOSED, by=by, at=at)


@transaction.atomic
def return_review(review_id: int, *, by: Actor, reason: str, at: dt.datetime) -> Review:
    """Return a review to whoever it is due from, with the reason. Raises ReviewRefused."""
    review, ticket = _locked(review_id, by)
    reviews.give_back(review, by=by, reason=reason, at=at)
    time_review(ticket, review, at=at)
    return _finish(review, ticket, Step.RETURNED, by=by, at=at)


@transaction.atomic
def reassign_review(
    review_id: int, *, to: Agent, by: Actor, reason: str, at: dt.datetime
) -> Review:
    """Give a review that is due to somebody else to write. Raises ReviewRefused."""
    review, ticket = _locked(review_id, by)
    reviews.reassign(review, ticket, to=to, by=by, reason=reason, at=at)
    return _finish(review, ticket, Step.REASSIGNED, by=by, at=at)


def warn_of_overdue(*, at: dt.datetime, limit: int = 500) -> int:
    """Note of each review that is overdue, once in its round, that it is; return how many.

    One transaction a review, and the rows say what was noticed: a sweep that comes late loses
    nothing, and one that comes twice says nothing twice.
    """
    told = ReviewStep.objects.filter(review=OuterRef("pk"), round=OuterRef("round"))
    late = Review.objects.overdue(at).exclude(Exists(told.filter(step=Step.OVERDUE)))
    ids = late.order_by("due_at").values_list("id", flat=True)[:limit]
    return sum(_warn(review_id, at) for review_id in list(ids))


@transaction.atomic
def _warn(review_id: int, at: dt.datetime) -> bool:
    review = Review.objects.select_related("rating").get(id=review_id)
    ticket = Ticket.objects.locked(review.rating.ticket_id)
    review = Review.objects.select_for_update().get(id=review_id)
    if not reviews.warn(review, at=at):
        return False
    log.warning("review.overdue", review=review_id, reviewer=review.reviewer_id)
    _finish(review, ticket, Step.OVERDUE, by=SYSTEM, at=at)
    return True


def _finish(review: Review, ticket: Ticket, step: Step, *, by: Actor, at: dt.datetime) -> Review:
    history.reviewed(ticket, step=step.value, by=by, at=at)
    announce(ticket)
    return review


def _locked(review_id: int, by: Actor) -> tuple[Review, Ticket]:
    """Return the review and its ticket, the ticket locked first. Not visible equals not there."""
    found = Review.objects.select_related("rating").get(id=review_id)
    if not by.is_staff:
        raise Review.DoesNotExist
    refuse_readers(by)
    ticket = Ticket.objects.visible_to(by).locked(found.rating.ticket_id)
    return Review.objects.select_for_update(of=("self",)).get(id=review_id), ticket
