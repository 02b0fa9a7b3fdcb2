"""What the pages show of a ticket, as plain facts for templates."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.conversation.models import Author, Message
from tickets.lifecycle.choices import EventKind, Move
from tickets.lifecycle.facts import Group, Tone
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.sla import clocks
from tickets.triage.models import FieldKind

Text = str | LazyText


@dataclass(frozen=True, slots=True)
class Banner:
    """Where a request stands: a promise with its time, or a condition without one.

    ``kind`` is running, late, waiting, open, done or over; the first two have a time.
    """

    kind: str
    words: Text
    more: Text
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One request in a list."""

    url: str
    number: str
    subject: str
    label: Text
    tone: str
    last_who: str
    last_text: str
    last_at: dt.datetime
    due_at: dt.datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a conversation: ``kind`` is customer, agent or system."""

    id: str
    kind: str
    who: str
    at: dt.datetime
    text: Text
    files: tuple[Any, ...] = ()


# What the customer is told of the ticket's way, between the messages.
TOLD: dict[str, Text] = {
    Move.RESOLVE: gettext_lazy("We think this is solved"),
    Move.REOPEN: gettext_lazy("Reopened"),
    Move.CLOSE: gettext_lazy("Closed"),
    Move.WITHDRAW: gettext_lazy("You withdrew this request"),
}


def banner_of(ticket: Ticket, *, at: dt.datetime) -> Banner:
    """Return where ``ticket`` stands, as its customer is told. One query while it is open."""
    facts = ticket.facts
    if facts.group is Group.DONE:
        kind = "done" if facts.tone is Tone.GOOD else "over"
        return Banner(kind, facts.customer_words, facts.customer_next)
    promise = clocks.promise_to_customer(ticket)
    if promise is None:
        kind = "waiting" if facts.pauses_clocks else "open"
        return Banner(kind, facts.customer_words, facts.customer_next)
    if promise.due_at < at:
        more = _("We are sorry. Everybody at the desk sees that this is late.")
        return Banner("late", promise.words, more, promise.due_at)
    return Banner("running", promise.words, facts.customer_next, promise.due_at)


def head_of(ticket: Ticket) -> dict[str, Any]:
    """Return what every page on one request says of it."""
    return {
        "id": ticket.id,
        "number": ticket.reference,
        "subject": ticket.subject,
        "label": ticket.facts.customer_words,
        "tone": ticket.facts.tone.value,
        "category": str(ticket.category),
        "opened_at": ticket.created_at,
    }


def conversation_of(ticket: Ticket) -> list[Entry]:
    """Return what was said and what became of it, in order. Two queries."""
    said = [_said(message) for message in ticket.messages.in_order()]
    told = ticket.events.filter(kind=EventKind.MOVED, move__in=TOLD)
    return sorted([*said, *map(_told, told)], key=lambda entry: entry.at)


def answers_of(ticket: Ticket) -> list[dict[str, str]]:
    """Return what the customer answered, each with its question as it was asked."""
    words = {"yes": _("Yes"), "no": _("No")}
    return [
        {
            "label": answer["label"],
            "value": words.get(answer["value"], answer["value"])
            if answer["kind"] == FieldKind.YES_NO
            else answer["value"],
        }
        for answer in ticket.answers
    ]


def rows_of(tickets: Iterable[Ticket], *, at: dt.datetime) -> list[Row]:
    """Return the rows of a list, each with its last message. One query more than ``tickets``."""
    tickets = list(tickets)
    last = _last_messages(ticket.id for ticket in tickets)
    return [_row(ticket, last.get(ticket.id), at=at) for ticket in tickets]


def _row(ticket: Ticket, last: Message | None, *, at: dt.datetime) -> Row:
    return Row(
        url=reverse("public:ticket", args=[ticket.id]),
        number=ticket.reference,
        subject=ticket.subject,
        label=ticket.facts.customer_words,
        tone=ticket.facts.tone.value,
        last_who=_who(last) if last else "",
        last_text=Truncator(last.body).chars(200) if last else "",
        last_at=last.at if last else ticket.created_at,
        due_at=ticket.due_at,
        late=ticket.due_at is not None and ticket.due_at < at,
    )


def _last_messages(tickets: Iterable[uuid.UUID]) -> dict[uuid.UUID, Message]:
    newest_first = Message.objects.filter(ticket__in=list(tickets)).order_by(
        "ticket_id", "-at", "-id"
    )
    return {message.ticket_id: message for message in newest_first.distinct("ticket_id")}


def _said(message: Message) -> Entry:
    kind = "customer" if message.author_kind == Author.CUSTOMER else "agent"
    return Entry(f"m-{message.id}", kind, _who(message), message.at, message.body)


def _told(event: TicketEvent) -> Entry:
    return Entry(f"e-{event.pk}", "system", "", event.at, TOLD[event.move])


def _who(message: Message) -> str:
    """Return the writer's name as the customer reads it."""
    match message.author_kind:
        case Author.CUSTOMER:
            return _("You")
        case Author.ASSISTANT:
            return _("Assistant")
    return message.public_name
