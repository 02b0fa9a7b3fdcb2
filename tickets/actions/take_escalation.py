"""Somebody takes what was escalated to them: that acknowledges it."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.escalate import EscalationRefused
from tickets.actions.hand_over import give_locked
from tickets.actions.locking import lock
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.routing.escalating import Escalation
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.staff.capacity import claim_room
from tickets.staff.models import Agent


@transaction.atomic
def take_escalation(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime) -> Escalation:
    """Take the ticket that was escalated to ``by``, who then holds it.

    Raises EscalationRefused, NotAnAgent, AgentIsFull.
    """
    if by.agent_id is None or not by.may.works:
        raise NotAnAgent(_("Only agents take tickets."))
    ticket, at = lock(ticket_id, by=by, at=at)
    escalation = ticket.escalations.open().select_for_update(of=("self",)).first()
    if escalation is None:
        why = _("Nobody waits for this any more: somebody has taken it, or it is over.")
        raise EscalationRefused(why, code="not_escalated")
    if escalation.by_id == by.agent_id:
        why = _("You asked for somebody else: nobody escalates to themselves.")
        raise EscalationRefused(why, code="to_oneself")
    if not ticket.escalations.open().for_agent(by.agent_id).exists():
        why = _("It was escalated to %(whom)s, and you are not one of them.")
        raise EscalationRefused(why % {"whom": escalation.address}, code="not_addressed")
    agent = Agent.objects.locked(by.agent_id)
    if ticket.assignee_id != agent.pk:
        claim_room(agent, ticket.channel)
        reasons = ("escalated", escalation.reason)
        give_locked(ticket, agent, by=by, at=at, why=reasons)
    escalation.taken_by, escalation.taken_at = agent, at
    escalation.save(update_fields=["taken_by", "taken_at"])
    clocks.meet(ticket, ClockKind.ESCALATION, at=at)
    history.escalated(ticket, step="taken", whom=escalation.address, by=by, at=at)
    refresh_due(ticket)
    ticket.updated_at = at
    ticket.save()
    announce(ticket)
    return escalation


def end_locked(ticket: Ticket, dropped: Iterable[Clock], *, at: dt.datetime) -> None:
    """End the escalation of a ticket that ends, if its promise was among the ``dropped``.

    Caller holds the ticket lock. Nothing is asked where nothing was escalated.
    """
    if any(clock.kind == ClockKind.ESCALATION for clock in dropped):
        ticket.escalations.open().update(ended_at=at)
