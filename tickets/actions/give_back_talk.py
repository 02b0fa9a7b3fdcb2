"""The person who took over a talk gives it back to the assistant."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from knowledge_base.assistant.models import Dialogue
from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promising import announce
from tickets.lifecycle.actors import Actor


@transaction.atomic
def give_back_talk(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime) -> bool:
    """Let the assistant answer again in the talk that the ticket comes from; the ticket stays.

    False when no talk was with a person. Raises NotAnAgent, Ticket.DoesNotExist.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents give talks back."))
    ticket, at = lock(ticket_id, by=by, at=at)
    talks = Dialogue.objects.filter(handovers__ticket=ticket).distinct()
    given_back = [talk.give_back() for talk in talks]
    announce(ticket)
    return any(given_back)
