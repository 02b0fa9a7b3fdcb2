"""What was said on a request, a page at a time, as its customer reads it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise as LazyText
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.channels.files.showing import ShownFile, files_of
from tickets.conversation.models import Author, Message
from tickets.lifecycle.choices import EventKind, Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent

Text = str | LazyText

SHOWN = 30
"""Messages on a page; the older ones are a press away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a conversation: ``kind`` is customer, agent, system or day."""

    id: str
    kind: str
    who: str
    at: dt.datetime
    text: Text
    files: tuple[ShownFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A page of a conversation.

    ``earlier`` is the message before which the next older page ends, None when there is none;
    ``is_newest`` whether nothing newer was left out. ``last`` is the newest message on the page,
    ``last_of_ours_at`` when we last wrote on it.
    """

    entries: tuple[Entry, ...]
    earlier: uuid.UUID | None
    is_newest: bool
    last: uuid.UUID | None
    last_of_ours_at: dt.datetime | None


# What the customer is told of the ticket's way, between the messages.
TOLD: dict[str, Text] = {
    Move.RESOLVE: gettext_lazy("We think this is solved"),
    Move.REOPEN: gettext_lazy("Reopened"),
    Move.CLOSE: gettext_lazy("Closed"),
    Move.WITHDRAW: gettext_lazy("You withdrew this request"),
}


def conversation_of(ticket: Ticket, *, before: Message | None = None) -> Talk:
    """Return the newest SHOWN messages, or those ``before`` one, with what became of the request.

    Days are those of the active time zone. Three queries, however long the conversation is.
    """
    messages = Message.objects.filter(ticket=ticket).prefetch_related("attachments")
    told = TicketEvent.objects.filter(ticket=ticket, kind=EventKind.MOVED, move__in=TOLD)
    if before is not None:
        messages = messages.filter(Q(at__lt=before.at) | Q(at=before.at, id__lt=before.id))
        told = told.filter(at__lt=before.at)
    newest = list(messages.order_by("-at", "-id")[: SHOWN + 1])
    more, newest = len(newest) > SHOWN, newest[:SHOWN]
    if more:
        told = told.filter(at__gte=newest[-1].at)
    entries = sorted([*map(_said, reversed(newest)), *map(_told, told)], key=lambda entry: entry.at)
    ours = (message.at for message in newest if message.author_kind != Author.CUSTOMER)
    return Talk(
        entries=tuple(_by_days(entries)),
        earlier=newest[-1].id if more else None,
        is_newest=before is None,
        last=newest[0].id if newest else None,
        last_of_ours_at=next(ours, None),
    )


def news_since(ticket: Ticket, seen: uuid.UUID | None) -> list[Message]:
    """Return what we wrote after the message ``seen`` was the last on the customer's page.

    Empty when the page said nothing of it, or something that is not there.
    """
    last = Message.objects.filter(ticket=ticket, id=seen).first() if seen else None
    if last is None:
        return []
    later = Message.objects.filter(ticket=ticket, at__gte=last.at).exclude(id=last.id)
    return list(later.exclude(author_kind=Author.CUSTOMER).in_order())


def who_wrote(message: Message) -> str:
    """Return the writer's name as the customer reads it."""
    match message.author_kind:
        case Author.CUSTOMER:
            return _("You")
        case Author.ASSISTANT:
            return _("Assistant")
    return message.public_name


def _by_days(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield ``entries`` with a mark before the first of each day."""
    day = None
    for entry in entries:
        if (today := localtime(entry.at).date()) != day:
            day = today
            yield Entry(f"d-{day.isoformat()}", "day", "", entry.at, "")
        yield entry


def _said(message: Message) -> Entry:
    kind = "customer" if message.author_kind == Author.CUSTOMER else "agent"
    files = files_of(message, route="public:file")
    return Entry(f"m-{message.id}", kind, who_wrote(message), message.at, message.body, files)


def _told(event: TicketEvent) -> Entry:
    return Entry(f"e-{event.pk}", "system", "", event.at, TOLD[event.move])
