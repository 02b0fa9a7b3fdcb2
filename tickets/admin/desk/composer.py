"""What the composer of a page holds: texts, files, what is on its way out and what crossed it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from consignment.compiled import Compiled
from consignment.ids import new_id
from consignment.models import User
from tickets.admin.desk.thread import Entry, Thread, entry_of
from tickets.channels.files.field import FilesField, FilesWidget
from tickets.conversation import crossing, drafts
from tickets.conversation.drafts import Draft
from tickets.conversation.files.models import Upload
from tickets.conversation.files.owners import Owner
from tickets.conversation.held import HeldReply
from tickets.conversation.models import Message
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket

REPLY, NOTE = "reply", "note"
MESSAGE = "message-"


class ChooserWidget(FilesWidget):
    """The chooser of the site, as small as a composer needs it."""

    template_name = "admin/desk/ticket/files.html"

    def __init__(self) -> None:
        super().__init__()
        self.is_all = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "is_all": self.is_all}


class Kept(NamedTuple):
    """A draft as it was read."""

    content: dict[str, Any]
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Written:
    """A text of the composer. ``kept_at``: when it was kept as a draft, None when it was not."""

    text: str = ""
    kept_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A reply on its way out. ``left`` are seconds; ``news`` is what stopped it, if that did."""

    reply: HeldReply
    left: float
    news: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Composer:
    """``token`` is the reply's own, ``seen`` the newest message that stands on the page.

    ``news`` crossed the reply that was to end with ``ending``.
    """

    reply: Written
    note: Written
    chooser: SafeString
    token: uuid.UUID
    seen: uuid.UUID | None
    reader: str
    held: tuple[Held, ...] = ()
    news: tuple[Entry, ...] = ()
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a step leaves in the composer, instead of what is kept as drafts."""

    mode: str
    text: str = ""
    files: Sequence[Upload] = ()
    news: Sequence[Message] = ()
    ending: str = ""
    kept_at: dt.datetime | None = None
    token: uuid.UUID = field(default_factory=new_id)


def files_of(request: HttpRequest) -> tuple[list[Upload], str]:
    """Return the files that came with a reply, and why others were not taken; the rest stays."""
    user_id = request.user.id if isinstance(request.user, User) else None
    widget = ChooserWidget()
    chosen = FilesField(owner=Owner(user_id=user_id), widget=widget)
    sent = widget.value_from_datadict(request.POST, request.FILES, "files")
    try:
        return chosen.clean(sent), ""
    except forms.ValidationError as refused:
        # Django copies a field's widget.
        return getattr(chosen.widget, "kept", []), " ".join(refused.messages)


def composer_of(
    ticket: Ticket, thread: Thread, *, by: Actor, at: dt.datetime, fresh: Fresh | None = None
) -> Composer:
    """Return the composer of ``ticket`` for ``by``: what they left there, and what is on its way.

    One query; another for files of a draft, one for what is held, and three for each reply that was
    stopped.
    """
    desk, kept, holds = _found(ticket, by)
    texts = {kind: _written(kept.get(kind)) for kind in (REPLY, NOTE)}
    files = _files_of(kept.get(REPLY), by=by, at=at)
    if fresh:
        texts[fresh.mode] = Written(fresh.text, fresh.kept_at)
    if fresh and fresh.mode == REPLY:
        files = list(fresh.files)
    return Composer(
        reply=texts[REPLY],
        note=texts[NOTE],
        chooser=_chooser(files, desk, is_all=fresh is not None),
        token=fresh.token if fresh else new_id(),
        seen=_newest(thread),
        reader=str(by.user_id),
        held=held_of(ticket, by=by, at=at) if holds else (),
        news=tuple(entry_of(message, by) for message in fresh.news) if fresh else (),
        ending=fresh.ending if fresh else "",
    )


def held_of(ticket: Ticket, *, by: Actor, at: dt.datetime) -> tuple[Held, ...]:
    """Return the replies of ``by`` that are on their way out, or were stopped there."""
    waiting = HeldReply.objects.visible_to(by).open().filter(ticket=ticket)
    return tuple(_held(reply, ticket, by=by, at=at) for reply in waiting)


def _newest(thread: Thread) -> uuid.UUID | None:
    """Return the newest message that stands on the page."""
    shown = [*([thread.opening] if thread.opening else []), *thread.entries]
    said = [entry.key for entry in shown if entry.key.startswith(MESSAGE)]
    return uuid.UUID(said[-1].removeprefix(MESSAGE)) if said else None


def _held(reply: HeldReply, ticket: Ticket, *, by: Actor, at: dt.datetime) -> Held:
    if not reply.why:
        return Held(reply, max(0.0, (reply.send_after - at).total_seconds()))
    news = crossing.said_since(ticket.id, reply.seen, by=by) if reply.seen else []
    return Held(reply, 0.0, tuple(entry_of(message, by) for message in news))


def _found(ticket: Ticket, by: Actor) -> tuple[DeskSettings, dict[str, Kept], bool]:
    """Return the desk's numbers, the drafts of ``by``, and whether they hold replies: one query."""
    places = {drafts.desk_place(kind, ticket.id): kind for kind in (REPLY, NOTE)}
    asked = (*places, by.user_id, ticket.id)
    found: Any = _left(by.sight).first(*asked)
    if found is None:
        DeskSettings.current()
        found = _left(by.sight).get(*asked)
    kept = {
        places[row["place"]]: Kept(row["content"], dt.datetime.fromisoformat(row["at"]))
        for row in found.kept
    }
    return found, kept, found.holds


@lru_cache(maxsize=64)
def _left(sight: Actor) -> Compiled[DeskSettings]:
    """Return the desk's numbers with what somebody left at two places, and holds of a ticket."""

    def left(
        reply: str, note: str, user_id: uuid.UUID, ticket_id: uuid.UUID
    ) -> QuerySet[DeskSettings]:
        mine = Draft.objects.visible_to(drafts.Owner(user_id=user_id))
        row = JSONObject(place="place", content="content", at="updated_at")
        held = HeldReply.objects.visible_to(replace(sight, user_id=user_id)).open()
        return DeskSettings.objects.annotate(
            kept=ArraySubquery(mine.filter(place__in=[reply, note]).values(row=row)),
            holds=Exists(held.filter(ticket=ticket_id)),
        )

    return Compiled(left, str, str, uuid.UUID, uuid.UUID)


def _written(kept: Kept | None) -> Written:
    return Written(str(kept.content.get("body", "")), kept.at) if kept else Written()


def _files_of(draft: Kept | None, *, by: Actor, at: dt.datetime) -> list[Upload]:
    """Return the files that a draft names and that can still be sent, in their order."""
    named = draft.content.get("files", []) if draft else []
    ids = [named] if isinstance(named, str) else named
    if not ids:
        return []
    mine = Upload.objects.visible_to(Owner(user_id=by.user_id)).kept(at).ready()
    found = {str(upload.id): upload for upload in mine.filter(id__in=filter(_is_id, ids))}
    return [found[text] for text in ids if text in found]


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _chooser(files: list[Upload], desk: DeskSettings, *, is_all: bool) -> SafeString:
    """Draw the chooser with ``files``. ``is_all``: the browser remembers no others."""
    if files:
        return _drawn(files, desk, is_all=is_all)
    # Without files it is the same beside every ticket.
    limits = (desk.files_per_message, desk.megabytes_per_file)
    drawn = _EMPTY_CHOOSERS.get(key := (limits, get_language(), is_all))
    if drawn is None:
        drawn = _EMPTY_CHOOSERS[key] = _drawn([], desk, is_all=is_all)
    return drawn


_EMPTY_CHOOSERS: dict[tuple[Any, ...], SafeString] = {}


def _drawn(files: list[Upload], desk: DeskSettings, *, is_all: bool) -> SafeString:
    widget = ChooserWidget()
    widget.kept, widget.is_all, widget.desk = files, is_all, desk
    return widget.render("files", None, {"id": "reply-files"})
