"""Facts for placing, and the record of who holds what. Callers hold the ticket lock."""

import datetime as dt
import json
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest

from consignment import prepared
from consignment.together import insert
from tickets.lifecycle.choices import State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import OCCUPYING_IN_SQL, Line
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import SKEW
from tickets.routing import order
from tickets.routing.models import Assignment
from tickets.routing.placing import Candidate, Need
from tickets.staff.models import Agent, Presence
from tickets.staff.room import Room


def need_of(ticket: Ticket, *, known: bool = True) -> Need:
    """Return what ``ticket`` asks of its agent. Reads category, queue and the last assignment.

    The last one is not asked for where ``known`` says that there is none.
    """
    last = _last_of(ticket) if known else None
    return Need(
        skill_id=ticket.category.skill_id,
        language=ticket.language,
        team_id=ticket.queue.restricted_to_id,
        knows_it=last.agent_id if last else None,
        channel=ticket.channel,
        urgent=ticket.priority == Line.URGENT,
        ahead=ahead(),
    )


def _last_of(ticket: Ticket) -> Assignment | None:
    return Assignment.objects.filter(ticket=ticket).order_by("-began_at", "-id").first()


def ahead() -> dt.timedelta:
    """Return how much of a shift must be left for new work that is not urgent."""
    return dt.timedelta(minutes=DeskSettings.current().shift_end_minutes)


def candidates(*, at: dt.datetime, behind: Ticket | None = None) -> list[Candidate]:
    """Return everybody who is here, with what they hold, and how long they are on from ``at``.
    One statement, whatever the number.

    Who said so before their last shift ended, and is on none now, has most likely gone home.
    Nobody for a ticket that comes ``behind`` another of its kind that waits: it would jump the
    queue. What is urgent waits behind nobody.
    """
    where = f"person.is_active AND agent.presence = '{Presence.HERE.value}' AND {_IS_REALLY_HERE}"
    values: list[Any] = [at, at, at]
    if behind is not None and behind.priority != Line.URGENT:
        where += f" AND NOT EXISTS ({_WAITS_BEFORE_IT})"
        values += [
            *(behind.priority, behind.queue_id, behind.category_id),
            *(behind.language, behind.channel, *order.within(behind)),
        ]
    return _candidates(where, values, at=at)


def candidate(agent_id: int, *, at: dt.datetime) -> Candidate:
    """Return one agent, here or not, with what they hold. One statement."""
    (found,) = _candidates("agent.id = %s", [agent_id], at=at)
    return found


def _candidates(where: str, values: list[Any], *, at: dt.datetime) -> list[Candidate]:
    with prepared.cursor() as cursor:
        cursor.execute(_CANDIDATES + where, [at, at, *values])
        rows = cursor.fetchall()
    at_once = DeskSettings.current().at_once
    return [
        Candidate(
            agent_id=agent_id,
            name=name,
            skill_ids=frozenset(skill_ids),
            team_ids=frozenset(team_ids),
            languages=frozenset(languages),
            room=Room(capacity, at_once),
            held=json.loads(held) if held else {},
            on_for=(on_until or at) - at if by_shifts else None,
        )
        for (
            agent_id,
            name,
            skill_ids,
            team_ids,
            languages,
            held,
            capacity,
            by_shifts,
            on_until,
        ) in rows
    ]


# Asked with every ticket that is filed, so written out: to compose it took longer than to run it.
# The tickets under work are counted in the index of an agent's unfinished ones.
_CANDIDATES = f"""
SELECT agent.id, coalesce(nullif(person.name, ''), person.email),
       ARRAY(SELECT skill_id FROM tickets_agent_skills s WHERE s.agent_id = agent.id),
       ARRAY(SELECT team_id FROM tickets_agent_teams t WHERE t.agent_id = agent.id),
       agent.languages,
       (SELECT jsonb_object_agg(channel, many) FROM (
            SELECT channel, count(*) AS many FROM tickets_ticket held
             WHERE held.assignee_id = agent.id AND held.state IN ({OCCUPYING_IN_SQL})
             GROUP BY channel) held),
       agent.capacity, agent.by_shifts,
       CASE WHEN agent.by_shifts THEN (
            SELECT CASE WHEN shift.starts_at <= %s THEN shift.ends_at END FROM tickets_shift shift
             WHERE shift.agent_id = agent.id AND shift.ends_at > %s
             ORDER BY shift.ends_at LIMIT 1) END
  FROM tickets_agent agent JOIN consignment_user person ON person.id = agent.user_id
 WHERE """  # noqa: S608
_IS_REALLY_HERE = """(NOT agent.by_shifts
   OR EXISTS (SELECT FROM tickets_shift shift WHERE shift.agent_id = agent.id
                 AND shift.starts_at <= %s AND shift.ends_at > %s)
   OR agent.presence_since > coalesce((SELECT max(shift.ends_at) FROM tickets_shift shift
       WHERE shift.agent_id = agent.id AND shift.ends_at <= %s), '-infinity'))"""
_WAITS_BEFORE_IT = f"""
SELECT FROM tickets_ticket
 WHERE state = '{State.NEW.value}' AND priority = %s AND queue_id = %s AND category_id = %s
   AND language = %s AND channel = %s AND (turn, created_at, id) < (%s, %s, %s)"""


def begin(
    ticket: Ticket, *, agent: Agent, how: Assignment.How, why: tuple[str, ...], at: dt.datetime
) -> Assignment:
    """Record that ``agent`` holds the ticket from now on. Caller holds ticket and agent locks.

    Whoever read the clock before a place became free and got the lock after it counts from then:
    so the record itself shows that nobody held more than fits.
    """
    freed = prepared.row(_FREED, [agent.id, at, at + SKEW])
    began_at = max(at, freed[0]) if freed and freed[0] else at
    assignment = Assignment(ticket=ticket, agent=agent, how=how, why=list(why), began_at=began_at)
    insert([assignment])
    return assignment


_FREED = """
SELECT max(ended_at) FROM tickets_assignment
 WHERE agent_id = %s AND ended_at > %s AND ended_at <= %s"""


def end(ticket: Ticket, *, at: dt.datetime) -> None:
    """Record that nobody holds the ticket any more; nothing to do when nobody did."""
    held = Assignment.objects.filter(ticket=ticket, ended_at=None)
    held.update(ended_at=Greatest(F("began_at"), Value(at)))
