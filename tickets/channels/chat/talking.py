"""What every door of the assistant does: begin a talk, hear a text, take a vote, end it."""

import contextlib
import datetime as dt
from collections.abc import Callable

from django.core import signing

from consignment.models import User
from knowledge_base.assistant.models import Dialogue, Turn
from tickets.actions.hand_over_talk import ADDRESS
from tickets.actions.open import Guest, GuestRefused
from tickets.actions.say_to_assistant import Said, say
from tickets.channels.chat.showing import VOTABLE
from tickets.conversation import visits, writing
from tickets.conversation.talks import Handover

KEPT_FOR = dt.timedelta(hours=12)
"""How long the key of a talk opens it, where no cookie can."""
SALT = "tickets.channels.chat"


class KeyRefused(Exception):
    """The key of a talk is old, or none of ours: begin anew."""


def begin(person: User | None, *, language: str, at: dt.datetime) -> tuple[Dialogue, str]:
    """Return a new talk, and for a guest the secret that opens it, which is told once."""
    if person is not None:
        return Dialogue.objects.begin(person, language=language, at=at), ""
    return Dialogue.objects.begin_with_guest(language=language, at=at)


def hear(
    dialogue: Dialogue,
    text: str,
    *,
    person: User | None,
    may_file: Callable[[], bool],
    at: dt.datetime,
) -> Said:
    """Let the assistant hear ``text``, or whoever has the talk.

    A mail address in a guest's text is how to reach them. ``may_file`` counts that a guest files a
    request, and tells whether they still may. Raises TextRefused for more than fits into a message
    (the reader still has it, so nothing is lost), NoPolicy.
    """
    # Half characters, which JSON can hold and UTF-8 cannot.
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) > writing.MAX_LENGTH:
        writing.cleaned(text)
    found = ADDRESS.search(text) if person is None else None
    if found is not None and may_file():
        contact = Guest(found.group().strip("."))
        with contextlib.suppress(GuestRefused):
            return say(dialogue, text, person=person, contact=contact, at=at)
    return say(dialogue, text, person=person, at=at)


def vote(dialogue: Dialogue, number: int, *, helpful: bool | None) -> bool:
    """Keep whether the answer of turn ``number`` helped; None takes it back. False: there is none.

    Only what answered something can be voted on.
    """
    turns = Turn.objects.filter(dialogue=dialogue, number=number, kind__in=VOTABLE)
    return bool(turns.update(helpful=helpful))


def looked_at(dialogue: Dialogue, *, at: dt.datetime) -> None:
    """Keep that its customer, who may read what people write, has the talk before them at ``at``.

    Of a talk that nobody has there is nothing to see. Three queries at most, and one statement.
    """
    if dialogue.handed_off_at is None:
        return
    filed = Handover.objects.of(dialogue).filed().newest_first().values_list("ticket", flat=True)
    ticket_id = filed.first()
    if ticket_id is not None:
        visits.looks_at(ticket_id, at=at)


def newest_of(person: User) -> Dialogue | None:
    """Return the talk that ``person`` goes on with: the newest, if it has not ended."""
    newest = Dialogue.objects.visible_to(person).newest_first().first()
    return newest if newest is not None and newest.ended_at is None else None


def key_of(dialogue: Dialogue) -> str:
    """Return what opens the talk from a page that has no cookie, as in another site's frame."""
    return signing.dumps([str(dialogue.id), str(dialogue.person_id or "")], salt=SALT)


def opened_by(key: str) -> Dialogue:
    """Return the talk of ``key``. Raises KeyRefused: old, forged, or of somebody locked out."""
    try:
        talk_id, person_id = signing.loads(key, salt=SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError) as error:
        raise KeyRefused from error
    talk = Dialogue.objects.select_related("person").filter(pk=talk_id).first()
    if talk is None or str(talk.person_id or "") != person_id:
        raise KeyRefused
    if talk.person is not None and not talk.person.is_active:
        raise KeyRefused
    return talk
