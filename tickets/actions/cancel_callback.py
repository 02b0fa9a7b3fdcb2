"""A booked call is not to be made any more."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.book_callback import CallbackRefused
from tickets.actions.locking import lock
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.routing.callbacks.choices import CallbackState, Step
from tickets.routing.callbacks.models import Callback
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock


@transaction.atomic
def cancel_callback(
    ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str = ""
) -> Callback:
    """Cancel the call that is booked; its place is free again. Raises CallbackRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    callback = ticket.callbacks.open().select_for_update().first()
    if callback is None:
        raise CallbackRefused(_("No call is booked."), code="not_booked")
    clocks.cancel(ticket, at=at, reason="the call was cancelled", kinds=[ClockKind.CALLBACK])
    callback.state, callback.ended_at = CallbackState.CANCELLED, at
    callback.save(update_fields=["state", "ended_at"])
    history.callback(ticket, step=Step.CANCELLED, by=by, at=at, reason=reason)
    refresh_due(ticket)
    ticket.updated_at = at
    ticket.save()
    announce(ticket)
    return callback


def drop_locked(ticket: Ticket, dropped: Iterable[Clock], *, by: Actor, at: dt.datetime) -> None:
    """Cancel the booked call of a ticket that ends, if its promise was among the ``dropped``.

    Caller holds the ticket lock. Nothing is asked where no call was promised.
    """
    if any(clock.kind == ClockKind.CALLBACK for clock in dropped):
        ticket.callbacks.open().update(state=CallbackState.CANCELLED, ended_at=at)
        history.callback(ticket, step=Step.CANCELLED, by=by, at=at)
