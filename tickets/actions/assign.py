"""A ticket gets an agent: placed by the desk, taken, or put back."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.locking import forward, lock
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import configuration, history
from tickets.lifecycle.actors import SYSTEM, Actor, refuse_readers
from tickets.lifecycle.choices import Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.routing import assigning, bands, placing, waiting
from tickets.routing.models import Assignment
from tickets.routing.shares import Next, choose_next
from tickets.routing.waiting import First
from tickets.sla import clocks
from tickets.sla.what_counts import Happening
from tickets.staff.capacity import AgentIsFull, claim_room
from tickets.staff.models import Agent, Presence


class NothingToTake(Exception):
    """No ticket waits that this agent could take."""


class NotAnAgent(Exception):
    """Only agents hold tickets."""


def place(
    ticket: Ticket,
    *,
    at: dt.datetime,
    known: bool = True,
    in_turn: bool = False,
    why: tuple[str, ...] = (),
) -> Assignment | None:
    """Give ``ticket`` to the best agent who is here, on shift, and has room; None when it must
    wait. (By hand, agents take what they like whenever they work.)

    ``known`` is false for one that nobody can have held before. ``in_turn``: it was chosen of all
    that wait, ``why`` says how; else it waits when others of its kind wait already.

    Caller holds the ticket lock. An agent is locked inside a savepoint, and one who turns out to
    be full is let go with it: at no time two agents are locked, so no circle of waits can form.
    """
    need = assigning.need_of(ticket, known=known)
    candidates = assigning.candidates(at=at, behind=None if in_turn else ticket)
    for placement in placing.rank(need, candidates):
        try:
            with transaction.atomic():
                agent = Agent.objects.locked(placement.agent_id)
                if agent.presence != Presence.HERE or not agent.user.is_active:
                    continue
                claim_room(agent, ticket.channel)
                return _give(
                    ticket,
                    agent,
                    by=SYSTEM,
                    at=at,
                    how=Assignment.How.PLACED,
                    why=(*why, *placement.why),
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


def take_locked(
    ticket: Ticket, *, by: Actor, at: dt.datetime, why: tuple[str, ...] = ("taken by hand",)
) -> Assignment:
    """Give ``ticket`` to the agent who acts. Caller holds the ticket lock."""
    agent = _agent(by)
    claim_room(agent, ticket.channel)
    return _give(ticket, agent, by=by, at=at, how=Assignment.How.TAKEN, why=why)


@transaction.atomic
@configuration.held()
def take_next(*, by: Actor, at: dt.datetime) -> Ticket:
    """Take the ticket that is next and fits the agent (``routing/shares.py`` says which).

    A ticket that another agent is taking at this moment is passed over, not waited for.
    Raises NothingToTake, AgentIsFull, NotAnAgent, OnlyReads.
    """
    refuse_readers(by)
    if by.agent_id is None:
        raise NotAnAgent(_("Only agents take tickets."))
    agent = assigning.candidate(by.agent_id, at=at)
    may_be = [first for first in waiting.firsts() if placing.suits(first.need, agent)]
    fitting = [first for first in may_be if agent.room.fits(agent.held, first.need.channel)]
    if may_be and not fitting:
        raise AgentIsFull(Agent.objects.get(id=agent.agent_id), may_be[0].need.channel)
    for chosen, ticket in in_turn(fitting, at=at):
        take_locked(ticket, by=by, at=forward(ticket, at), why=("taken as the next", *chosen.why))
        announce(ticket)
        return ticket
    raise NothingToTake(_("Nothing is waiting for you."))


def in_turn(firsts: Sequence[First], *, at: dt.datetime) -> Iterator[tuple[Next[First], Ticket]]:
    """Yield tickets in the order in which they are due to be given, each locked, and why.

    What nobody takes of it is not offered again. Only ``firsts`` and what follows them in their
    kind is looked at.
    """
    shares, left = bands.shares(), list(firsts)
    if not left:
        return
    load = waiting.load(shares, firsts=left, at=at)
    while chosen := choose_next(left, load=load, shares=shares, at=at):
        ticket = waiting.locked_first_of(chosen.head)
        if ticket is not None:
            yield chosen, ticket
        left.remove(chosen.head)


@transaction.atomic
def put_back(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """Give a ticket back to its queue, with the reason. Raises MoveRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    put_back_locked(ticket, by=by, at=at, reason=reason)
    announce(ticket)
    return ticket


def put_back_locked(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str) -> None:
    """Give ``ticket`` back to its queue, and save it. Caller holds the ticket lock."""
    move(ticket, Move.PUT_BACK, by=by, at=at, reason=reason)
    assigning.end(ticket, at=at)
    clocks.count(ticket, Happening.PUT_BACK, at=at)
    refresh_due(ticket)
    ticket.save()


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
