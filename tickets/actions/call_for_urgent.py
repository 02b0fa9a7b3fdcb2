"""Something urgent waits while nobody is on shift who could have it: supervisors are called."""

import datetime as dt
import uuid

import structlog
from django.db import transaction

from tickets.actions.escalate import raise_locked
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import configuration
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.facts import Line
from tickets.lifecycle.models import Ticket
from tickets.routing import assigning, placing
from tickets.routing.escalating import EscalationStep, Whom, ladder_of
from tickets.routing.placing import Candidate, Duty
from tickets.staff.models import Agent

log = structlog.get_logger(__name__)

REASON = "Urgent, and nobody is on shift who could take it."
BATCH = 100


def call_for_urgent(*, at: dt.datetime) -> int:
    """Escalate each urgent ticket that waits while nobody who could have it is on shift, once;
    return how many.

    On the ticket's ladder, to supervisors where one stands there, else as high as somebody does;
    the promise of that step begins, and it climbs from there as any other. Nothing is done at a
    desk where nobody works by shifts: there, who is away is seen by their presence.
    """
    if not Agent.objects.working().filter(by_shifts=True).exists():
        return 0
    waits = Ticket.objects.unassigned().filter(priority=Line.URGENT, escalations=None)
    here = assigning.candidates(at=at)
    ids = list(waits.order_by("turn", "id").values_list("id", flat=True)[:BATCH])
    return sum(_call(ticket_id, here, at=at) for ticket_id in ids)


@transaction.atomic
@configuration.held()
def _call(ticket_id: uuid.UUID, here: list[Candidate], *, at: dt.datetime) -> bool:
    waits = Ticket.objects.unassigned().filter(pk=ticket_id, escalations=None)
    rows = Ticket.objects.filter(pk__in=waits.values("pk"))
    ticket = (
        rows.select_related("category", "queue", "requester")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if ticket is None:
        return False
    need = assigning.need_of(ticket)
    if any(placing.suits(need, one) and placing.duty(need, one) is not Duty.OFF for one in here):
        return False
    step = _step(ticket)
    if step is None:
        log.error("shifts.nobody", ticket=str(ticket.id))
        return False
    at = max(at, ticket.updated_at)
    raise_locked(ticket, step, agent_id=None, by=SYSTEM, at=at, reason=REASON)
    refresh_due(ticket)
    ticket.updated_at = at
    ticket.save()
    announce(ticket)
    return True


def _step(ticket: Ticket) -> EscalationStep | None:
    """Return the step of the ladder to begin at: the supervisors', else the highest with people."""
    manned = [step for step in ladder_of(ticket) if step.members(ticket).exists()]
    leading = [step for step in manned if step.whom == Whom.SUPERVISOR]
    return next(iter([*leading, *reversed(manned)]), None)
