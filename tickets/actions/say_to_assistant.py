"""A customer says something to the assistant: it answers, or a person gets it, in one step."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from django.db import transaction

from consignment import numbers
from consignment.models import User
from knowledge_base.assistant import turns
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.assistant.replies import Reply, ReplyKind
from tickets.actions.hand_over_talk import file_talk, recorded
from tickets.actions.locking import lock
from tickets.actions.naming import link_named
from tickets.actions.open import Guest
from tickets.actions.promising import announce, refresh_due
from tickets.actions.receive import receive
from tickets.conversation import writing
from tickets.conversation.talks import Handover
from tickets.lifecycle import configuration
from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.choices import ActorKind, Channel, Move
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import allowed
from tickets.triage.matters import limits, matter_of

TRIES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a text: the assistant's ``reply``, and the ticket that has it, if one has.

    ``needs_address``: a person is to take over and the guest must say first how to be reached.
    ``turn`` is what was kept of it.
    """

    reply: Reply
    ticket_id: uuid.UUID | None = None
    needs_address: bool = False
    turn: Turn | None = None


class _FiledMeanwhile(Exception):
    """There is a ticket of the talk, made by another text of the same moment or before: it must be
    locked first.
    """


def say(
    dialogue: Dialogue,
    text: str,
    *,
    person: User | None,
    at: dt.datetime,
    contact: Guest | None = None,
) -> Said:
    """Return what the assistant says to ``text``; nothing that was said is lost, whoever has it.

    A hand-off files the ticket in the same transaction. While a person has the talk, texts go into
    their ticket; once that is done, the assistant has the talk again. ``contact`` is how to reach a
    guest, for a person who is to take over.

    Locks the ticket before the talk, as whoever answers from the desk does. Raises
    DialogueOfAnother, GuestRefused, TextRefused, NoPolicy.
    """
    has_ticket = dialogue.handed_off_at is not None or dialogue.is_silent
    for _try in range(TRIES):
        try:
            return _say(
                dialogue, text, person=person, contact=contact, has_ticket=has_ticket, at=at
            )
        except _FiledMeanwhile:
            has_ticket = True
    return _say(dialogue, text, person=person, contact=contact, has_ticket=True, at=at)


@transaction.atomic
@configuration.held()
def _say(
    dialogue: Dialogue,
    text: str,
    *,
    person: User | None,
    contact: Guest | None,
    has_ticket: bool,
    at: dt.datetime,
) -> Said:
    """Do as ``say`` does. ``has_ticket``: look for the talk's ticket first, to lock it before the
    talk; most talks have none. Raises _FiledMeanwhile.
    """
    before = _last_filed(dialogue) if has_ticket else None
    ticket = None
    if before is not None and before.ticket is not None:
        if before.ticket.requester == person:
            ticket, at = lock(before.ticket.id, by=_author(before.ticket, person), at=at)
        # Done, or added to an account since: the talk of a guest goes on without it.
        if ticket is None or ticket.facts.group is Group.DONE:
            dialogue.give_back()
    reply, turn = turns.within(
        dialogue, text, person=person, matter=matter_of(text), limits=limits(), at=at
    )
    # Where nobody has the talk, its tickets say nothing.
    if dialogue.handed_off_at is not None and _last_filed(dialogue) != before:
        raise _FiledMeanwhile
    at = max(at, dialogue.last_at)
    if reply.kind is ReplyKind.HAND_OFF:
        said = _handed_over(dialogue, turn, reply, ticket, person=person, contact=contact, at=at)
    elif (ticket is not None and dialogue.handed_off_at is not None) or dialogue.is_silent:
        if ticket is not None:
            _add(ticket, text, by=_author(ticket, person), at=at)
        said = Said(reply, ticket.id if ticket else None)
    else:
        said = _with_address(dialogue, reply, person=person, contact=contact, at=at)
    return replace(said, turn=turn)


@transaction.atomic
@configuration.held()
def leave_address(dialogue: Dialogue, contact: Guest, *, at: dt.datetime) -> Ticket | None:
    """File the talk of a guest who has said now how to be reached; None when no person was asked.

    Raises GuestRefused, NoPolicy.
    """
    locked = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    waiting = _waiting(locked)
    if waiting is None:
        return None
    ticket = file_talk(waiting, customer=contact, at=max(at, locked.last_at))
    dialogue.refresh_from_db()
    return ticket


def _handed_over(
    dialogue: Dialogue,
    turn: Turn,
    reply: Reply,
    ticket: Ticket | None,
    *,
    person: User | None,
    contact: Guest | None,
    at: dt.datetime,
) -> Said:
    """Give the talk to a person: on the ticket that has the same matter already, else on a new one.

    Caller holds the locks.
    """
    assert reply.hand_off is not None  # noqa: S101  # ``Reply`` says so of its kind
    handover = recorded(dialogue, reply.hand_off, turn=turn, at=at)
    if ticket is not None and _takes(ticket, reply.hand_off.matter, person=person, at=at):
        _add(ticket, turn.text or turn.words, by=_author(ticket, person), at=at)
        handover.ticket = ticket
        handover.save(update_fields=["ticket"])
        return Said(reply, ticket.id)
    if person is not None:
        return Said(reply, file_talk(handover, customer=person, at=at).id)
    said = _with_address(dialogue, reply, person=person, contact=contact, at=at)
    if said.ticket_id is None:
        # Nobody reads it yet, so the assistant goes on answering.
        dialogue.give_back()
    return said


def _with_address(
    dialogue: Dialogue,
    reply: Reply,
    *,
    person: User | None,
    contact: Guest | None,
    at: dt.datetime,
) -> Said:
    """File the talk of a guest who was to say how to be reached, if that is said now."""
    waiting = None if person is not None else _waiting(dialogue)
    if waiting is None:
        return Said(reply)
    if contact is not None:
        return Said(reply, file_talk(waiting, customer=contact, at=at).id)
    return Said(reply, needs_address=True)


def _add(ticket: Ticket, text: str, *, by: Actor, at: dt.datetime) -> None:
    """Append ``text`` to the ticket, with what of the customer's own it names.

    Caller holds the ticket lock.
    """
    if not writing.says_something(text):
        return
    receive(ticket.id, by=by, body=text[: writing.MAX_LENGTH], channel=Channel.CHAT, at=at)
    if by.kind is ActorKind.CUSTOMER and numbers.mentions(text):
        locked, at = lock(ticket.id, by=by, at=at)
        if link_named(locked, text, by=by, at=at):
            refresh_due(locked)
            locked.save()
            announce(locked)


def _takes(ticket: Ticket, matter: str, *, person: User | None, at: dt.datetime) -> bool:
    """Tell whether a further hand-off of the talk goes on in ``ticket``: the same matter, and open
    or to be reopened.
    """
    if matter and ticket.category.key != matter:
        return False
    if ticket.facts.group is not Group.DONE:
        return True
    return Move.REOPEN in allowed(ticket, by=_author(ticket, person), at=at)


def _last_filed(dialogue: Dialogue) -> Handover | None:
    filed = Handover.objects.of(dialogue).filed().newest_first()
    return filed.select_related("ticket__requester").first()


def _waiting(dialogue: Dialogue) -> Handover | None:
    """Return the hand-over that waits for the guest's address."""
    return Handover.objects.of(dialogue).filter(ticket=None).select_related("dialogue").first()


def _author(ticket: Ticket, person: User | None) -> Actor:
    """Return in whose name the talk writes on its ticket."""
    if person is not None:
        return Actor(ActorKind.CUSTOMER, user_id=person.id, name=str(person))
    return guest(ticket.id, ticket.customer_name)
