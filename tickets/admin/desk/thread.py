"""The conversation of a ticket as an agent reads it: messages and notes, one after the other."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TypeVar

from django.db.models import (
    Exists,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    prefetch_related_objects,
)
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from consignment.compiled import Compiled
from tickets.channels.files.showing import ShownFile, files_of
from tickets.conversation.files.models import Attachment
from tickets.conversation.models import Author, Message, Note
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket

Row = TypeVar("Row", Message, Note)

Place = tuple[dt.datetime, bool, str]
WIDEST = 36
"""Characters of an id: shorter ones, of notes, get noughts, to be sorted as numbers."""

YEARS = range(2000, 2201)
"""Of the moments that a cursor may name: further ones no database need compare with."""
SHOWN = 40
"""Entries that are read and shown at once, besides the one it began with."""


class Voice(StrEnum):
    """Who speaks, and to whom: a note is for the staff alone."""

    CUSTOMER = "customer"
    AGENT = "agent"
    ASSISTANT = "assistant"
    SYSTEM = "system"
    NOTE = "note"


VOICES = {
    Author.CUSTOMER: Voice.CUSTOMER,
    Author.AGENT: Voice.AGENT,
    Author.ASSISTANT: Voice.ASSISTANT,
    Author.SYSTEM: Voice.SYSTEM,
}


class Show(TextChoices):
    """Which part of the talk is asked for."""

    ALL = "all", _("All")
    MESSAGES = "messages", _("Messages")
    NOTES = "notes", _("Notes")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message or note. ``channel`` is empty where nothing came from outside; ``said_on`` is the
    number of the ticket on which it was written, where it has come from another.
    """

    key: str
    voice: Voice
    name: str
    mine: bool
    body: str
    at: dt.datetime
    channel: str = ""
    automatic: bool = False
    files: tuple[ShownFile, ...] = ()
    said_on: str = ""
    asks_after: bool = False

    @property
    def place(self) -> Place:
        """Where it stands in the talk: by time, messages before notes, as they were written."""
        is_note = self.voice is Voice.NOTE
        return self.at, is_note, self.key.partition("-")[2].zfill(WIDEST)

    @property
    def day(self) -> dt.date:
        """The day on the reader's wall."""
        return localtime(self.at).date()


@dataclass(frozen=True, slots=True)
class Thread:
    """``opening`` is set apart when entries are folded between it and ``entries``.

    ``more`` says that they are: ``cursor`` asks for what lies before ``entries``. ``unread`` is
    the key of the first entry that the reader has not seen. ``begins``: nothing lies before them.
    """

    entries: tuple[Entry, ...]
    opening: Entry | None = None
    more: bool = False
    unread: str = ""
    show: Show = Show.ALL
    begins: bool = False

    @property
    def folded(self) -> bool:
        return self.more

    @property
    def cursor(self) -> str:
        first = self.entries[0]
        return f"{first.at.isoformat()} {first.key}"


def thread_of(
    ticket: Ticket,
    *,
    by: Actor,
    whole: bool = False,
    show: Show = Show.ALL,
    before: str = "",
    since: dt.datetime | None = None,
) -> Thread:
    """Return what was said on ``ticket``: all of it, or the newest SHOWN entries and the first.

    ``before`` is the cursor of a thread shown already: what lies before it comes, SHOWN again.
    ``since`` is when the reader last looked. Two queries, one more where files came with what is
    shown. The caller has proven that ``by`` may read the ticket, notes included.
    """
    until = _read(before)
    if until is None and show is Show.ALL and not whole:
        messages, notes = _latest(ticket.id)
    else:
        messages, notes = _asked(ticket.id, until, show=show, whole=whole)
    entries = [entry_of(message, by) for message in messages]
    entries += [_of_note(note, by) for note in notes]
    entries.sort(key=attrgetter("place"))
    # The first message comes along, also where what lies behind it does not.
    opening = entry_of(messages[-1], by) if messages else None
    if until and opening:
        # It stands on the page already.
        entries = [entry for entry in entries if entry.key != opening.key]
    left = [] if whole else entries[:-SHOWN]
    if not until and not any(entry != opening for entry in left):
        return Thread(tuple(entries), unread=_unread(entries, since), show=show, begins=True)
    shown = entries if whole else entries[-SHOWN:]
    return Thread(
        tuple(shown),
        opening=None if until else opening,
        more=bool(left),
        unread=_unread(shown, since),
        show=show,
    )


@dataclass(frozen=True, slots=True)
class _Until:
    """The first entry that is shown already."""

    at: dt.datetime
    is_note: bool
    id: uuid.UUID | int


def _read(cursor: str) -> _Until | None:
    """Return what a cursor names; one that means nothing asks for the newest."""
    moment, _sign, key = cursor.partition(" ")
    kind, _sign, key = key.partition("-")
    try:
        at = parse_datetime(moment)
        if at is None or at.tzinfo is None or kind not in {"message", "note"}:
            return None
        if at.year not in YEARS or len(key) > WIDEST:
            return None
        return _Until(at, kind == "note", int(key) if kind == "note" else uuid.UUID(key))
    except ValueError:
        return None


def _newest(
    rows: QuerySet[Row], until: _Until | None, limit: int | None, *, is_note: bool
) -> QuerySet[Row]:
    """Return the newest of ``rows``, all before ``until``; of one time messages come first."""
    if until is not None:
        before = Q(at__lt=until.at)
        if until.is_note == is_note:
            before |= Q(at=until.at, id__lt=until.id)
        elif until.is_note:
            before |= Q(at=until.at)
        rows = rows.filter(before)
    return rows.order_by("-at", "-id")[:limit]


def _latest(ticket_id: uuid.UUID) -> tuple[list[Message], list[Note]]:
    """Return what most readings ask for."""
    return _once(_LATEST_MESSAGES.rows(ticket_id)), _LATEST_NOTES.rows(ticket_id)


def _asked(
    ticket_id: uuid.UUID, until: _Until | None, *, show: Show, whole: bool
) -> tuple[list[Message], list[Note]]:
    """Return what is asked for before ``until``, the newest first."""
    limit = None if whole else SHOWN + 1
    messages, notes = _messages(ticket_id, until, limit), _notes(ticket_id, until, limit)
    return (
        [] if show is Show.NOTES else _once(messages),
        [] if show is Show.MESSAGES else list(notes),
    )


def _messages(
    ticket_id: uuid.UUID, until: _Until | None = None, limit: int | None = SHOWN + 1
) -> QuerySet[Message]:
    """Return the newest messages before ``until``, and the first of all."""
    files = Attachment.objects.filter(message=OuterRef("pk"))
    said = Message.objects.filter(ticket=ticket_id).annotate(has_files=Exists(files))
    newest = _newest(said, until, limit, is_note=False)
    if limit is None:
        return newest
    return newest.union(said.order_by("at", "id")[:1], all=True)


def _notes(
    ticket_id: uuid.UUID, until: _Until | None = None, limit: int | None = SHOWN + 1
) -> QuerySet[Note]:
    notes = Note.objects.filter(ticket=ticket_id).select_related("author", "said_on")
    return _newest(notes, until, limit, is_note=True)


_LATEST_MESSAGES = Compiled(_messages, uuid.UUID)
_LATEST_NOTES = Compiled(_notes, uuid.UUID)


def _once(messages: Iterable[Message]) -> list[Message]:
    """Return each message once, the newest first. A query more for files, where there are any, and
    one for the tickets from which messages have come.
    """
    once = {message.id: message for message in messages}
    found = sorted(once.values(), key=attrgetter("at", "id"), reverse=True)
    prefetch_related_objects([one for one in found if has_files(one)], "attachments")
    prefetch_related_objects([one for one in found if one.said_on_id], "said_on")
    return found


def has_files(message: Message) -> bool:
    """Tell whether files may have come with ``message``: as it was read, if that was asked."""
    return bool(getattr(message, "has_files", True))


def _unread(entries: Iterable[Entry], since: dt.datetime | None) -> str:
    """Return the key of the first entry of others that came after ``since``; "" when none did."""
    if since is None:
        return ""
    return next((entry.key for entry in entries if entry.at > since and not entry.mine), "")


def entry_of(message: Message, by: Actor) -> Entry:
    """Return ``message`` as ``by`` reads it; prefetch ``attachments`` of many."""
    return Entry(
        key=f"message-{message.id}",
        voice=VOICES[Author(message.author_kind)],
        name=message.author_name,
        mine=message.author_id == by.user_id,
        body=message.body,
        at=message.at,
        channel=str(Channel(message.channel).label),
        automatic=message.automatic,
        files=files_of(message, route="admin:desk_file") if has_files(message) else (),
        said_on=message.said_on.reference if message.said_on else "",
        asks_after=bool(message.asks_after),
    )


def _of_note(note: Note, by: Actor) -> Entry:
    return Entry(
        key=f"note-{note.id}",
        voice=Voice.NOTE,
        name=str(note.author),
        mine=note.author_id == by.user_id,
        body=note.body,
        at=note.at,
        said_on=note.said_on.reference if note.said_on else "",
    )
