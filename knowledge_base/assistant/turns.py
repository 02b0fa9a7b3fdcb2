"""One turn of a talk: a text in, a ``Reply`` out. The one door of the assistant.

The talk is locked for its turn, so of messages sent in one second each sees what those before it
left. What concerns people comes first (a person asked for, danger, anger, money); then what can be
looked up; then articles. Nothing is done here but remembering: actions are offered, the caller's
doors run them.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from consignment.models import User
from knowledge_base.articles.models import Reader
from knowledge_base.assistant.conversing import Conversation
from knowledge_base.assistant.intents import language_of, understand
from knowledge_base.assistant.matters import Matter
from knowledge_base.assistant.memory import Memory
from knowledge_base.assistant.models import MAX_KEPT, Dialogue, Turn
from knowledge_base.assistant.replies import Reply, ReplyKind

REMEMBERED_FOR = dt.timedelta(days=2)
"""After so long a silence "it" means nothing any more: the talk begins anew, and says so."""
NO_MATTER = Matter()


class DialogueOfAnother(Exception):
    """The talk is not this person's: a guest who signs in begins a new one."""


@transaction.atomic
def reply(
    dialogue: Dialogue,
    text: str,
    *,
    person: Reader,
    matter: Matter = NO_MATTER,
    at: dt.datetime,
) -> Reply:
    """Return what the assistant says to ``text``, and remember the turn.

    Any text does: empty, endless, in any script. ``person`` is who is logged in, None for a guest,
    whose secret has opened ``dialogue`` before. ``matter`` is what ``text`` is about. Locks the
    talk; ``dialogue`` is as it stands now afterwards. Raises DialogueOfAnother.
    """
    user = person if isinstance(person, User) else None
    locked = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    if locked.person_id != (user.pk if user else None):
        raise DialogueOfAnother(f"The talk {locked.pk} is another person's.")
    at = max(at, locked.last_at)
    number = (locked.turns.aggregate(last=Max("number"))["last"] or 0) + 1
    memory, resumed = _remembered(locked, number=number, at=at)
    readable = _readable(text)
    language = language_of(readable, otherwise=locked.language)
    with translation.override(language):
        conversation = Conversation(
            user=user,
            text=readable,
            said=understand(readable),
            matter=matter,
            memory=memory,
            language=language,
            turn=number,
            resumed=resumed,
            at=at,
        )
        if locked.is_silent:
            said = conversation.silence()
        elif locked.handed_off_at is not None:
            said = conversation.with_a_person()
        else:
            said = conversation.reply()
    _keep(locked, readable, said, conversation.memory, number=number, at=at)
    dialogue.refresh_from_db()
    return said


def _remembered(locked: Dialogue, *, number: int, at: dt.datetime) -> tuple[Memory, bool]:
    """Return what the talk remembers, and whether it begins anew after a long time."""
    is_over = locked.ended_at is not None
    long_ago = number > 1 and at - locked.last_at > REMEMBERED_FOR
    if not (is_over or long_ago) or locked.is_silent:
        return Memory.from_json(locked.memory), False
    locked.handed_off_at = locked.ended_at = None
    return Memory(started=number), long_ago


def _readable(text: str) -> str:
    """Return ``text`` as it can be stored: without NUL, half characters, other control signs."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in whole).strip()


def _keep(
    locked: Dialogue, text: str, said: Reply, memory: Memory, *, number: int, at: dt.datetime
) -> None:
    """Write the turn and what is remembered. Caller holds the lock of the talk."""
    Turn.objects.create(
        dialogue=locked,
        number=number,
        at=at,
        text=text[:MAX_KEPT],
        kind=said.kind,
        topic=said.topic,
        words=said.words,
        why=said.why[:200],
        confidence=said.confidence,
        reply=said.as_json(),
    )
    locked.memory, locked.last_at, locked.language = memory.as_json(), at, said.language
    if said.kind == ReplyKind.HAND_OFF:
        locked.handed_off_at = at
    locked.save(update_fields=["memory", "last_at", "language", "handed_off_at", "ended_at"])
