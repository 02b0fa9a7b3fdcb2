"""The one question that makes a vague message precise, if one is needed. Pure.

An agent can act when the required questions of the category are answered and the message says
something. What is missing first is asked first; what was said is never asked again, and an urgent
matter is never held up by a question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from consignment import numbers
from consignment.languages import in_language
from consignment.models import Consignment, Item, Order, Payout
from tickets.lifecycle.choices import Tier, Urgency
from tickets.triage.models import Category, FieldKind, TemplateField
from tickets.triage.situations import Thing
from tickets.triage.substance import substance
from tickets.triage.templates import choices_of

BODY = "body"
THING = "thing"
WHAT_HAPPENED = "what-happened"
WHAT_TO_KNOW = "what-to-know"
LEAST_WORDS = 2
"""What the settings of a new desk say: fewer words that say something are vague."""
MOST_CHOICES = 5

MODEL_OF: dict[str, type[Thing]] = {
    FieldKind.ORDER: Order,
    FieldKind.ITEM: Item,
    FieldKind.CONSIGNMENT: Consignment,
    FieldKind.PAYOUT: Payout,
}
"""The questions that are answered with a thing of the customer's."""

TYPED = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})

# After what is required: the story, then what can be tapped, then a line, then one of several.
AFTER_REQUIRED = {
    FieldKind.LONG_TEXT: 0,
    **dict.fromkeys(map(FieldKind, MODEL_OF), 1),
    FieldKind.TEXT: 2,
    FieldKind.CHOICE: 3,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to tap: ``value`` is what is sent, ``words`` what is shown."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question back. ``key`` names it for the record: of the template, or general.

    ``about`` is where the answer goes: ``body`` (the message), the key of a template's question,
    or ``thing`` (one of the customer's orders, items, consignments, payouts, by its number, as the
    answer to the template's question ``key``). ``why`` is for the staff.
    """

    key: str
    words: str
    about: str
    choices: tuple[Choice, ...] = ()
    why: str = ""


def question_for(
    category: Category | None,
    *,
    text: str,
    answers: Mapping[str, Any],
    things: Sequence[Thing],
    language: str,
    own: Sequence[Thing] = (),
    least: int = LEAST_WORDS,
) -> Question | None:
    """Return the one question to ask back, or None when an agent can act on what was said.

    ``answers`` maps the keys of the template's questions to what was typed; ``things`` were chosen,
    ``own`` are the customer's newest, to choose from (orders with their lines and items). A number
    in ``text`` says which thing is meant. ``language`` is a BCP 47 tag. Below ``least`` words that
    say something a text is vague. Reads the template of ``category``.
    """
    if category is None:
        return None if substance(text) >= least else _general(None, language)
    if category.tier == Tier.URGENT:
        return None
    missing = [
        question
        for question in category.fields.all()
        if not _answered(question, text=text, answers=answers, things=things)
    ]
    can_choose = [q for q in missing if q.kind in MODEL_OF and _choices_of(q, own)]
    needed = next((question for question in can_choose if question.required), None)
    if needed is not None:
        return _about_thing(needed, own, language)
    typed = [str(answers.get(q.key) or "") for q in category.fields.all() if q.kind in TYPED]
    if substance("\n".join([text, *typed])) >= least or _category_says_the_rest(category, missing):
        return None
    askable = [q for q in missing if q in can_choose or q.kind not in MODEL_OF]
    first = min(
        (question for question in askable if question.required or question.kind in AFTER_REQUIRED),
        key=lambda q: (not q.required, AFTER_REQUIRED.get(FieldKind(q.kind), 0), q.position),
        default=None,
    )
    if first is None:
        return _general(category, language)
    return _about_thing(first, own, language) if first in can_choose else _asked(first, language)


def question_named(category: Category, key: str, *, language: str) -> Question:
    """Return the question that was asked under ``key``; a general one for a key of none."""
    question = next((q for q in category.fields.all() if q.key == key), None)
    if question is None:
        return _general(category, language)
    about_thing = question.kind in MODEL_OF
    return _about_thing(question, (), language) if about_thing else _asked(question, language)


def kinds_to_choose_from(
    category: Category | None,
    *,
    text: str,
    answers: Mapping[str, Any],
    things: Sequence[Thing],
    least: int = LEAST_WORDS,
) -> list[FieldKind]:
    """Return of which kinds ``question_for`` wants to know what the customer owns."""
    if category is None or category.tier == Tier.URGENT:
        return []
    vague = substance(text) < least
    return [
        FieldKind(question.kind)
        for question in category.fields.all()
        if question.kind in MODEL_OF
        and (question.required or vague)
        and not _answered(question, text=text, answers=answers, things=things)
    ]


def _category_says_the_rest(category: Category, missing: Sequence[TemplateField]) -> bool:
    """Tell whether an agent could act without a word: "My order has not shipped", and this is it.

    So where a thing is asked for and named, and nothing required and no story is missing.
    """
    about_things = [question for question in category.fields.all() if question.kind in MODEL_OF]
    return bool(about_things) and not any(
        question.required or question.kind == FieldKind.LONG_TEXT or question in about_things
        for question in missing
    )


def _answered(
    question: TemplateField, *, text: str, answers: Mapping[str, Any], things: Sequence[Thing]
) -> bool:
    typed = answers.get(question.key)
    if isinstance(typed, str):
        typed = typed.strip()
    match question.kind:
        case kind if kind in MODEL_OF:
            named = any(mention.kind == kind for mention in numbers.mentions(text))
            return bool(typed) or named or any(isinstance(t, MODEL_OF[kind]) for t in things)
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            # “?” is no answer.
            return substance(str(typed or "")) > 0
        case _:
            return typed not in (None, "")


def _about_thing(question: TemplateField, own: Sequence[Thing], language: str) -> Question:
    return Question(
        key=question.key,
        words=in_language(question, "label", language),
        about=THING,
        choices=_in(language, own=_choices_of(question, own)),
        why=f"{question.kind} not named",
    )


def _asked(question: TemplateField, language: str) -> Question:
    options = choices_of(question, language) if question.kind == FieldKind.CHOICE else {}
    return Question(
        key=question.key,
        words=in_language(question, "label", language),
        about=question.key,
        choices=tuple(Choice(value, words) for value, words in options.items()),
        why="the message says too little",
    )


def _general(category: Category | None, language: str) -> Question:
    wants_to_know = category is not None and (category.tier, category.urgency) == (
        Tier.LOW,
        Urgency.GENERAL,
    )
    key = WHAT_TO_KNOW if wants_to_know else WHAT_HAPPENED
    return Question(
        key=key,
        words=_general_words(key, language),
        about=BODY,
        why="the message says too little",
    )


def _general_words(key: str, language: str) -> str:
    with translation.override(language):
        if key == WHAT_TO_KNOW:
            return _("What exactly would you like to know?")
        return _("What happened, and when?")


def _choices_of(question: TemplateField, own: Sequence[Thing]) -> list[Thing]:
    model = MODEL_OF[question.kind]
    return [thing for thing in own if isinstance(thing, model)][:MOST_CHOICES]


def _in(language: str, *, own: Sequence[Thing]) -> tuple[Choice, ...]:
    with translation.override(language):
        return tuple(Choice(thing.number, _words(thing)) for thing in own)


@singledispatch
def _words(thing: Thing) -> str:
    """Return by what its owner knows ``thing``, in the active language."""
    raise TypeError(f"Nothing is known of {thing!r}.")


@_words.register
def _of_order(order: Order) -> str:
    title = ", ".join(line.item.title for line in order.lines.all())
    state = Order.State(order.state).label
    return " · ".join(filter(None, (Truncator(title).chars(60), str(state), order.number)))


@_words.register
def _of_item(item: Item) -> str:
    return f"{Truncator(item.title).chars(60)} · {item.number}"


@_words.register
def _of_consignment(consignment: Consignment) -> str:
    return consignment.number


@_words.register
def _of_payout(payout: Payout) -> str:
    return f"{payout.amount} · {payout.number}"
