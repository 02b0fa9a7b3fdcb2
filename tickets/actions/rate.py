"""The customer rates a solution, and then may say why."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from tickets.actions.locking import forward, lock
from tickets.actions.promising import announce
from tickets.actions.timing_reviews import time_review
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.choices import ActorKind
from tickets.lifecycle.models import Ticket
from tickets.satisfaction import reviews, surveys
from tickets.satisfaction.models import Rating


@transaction.atomic
def rate(
    ticket_id: uuid.UUID, *, by: Actor, score: int, at: dt.datetime, comment: str = ""
) -> Rating:
    """Take the customer's rating; a low one makes a review due. Raises RatingRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    return _rate(ticket, by=by, score=score, comment=comment, at=at)


@transaction.atomic
def rate_by_invite(secret: str, *, score: int, at: dt.datetime, comment: str = "") -> Rating:
    """Take a rating by the link of a mail, once. Raises InviteRefused, RatingRefused.

    The link proves who rates and nothing else: it shows no conversation.
    """
    invite = surveys.find_invite(secret, at=at)
    ticket = Ticket.objects.locked(invite.ticket_id)
    at = forward(ticket, at)
    if invite.cycle != ticket.cycle:
        raise surveys.InviteRefused
    by = (
        Actor(ActorKind.CUSTOMER, user_id=ticket.requester_id, name=ticket.customer_name)
        if ticket.requester_id
        else guest(ticket.id, ticket.customer_name)
    )
    return _rate(ticket, by=by, score=score, comment=comment, at=at)


@transaction.atomic
def explain(rating_id: int, *, reasons: Sequence[str], comment: str, at: dt.datetime) -> Rating:
    """Add to a rating why it was given: once, and only for a while. Raises RatingRefused.

    The caller has proven that the reader gave it: by the ticket, by the link of the mail, or by
    the browser it was given in. The score stays.
    """
    ticket = Ticket.objects.locked(Rating.objects.get(pk=rating_id).ticket_id)
    rating = Rating.objects.get(pk=rating_id)
    surveys.explain(rating, reasons=reasons, comment=comment, at=at)
    announce(ticket)
    return rating


def _rate(ticket: Ticket, *, by: Actor, score: int, comment: str, at: dt.datetime) -> Rating:
    if not by.is_customer:
        raise Ticket.DoesNotExist
    rating = surveys.record(ticket, score=score, comment=comment, at=at)
    surveys.use_invites(ticket, cycle=ticket.cycle, at=at)
    history.rated(ticket, score=score, by=by, at=at)
    if review := reviews.require(rating, ticket, at=at):
        time_review(ticket, review, at=at)
        history.reviewed(ticket, step="due", by=by, at=at)
    announce(ticket)
    return rating
