"""Who answered: whose solution a rating is about, and who looks into it when it is low."""

import datetime as dt

from tickets.lifecycle.choices import EventKind, Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.staff.models import Agent


def who_answered(ticket: Ticket) -> Agent | None:
    """Return who wrote the last reply before the present solution, else who resolved it.

    Who merely holds the ticket did not answer, so the assignee is not asked for. None when nobody
    of the staff did either, or their account has no place on the staff any more. Two queries.
    """
    until: dt.datetime | None = ticket.resolved_at
    if until is None:
        return None
    events = TicketEvent.objects.filter(ticket=ticket, at__lte=until, actor__isnull=False)
    newest = events.order_by("-at", "-id").values_list("actor_id", flat=True)
    person = (
        newest.filter(kind=EventKind.REPLIED).first()
        or newest.filter(kind=EventKind.MOVED, move=Move.RESOLVE).first()
    )
    return Agent.objects.select_related("user").filter(user=person).first() if person else None


def may_review(agent: Agent | None, ticket: Ticket) -> bool:
    """Tell whether ``agent`` can be asked for a review of ``ticket``.

    Not who left, whose role is to read or to edit now, or for whom the queue does not exist.
    """
    if agent is None or not agent.works or not agent.user.is_active:
        return False
    team = ticket.queue.restricted_to_id
    return team is None or agent.teams.filter(id=team).exists()
