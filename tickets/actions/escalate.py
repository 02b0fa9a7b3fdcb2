"""A ticket goes to a specialist, a team or a supervisor, with the reason and a promise."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import history
from tickets.lifecycle.actors import SYSTEM, Actor
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.outbox import recording
from tickets.routing.escalating import Escalation, EscalationStep, ladder_of
from tickets.sla import calendars, clocks
from tickets.sla.choices import ClockKind
from tickets.sla.openings import hours_now


class EscalationRefused(Exception):
    """The ticket cannot go there; ``why`` says what to do instead, ``field`` beside what."""

    def __init__(self, why: str, *, code: str, field: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.code = code
        self.field = field


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of the ladder: how many could take the ticket there, oneself not counted."""

    step: EscalationStep
    others: int

    @property
    def possible(self) -> bool:
        return self.others > 0

    @property
    def within_seconds(self) -> float:
        return self.step.within.total_seconds()


def choices(ticket: Ticket, *, by: Actor) -> list[Choice]:
    """Return the ladder of ``ticket`` for ``by``, the lowest step first. A query for each step."""
    return [
        Choice(step, step.members(ticket).exclude(pk=by.agent_id or 0).distinct().count())
        for step in ladder_of(ticket)
    ]


@transaction.atomic
def escalate(
    ticket_id: uuid.UUID, *, step: int | None, by: Actor, at: dt.datetime, reason: str
) -> Escalation:
    """Ask whoever stands on ``step`` (an id of the ticket's ladder) to take the ticket.

    Until somebody does, it stays with whom it is. Nobody escalates to themselves, nor to where
    only they are. Raises EscalationRefused, NotAnAgent.
    """
    if by.agent_id is None or not by.may.works:
        raise NotAnAgent(_("Only agents escalate tickets."))
    ticket, at = lock(ticket_id, by=by, at=at)
    reason = reason.strip()
    if ticket.facts.group is Group.DONE:
        why = _("This ticket is done: nobody works on it. Reopen it first.")
        raise EscalationRefused(why, code="ticket_is_done")
    if not reason:
        why = _("Say why: whoever takes it begins with your reason.")
        raise EscalationRefused(why, code="required", field="reason")
    waiting = ticket.escalations.open().first()
    if waiting is not None:
        why = _("It waits for %(whom)s already. It goes up by itself when nobody takes it.")
        raise EscalationRefused(why % {"whom": waiting.address}, code="escalated_already")
    chosen = next((one for one in ladder_of(ticket) if one.pk == step), None)
    if chosen is None:
        raise EscalationRefused(_("Choose to whom it goes."), code="no_step", field="step")
    if not chosen.members(ticket).exclude(pk=by.agent_id).exists():
        why = _("Besides you nobody is there: %(whom)s. Choose another step.")
        raise EscalationRefused(why % {"whom": chosen.address}, code="nobody_there", field="step")
    escalation = raise_locked(ticket, chosen, agent_id=by.agent_id, by=by, at=at, reason=reason)
    refresh_due(ticket)
    ticket.updated_at = at
    ticket.save()
    announce(ticket)
    return escalation


def raise_locked(
    ticket: Ticket,
    step: EscalationStep,
    *,
    agent_id: int | None,
    by: Actor,
    at: dt.datetime,
    reason: str,
) -> Escalation:
    """Write the escalation and begin its promise. Caller holds the ticket lock and saves."""
    due_at = calendars.add(hours_now(step.calendar), at, step.within)
    escalation = Escalation.objects.create(
        ticket=ticket,
        position=step.position,
        whom=step.whom,
        skill=step.skill,
        team=step.team,
        by_id=agent_id,
        by_itself=by is SYSTEM,
        reason=reason,
        at=at,
        due_at=due_at,
    )
    clocks.start(
        ticket,
        ClockKind.ESCALATION,
        target=step.within,
        calendar=step.calendar,
        policy=None,
        at=at,
    )
    history.escalated(
        ticket,
        step="up" if by is SYSTEM else "asked",
        whom=escalation.address,
        by=by,
        at=at,
        reason=reason,
        due_at=due_at.isoformat(),
    )
    members = step.members(ticket).exclude(pk=agent_id or 0).values_list("user_id", flat=True)
    tell(ticket, [str(user_id) for user_id in members.distinct()[:MOST_TOLD]])
    return escalation


MOST_TOLD = 100
"""People whose open pages are told at once; the list of escalations tells everybody."""


def tell(ticket: Ticket, user_ids: list[str]) -> None:
    """Tell the open desks of ``user_ids``, after the commit, that a ticket waits for them."""
    recording.announce("escalated", ticket=str(ticket.id), people=user_ids)
