"""Asking for a rating and taking it. Callers hold the ticket lock."""

import datetime as dt

from django.utils.translation import gettext as _

from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.tokens import hashed, new_secret
from tickets.satisfaction.models import Rating, RatingInvite

MAX_COMMENT = 2_000


class RatingRefused(Exception):
    """The rating cannot be taken; ``why`` says what to do."""

    def __init__(self, why: str, code: str = "refused") -> None:
        super().__init__(why)
        self.why = why
        self.code = code


class InviteRefused(Exception):
    """The link is unknown, used or expired."""


def invite(ticket: Ticket, *, at: dt.datetime) -> str:
    """Store an invitation to rate the present solution; return its secret, never seen again."""
    secret, token_hash = new_secret()
    RatingInvite.objects.create(
        ticket=ticket,
        cycle=ticket.cycle,
        token_hash=token_hash,
        created_at=at,
        expires_at=at + dt.timedelta(days=DeskSettings.current().rating_days),
    )
    return secret


def find_invite(secret: str, *, at: dt.datetime) -> RatingInvite:
    """Return the invitation behind ``secret``. Raises InviteRefused when it lets nobody in."""
    found = (
        RatingInvite.objects.select_related("ticket")
        .filter(token_hash=hashed(secret), used_at=None, expires_at__gt=at)
        .first()
    )
    if found is None:
        raise InviteRefused
    return found


def use_invites(ticket: Ticket, *, cycle: int, at: dt.datetime) -> None:
    """Make every invitation to rate ``cycle`` useless: it was rated."""
    RatingInvite.objects.filter(ticket=ticket, cycle=cycle, used_at=None).update(used_at=at)


def is_open(ticket: Ticket, *, at: dt.datetime) -> bool:
    """Tell whether the present solution can be rated: solved, in time, and not rated yet."""
    return (
        ticket.resolved_at is not None
        and not _is_late(ticket.resolved_at, at=at)
        and not Rating.objects.filter(ticket=ticket, cycle=ticket.cycle).exists()
    )


def record(ticket: Ticket, *, score: int, comment: str, at: dt.datetime) -> Rating:
    """Take the rating of the present solution. Caller holds the ticket lock.

    Raises RatingRefused: not solved yet, rated already, too late, not 1 to 5, comment too long.
    """
    if ticket.resolved_at is None:
        raise RatingRefused(_("This is not solved yet. You can rate it when it is."), "unsolved")
    if not 1 <= score <= 5:
        raise RatingRefused(_("Choose one to five."), "score")
    if len(comment) > MAX_COMMENT:
        raise RatingRefused(
            _("This is too long: %(limit)d characters fit here.") % {"limit": MAX_COMMENT},
            "comment",
        )
    if _is_late(ticket.resolved_at, at=at):
        raise RatingRefused(_("The time to rate this is over. Thank you all the same."), "late")
    rating, created = Rating.objects.get_or_create(
        ticket=ticket,
        cycle=ticket.cycle,
        defaults={
            "score": score,
            "comment": comment.replace("\x00", "").strip(),
            "agent_id": ticket.assignee_id,
            "at": at,
        },
    )
    if not created:
        raise RatingRefused(_("You have rated this already. Thank you."), "rated")
    return rating


def _is_late(resolved_at: dt.datetime, *, at: dt.datetime) -> bool:
    return at - resolved_at > dt.timedelta(days=DeskSettings.current().rating_days)
