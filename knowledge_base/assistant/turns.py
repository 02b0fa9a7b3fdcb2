"""One turn of a talk: a text in, a ``Reply`` out. The one door of the assistant.

The talk is locked for its turn, so of messages sent in one second each sees what those before it
left. What concerns people comes first (a person asked for, danger, anger, money); then what can be
looked up; then articles. Nothing is done here but remembering: actions are offered, the caller's
doors run them.
"""

import datetime as dt

from django.db import transaction
from django.utils import translation

from consignment.models import User
from knowledge_base.articles.models import Reader
from knowledge_base.assistant.because import of_the_text
from knowledge_base.assistant.conversing import Conversation
from knowledge_base.assistant.intents import Wish, language_of, understand
from knowledge_base.assistant.limits import USUAL, Limits
from knowledge_base.assistant.matters import Matter
from knowledge_base.assistant.memory import Memory
from knowledge_base.assistant.models import MAX_KEPT, SECURITY, Dialogue, Turn
from knowledge_base.assistant.replies import Reply, ReplyKind

NO_MATTER = Matter()
STAND = (
    "memory",
    "last_at",
    "language",
    "matters",
    "handed_off_at",
    "handed_off_for",
    "silent_since",
    "ended_at",
)
"""What of a talk may be different after a turn."""


class DialogueOfAnother(Exception):
    """The talk is not this person's: a guest who signs in begins a new one."""


@transaction.atomic
def reply(
    dialogue: Dialogue,
    text: str,
    *,
    person: Reader,
    matter: Matter = NO_MATTER,
    limits: Limits = USUAL,
    at: dt.datetime,
) -> Reply:
    """Return what the assistant says to ``text``, and remember the turn.

    Any text does: empty, endless, in any script. ``person`` is who is logged in, None for a guest,
    whose secret has opened ``dialogue`` before. ``matter`` is what ``text`` is about. Locks the
    talk; ``dialogue`` is as it stands now afterwards. Raises DialogueOfAnother.
    """
    said, _turn = within(dialogue, text, person=person, matter=matter, limits=limits, at=at)
    return said


def within(
    dialogue: Dialogue,
    text: str,
    *,
    person: Reader,
    matter: Matter,
    limits: Limits,
    at: dt.datetime,
) -> tuple[Reply, Turn]:
    """Do as ``reply`` does in the caller's transaction; return the turn that was kept as well."""
    user = person if isinstance(person, User) else None
    locked = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    if locked.person_id != (user.pk if user else None):
        raise DialogueOfAnother(f"The talk {locked.pk} is another person's.")
    at = max(at, locked.last_at)
    number = _last_number(locked) + 1
    memory, resumed = _remembered(locked, limits, number=number, at=at)
    conversation = _conversation(
        user,
        _readable(text),
        matter,
        limits,
        memory,
        language=locked.language,
        turn=number,
        resumed=resumed,
        at=at,
    )
    with translation.override(conversation.language):
        if locked.is_silent:
            said = conversation.silence()
        elif locked.handed_off_at is not None:
            said = conversation.with_a_person()
        else:
            said = conversation.reply()
    turn = _keep(locked, conversation, said)
    for column in STAND:
        setattr(dialogue, column, getattr(locked, column))
    return said, turn


def _last_number(dialogue: Dialogue) -> int:
    """Return the number of the last turn, 0 for none. Caller holds the lock of the talk."""
    last = dialogue.turns.order_by("-number").values_list("number", flat=True)[:1]
    return next(iter(last), 0)


def try_out(
    text: str,
    *,
    person: Reader,
    language: str,
    matter: Matter = NO_MATTER,
    limits: Limits = USUAL,
    at: dt.datetime,
) -> Reply:
    """Return what ``text`` would get as the first of a talk; nothing is stored or changed."""
    user = person if isinstance(person, User) else None
    conversation = _conversation(
        user,
        _readable(text),
        matter,
        limits,
        Memory(started=1),
        language=language,
        turn=1,
        resumed=False,
        at=at,
    )
    with translation.override(conversation.language):
        return conversation.reply()


def _conversation(
    user: User | None,
    text: str,
    matter: Matter,
    limits: Limits,
    memory: Memory,
    *,
    language: str,
    turn: int,
    resumed: bool,
    at: dt.datetime,
) -> Conversation:
    said = understand(text)
    return Conversation(
        user=user,
        text=text,
        said=said,
        matter=matter,
        memory=memory,
        language=language_of(text, otherwise=language),
        turn=turn,
        resumed=resumed,
        at=at,
        limits=limits,
        because=of_the_text(said, matter),
    )


def _remembered(
    locked: Dialogue, limits: Limits, *, number: int, at: dt.datetime
) -> tuple[Memory, bool]:
    """Return what the talk remembers, and whether it begins anew after a long time."""
    is_over = locked.ended_at is not None
    long_ago = number > 1 and at - locked.last_at > limits.remembered_for
    if not (is_over or long_ago) or locked.is_silent:
        return Memory.from_json(locked.memory), False
    locked.handed_off_at = locked.ended_at = None
    return Memory(started=number), long_ago


def _readable(text: str) -> str:
    """Return ``text`` as it can be stored: without NUL, half characters, other control signs."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in whole).strip()


def _keep(locked: Dialogue, conversation: Conversation, said: Reply) -> Turn:
    """Write the turn and what is remembered. Caller holds the lock of the talk."""
    at, matter = conversation.at, conversation.matter.key
    turn = Turn.objects.create(
        dialogue=locked,
        number=conversation.turn,
        at=at,
        text=conversation.text[:MAX_KEPT],
        kind=said.kind,
        topic=said.topic,
        words=said.words,
        why=said.why[:200],
        confidence=said.confidence,
        reply=said.as_json(),
        because=dict(said.because),
    )
    locked.memory, locked.last_at = conversation.memory.as_json(), at
    locked.language = said.language
    named = [matter, SECURITY if conversation.said.wish == Wish.SECURITY else ""]
    locked.matters = list(dict.fromkeys([*locked.matters, *filter(None, named)]))
    if said.kind == ReplyKind.HAND_OFF:
        locked.handed_off_at = at
        locked.handed_off_for = said.hand_off.reason if said.hand_off else ""
    locked.save(update_fields=[column for column in STAND if column != "silent_since"])
    return turn
