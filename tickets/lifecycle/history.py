"""One function per event of a ticket's history. Caller holds the ticket lock."""

import datetime as dt
import uuid
from typing import Any

from consignment.together import insert
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import EventKind, Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent


def opened(ticket: Ticket, *, by: Actor, at: dt.datetime, policy: str) -> TicketEvent:
    """The ticket was filed; ``policy`` is the key of the policy its promises follow."""
    return _write(
        ticket,
        EventKind.OPENED,
        by,
        at,
        target=ticket.state,
        data={"policy": policy, "tier": ticket.tier, "lane": ticket.lane},
    )


def moved(
    ticket: Ticket, move: Move, *, source: str, by: Actor, at: dt.datetime, reason: str
) -> TicketEvent:
    """The state changed from ``source`` to the ticket's present one."""
    return _write(
        ticket,
        EventKind.MOVED,
        by,
        at,
        move=move,
        source=source,
        target=ticket.state,
        reason=reason,
    )


def placed(
    ticket: Ticket, *, agent_id: int, by: Actor, at: dt.datetime, how: str, why: list[str]
) -> TicketEvent:
    """An agent got the ticket: by the desk, by taking it or by being handed it (``how``)."""
    return _write(
        ticket, EventKind.PLACED, by, at, data={"agent": agent_id, "how": how, "why": why}
    )


def received(ticket: Ticket, *, message_id: uuid.UUID, by: Actor, at: dt.datetime) -> TicketEvent:
    """The customer wrote."""
    return _write(ticket, EventKind.RECEIVED, by, at, data={"message": str(message_id)})


def asked_back(ticket: Ticket, *, message_id: uuid.UUID, by: Actor, at: dt.datetime) -> TicketEvent:
    """The desk asked a question back by itself, since the message was vague."""
    return _write(ticket, EventKind.ASKED_BACK, by, at, data={"message": str(message_id)})


def linked(ticket: Ticket, *, numbers: list[str], by: Actor, at: dt.datetime) -> TicketEvent:
    """The ticket turned out to be about more: things of the trade, by their ``numbers``."""
    return _write(ticket, EventKind.LINKED, by, at, data={"numbers": numbers})


def replied(
    ticket: Ticket, *, message_id: uuid.UUID, by: Actor, at: dt.datetime, news: bool = True
) -> TicketEvent:
    """An agent wrote to the customer; ``news``: it says more than that we are at it."""
    data = {"message": str(message_id), **({} if news else {"news": False})}
    return _write(ticket, EventKind.REPLIED, by, at, data=data)


def plan_promised(
    ticket: Ticket, *, message_id: uuid.UUID, by: Actor, at: dt.datetime, reason: str
) -> TicketEvent:
    """The case is complex, for ``reason``; the customer was told when a plan comes."""
    data = {"message": str(message_id)}
    return _write(ticket, EventKind.PLAN_PROMISED, by, at, reason=reason, data=data)


def plan_extended(
    ticket: Ticket, *, message_id: uuid.UUID, by: Actor, at: dt.datetime, reason: str
) -> TicketEvent:
    """The plan needs longer, for ``reason``, which the customer was told."""
    data = {"message": str(message_id)}
    return _write(ticket, EventKind.PLAN_EXTENDED, by, at, reason=reason, data=data)


def plan_given(ticket: Ticket, *, message_id: uuid.UUID, by: Actor, at: dt.datetime) -> TicketEvent:
    """The customer has the plan."""
    return _write(ticket, EventKind.PLAN_GIVEN, by, at, data={"message": str(message_id)})


def noted(ticket: Ticket, *, note_id: int, by: Actor, at: dt.datetime) -> TicketEvent:
    """Somebody of the staff left a note for the staff."""
    return _write(ticket, EventKind.NOTED, by, at, data={"note": note_id})


def rated(ticket: Ticket, *, score: int, by: Actor, at: dt.datetime) -> TicketEvent:
    """The customer rated the solution, 1 to 5."""
    return _write(ticket, EventKind.RATED, by, at, data={"score": score})


def reviewed(ticket: Ticket, *, step: str, by: Actor, at: dt.datetime) -> TicketEvent:
    """A review of a low rating became due, was written or was closed (``step``)."""
    return _write(ticket, EventKind.REVIEWED, by, at, data={"step": step})


def callback(
    ticket: Ticket, *, step: str, by: Actor, at: dt.datetime, reason: str = "", **data: Any
) -> TicketEvent:
    """A call was booked, changed, cancelled, taken or tried (``step``); ``data`` has its slot."""
    return _write(ticket, EventKind.CALLBACK, by, at, reason=reason, data={"step": step, **data})


def pressed(
    ticket: Ticket,
    *,
    kind: str,
    number: str,
    due_at: dt.datetime,
    head_starts: tuple[int, int],
    by: Actor,
    at: dt.datetime,
) -> TicketEvent:
    """A deadline of the thing ``number`` came near; ``head_starts``: seconds, before and since."""
    was, now = head_starts
    data = {"deadline": kind, "number": number, "due_at": due_at.isoformat()}
    return _write(ticket, EventKind.PRESSED, by, at, data={**data, "was": was, "now": now})


def escalated(
    ticket: Ticket,
    *,
    step: str,
    whom: str,
    by: Actor,
    at: dt.datetime,
    reason: str = "",
    **data: Any,
) -> TicketEvent:
    """``whom`` was asked to take the ticket, it went up to them, or they took it (``step``)."""
    data = {"step": step, "whom": whom, **data}
    return _write(ticket, EventKind.ESCALATED, by, at, reason=reason, data=data)


def guest_link_made(ticket: Ticket, *, by: Actor, at: dt.datetime) -> TicketEvent:
    """A guest was given a way to this ticket."""
    return _write(ticket, EventKind.GUEST_LINK_MADE, by, at)


def follows(ticket: Ticket, *, closed: Ticket, by: Actor, at: dt.datetime) -> TicketEvent:
    """The ticket goes on where ``closed`` ended."""
    return _write(ticket, EventKind.FOLLOWS, by, at, data={"ticket": str(closed.id)})


def continued(ticket: Ticket, *, follow_up: Ticket, by: Actor, at: dt.datetime) -> TicketEvent:
    """The closed ticket goes on in ``follow_up``."""
    return _write(ticket, EventKind.CONTINUED, by, at, data={"ticket": str(follow_up.id)})


def evidence_asked(
    ticket: Ticket,
    *,
    message_id: uuid.UUID,
    due_at: dt.datetime,
    by: Actor,
    at: dt.datetime,
    longer: bool = False,
) -> TicketEvent:
    """The customer was asked for pictures or papers until ``due_at``, or has until then now."""
    data = {"message": str(message_id), "due_at": due_at.isoformat(), "longer": longer}
    return _write(ticket, EventKind.EVIDENCE_ASKED, by, at, data=data)


def merged(
    ticket: Ticket, *, other: Ticket, step: str, by: Actor, at: dt.datetime, **data: Any
) -> TicketEvent:
    """The ticket took ``other`` in ("kept"), or went into it ("gone"); ``data`` says what moved."""
    data = {"step": step, "ticket": str(other.id), "number": other.number, **data}
    return _write(ticket, EventKind.MERGED, by, at, data=data)


def split(
    ticket: Ticket, *, other: Ticket, step: str, by: Actor, at: dt.datetime, **data: Any
) -> TicketEvent:
    """Messages went from here to ``other`` ("left"), or came from it ("came")."""
    data = {"step": step, "ticket": str(other.id), "number": other.number, **data}
    return _write(ticket, EventKind.SPLIT, by, at, data=data)


def claimed(ticket: Ticket, *, proof: str, by: Actor, at: dt.datetime) -> TicketEvent:
    """A guest's ticket went to an account, by ``proof``: the verified address, or a link."""
    return _write(ticket, EventKind.CLAIMED, by, at, data={"proof": proof})


def warned(
    ticket: Ticket, *, consequence: str, by: Actor, at: dt.datetime, data: dict[str, Any]
) -> TicketEvent:
    """A promise passed a level, and this followed: ``data`` has the promise's kind, the ``level``,
    and who was told (``agents``), or what ``was`` and is ``now``.
    """
    return _write(ticket, EventKind.WARNED, by, at, data={"consequence": consequence, **data})


def reclassified(
    ticket: Ticket, *, changes: dict[str, list[Any]], by: Actor, at: dt.datetime, reason: str
) -> TicketEvent:
    """Somebody changed what kind of matter it is: by column, what it was and what it is."""
    return _write(ticket, EventKind.RECLASSIFIED, by, at, reason=reason, data={"changes": changes})


def confirmed(
    ticket: Ticket, *, right: bool, was_to_sort: bool, by: Actor, at: dt.datetime
) -> TicketEvent:
    """Somebody said that its category is right, or took that back (``right``)."""
    data = {"right": right, "to_sort": was_to_sort, "named": [ticket.category_id]}
    return _write(ticket, EventKind.CONFIRMED, by, at, data=data)


def _write(
    ticket: Ticket,
    kind: EventKind,
    by: Actor,
    at: dt.datetime,
    *,
    move: Move | str = "",
    source: str = "",
    target: str = "",
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> TicketEvent:
    event = TicketEvent(
        ticket=ticket,
        kind=kind,
        at=at,
        actor_kind=by.kind,
        actor_id=by.user_id,
        move=move,
        source=source,
        target=target,
        reason=reason,
        data=data or {},
    )
    insert([event])
    return event
