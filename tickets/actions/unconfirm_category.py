"""An agent takes back that the category of a ticket is right: triage learns nothing from it."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promising import announce
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import EventKind
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.triage.learned import TriageLesson


@transaction.atomic
def unconfirm_category(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime) -> Ticket:
    """Forget what was said of the category; the ticket is to sort if it was before.

    Who had said it, and who takes it back, stays in the history. Twice does no harm. Raises
    Ticket.DoesNotExist, OnlyReads, NotAnAgent.
    """
    ticket, at = lock(ticket_id, by=by, at=at)
    if not by.may.works:
        raise NotAnAgent(_("Only agents say what a ticket is about."))
    gone, _rows = TriageLesson.objects.filter(ticket=ticket).delete()
    if not gone:
        return ticket
    history.confirmed(ticket, right=False, was_to_sort=ticket.to_sort, by=by, at=at)
    ticket.to_sort = _was_to_sort(ticket)
    ticket.updated_at = at
    ticket.save()
    announce(ticket)
    return ticket


def _was_to_sort(ticket: Ticket) -> bool:
    """Tell whether somebody was to sort it before its category was said to be right."""
    said = TicketEvent.objects.filter(ticket=ticket, kind=EventKind.CONFIRMED, data__right=True)
    last = said.order_by("at", "id").last()
    return bool(last and last.data["to_sort"])
