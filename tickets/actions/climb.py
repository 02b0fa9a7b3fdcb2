"""What nobody took in time goes one step up."""

import datetime as dt
import uuid

from django.db import transaction

from tickets.actions.escalate import raise_locked
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import history
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.models import Ticket
from tickets.routing.escalating import Escalation, EscalationStep, ladder_of
from tickets.sla import clocks
from tickets.sla.choices import ClockKind

BATCH = 200


def climb(*, at: dt.datetime) -> int:
    """Pass up every escalation that nobody took in time; return how many went up.

    One transaction each: cut off, it has lost nothing. A ticket that somebody holds comes up again
    at the next time.
    """
    late = Escalation.objects.late(at).order_by("due_at", "id").values_list("pk", "ticket_id")
    return sum(_climb(pk, ticket_id, at=at) for pk, ticket_id in late[:BATCH])


@transaction.atomic
def _climb(pk: int, ticket_id: uuid.UUID, *, at: dt.datetime) -> bool:
    rows = Ticket.objects.unfinished().select_related("category", "queue", "requester")
    ticket = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=ticket_id).first()
    if ticket is None:
        return False
    escalation = ticket.escalations.late(at).filter(pk=pk).first()
    if escalation is None:
        return False
    at = max(at, ticket.updated_at)
    above = _next(ticket, escalation)
    if above is None:
        escalation.at_the_top = True
        escalation.save(update_fields=["at_the_top"])
        history.escalated(ticket, step="stuck", whom=escalation.address, by=SYSTEM, at=at)
        announce(ticket)
        return False
    escalation.ended_at = at
    escalation.save(update_fields=["ended_at"])
    clocks.cancel(ticket, at=at, reason="one step up", kinds=[ClockKind.ESCALATION])
    raise_locked(
        ticket, above, agent_id=escalation.by_id, by=SYSTEM, at=at, reason=escalation.reason
    )
    refresh_due(ticket)
    ticket.updated_at = at
    ticket.save()
    announce(ticket)
    return True


def _next(ticket: Ticket, escalation: Escalation) -> EscalationStep | None:
    """Return the next step above on which somebody other than who asked is."""
    return next(
        (
            step
            for step in ladder_of(ticket)
            if step.position > escalation.position
            and step.members(ticket).exclude(pk=escalation.by_id or 0).exists()
        ),
        None,
    )
