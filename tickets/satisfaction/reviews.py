"""Reviews of low ratings: due from whoever answered, written, accepted or returned by a supervisor.

Callers hold the ticket lock. Each step is kept with the words of its round.
"""

import datetime as dt

from django.utils.translation import gettext as _

from tickets.lifecycle.actors import SYSTEM, Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.answering import may_review
from tickets.satisfaction.models import Cause, Rating, Review, ReviewState, ReviewStep, Step
from tickets.staff.models import Agent

LONGEST_REASON = 500


class ReviewRefused(Exception):
    """The step cannot be taken; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def require(rating: Rating, ticket: Ticket, *, at: dt.datetime) -> Review | None:
    """Make a review due when ``rating`` is below the desk's limit; else return None.

    It is due from whoever answered. Where they cannot write it any more it is nobody's, and
    supervisors see it as theirs to give.
    """
    desk = DeskSettings.current()
    if rating.score >= desk.review_below:
        return None
    review = Review.objects.create(
        rating=rating,
        reviewer=rating.agent if may_review(rating.agent, ticket) else None,
        due_at=at + dt.timedelta(hours=desk.review_hours),
    )
    _keep(review, Step.DUE, by=SYSTEM, at=at)
    return review


def may_write(review: Review, *, by: Actor) -> bool:
    """Tell whether ``by`` may write this review: whose it is, or a supervisor in their place."""
    if review.state == ReviewState.CLOSED or not by.may.works:
        return False
    return by.may.supervises or (by.agent_id is not None and by.agent_id == review.reviewer_id)


def why_not_decide(review: Review, *, by: Actor) -> str:
    """Return why ``by`` may neither accept nor return the review; "" when they may."""
    if not by.may.supervises:
        return _("A supervisor closes reviews.")
    if review.state != ReviewState.WRITTEN:
        return _("Only a written review can be closed or returned.")
    # Once is enough: another's hand on it since makes it no less theirs.
    wrote = ReviewStep.objects.filter(review=review, round=review.round, step=Step.WRITTEN)
    if review.written_by_id == by.user_id or wrote.filter(by=by.user_id).exists():
        return _("Somebody else must close a review that you wrote.")
    # Whose answer it was stays theirs, whoever it was given to since.
    if by.agent_id is not None and by.agent_id in {review.reviewer_id, review.rating.agent_id}:
        return _("Somebody else must close the review of your own answer.")
    return ""


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
    if not may_write(review, by=by):
        raise ReviewRefused(_("Whoever answered writes this review, or a supervisor."))
    if not what_happened.strip() or not what_is_done.strip():
        raise ReviewRefused(_("Say what happened and what is done about it."))
    review.cause = cause
    review.what_happened = what_happened.strip()
    review.what_is_done = what_is_done.strip()
    review.written_by_id = by.user_id
    review.written_at = at
    review.state = ReviewState.WRITTEN
    review.save()
    _keep(review, Step.WRITTEN, by=by, at=at)


def close(review: Review, *, by: Actor, at: dt.datetime) -> None:
    """Accept a written review: a supervisor's act, and not of the writer. Raises ReviewRefused."""
    if why := why_not_decide(review, by=by):
        raise ReviewRefused(why)
    review.state = ReviewState.CLOSED
    review.closed_by_id = by.user_id
    review.closed_at = at
    review.save()
    _keep(review, Step.CLOSED, by=by, at=at)


def give_back(review: Review, *, by: Actor, reason: str, at: dt.datetime) -> None:
    """Return a written review for another round, with the reason. Raises ReviewRefused."""
    if why := why_not_decide(review, by=by):
        raise ReviewRefused(why)
    why = _reason(reason)
    hours = DeskSettings.current().review_again_hours
    review.state = ReviewState.DUE
    review.due_at = at + dt.timedelta(hours=hours)
    _keep(review, Step.RETURNED, by=by, at=at, reason=why)
    review.round += 1
    review.save()


def reassign(
    review: Review, ticket: Ticket, *, to: Agent, by: Actor, reason: str, at: dt.datetime
) -> None:
    """Say who writes the review instead, as a supervisor. Raises ReviewRefused."""
    if not by.may.supervises:
        raise ReviewRefused(_("A supervisor says who writes a review."))
    if review.state != ReviewState.DUE:
        raise ReviewRefused(_("Only a review that is due can be given to somebody else."))
    if not may_review(to, ticket):
        raise ReviewRefused(_("Choose somebody who works on tickets of this queue."))
    review.reviewer = to
    review.save()
    _keep(review, Step.REASSIGNED, by=by, at=at, reason=_reason(reason))


def warn(review: Review, *, at: dt.datetime) -> bool:
    """Note once in each round that the review is overdue; tell whether it was news."""
    if review.state != ReviewState.DUE or review.due_at >= at:
        return False
    facts = {"at": at, "reviewer_id": review.reviewer_id}
    _row, created = ReviewStep.objects.get_or_create(
        review=review, round=review.round, step=Step.OVERDUE, defaults=facts
    )
    return created


def _reason(text: str) -> str:
    reason = text.replace("\x00", "").strip()
    if not reason:
        raise ReviewRefused(_("Say why: the reason is kept with the review."))
    if len(reason) > LONGEST_REASON:
        raise ReviewRefused(_("Say it in %(count)d characters.") % {"count": LONGEST_REASON})
    return reason


def _keep(review: Review, step: Step, *, by: Actor, at: dt.datetime, reason: str = "") -> None:
    ReviewStep.objects.create(
        review=review,
        round=review.round,
        step=step,
        at=at,
        by_id=by.user_id,
        reviewer_id=review.reviewer_id,
        reason=reason,
        cause=review.cause,
        what_happened=review.what_happened,
        what_is_done=review.what_is_done,
    )
