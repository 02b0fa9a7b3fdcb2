"""An agent takes a call that is due, or leaves it to others again."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent, take_locked
from tickets.actions.locking import lock
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.routing.callbacks.choices import Step
from tickets.routing.callbacks.models import Callback


class CallRefused(Exception):
    """The call is not this agent's to make now; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def take_callback(
    callback_id: uuid.UUID, *, by: Actor, at: dt.datetime, seen: int | None = None
) -> Callback:
    """Say that ``by`` makes the call; a ticket that waits in its queue is taken with it.

    ``seen``: whose call the page said it was. Of two who press at once the second is told who was
    first, and may then take it over knowingly.

    Raises CallRefused, NotAnAgent, AgentIsFull, Callback.DoesNotExist.
    """
    ticket, callback, at = locked(callback_id, by=by, at=at)
    if callback.taken_by_id == by.agent_id:
        return callback
    if callback.taken_by is not None and callback.taken_by_id != seen:
        raise CallRefused(
            _("%(name)s makes this call. Take it over if they cannot.")
            % {"name": callback.taken_by}
        )
    if ticket.state == State.NEW:
        take_locked(ticket, by=by, at=at)
    callback.taken_by_id = by.agent_id
    callback.save(update_fields=["taken_by"])
    history.callback(ticket, step=Step.TAKEN, by=by, at=at)
    refresh_due(ticket)
    ticket.updated_at = at
    ticket.save()
    announce(ticket)
    return callback


@transaction.atomic
def leave_callback(callback_id: uuid.UUID, *, by: Actor, at: dt.datetime) -> Callback:
    """Leave the call to whoever takes it next; the ticket stays where it is. Raises CallRefused."""
    ticket, callback, at = locked(callback_id, by=by, at=at)
    if callback.taken_by_id != by.agent_id:
        raise CallRefused(_("It is not you who makes this call."))
    callback.taken_by = None
    callback.save(update_fields=["taken_by"])
    announce(ticket)
    return callback


def caller(by: Actor) -> int:
    """Return the id of the agent who makes a call. Raises NotAnAgent."""
    if by.agent_id is None or not by.may.works:
        raise NotAnAgent(_("Only agents make calls."))
    return by.agent_id


def locked(
    callback_id: uuid.UUID, *, by: Actor, at: dt.datetime
) -> tuple[Ticket, Callback, dt.datetime]:
    """Return the ticket and its open call, locked in this order, and when the step counts.

    Raises Callback.DoesNotExist where ``by`` may not know of it, CallRefused when it is over.
    """
    caller(by)
    known = Callback.objects.of(Ticket.objects.visible_to(by)).get(id=callback_id)
    ticket, at = lock(known.ticket_id, by=by, at=at)
    rows = Callback.objects.select_for_update(of=("self",), no_key=True)
    callback = rows.select_related("plan__calendar", "taken_by__user").get(id=callback_id)
    if not callback.is_open:
        raise CallRefused(
            _("This call is over: %(state)s.") % {"state": callback.get_state_display()}
        )
    return ticket, callback, at
