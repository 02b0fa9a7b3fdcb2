"""The questions of a category: asked by every door, checked here once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from consignment import dossier
from consignment.languages import CHINESE, in_language, supported
from consignment.models import Consignment, Item, Order, Payout, User
from tickets.lifecycle import configuration
from tickets.triage.models import Category, FieldKind, TemplateField

MAX_LINE = 200
MAX_LONG = 5_000

Thing = Item | Order | Consignment | Payout

FIND = {
    FieldKind.ORDER: dossier.find_order,
    FieldKind.ITEM: dossier.find_item,
    FieldKind.CONSIGNMENT: dossier.find_consignment,
    FieldKind.PAYOUT: dossier.find_payout,
}


def offered_category(key: str) -> Category | None:
    """Return the category that customers may choose by ``key``, with template and queue, to read.

    Remembered (``lifecycle.configuration``).
    """
    offered = configuration.remembered(
        "offered categories",
        lambda: {
            category.key: category
            for category in Category.objects.offered().with_template().select_related("queue")
        },
    )
    return offered.get(key)


class AnswersRefused(Exception):
    """Some answers do not do; ``errors`` maps the field's key to words that say what to do."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(f"{key}: {why}" for key, why in errors.items()))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers as they are stored with the ticket, and the things of the trade they name."""

    answers: list[dict[str, str]] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)


def choices_of(question: TemplateField, language: str | None) -> dict[str, str]:
    """Return the answers to choose from, value to words in ``language`` (a BCP 47 tag)."""
    chinese = supported(language) == CHINESE
    return {
        choice["value"]: (chinese and choice.get("zh")) or choice["en"]
        for choice in question.choices
    }


def check(
    category: Category,
    raw: Mapping[str, Any],
    *,
    user: User | None,
    language: str,
    complete: bool = True,
) -> Checked:
    """Check ``raw`` (key to value, as typed) against the questions of ``category``.

    Each stored answer is ``{"key", "kind", "label", "value"}`` in the customer's language, so
    that a later change of the template leaves old tickets readable. Orders, items, consignments and
    payouts must be the customer's own: somebody else's is refused in the words of one that does not
    exist. A guest's numbers are kept as text, since nothing proves them. Without ``complete`` what
    is required may be missing: from where nobody could be asked.

    Raises AnswersRefused with all errors at once.
    """
    checked = Checked()
    errors: dict[str, str] = {}
    known = {question.key: question for question in category.fields.all()}
    for key in raw.keys() - known.keys():
        errors[str(key)[:80]] = _("This question is not part of the form.")
    for question in known.values():
        try:
            given = raw.get(question.key)
            if given is None and not complete:
                continue
            value, thing = _answer(question, given, user, language)
        except ValueError as refusal:
            errors[question.key] = str(refusal)
            continue
        if thing is not None:
            checked.things.append(thing)
        if value:
            checked.answers.append(
                {
                    "key": question.key,
                    "kind": question.kind,
                    "label": in_language(question, "label", language),
                    "value": value,
                }
            )
    if errors:
        raise AnswersRefused(errors)
    return checked


def _answer(
    question: TemplateField, raw: Any, user: User | None, language: str
) -> tuple[str, Thing | None]:
    """Return the value to store and the thing it names. Raises ValueError with words."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        if question.required:
            raise ValueError(_("Please answer this question."))
        return "", None
    if question.kind == FieldKind.YES_NO:
        return _yes_no(raw), None
    if not isinstance(raw, str):
        raise ValueError(_("Answer with text."))
    text = raw.replace("\x00", "").strip()
    limit = MAX_LONG if question.kind == FieldKind.LONG_TEXT else MAX_LINE
    if len(text) > limit:
        raise ValueError(_("This is too long: %(limit)d characters fit here.") % {"limit": limit})
    match question.kind:
        case FieldKind.CHOICE:
            return _choice(question, text, language), None
        case FieldKind.DATE:
            return _date(text), None
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return text, None
    if user is None:
        return text, None
    thing = FIND[FieldKind(question.kind)](user, text)
    if thing is None:
        raise ValueError(
            _("We cannot find “%(number)s” among yours. Check the number, or choose from the list.")
            % {"number": text}
        )
    return thing.number, thing


def _yes_no(raw: Any) -> str:
    words = {True: "yes", False: "no", "yes": "yes", "no": "no", "true": "yes", "false": "no"}
    try:
        return words[raw.strip().lower() if isinstance(raw, str) else raw]
    except (KeyError, TypeError):
        raise ValueError(_("Answer with yes or no.")) from None


def _choice(question: TemplateField, text: str, language: str) -> str:
    try:
        return choices_of(question, language)[text]
    except KeyError:
        raise ValueError(_("Choose one of the answers of the list.")) from None


def _date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(_("Write the date as year-month-day, for example 2026-04-12.")) from None
