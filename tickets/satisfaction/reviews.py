"""Reviews of low ratings: due, written, closed by a supervisor. Callers hold the ticket lock."""

import datetime as dt

from django.utils.translation import gettext as _

from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.satisfaction.models import Cause, Rating, Review, ReviewState


class ReviewRefused(Exception):
    """The step cannot be taken; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def require(rating: Rating, *, at: dt.datetime) -> Review | None:
    """Make a review due when ``rating`` is below the desk's limit; else return None."""
    desk = DeskSettings.current()
    if rating.score >= desk.review_below:
        return None
    return Review.objects.create(rating=rating, due_at=at + dt.timedelta(hours=desk.review_hours))


def write(
    review: Review,
    *,
    by: Actor,
    cause: Cause,
    what_happened: str,
    what_is_done: str,
    at: dt.datetime,
) -> None:
    """Write down cause and remedy; may be rewritten until it is closed. Raises ReviewRefused."""
    if review.state == ReviewState.CLOSED:
        raise ReviewRefused(_("This review is closed."))
    if not what_happened.strip() or not what_is_done.strip():
        raise ReviewRefused(_("Say what happened and what is done about it."))
    review.cause = cause
    review.what_happened = what_happened.strip()
    review.what_is_done = what_is_done.strip()
    review.written_by_id = by.user_id
    review.written_at = at
    review.state = ReviewState.WRITTEN
    review.save()


def close(review: Review, *, by: Actor, at: dt.datetime) -> None:
    """Accept a written review: a supervisor's act, and not of the writer. Raises ReviewRefused."""
    if not by.may.supervises:
        raise ReviewRefused(_("A supervisor closes reviews."))
    if review.state != ReviewState.WRITTEN:
        raise ReviewRefused(_("Only a written review can be closed."))
    if review.written_by_id == by.user_id:
        raise ReviewRefused(_("Somebody else must close a review that you wrote."))
    review.state = ReviewState.CLOSED
    review.closed_by_id = by.user_id
    review.closed_at = at
    review.save()
