"""An agent takes back a reply that has not gone out."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.conversation import drafts
from tickets.conversation.files.models import Upload
from tickets.conversation.held import OPEN, HeldReply, HeldState
from tickets.lifecycle.actors import Actor


class SentAlready(Exception):
    """It has gone out, or was taken back before; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What goes back into the composer."""

    body: str
    files: Sequence[Upload]
    kept_at: dt.datetime


@transaction.atomic
def take_back(
    held_id: uuid.UUID, *, by: Actor, at: dt.datetime, typed: str = "", files: Sequence[Upload] = ()
) -> TakenBack:
    """Stop the reply, and give its text and files back, before what was ``typed`` since.

    It is kept as the agent's draft as well, so that no lost answer loses it.
    Raises SentAlready, HeldReply.DoesNotExist.
    """
    held = HeldReply.objects.visible_to(by).select_for_update(of=("self",)).get(id=held_id)
    if held.state == HeldState.UNDONE:
        raise SentAlready(_("This was taken back already; the text is in your draft."))
    if held.state not in OPEN:
        raise SentAlready(_("This has been sent already. Write another reply to put it right."))
    body = "\n\n".join(text for text in (held.body, typed) if text.strip())
    both = [*held.uploads(), *(file for file in files if str(file.id) not in held.files)]
    place = drafts.desk_place("reply", held.ticket_id)
    content: drafts.Content = {"body": body, "files": [str(file.id) for file in both]}
    draft = drafts.keep(drafts.Owner(user_id=held.author_id), place, content, at=at)
    held.settle(HeldState.UNDONE, at=at)
    return TakenBack(body, both, draft.updated_at)
