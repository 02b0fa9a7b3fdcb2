"""Facts for placing, and the record of who holds what. Callers hold the ticket lock."""

import datetime as dt

from django.db import connection

from tickets.lifecycle.facts import OCCUPYING
from tickets.lifecycle.models import Ticket
from tickets.routing.models import Assignment
from tickets.routing.placing import Candidate, Need
from tickets.staff.models import Agent, Presence


def need_of(ticket: Ticket, *, known: bool = True) -> Need:
    """Return what ``ticket`` asks of its agent. Reads category, queue and the last assignment.

    The last one is not asked for where ``known`` says that there is none.
    """
    held = Assignment.objects.filter(ticket=ticket) if known else Assignment.objects.none()
    last = held.order_by("-began_at", "-id").first()
    return Need(
        skill_id=ticket.category.skill_id,
        language=ticket.language,
        team_id=ticket.queue.restricted_to_id,
        knows_it=last.agent_id if last else None,
    )


def candidates() -> list[Candidate]:
    """Return everybody who is here, with their load. One statement, whatever the number."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [[state.value for state in OCCUPYING], Presence.HERE.value])
        rows = cursor.fetchall()
    return [
        Candidate(
            agent_id=agent_id,
            name=name,
            skill_ids=frozenset(skill_ids),
            team_ids=frozenset(team_ids),
            languages=frozenset(languages),
            load=load,
            capacity=capacity,
        )
        for agent_id, name, skill_ids, team_ids, languages, load, capacity in rows
    ]


# Asked with every ticket that is filed, so written out: to compose it took longer than to run it.
# The tickets under work are counted in the index of an agent's unfinished ones.
_CANDIDATES = """
SELECT agent.id, coalesce(nullif(person.name, ''), person.email),
       ARRAY(SELECT skill_id FROM tickets_agent_skills s WHERE s.agent_id = agent.id),
       ARRAY(SELECT team_id FROM tickets_agent_teams t WHERE t.agent_id = agent.id),
       agent.languages,
       (SELECT count(*) FROM tickets_ticket held
         WHERE held.assignee_id = agent.id AND held.state = ANY(%s)),
       agent.capacity
  FROM tickets_agent agent JOIN consignment_user person ON person.id = agent.user_id
 WHERE agent.presence = %s AND person.is_active
"""


def begin(
    ticket: Ticket, *, agent: Agent, how: Assignment.How, why: tuple[str, ...], at: dt.datetime
) -> Assignment:
    """Record that ``agent`` holds the ticket from now on. Caller holds ticket and agent locks."""
    return Assignment.objects.create(
        ticket=ticket, agent=agent, how=how, why=list(why), began_at=at
    )


def end(ticket: Ticket, *, at: dt.datetime) -> None:
    """Record that nobody holds the ticket any more; nothing to do when nobody did."""
    Assignment.objects.filter(ticket=ticket, ended_at=None).update(ended_at=at)
