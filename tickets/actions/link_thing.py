"""The desk finds out what a ticket is about, and ties it to it."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.naming import tie
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import linked
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.models import Ticket


class NotTheirs(Exception):
    """The ticket's customer has no such thing: it is as if there were none."""


class LinkedAlready(Exception):
    """The ticket is about it already; ``why`` is for people."""

    def __init__(self, number: str) -> None:
        self.why = _("%(number)s is linked already.") % {"number": number}
        super().__init__(self.why)


@transaction.atomic
def link_thing(
    ticket_id: uuid.UUID, *, kind: ThingKind, thing_id: uuid.UUID, by: Actor, at: dt.datetime
) -> Ticket:
    """Tie a thing of the ticket's customer to the ticket, frozen as it is ``at``.

    Raises NotTheirs, LinkedAlready, NotAnAgent, NoPolicy.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents link things."))
    ticket, at = lock(ticket_id, by=by, at=at)
    if ticket.requester is None:
        raise NotTheirs
    thing = linked.OWN[kind](ticket.requester).filter(pk=thing_id).first()
    if thing is None:
        raise NotTheirs
    if ticket.links.filter(kind=kind, **{kind.value: thing}).exists():
        raise LinkedAlready(thing.number)
    tie(ticket, [thing], before=linked.own_things(ticket), by=by, at=at)
    refresh_due(ticket)
    ticket.save()
    announce(ticket)
    return ticket
