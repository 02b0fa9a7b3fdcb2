"""Steps that several actions share. Callers hold the ticket lock and save."""

import datetime as dt
import uuid
from typing import Any

from tickets.conversation import visits
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.outbox import recording
from tickets.sla import clocks, policies
from tickets.sla.models import Policy


def choose_policy(ticket: Ticket) -> policies.Choice:
    """Return the policy that applies to ``ticket`` now, and keep the reason on the ticket."""
    choice = policies.of(ticket)
    ticket.reasons = {**ticket.reasons, "policy": choice.why}
    return choice


def policy_in_force(ticket: Ticket) -> Policy | None:
    """Return the policy by which ``ticket`` is promised what follows; None when none fits now.

    Nobody's words are refused because staff switched the last policy off.
    """
    try:
        return policies.of(ticket).policy
    except policies.NoPolicy:
        return None


def refresh_due(ticket: Ticket) -> None:
    """Set ``due_at`` to the nearest promise that is still open; None when none runs."""
    ticket.due_at = clocks.next_due(ticket)


def announce(ticket: Ticket) -> None:
    """Tell open pages, after the commit, that something about ``ticket`` changed.

    Of a restricted queue the staff hears as far as it belongs to the team, and nobody else.
    """
    whose: dict[str, Any] = {"customer": str(ticket.requester_id)} if ticket.requester_id else {}
    if ticket.queue.restricted_to_id is not None:
        whose["team"] = ticket.queue.restricted_to_id
    recording.announce("ticket", ticket=str(ticket.id), **whose)


def record_mail(kind: str, ticket: Ticket, *, at: dt.datetime, **ids: str) -> None:
    """Record a mail to the customer; it leaves after the commit."""
    recording.record(f"mail.{kind}", {"ticket": str(ticket.id), **ids}, at=at)


def record_reply(ticket: Ticket, message_id: uuid.UUID, *, at: dt.datetime) -> None:
    """Record the mail of a reply; it leaves after the commit.

    Who looked at their chat a moment ago will read it there: then the mail waits, and leaves unless
    it was seen in that time. A guest's chat shows no replies, so theirs never waits.
    """
    wait = dt.timedelta(minutes=DeskSettings.current().chat_mail_minutes)
    in_chat = ticket.channel == Channel.CHAT and ticket.requester_id is not None
    if not (wait and in_chat and visits.looked_since(ticket, at - wait)):
        record_mail("reply", ticket, at=at, message=str(message_id))
        return
    payload = {"ticket": str(ticket.id), "message": str(message_id), "unless_seen": True}
    recording.record("mail.reply", payload, at=at, available_at=at + wait)
