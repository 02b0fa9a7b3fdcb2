"""Facts for placing, and the record of who holds what. Callers hold the ticket lock."""

import datetime as dt

from tickets.lifecycle.models import Ticket
from tickets.routing.models import Assignment
from tickets.routing.placing import Candidate, Need
from tickets.staff.models import Agent


def need_of(ticket: Ticket) -> Need:
    """Return what ``ticket`` asks of its agent. Reads category, queue and the last assignment."""
    last = Assignment.objects.filter(ticket=ticket).order_by("-began_at", "-id").first()
    return Need(
        skill_id=ticket.category.skill_id,
        language=ticket.language,
        team_id=ticket.queue.restricted_to_id,
        knows_it=last.agent_id if last else None,
    )


def candidates() -> list[Candidate]:
    """Return everybody who is here, with their load. Three queries, whatever the number."""
    agents = Agent.objects.here().with_load().select_related("user")
    return [
        Candidate(
            agent_id=agent.id,
            name=str(agent),
            skill_ids=frozenset(skill.id for skill in agent.skills.all()),
            team_ids=frozenset(team.id for team in agent.teams.all()),
            languages=frozenset(agent.languages),
            load=agent.load,
            capacity=agent.capacity,
        )
        for agent in agents.prefetch_related("skills", "teams")
    ]


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
