"""An agent sends a reply; for some seconds it can be taken back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from consignment.ids import new_id
from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.conversation import crossing, drafts
from tickets.conversation.files.attaching import body_with
from tickets.conversation.files.models import Upload
from tickets.conversation.held import Ending, HeldReply, HeldState
from tickets.conversation.models import Message
from tickets.conversation.writing import TextRefused, cleaned
from tickets.lifecycle.actors import Actor
from tickets.outbox.recording import record

DUE = "reply.due"
"""The outbox kind by which a worker sends what no page sent."""
GRACE = dt.timedelta(seconds=3)
"""The page that counts down comes first."""
FILES_KEPT = dt.timedelta(days=30)
"""Files of a reply outlast any stop of the workers."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What an agent sends. ``seen``: the last message they had read; ``anyway``: whatever came."""

    body: str
    ending: Ending = Ending.NOTHING
    files: Sequence[Upload] = ()
    seen: uuid.UUID | None = None
    anyway: bool = False


class _Rehearsed(Exception):
    """Takes back what was tried."""


@transaction.atomic
def hold(
    ticket_id: uuid.UUID,
    letter: Letter,
    *,
    by: Actor,
    at: dt.datetime,
    held_id: uuid.UUID,
    wait: dt.timedelta,
) -> HeldReply:
    """Keep ``letter`` for ``wait``, then it goes out by ``release``; without a wait it goes now.

    Everything that would refuse it then refuses it now. Clocks and history count from when it
    really goes. The same ``held_id`` again is the same reply: it is returned as it stands. With
    other words it is refused, so that none are lost with it.

    Raises Crossed, and what ``reply`` and ``resolve`` raise.
    """
    if not by.is_staff or by.user_id is None:
        raise NotAnAgent
    ticket, at = lock(ticket_id, by=by, at=at)
    earlier = HeldReply.objects.filter(id=held_id).first()
    if earlier and (earlier.ticket_id, earlier.author_id) == (ticket.id, by.user_id):
        return _as_it_stands(earlier, letter)
    if earlier:
        held_id = new_id()
    if not letter.anyway:
        crossing.check(ticket.id, letter.seen, by=by)
    held = HeldReply(
        id=held_id,
        ticket=ticket,
        author_id=by.user_id,
        body=letter.body,
        ending=letter.ending,
        files=[str(upload.id) for upload in letter.files],
        seen=letter.seen,
        created_at=at,
        send_after=at + wait,
    )
    if wait:
        _rehearse(ticket.id, letter, by=by, at=at)
        held.save(force_insert=True)
        _keep(letter.files, until=held.send_after + FILES_KEPT)
        payload, due = {"held": str(held.id)}, held.send_after + GRACE
        record(DUE, payload, at=at, key=f"{DUE}:{held.id}", available_at=due)
    else:
        send(ticket.id, letter, by=by, at=at)
        held.state, held.settled_at, held.body, held.files = HeldState.SENT, at, "", []
        held.save(force_insert=True)
    drafts.forget(drafts.Owner(user_id=by.user_id), drafts.desk_place("reply", ticket.id))
    return held


def send(ticket_id: uuid.UUID, letter: Letter, *, by: Actor, at: dt.datetime) -> None:
    """Say it to the customer, and end with what it ends with. Raises what those raise."""
    if letter.ending == Ending.RESOLVE:
        # Whoever sends says something: an empty text does not end the ticket in silence.
        body = cleaned(body_with(letter.body, letter.files))
        resolve(ticket_id, by=by, at=at, body=body, files=letter.files)
        return
    wait = letter.ending == Ending.WAIT
    reply(ticket_id, by=by, at=at, body=letter.body, then_wait=wait, files=letter.files)


def _as_it_stands(earlier: HeldReply, letter: Letter) -> HeldReply:
    """Return the reply that came before by the same form. Raises TextRefused for another one."""
    if earlier.state == HeldState.UNDONE:
        raise TextRefused(_("This was taken back meanwhile. Read it, then send it again."), "back")
    text = cleaned(body_with(letter.body, letter.files))
    said = Message.objects.filter(
        ticket=earlier.ticket_id,
        author=earlier.author_id,
        at__gte=earlier.created_at,
        body=text,
    )
    is_same = said.exists() if earlier.state == HeldState.SENT else earlier.body == letter.body
    if not is_same:
        why = _("What you sent before this has arrived. This is other text: send it as well.")
        raise TextRefused(why, "other")
    return earlier


def _rehearse(ticket_id: uuid.UUID, letter: Letter, *, by: Actor, at: dt.datetime) -> None:
    """Raise what sending would raise, and change nothing."""
    try:
        with transaction.atomic():
            send(ticket_id, letter, by=by, at=at)
            raise _Rehearsed
    except _Rehearsed:
        return


def _keep(files: Sequence[Upload], *, until: dt.datetime) -> None:
    """Let no purge take the files of a reply that has not gone out."""
    ids = [upload.id for upload in files]
    Upload.objects.filter(id__in=ids, expires_at__lt=until).update(expires_at=until)
