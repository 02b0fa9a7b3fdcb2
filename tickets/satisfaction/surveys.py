"""Asking for a rating and taking it. Callers hold the ticket lock."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.tokens import hashed, new_secret
from tickets.satisfaction.answering import who_answered
from tickets.satisfaction.models import Rating, RatingInvite
from tickets.satisfaction.reasons import REASONS

MAX_COMMENT = 2_000

UNSOLVED = gettext_lazy("This is not solved yet. You can rate it when it is.")
LATE = gettext_lazy("The time to rate this is over. Thank you all the same.")


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


def why_closed(ticket: Ticket, *, cycle: int) -> str:
    """Say why solution ``cycle`` of ``ticket`` can be rated no more, or not yet."""
    rating = Rating.objects.filter(ticket=ticket, cycle=cycle).first()
    if rating:
        return why_explained(rating)
    if cycle != ticket.cycle:
        return _("This was reopened since. When it is solved again, we ask you anew.")
    if ticket.resolved_at is None:
        return str(UNSOLVED)
    return str(LATE)


def why_link_closed(secret: str) -> str:
    """Say why the link with ``secret`` lets nobody rate."""
    invite = RatingInvite.objects.select_related("ticket").filter(token_hash=hashed(secret)).first()
    if invite is None:
        return _("We do not know this link. Open it from the mail once more, or copy it whole.")
    return why_closed(invite.ticket, cycle=invite.cycle)


def why_explained(rating: Rating) -> str:
    """Say why nothing can be added to ``rating`` any more."""
    if _is_explained(rating):
        return _("You have rated this and told us why. Thank you.")
    return _("You have rated this. The time to say why is over. Thank you all the same.")


def record(ticket: Ticket, *, score: int, comment: str, at: dt.datetime) -> Rating:
    """Take the rating of the present solution. Caller holds the ticket lock.

    Raises RatingRefused: not solved yet, rated already, too late, not 1 to 5, comment too long.
    """
    if ticket.resolved_at is None:
        raise RatingRefused(str(UNSOLVED), "unsolved")
    if not 1 <= score <= 5:
        raise RatingRefused(_("Choose one to five."), "score")
    _check_length(comment)
    if _is_late(ticket.resolved_at, at=at):
        raise RatingRefused(str(LATE), "late")
    rating, created = Rating.objects.get_or_create(
        ticket=ticket,
        cycle=ticket.cycle,
        defaults={
            "score": score,
            "comment": comment.replace("\x00", "").strip(),
            "agent": who_answered(ticket),
            "at": at,
        },
    )
    if not created:
        raise RatingRefused(_("You have rated this already. Thank you."), "rated")
    return rating


def find_rated(secret: str, *, at: dt.datetime) -> Rating | None:
    """Return the rating that was given by the link with ``secret``, while it can be explained."""
    invite = RatingInvite.objects.filter(token_hash=hashed(secret), expires_at__gt=at).first()
    if invite is None:
        return None
    rating = (
        Rating.objects.select_related("ticket")
        .filter(ticket=invite.ticket_id, cycle=invite.cycle)
        .first()
    )
    return rating if rating and can_explain(rating, at=at) else None


def can_explain(rating: Rating, *, at: dt.datetime) -> bool:
    """Tell whether reasons can still be added: lately given, and not explained yet."""
    within = dt.timedelta(minutes=DeskSettings.current().explain_minutes)
    return not _is_explained(rating) and at - rating.at <= within


def explain(rating: Rating, *, reasons: Sequence[str], comment: str, at: dt.datetime) -> None:
    """Keep why ``rating`` was given. Caller holds the ticket lock.

    Raises RatingRefused: nothing said, a reason that does not belong to the score, too long, too
    late, explained already.
    """
    text = comment.replace("\x00", "").strip()
    if not can_explain(rating, at=at):
        raise RatingRefused(why_explained(rating), "late")
    if not set(reasons) <= set(REASONS[rating.score]):
        raise RatingRefused(_("Choose from the reasons shown."), "reasons")
    if not reasons and not text:
        raise RatingRefused(_("Choose a reason, or write a few words."), "reasons")
    _check_length(text)
    rating.reasons = [str(r) for r in REASONS[rating.score] if r in set(reasons)]
    rating.comment = text
    rating.save(update_fields=["reasons", "comment"])


def _is_explained(rating: Rating) -> bool:
    return bool(rating.reasons or rating.comment)


def _check_length(comment: str) -> None:
    if len(comment) > MAX_COMMENT:
        raise RatingRefused(
            _("This is too long: %(limit)d characters fit here.") % {"limit": MAX_COMMENT},
            "comment",
        )


def _is_late(resolved_at: dt.datetime, *, at: dt.datetime) -> bool:
    return at - resolved_at > dt.timedelta(days=DeskSettings.current().rating_days)
