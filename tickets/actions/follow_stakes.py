"""Money at stake changed behind tickets: their lanes follow."""

import datetime as dt
import uuid
from collections.abc import Iterable

import structlog
from django.db import InterfaceError, OperationalError

from tickets.actions.retarget_ticket import retarget_ticket
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink
from tickets.triage.stakes import StakeChange

log = structlog.get_logger(__name__)


def follow_stakes(*, at: dt.datetime, limit: int = 200) -> int:
    """Weigh again the tickets that are about what changed, oldest first; return how many moved.

    One transaction a ticket, and weighing twice is weighing once: a worker that dies leaves the
    change to the next, and what changes meanwhile is a row of its own. One poisonous ticket stops
    nothing; the log says which.
    """
    changes = list(StakeChange.objects.order_by("id")[:limit])
    moved = 0
    for ticket_id in sorted(_tickets_about(changes)):
        try:
            moved += retarget_ticket(ticket_id, at=at)
        except Ticket.DoesNotExist:
            continue
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            log.error("stake.fault", ticket=str(ticket_id), error=type(error).__name__)
    StakeChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return moved


def _tickets_about(changes: Iterable[StakeChange]) -> set[uuid.UUID]:
    """Return the unfinished tickets that are about what changed. One query a kind."""
    things: dict[str, set[uuid.UUID]] = {}
    for change in changes:
        things.setdefault(change.kind, set()).add(change.thing)
    found: set[uuid.UUID] = set()
    unfinished = Ticket.objects.unfinished()
    for kind, ids in things.items():
        links = TicketLink.objects.filter(**{f"{kind}__in": ids}, ticket__in=unfinished)
        found.update(links.values_list("ticket", flat=True))
    return found
