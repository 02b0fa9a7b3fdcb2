"""An agent says that a ticket is in the right category, or has moved it to the right one."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promising import announce
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.triage.learned import TriageLesson


@transaction.atomic
def confirm_category(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime) -> Ticket:
    """Keep that the category of the ticket is right: it is sorted, and triage learns from it.

    Raises Ticket.DoesNotExist, OnlyReads, NotAnAgent. Said twice, the later counts.
    """
    ticket, at = lock(ticket_id, by=by, at=at)
    if not by.may.works:
        raise NotAnAgent(_("Only agents say what a ticket is about."))
    history.confirmed(ticket, right=True, was_to_sort=ticket.to_sort, by=by, at=at)
    learn_category_locked(ticket, by=by, at=at)
    ticket.updated_at = at
    ticket.save()
    announce(ticket)
    return ticket


def learn_category_locked(ticket: Ticket, *, by: Actor, at: dt.datetime) -> None:
    """Keep the category that ``ticket`` has now as said by ``by``. Caller holds the lock, saves."""
    ticket.to_sort = False
    TriageLesson.objects.update_or_create(
        ticket=ticket,
        defaults={
            "category_id": ticket.category_id,
            "guessed": ticket.understood.get("category", ""),
            "by_id": by.agent_id,
            "at": at,
        },
    )
