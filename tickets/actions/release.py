"""A held reply goes out: by the page at the end of its countdown, else by a worker."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.hold import Letter, send
from tickets.actions.promising import announce
from tickets.actions.receive import TicketIsDone
from tickets.conversation import crossing
from tickets.conversation.crossing import Crossed
from tickets.conversation.files.refusals import FilesRefused
from tickets.conversation.held import Ending, HeldReply, HeldState
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.actors import Actor, OnlyReads
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.staff.actors import actor_of
from tickets.staff.capacity import AgentIsFull

REFUSED = (
    TicketIsDone,
    TextRefused,
    FilesRefused,
    MoveRefused,
    AgentIsFull,
    NotAnAgent,
    OnlyReads,
)


def release(held_id: uuid.UUID, *, by: Actor, at: dt.datetime, anyway: bool = False) -> HeldReply:
    """Send what ``by`` holds, once, whoever else tries; return it as it stands then.

    When something was said meanwhile, or when it cannot be sent any more, it is stopped with the
    reason, and its text stays for its author. ``anyway``: the author was asked, and it goes,
    stopped or not.

    Raises HeldReply.DoesNotExist, Ticket.DoesNotExist.
    """
    return _release(held_id, by=by, at=at, anyway=anyway, asks=not anyway)


def release_overdue(held_id: uuid.UUID, *, at: dt.datetime) -> HeldReply | None:
    """Send what no page sent: its agent is gone, so nobody is asked. None when it is gone."""
    held = HeldReply.objects.select_related("author").filter(id=held_id).first()
    if held is None or held.state != HeldState.WAITING:
        return held
    with translation.override(held.author.language):
        try:
            return _release(held_id, by=actor_of(held.author), at=at, anyway=False, asks=False)
        except (HeldReply.DoesNotExist, Ticket.DoesNotExist):
            return _stop(held_id, at=at)


@transaction.atomic
def _release(
    held_id: uuid.UUID, *, by: Actor, at: dt.datetime, anyway: bool, asks: bool
) -> HeldReply:
    known = HeldReply.objects.visible_to(by).get(id=held_id)
    # Locks in the order of every action: the ticket, then what hangs on it.
    ticket = Ticket.objects.visible_to(by).locked(known.ticket_id)
    held = HeldReply.objects.select_for_update().get(id=held_id)
    if held.state not in (
        (HeldState.WAITING, HeldState.STOPPED) if anyway else (HeldState.WAITING,)
    ):
        return held
    files = held.uploads()
    letter = Letter(held.body, Ending(held.ending), files)
    try:
        # A refusal takes back what was begun, and nothing else.
        with transaction.atomic():
            if asks:
                crossing.check(ticket.id, held.seen, by=by)
            if len(files) < len(held.files):
                raise FilesRefused(_("A file is no longer kept. Choose it again."), "gone")
            send(ticket.id, letter, by=by, at=at)
    except Crossed:
        why = _("Something new was said before this went out.")
        held.settle(HeldState.STOPPED, at=at, why=why)
    except REFUSED as refused:
        held.settle(HeldState.STOPPED, at=at, why=getattr(refused, "why", str(refused)))
        announce(ticket)
    else:
        held.settle(HeldState.SENT, at=at)
    return held


@transaction.atomic
def _stop(held_id: uuid.UUID, *, at: dt.datetime) -> HeldReply:
    """Keep the text of who may not see the ticket any more."""
    held = HeldReply.objects.select_for_update().get(id=held_id)
    if held.state == HeldState.WAITING:
        why = _("You have no access to this ticket any more.")
        held.settle(HeldState.STOPPED, at=at, why=why)
    return held
