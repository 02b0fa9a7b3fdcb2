"""The questions of a category as JSON Schema (2020-12): what ``answers`` of a new ticket may be.

What the schema takes, filing takes; filing is kinder than the schema in small things (“yes” for
true, a number in any spelling). One function for each kind of question.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from consignment.dossier import Dossier, Shown, dossier_of
from consignment.languages import in_language
from consignment.models import User
from tickets.triage.models import Category, FieldKind, TemplateField
from tickets.triage.templates import MAX_LINE, MAX_LONG, choices_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# NUL is no character of a text.
TEXT = "^[^\\u0000]*$"
# Something to see: what is left when margins are taken away, in Python and in JavaScript.
SAYS_SOMETHING = (
    "^[^\\u0000]*"
    "[^\\s\\u0000\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a"
    "\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]"
    "[^\\u0000]*$"
)
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
EXAMPLES = {
    FieldKind.ORDER: "CO-20260412-0042",
    FieldKind.ITEM: "IT-100234",
    FieldKind.CONSIGNMENT: "CN-20260405-0007",
    FieldKind.PAYOUT: "PO-300118",
}
Schema = dict[str, Any]


def answers_schema(
    category: Category, *, user: User | None, language: str, at: dt.datetime, address: str
) -> Schema:
    """Return the schema of the answers to ``category``, in the words of ``language``.

    ``address`` becomes its ``$id``. For ``user`` the questions about orders, items, consignments
    and payouts list their own, in ``x-own``, and take nothing else where that is all they have.
    ``x-order`` is the order of the form, ``x-kind`` the kind of a question.
    """
    questions = list(category.fields.all())
    of_trade = any(question.kind in EXAMPLES for question in questions)
    dossier = dossier_of(user, at=at) if user and of_trade else None
    return {
        "$schema": DIALECT,
        "$id": address,
        "title": in_language(category, "name", language),
        "description": in_language(category, "hint", language),
        "type": "object",
        "properties": {q.key: _property(q, dossier, language) for q in questions},
        "required": [question.key for question in questions if question.required],
        "additionalProperties": False,
        "x-order": [question.key for question in questions],
    }


def _property(question: TemplateField, dossier: Dossier | None, language: str) -> Schema:
    schema: Schema = {
        "title": in_language(question, "label", language),
        "description": in_language(question, "help", language),
        "x-kind": question.kind,
    }
    match question.kind:
        case FieldKind.YES_NO:
            return {**schema, "type": "boolean"}
        case FieldKind.CHOICE:
            words = choices_of(question, language)
            choices = [{"const": value, "title": title} for value, title in words.items()]
            return {**schema, "type": "string", "oneOf": choices}
        case FieldKind.DATE:
            example = {"examples": ["2026-04-12"]}
            return {**schema, **example, "type": "string", "format": "date", "pattern": DAY}
        case FieldKind.TEXT:
            return {**schema, **_text(question, MAX_LINE)}
        case FieldKind.LONG_TEXT:
            return {**schema, **_text(question, MAX_LONG)}
    return {**schema, **_text(question, MAX_LINE), **_thing(FieldKind(question.kind), dossier)}


def _text(question: TemplateField, limit: int) -> Schema:
    pattern = SAYS_SOMETHING if question.required else TEXT
    return {"type": "string", "maxLength": limit, "pattern": pattern}


def _thing(kind: FieldKind, dossier: Dossier | None) -> Schema:
    """Return what a number of the trade may be: the customer's own, or any text of a guest."""
    if dossier is None:
        return {"examples": [EXAMPLES[kind]]}
    own, total = _own(kind, dossier)
    schema: Schema = {"examples": [own[0]["value"] if own else EXAMPLES[kind]], "x-own": own}
    if total > len(own):
        # Not all are shown: the others may be named as well.
        return schema
    # An empty "enum" says the same as "not": {}, but some validators will not read it.
    only: Schema = {"enum": [one["value"] for one in own]} if own else {"not": {}}
    return {**schema, **only}


def _own(kind: FieldKind, dossier: Dossier) -> tuple[list[dict[str, str]], int]:
    """Return the customer's newest things of ``kind`` as choices, and how many they have."""
    shown: dict[FieldKind, Shown[Any]] = {
        FieldKind.ORDER: dossier.orders,
        FieldKind.ITEM: dossier.items,
        FieldKind.CONSIGNMENT: dossier.consignments,
        FieldKind.PAYOUT: dossier.payouts,
    }
    return [
        {"value": thing.number, "title": _title(thing), "state": str(_state(thing))}
        for thing in shown[kind].newest
    ], shown[kind].total


def _title(thing: Any) -> str:
    if hasattr(thing, "lines"):
        return ", ".join(line.title for line in thing.lines) or thing.number
    title: str = getattr(thing, "title", "") or getattr(thing, "item_title", "") or thing.number
    return title


def _state(thing: Any) -> Any:
    if getattr(thing, "held", False):
        return _("On hold")
    return getattr(thing, "state_words", "")
