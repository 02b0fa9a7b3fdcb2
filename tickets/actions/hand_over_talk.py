"""A talk with the assistant becomes a ticket, with all that was said, so that nobody asks again."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from consignment.models import User
from consignment.numbers import Kind, mentions
from knowledge_base.assistant.memory import Memory, Named
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.assistant.replies import Summary
from tickets.actions.open import SUBJECT_LENGTH, Guest, open_ticket
from tickets.conversation import visits
from tickets.conversation.models import Author, Message
from tickets.conversation.talks import Handover
from tickets.inbox import indexing
from tickets.lifecycle.choices import Channel, Tier
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Audience, Category, FieldKind
from tickets.triage.situations import Thing
from tickets.triage.substance import substance
from tickets.triage.suggesting import suggest
from tickets.triage.templates import FIND, offered_category
from tickets.triage.understanding import heard

ADDRESS = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[^\s@<>,;:()]{2,}")
CLAUSE_ENDS = re.compile(r"[,;!?，；。！？\n]|\.\s")
MOMENT = dt.timedelta(microseconds=1)
"""So much later the assistant answered: what is said in one instant stays in its order."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the talk knows of the customer's things: answers of the template, and the rest."""

    answers: dict[str, str]
    things: list[Thing]


def recorded(dialogue: Dialogue, summary: Summary, *, turn: Turn, at: dt.datetime) -> Handover:
    """Keep that ``dialogue`` is for a person now. Caller holds its lock.

    A guest who still owes us an address does so once a talk.
    """
    facts = [[fact.kind.value, fact.number, fact.own] for fact in summary.facts]
    told: dict[str, Any] = {
        "asked": summary.asked,
        "facts": facts,
        "tried": list(summary.tried),
        "matter": summary.matter,
        "turns": summary.turns,
    }
    Handover.objects.of(dialogue).filter(ticket=None).delete()
    return Handover.objects.create(
        dialogue=dialogue, turn=turn.number, at=at, reason=summary.reason, summary=told
    )


def file_talk(handover: Handover, *, customer: User | Guest, at: dt.datetime) -> Ticket:
    """File what was said in the talk since it began (anew) as one ticket, through ``open_ticket``.

    The newest text is the message that is filed; the turns before it stand before it, each at its
    time. Numbers that are the customer's own answer the questions of the category and are linked.
    Caller is in a transaction and holds the lock of the talk. Raises as ``open_ticket`` does.
    """
    dialogue = handover.dialogue
    user = customer if isinstance(customer, User) else None
    memory = Memory.from_json(dialogue.memory)
    turns = list(dialogue.turns.filter(number__gte=memory.started).order_by("number"))
    texts = [turn.text for turn in turns if turn.text.strip()]
    named = (*memory.things, *(memory.told if user is None else ()))
    own = _own(user, memory.things)
    category, guessed = category_of(memory.about, texts, things=own, at=at)
    known = _known(category, named, user)
    ticket = open_ticket(
        category=category,
        body=texts[-1] if texts else turns[-1].words,
        subject=_subject(texts),
        answers=known.answers,
        about=known.things,
        customer=customer,
        channel=Channel.CHAT,
        language=dialogue.language,
        complete=False,
        guessed=guessed,
        at=at,
    )
    carry(ticket, turns, user=user)
    visits.seen(ticket, at=at + MOMENT)
    handover.ticket = ticket
    handover.save(update_fields=["ticket"])
    dialogue.hand_over(at=at, reason=handover.reason)
    return ticket


def carry(ticket: Ticket, turns: Sequence[Turn], *, user: User | None) -> None:
    """Write ``turns`` into the conversation of ``ticket``, but for the text it was filed with.

    They count for no promise: those begin with the ticket. Caller holds the ticket lock.
    """
    name = str(user) if user else ticket.customer_name
    filed_with = _filed_with(turns)
    messages = []
    for turn in turns:
        if turn.text.strip() and turn is not filed_with:
            messages.append(
                Message(
                    ticket=ticket,
                    author_kind=Author.CUSTOMER,
                    author=user,
                    author_name=name,
                    body=turn.text,
                    channel=Channel.CHAT,
                    at=turn.at,
                )
            )
        if turn.words:
            messages.append(
                Message(
                    ticket=ticket,
                    author_kind=Author.ASSISTANT,
                    automatic=True,
                    body=turn.words,
                    channel=Channel.CHAT,
                    at=turn.at + MOMENT,
                )
            )
    Message.objects.bulk_create(messages)
    if messages:
        indexing.said(ticket, "\n".join(message.body for message in messages))


def category_of(
    key: str, texts: Sequence[str], *, things: Sequence[Thing], at: dt.datetime
) -> tuple[Category, float | None]:
    """Return the category that the talk named last; else what its texts suggest; else a general
    one, so that whoever only asks for a person is not kept waiting like a question on rules. Then
    how sure that guess is, 0-1; None of what was named.
    """
    named = offered_category(key)
    if named is not None:
        return named, None
    offered = list(Category.objects.offered().with_template().select_related("queue"))
    text = _without_addresses(texts)
    if substance(text):
        learned = heard(text)
        suggested = suggest(text, at=at, things=things, categories=offered, learned=learned)
        if suggested:
            best = suggested[0].category
            return best, learned[best.key].confidence if best.key in learned else 0.0
    for_all = [one for one in offered if one.audience == Audience.BOTH]
    general = (one for one in for_all if one.tier == Tier.MEDIUM)
    return next(general, next(iter(for_all), offered[0])), 0.0


def _without_addresses(texts: Sequence[str]) -> str:
    """Leave out "my mail is ...": how somebody is reached is not what they write about."""
    clauses = (clause for text in texts for clause in CLAUSE_ENDS.split(text))
    return "\n".join(
        without
        for clause in clauses
        if (without := ADDRESS.sub(" ", clause)) == clause or substance(without) > 1
    )


def _filed_with(turns: Sequence[Turn]) -> Turn | None:
    return next((turn for turn in reversed(turns) if turn.text.strip()), None)


def _subject(texts: Sequence[str]) -> str:
    """Return the text that says most: "talk to a person" would tell whoever reads it nothing."""
    return max(texts, key=lambda text: _says(text[:SUBJECT_LENGTH]), default="")


def _says(text: str) -> int:
    return substance(ADDRESS.sub("", text)) + 2 * len(mentions(text))


def _own(user: User | None, named: Sequence[Named]) -> list[Thing]:
    if user is None:
        return []
    found = (FIND[FieldKind(one.kind)](user, one.number) for one in named if _can_be_found(one))
    return [thing for thing in found if thing is not None]


def _known(category: Category, named: Sequence[Named], user: User | None) -> _Known:
    """Fill the questions of ``category`` with the last number of each kind, looked up again."""
    things = {thing.number: thing for thing in _own(user, named)}
    numbers: dict[str, str] = {}
    for one in named:
        if user is None or one.number in things:
            numbers.setdefault(one.kind.value, one.number)
    answers = {
        question.key: numbers[question.kind]
        for question in category.fields.all()
        if question.kind in numbers
    }
    rest = [thing for number, thing in things.items() if number not in answers.values()]
    return _Known(answers, rest)


def _can_be_found(named: Named) -> bool:
    return named.kind in set(Kind) and named.kind.value in FIND
