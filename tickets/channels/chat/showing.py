"""A talk as its customer sees it: what was said, what can be tapped, where it stands."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from consignment.models import User
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.assistant.replies import ReplyKind
from tickets.actions.callback_slots import offered
from tickets.actions.promising import policy_in_force
from tickets.channels.chat.links import Link, articles_of, link_of, own_of
from tickets.conversation.models import Author, Message
from tickets.conversation.talks import Handover
from tickets.lifecycle import configuration
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.versions import version_of
from tickets.routing.waiting import place_of
from tickets.sla import clocks
from tickets.sla.previewing import Preview, preview

SHOWN = 50
"""So many of the newest turns, and of what people wrote, are shown."""
VOTABLE = {ReplyKind.ANSWER, ReplyKind.LOOKUP}


class Stage(StrEnum):
    """Who has the talk."""

    ASSISTANT = "assistant"
    ADDRESS = "address"
    """A person is to take over and the guest must say first how to be reached."""
    WAITING = "waiting"
    PERSON = "person"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the talk. ``author`` is customer, assistant or agent; ``turn`` its number, 0 for
    what stands on the ticket alone. ``helpful``: the vote, where ``votable``.
    """

    id: str
    author: str
    who: str
    at: dt.datetime
    text: str
    turn: int = 0
    sources: tuple[Link, ...] = ()
    actions: tuple[Link, ...] = ()
    choices: tuple[Choice, ...] = ()
    votable: bool = False
    helpful: bool | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is told while a person has it, or is to have it.

    ``place`` in its queue, None once somebody has it; ``due_at`` the time promised; ``opens_at``
    when somebody works again, None while somebody does; ``callback_url`` where a call can be booked
    instead; ``readable``: whether the reader may read there what a person writes.
    """

    ticket_id: uuid.UUID
    number: str
    url: str
    place: int | None
    due_at: dt.datetime | None
    opens_at: dt.datetime | None
    callback_url: str
    email: str
    readable: bool


@dataclass(frozen=True, slots=True)
class Shown:
    id: uuid.UUID
    language: str
    stage: Stage
    entries: tuple[Entry, ...]
    waiting: Waiting | None
    version: str


@configuration.held()
def shown(
    dialogue: Dialogue,
    *,
    person: User | None,
    reads: bool,
    here: str,
    at: dt.datetime,
    said: Turn | None = None,
) -> Shown:
    """Return ``dialogue``, which the caller has proven to be the reader's own.

    ``person`` is who is logged in, None for a guest; ``reads``: whether the reader may read the
    ticket it became, as a guest may by the mailed link alone. ``here`` is the address that a log-in
    leads back to. With ``said``, the last turn, nothing before it is shown, nor the ticket.
    As many queries for a long talk as for a short one.
    """
    turns = [said] if said else list(dialogue.turns.order_by("-number")[:SHOWN])[::-1]
    # Of a turn that nobody has, hand-overs say nothing, but that a guest may owe an address.
    alone = said is not None and person is not None and dialogue.handed_off_at is None
    handovers = [] if alone else list(Handover.objects.of(dialogue).newest_first())
    filed = next((one.ticket_id for one in handovers if one.ticket_id), None)
    # Before anything of the ticket is read, as ``version_of`` asks for.
    now = "" if said else _version(dialogue, reversed(turns), handovers)
    ticket = Ticket.objects.select_related("queue").get(pk=filed) if filed else None
    entries = _said(turns, dialogue, person=person, here=here, at=at)
    if ticket is not None and reads and not said:
        theirs = [one.ticket_id for one in handovers if one.ticket_id]
        entries = sorted([*entries, *_written(theirs)], key=lambda entry: entry.at)
    stage = _stage(dialogue, handovers, ticket)
    has_it = stage in {Stage.WAITING, Stage.PERSON}
    return Shown(
        id=dialogue.id,
        language=dialogue.language,
        stage=stage,
        entries=tuple(entries),
        waiting=waiting_of(ticket, reads=reads, at=at) if ticket and has_it else None,
        version=now,
    )


def version(dialogue: Dialogue) -> str:
    """Return what tells an open page that it shows the talk as it is. At most three queries."""
    turns = dialogue.turns.order_by("-number").only("number", "helpful")[:1]
    handovers = Handover.objects.of(dialogue).newest_first().only("ticket")[:1]
    return _version(dialogue, turns, handovers)


def _version(dialogue: Dialogue, turns: Iterable[Turn], handovers: Iterable[Handover]) -> str:
    """Return the version of a talk by its last turn and its last hand-over."""
    turn = next(((one.number, one.helpful) for one in turns), None)
    handover = next(((one.id, one.ticket_id) for one in handovers), None)
    of_ticket = version_of(handover[1]) if handover and handover[1] else ""
    now = f"{turn} {handover} {of_ticket} {dialogue.silent_since} {dialogue.ended_at}"
    return hashlib.sha256(now.encode()).hexdigest()[:16]


def waiting_of(ticket: Ticket, *, reads: bool, at: dt.datetime) -> Waiting:
    promise = clocks.promise_to_customer(ticket)
    policy = policy_in_force(ticket) if ticket.state == State.NEW else None
    previewed = preview(policy, at=at) if policy else Preview()
    can_call = ticket.first_replied_at is None and ticket.requester_id is not None
    calls = can_call and not ticket.callbacks.open().exists() and offered(ticket.language, at=at)
    return Waiting(
        ticket_id=ticket.id,
        number=ticket.reference,
        url=reverse("public:ticket", args=[ticket.id]),
        place=place_of(ticket),
        due_at=promise.due_at if promise else None,
        opens_at=previewed.opens_at,
        callback_url=reverse("public:callback", args=[ticket.id]) if calls else "",
        email=ticket.guest_email,
        readable=reads,
    )


def _stage(dialogue: Dialogue, handovers: Sequence[Handover], ticket: Ticket | None) -> Stage:
    if dialogue.ended_at is not None:
        return Stage.ENDED
    if handovers and handovers[0].ticket_id is None:
        return Stage.ADDRESS
    if ticket is None or dialogue.handed_off_at is None or ticket.facts.group is Group.DONE:
        return Stage.ASSISTANT
    return Stage.PERSON if dialogue.is_silent else Stage.WAITING


def _said(
    turns: Sequence[Turn], dialogue: Dialogue, *, person: User | None, here: str, at: dt.datetime
) -> list[Entry]:
    """Return both sides of each turn; choices stand below the last one alone."""
    offers = [offer for turn in turns for offer in turn.reply.get("actions", ())]
    own = own_of(offers, person)
    slugs = [source["slug"] for turn in turns for source in turn.reply.get("sources", ())]
    articles = articles_of(slugs, person, language=dialogue.language, at=at)
    entries = []
    for turn in turns:
        if turn.text:
            entries.append(Entry(f"q-{turn.number}", "customer", _("You"), turn.at, turn.text))
        if not turn.words:
            continue
        sources = [articles.get(source["slug"]) for source in turn.reply.get("sources", ())]
        links = [link_of(offer, own, here=here) for offer in turn.reply.get("actions", ())]
        choices = turn.reply.get("choices", ()) if turn is turns[-1] else ()
        entries.append(
            Entry(
                id=f"a-{turn.number}",
                author="assistant",
                who=_("Assistant"),
                at=turn.at,
                text=turn.words,
                turn=turn.number,
                sources=tuple(filter(None, sources)),
                actions=tuple(filter(None, links)),
                choices=tuple(Choice(one["value"], one["words"]) for one in choices),
                votable=turn.kind in VOTABLE,
                helpful=turn.helpful,
            )
        )
    return entries


def _written(ticket_ids: Iterable[uuid.UUID]) -> list[Entry]:
    """Return what people wrote on the tickets: those of the desk, and the customer elsewhere."""
    rows = Message.objects.filter(ticket__in=list(ticket_ids)).exclude(
        author_kind=Author.CUSTOMER, channel=Channel.CHAT
    )
    rows = rows.exclude(author_kind=Author.ASSISTANT).order_by("-at", "-id")[:SHOWN]
    return [
        Entry(
            id=f"m-{row.id}",
            author="customer" if row.author_kind == Author.CUSTOMER else "agent",
            who=_("You") if row.author_kind == Author.CUSTOMER else row.public_name,
            at=row.at,
            text=row.body,
        )
        for row in rows
    ]
