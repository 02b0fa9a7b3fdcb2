"""What comes near a question that nothing answers: the words it may have meant."""

from dataclasses import dataclass
from datetime import datetime

from knowledge_base.articles.models import Reader
from knowledge_base.language.segmenting import has_han, normalise
from knowledge_base.search.finding import Hit, find
from knowledge_base.search.index import audiences_of, index_for
from knowledge_base.search.questions import MAX_CHARACTERS

SHOWN = 3
NEAREST_AT_LEAST = 0.45
"""So near must be what is offered where nothing answers (``finding.LEAST_NEAR``)."""


@dataclass(frozen=True, slots=True)
class Near:
    words: str = ""
    """The question as it may have been meant; empty where that is what was asked."""
    hits: tuple[Hit, ...] = ()


def near(text: str, *, person: Reader, language: str, at: datetime) -> Near:
    """Return the question with words that the articles know in place of those they do not, and what
    answers that; else what comes nearest to the question as it stands.

    Knows only articles that ``person`` may read. Ten queries at most.
    """
    meant = _meant(text, person=person, language=language, at=at)
    if meant.hits:
        return meant
    hits = find(
        text, person=person, language=language, at=at, limit=SHOWN, least_near=NEAREST_AT_LEAST
    )
    return Near("", tuple(hits))


def _meant(text: str, *, person: Reader, language: str, at: datetime) -> Near:
    asked, index = normalise(text[:MAX_CHARACTERS]), index_for(audiences_of(person), at=at)
    if has_han(asked) or not index.is_ready:
        return Near()
    meant = index.guess(asked)
    if meant == asked:
        return Near()
    hits = find(meant, person=person, language=language, at=at, limit=SHOWN)
    return Near(meant, tuple(hits)) if hits else Near()
