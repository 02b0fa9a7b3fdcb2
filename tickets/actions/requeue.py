"""A ticket goes to another queue."""

import datetime as dt

from tickets.actions.assign import place, put_back_locked
from tickets.inbox import indexing
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.numbering import open_number, restricted_number
from tickets.routing.models import Queue


def requeue_locked(ticket: Ticket, queue: Queue, *, at: dt.datetime) -> None:
    """Let ``ticket`` wait in ``queue`` from now on. Caller holds the ticket lock and saves.

    Across the border of a restricted queue it is numbered anew, as if it were filed there: a number
    that is missing from the row of others would tell that it went.
    """
    was_restricted = ticket.queue.restricted_to_id is not None
    is_restricted = queue.restricted_to_id is not None
    ticket.queue = queue
    ticket.updated_at = at
    if was_restricted != is_restricted:
        ticket.number = restricted_number() if is_restricted else open_number()
        indexing.renumbered(ticket)


def release_misfit(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str) -> bool:
    """Take ``ticket`` from an agent who may not hold it any more, as it is now; tell whether.

    That is who is not of the team of its queue, or lacks the skill of its category. It is placed
    anew where the desk places by itself. Caller holds the ticket lock and saves.
    """
    agent = ticket.assignee
    if agent is None or not ticket.facts.occupies_agent:
        return False
    team, skill = ticket.queue.restricted_to_id, ticket.category.skill_id
    if (team is None or agent.teams.filter(id=team).exists()) and (
        skill is None or agent.skills.filter(id=skill).exists()
    ):
        return False
    put_back_locked(ticket, by=by, at=at, reason=reason)
    if DeskSettings.current().place_by_itself:
        place(ticket, at=at)
    return True
