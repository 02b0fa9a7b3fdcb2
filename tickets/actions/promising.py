"""Steps that several actions share. Callers hold the ticket lock and save."""

import datetime as dt
from typing import Any

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
