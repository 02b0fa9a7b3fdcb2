"""What a message is about, how sure that is and because of what: by the model that is live.

A process keeps the model it last used, and asks the version of the configuration whether it is
still that one, which costs nothing where categories are read anyway. Bytes whose digest is not the
one that was stored are refused: the desk then goes by its words alone, and says so in the log.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from knowledge_base.language import vectors
from knowledge_base.language.classifier import Classifier, Verdict
from knowledge_base.language.cold import hurries
from knowledge_base.language.storing import NotAClassifier, loaded
from knowledge_base.language.telling import language_of
from tickets.lifecycle import configuration
from tickets.lifecycle.choices import Tier
from tickets.triage import vocabulary
from tickets.triage.learned import TriageModel, digest_of
from tickets.triage.models import Category
from tickets.triage.vocabulary import Index, Lines

log = structlog.get_logger(__name__)

WORDS_WEIGH = 0.13
"""What a point that a category earns by its words adds to its score: measured on our messages, the
two together are right in .80 of them, the words alone in .60, the model alone in .79."""
FAR_FROM_URGENT = 4
"""So many times below what is urgent, words settle that it is not. Measured on the messages that no
model learned, each with every category that a customer could choose (``tests/actions``)."""
SHOWN = 3
WORTH_SAYING = 0.3
"""Below this confidence the best category is a guess, and not offered for it alone."""

MEANING_WAITED_FOR = 1.0
"""Seconds that a question to a cold process waits, so that nothing urgent goes by words alone."""


@dataclass(frozen=True, slots=True)
class Understood:
    """``category`` is a key; ``urgent`` the share of the urgent categories, 0-1."""

    category: str
    confidence: float
    because: tuple[str, ...]
    urgent: float
    language: str
    model: int

    def as_json(self) -> dict[str, Any]:
        return {
            "category": self.category,
            "confidence": round(self.confidence, 3),
            "because": list(self.because),
            "urgent": round(self.urgent, 3),
            "language": self.language,
            "model": self.model,
        }


@dataclass(frozen=True, slots=True)
class Heard:
    """How sure it is that a category is meant, and the words that say so."""

    confidence: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Live:
    """The model in use; ``urgent`` are the keys of the urgent categories."""

    id: int
    classifier: Classifier
    urgent: frozenset[str]
    words: Index


_kept: dict[str, Classifier] = {}


def understand(
    text: str, *, chosen: Category | None = None, urgent_from: int = 0, soon: bool = False
) -> Understood | None:
    """Return what ``text`` is about; None while nothing was learned, and for an empty text.

    Where the customer has ``chosen`` and the words settle it, what the text means is not asked: it
    takes several times as long. Nor is it where an answer is wanted ``soon`` of a cold process.
    ``urgent_from``: from which percent on a matter is urgent; 0 never.

    Asks for the version of the configuration, unless ``configuration.held()``.
    """
    live = configuration.remembered("triage model", _live)
    if live is None or not text.strip():
        return None
    prepared = vocabulary.prepare(text)
    prior, row = _prior(live, prepared), live.classifier.words_of(prepared)
    by_words = soon and hurries() and not vectors.are_ready(within=MEANING_WAITED_FOR)
    verdict = None
    if chosen is not None or by_words:
        verdict = live.classifier.classify(row, prior=prior, among=live.urgent, by_words=True)
    is_settled = by_words or (chosen and verdict and _settled(verdict, chosen, urgent_from))
    if verdict is None or not is_settled:
        row = row.meaning(prepared)
        verdict = live.classifier.classify(row, prior=prior, among=live.urgent)
    return Understood(
        verdict.label,
        verdict.confidence,
        tuple(_because(live, prepared, verdict.label)),
        verdict.among,
        str(language_of(text)),
        live.id,
    )


def _settled(by_words: Verdict, chosen: Category, urgent_from: int) -> bool:
    """Tell whether the words name the category that the customer chose, more than by a guess, and
    are far from urgent where that is not: then what the text means changes neither how soon it is
    answered nor who sorts it."""
    same = by_words.label == chosen.key and by_words.confidence >= WORTH_SAYING
    far = not urgent_from or FAR_FROM_URGENT * 100 * by_words.among < urgent_from
    return same and (far or chosen.tier == Tier.URGENT)


def heard(text: str) -> Mapping[str, Heard]:
    """Return the best categories for ``text`` by key; none while nothing was learned, and where
    even the best is a guess.
    """
    live = configuration.remembered("triage model", _live)
    if live is None or not text.strip():
        return {}
    prepared = vocabulary.prepare(text)
    top = live.classifier.classify(prepared, prior=_prior(live, prepared)).top
    if top[0].confidence < WORTH_SAYING:
        return {}
    return {
        one.label: Heard(one.confidence, tuple(_because(live, prepared, one.label))) for one in top
    }


def lines_of(category: Category) -> Lines:
    """Return what is known of ``category`` by words, in both languages."""
    return Lines(
        category.key,
        (
            category.name_en,
            category.name_zh,
            category.hint_en,
            category.hint_zh,
            category.words_en,
            category.words_zh,
        ),
    )


def prior_of(words: Index, prepared: str) -> dict[str, float]:
    """Return what the categories earn by their words, as the classifier adds it."""
    found = vocabulary.matches(words, prepared)
    return {key: WORDS_WEIGH * match.score for key, match in found.items()}


def urgent_of(categories: Iterable[Category]) -> frozenset[str]:
    return frozenset(category.key for category in categories if category.tier == Tier.URGENT)


def _because(live: Live, prepared: str, label: str) -> list[str]:
    silent = vocabulary.SILENT
    return live.classifier.because(prepared, label, silent=silent, most=SHOWN)


def _prior(live: Live, prepared: str) -> dict[str, float]:
    return prior_of(live.words, prepared)


def _live() -> Live | None:
    row = TriageModel.objects.without_bytes().filter(live=True).first()
    if row is None:
        return None
    classifier = _kept.get(row.digest) or _read(row)
    if classifier is None:
        return None
    categories = list(Category.objects.offered())
    words = vocabulary.index_of(tuple(map(lines_of, categories)))
    return Live(row.pk, classifier, urgent_of(categories), words)


def _read(row: TriageModel) -> Classifier | None:
    data = bytes(row.data)
    try:
        if digest_of(data) != row.digest:
            raise NotAClassifier("the digest is another")
        classifier = loaded(data)
    except NotAClassifier as error:
        log.error("triage_model_damaged", model=row.pk, why=str(error))
        return None
    _kept.clear()
    _kept[row.digest] = classifier
    return classifier
