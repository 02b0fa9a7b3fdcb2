"""A ticket goes from whoever has it to a colleague, by name and with the reason."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promising import announce
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move, State
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.routing import assigning
from tickets.routing.models import Assignment
from tickets.staff.actors import actor_of
from tickets.staff.capacity import AgentIsFull, claim_room
from tickets.staff.models import Agent


class HandOverRefused(Exception):
    """The colleague cannot have the ticket; ``why`` says what to do instead."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def hand_over(ticket_id: uuid.UUID, *, to: int, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """Give the ticket to the agent ``to``, who has room and may see it; to oneself, too.

    Its state stays as it is, but for a new one, which is under work then. Promises run on.
    Raises HandOverRefused, NotAnAgent, MoveRefused.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents hand tickets over."))
    ticket, at = lock(ticket_id, by=by, at=at)
    reason = reason.strip()
    if ticket.facts.group is Group.DONE:
        raise HandOverRefused(_("This ticket is done: nobody works on it. Reopen it first."))
    if not reason:
        raise HandOverRefused(_("Say why: the reason is kept in the history."))
    agent = _locked(to)
    if ticket.assignee_id == agent.id:
        raise HandOverRefused(_("%(name)s has this ticket already.") % {"name": agent})
    if not Ticket.objects.visible_to(actor_of(agent.user)).filter(id=ticket.id).exists():
        raise HandOverRefused(
            _("%(name)s may not see tickets of this queue. Choose somebody of its team.")
            % {"name": agent}
        )
    try:
        claim_room(agent, ticket.channel)
    except AgentIsFull as full:
        raise HandOverRefused(full.about) from full
    give_locked(ticket, agent, by=by, at=at, why=(reason,))
    announce(ticket)
    return ticket


def give_locked(
    ticket: Ticket, agent: Agent, *, by: Actor, at: dt.datetime, why: tuple[str, ...]
) -> None:
    """Let ``agent`` hold the ticket. Caller holds both locks, and has claimed the room."""
    if ticket.state == State.NEW:
        move(ticket, Move.ASSIGN, by=by, at=at, agent_id=agent.id)
    else:
        assigning.end(ticket, at=at)
        ticket.assignee = agent
        ticket.updated_at = at
        ticket.save()
    how = Assignment.How.HANDED
    history.placed(ticket, agent_id=agent.id, by=by, at=at, how=how, why=list(why))
    assigning.begin(ticket, agent=agent, how=how, why=why, at=at)


def _locked(agent_id: int) -> Agent:
    try:
        agent = Agent.objects.locked(agent_id)
    except Agent.DoesNotExist:
        agent = None
    if agent is None or not (agent.user.is_active and agent.works):
        raise HandOverRefused(_("They no longer work on tickets here. Choose from the list."))
    return agent
