"""A ticket gets an agent: placed by the desk, taken, or put back."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tickets.actions.locking import forward, lock
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import history
from tickets.lifecycle.actors import SYSTEM, Actor, refuse_readers
from tickets.lifecycle.choices import Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.routing import assigning, order, placing
from tickets.routing.models import Assignment
from tickets.sla import clocks
from tickets.sla.what_counts import Happening
from tickets.staff.capacity import AgentIsFull, claim_room
from tickets.staff.models import Agent, Presence


class NothingToTake(Exception):
    """No ticket waits that this agent could take."""


class NotAnAgent(Exception):
    """Only agents hold tickets."""


def place(ticket: Ticket, *, at: dt.datetime, known: bool = True) -> Assignment | None:
    """Give ``ticket`` to the best agent who is here and has room; None when it must wait.

    ``known`` is false for one that nobody can have held before.

    Caller holds the ticket lock. An agent is locked inside a savepoint, and one who turns out to
    be full is let go with it: at no time two agents are locked, so no circle of waits can form.
    """
    need = assigning.need_of(ticket, known=known)
    for placement in placing.rank(need, assigning.candidates()):
        try:
            with transaction.atomic():
                agent = Agent.objects.locked(placement.agent_id)
                if agent.presence != Presence.HERE:
                    continue
                claim_room(agent)
                return _give(
                    ticket, agent, by=SYSTEM, at=at, how=Assignment.How.PLACED, why=placement.why
                )
        except AgentIsFull:
            continue
    return None


@transaction.atomic
def take(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime) -> Ticket:
    """Take a ticket that waits. Raises MoveRefused, AgentIsFull, NotAnAgent."""
    ticket, at = lock(ticket_id, by=by, at=at)
    take_locked(ticket, by=by, at=at)
    announce(ticket)
    return ticket


def take_locked(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Assignment:
    """Give ``ticket`` to the agent who acts. Caller holds the ticket lock."""
    agent = _agent(by)
    claim_room(agent)
    return _give(ticket, agent, by=by, at=at, how=Assignment.How.TAKEN, why=("taken by hand",))


@transaction.atomic
def take_next(*, by: Actor, at: dt.datetime) -> Ticket:
    """Take the ticket that comes first in the order of work and fits the agent.

    A ticket that another agent is taking at this moment is passed over, not waited for.
    Raises NothingToTake, AgentIsFull, NotAnAgent, OnlyReads.
    """
    refuse_readers(by)
    if by.agent_id is None:
        raise NotAnAgent(_("Only agents take tickets."))
    agent = Agent.objects.prefetch_related("skills").get(id=by.agent_id)
    skills = [skill.id for skill in agent.skills.all()]
    ticket = (
        Ticket.objects.visible_to(by)
        .unassigned()
        .filter(language__in=agent.languages)
        .filter(Q(category__skill=None) | Q(category__skill__in=skills))
        .order_by(*order.ORDER_BY)
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if ticket is None:
        raise NothingToTake(_("Nothing is waiting for you."))
    take_locked(ticket, by=by, at=forward(ticket, at))
    announce(ticket)
    return ticket


@transaction.atomic
def put_back(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """Give a ticket back to its queue, with the reason. Raises MoveRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    move(ticket, Move.PUT_BACK, by=by, at=at, reason=reason)
    assigning.end(ticket, at=at)
    clocks.count(ticket, Happening.PUT_BACK, at=at)
    refresh_due(ticket)
    ticket.save()
    announce(ticket)
    return ticket


def _agent(by: Actor) -> Agent:
    """Return the agent who acts, locked."""
    if by.agent_id is None:
        raise NotAnAgent(_("Only agents take tickets."))
    return Agent.objects.locked(by.agent_id)


def _give(
    ticket: Ticket,
    agent: Agent,
    *,
    by: Actor,
    at: dt.datetime,
    how: Assignment.How,
    why: tuple[str, ...],
) -> Assignment:
    """Write the placement. Caller holds the locks of ticket and agent and has claimed the room."""
    move(ticket, Move.ASSIGN, by=by, at=at, agent_id=agent.id)
    history.placed(ticket, agent_id=agent.id, by=by, at=at, how=how, why=list(why))
    return assigning.begin(ticket, agent=agent, how=how, why=why, at=at)
