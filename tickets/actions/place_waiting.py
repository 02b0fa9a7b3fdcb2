"""Room has come: those who wait are placed in their turn."""

import datetime as dt
import uuid

from django.db import transaction

from tickets.actions.assign import in_turn, place
from tickets.actions.locking import forward
from tickets.actions.promising import announce
from tickets.lifecycle import configuration
from tickets.lifecycle.desk import DeskSettings
from tickets.routing import assigning, placing, waiting


def place_waiting(*, at: dt.datetime, limit: int = 200) -> int:
    """Place who waits with whoever has room, in the order of work; return how many were placed.

    One transaction a ticket. A ticket that nobody can take now is left until the next time, and
    what comes after it is placed. Nothing is done where agents take their work themselves.
    """
    if not DeskSettings.current().place_by_itself:
        return 0
    passed: set[tuple[object, ...]] = set()
    return sum(1 for _ in range(limit) if _place_next(passed, at=at))


@transaction.atomic
@configuration.held()
def _place_next(passed: set[tuple[object, ...]], *, at: dt.datetime) -> uuid.UUID | None:
    """Place the first that can be; remember in ``passed`` the kinds of those that cannot."""
    here = assigning.candidates(at=at)
    if not here:
        return None
    firsts = [
        first
        for first in waiting.firsts()
        if first.kind not in passed and any(placing.fits(first.need, who) for who in here)
    ]
    for chosen, ticket in in_turn(firsts, at=at):
        if place(ticket, at=forward(ticket, at), in_turn=True, why=chosen.why):
            announce(ticket)
            return ticket.id
        passed.add(chosen.head.kind)
    return None
