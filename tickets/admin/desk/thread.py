"""The conversation of a ticket as an agent reads it: messages and notes, one after the other."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tickets.channels.files.showing import ShownFile, files_of
from tickets.conversation.models import Author, Message, Note
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket

SHOWN = 40
"""Entries of a long conversation that are shown at first, besides the one it began with."""


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


@dataclass(frozen=True, slots=True)
class Entry:
    """One message or note. ``channel`` is empty where nothing came from outside."""

    key: str
    voice: Voice
    name: str
    mine: bool
    body: str
    at: dt.datetime
    channel: str = ""
    automatic: bool = False
    files: tuple[ShownFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """``opening`` is set apart when ``folded`` entries stand between it and ``entries``."""

    entries: tuple[Entry, ...]
    opening: Entry | None = None

    @property
    def folded(self) -> bool:
        return self.opening is not None


def thread_of(ticket: Ticket, *, by: Actor, whole: bool = False) -> Thread:
    """Return what was said on ``ticket``: all of it, or the newest SHOWN entries and the first.

    Three queries, and two more where something is folded. The caller has proven that ``by`` may
    read the ticket, notes included.
    """
    limit = None if whole else SHOWN + 1
    said = Message.objects.filter(ticket=ticket).prefetch_related("attachments")
    messages = said.order_by("-at", "-id")[:limit]
    notes = Note.objects.filter(ticket=ticket).select_related("author").order_by("-at", "-id")
    entries = [entry_of(message, by) for message in messages]
    entries += [_of_note(note, by) for note in notes[:limit]]
    entries.sort(key=lambda entry: entry.at)
    if whole or len(entries) <= SHOWN:
        return Thread(tuple(entries))
    first = said.order_by("at", "id").first()
    return Thread(tuple(entries[-SHOWN:]), opening=entry_of(first, by) if first else None)


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
        files=files_of(message, route="admin:desk_file"),
    )


def _of_note(note: Note, by: Actor) -> Entry:
    return Entry(
        key=f"note-{note.id}",
        voice=Voice.NOTE,
        name=str(note.author),
        mine=note.author_id == by.user_id,
        body=note.body,
        at=note.at,
    )
