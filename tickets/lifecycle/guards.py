"""Who may move a ticket, and when: one row a move.

A guard answers with the reason of its refusal, in words for the person who tried, or None.
"""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from tickets.lifecycle.actors import CUSTOMERS, SUPERVISORS, WORKERS, Actor, OnlyReads
from tickets.lifecycle.choices import ActorKind, Move
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket

Guard = Callable[[Ticket, Actor, dt.datetime], str | None]

SYSTEM_ONLY = frozenset({ActorKind.SYSTEM})
WORKERS_AND_SYSTEM = WORKERS | SYSTEM_ONLY

MAY: dict[Move, frozenset[ActorKind]] = {
    Move.ASSIGN: WORKERS_AND_SYSTEM,
    Move.PUT_BACK: WORKERS_AND_SYSTEM,
    Move.WAIT_FOR_CUSTOMER: WORKERS,
    Move.WAIT_FOR_PARTNER: WORKERS,
    Move.RESUME: WORKERS_AND_SYSTEM | CUSTOMERS,
    Move.RESOLVE: WORKERS,
    Move.REOPEN: WORKERS | CUSTOMERS,
    Move.CLOSE: SYSTEM_ONLY | SUPERVISORS,
    Move.WITHDRAW: CUSTOMERS,
    Move.MERGE: WORKERS,
}


def _answered(ticket: Ticket, by: Actor, at: dt.datetime) -> str | None:
    """A solution is something the customer can read."""
    if ticket.reply_count == 0:
        return _("Write to the customer before you resolve the ticket.")
    return None


def _within_reopening(ticket: Ticket, by: Actor, at: dt.datetime) -> str | None:
    """After the window a new matter is a new ticket; a supervisor may still reopen."""
    if by.may.supervises or ticket.resolved_at is None:
        return None
    days = DeskSettings.current().reopen_days
    if at - ticket.resolved_at > dt.timedelta(days=days):
        return _(
            "This was solved more than %(days)d days ago and can no longer be reopened. "
            "Please file a new request."
        ) % {"days": days}
    return None


GUARDS: dict[Move, tuple[Guard, ...]] = {
    Move.RESOLVE: (_answered,),
    Move.REOPEN: (_within_reopening,),
}


def refusal(ticket: Ticket, move: Move, *, by: Actor, at: dt.datetime) -> str | None:
    """Return why ``by`` may not make ``move`` at ``at``, or None when nothing is against it."""
    if by.kind not in MAY[move]:
        return str(OnlyReads()) if by.only_reads else _("You may not do this.")
    return next((why for guard in GUARDS.get(move, ()) if (why := guard(ticket, by, at))), None)
