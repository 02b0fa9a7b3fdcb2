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

from tickets.conversation.models import Message
from tickets.lifecycle.choices import State
from tickets.lifecycle.facts import STATES, Group, Tone
from tickets.lifecycle.models import Ticket
from tickets.public.talk import who_wrote
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
    """One request in a list. ``unread``: we wrote since the customer last looked."""

    url: str
    number: str
    subject: str
    label: Text
    tone: str
    unread: bool
    last_who: str
    last_text: str
    last_at: dt.datetime
    due_at: dt.datetime | None
    late: bool


def banner_of(ticket: Ticket, *, at: dt.datetime, over: bool = False) -> Banner:
    """Return where ``ticket`` stands, as its customer is told. One query while it is open.

    ``over``: it was solved too long ago to be reopened.
    """
    facts = ticket.facts
    if over and facts.tone is Tone.GOOD:
        return Banner("done", facts.customer_words, STATES[State.CLOSED].customer_next)
    if facts.group is Group.DONE:
        kind = "done" if facts.tone is Tone.GOOD else "over"
        return Banner(kind, facts.customer_words, facts.customer_next)
    promise = clocks.promise_to_customer(ticket)
    # Whose answer is needed reads that, and not that they hear of us anyway; late is late.
    if promise is None or (facts.pauses_clocks and promise.due_at >= at):
        kind = "waiting" if facts.pauses_clocks else "open"
        return Banner(kind, facts.customer_words, facts.customer_next)
    more: Text = promise.more or facts.customer_next
    if promise.due_at < at:
        more = _("We are sorry. Everybody at the desk sees that this is late.")
        return Banner("late", promise.words, more, promise.due_at)
    return Banner("running", promise.words, more, promise.due_at)


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
    """Return the rows of a list, each with its last message. One query more than ``tickets``.

    ``visits.with_unread`` annotates what is unread.
    """
    tickets = list(tickets)
    last = _last_messages(ticket.id for ticket in tickets)
    return [_row(ticket, last.get(ticket.id), at=at) for ticket in tickets]


def _row(ticket: Ticket, last: Message | None, *, at: dt.datetime) -> Row:
    late = ticket.due_at is not None and ticket.due_at < at
    return Row(
        url=reverse("public:ticket", args=[ticket.id]),
        number=ticket.reference,
        subject=ticket.subject,
        label=ticket.facts.customer_words,
        tone=ticket.facts.tone.value,
        unread=getattr(ticket, "is_unread", False),
        last_who=who_wrote(last) if last else "",
        last_text=Truncator(last.body).chars(200) if last else "",
        last_at=last.at if last else ticket.created_at,
        due_at=None if ticket.facts.pauses_clocks and not late else ticket.due_at,
        late=late,
    )


def _last_messages(tickets: Iterable[uuid.UUID]) -> dict[uuid.UUID, Message]:
    newest_first = Message.objects.filter(ticket__in=list(tickets)).order_by(
        "ticket_id", "-at", "-id"
    )
    return {message.ticket_id: message for message in newest_first.distinct("ticket_id")}
