"""Find the articles that answer a question."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.utils.safestring import SafeString

from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.articles.models import ArticleText, Reader
from knowledge_base.language.pinyin import readings
from knowledge_base.language.segmenting import has_han, normalise
from knowledge_base.language.stopwords import is_asking, without_asking
from knowledge_base.search.index import Index, audiences_of, index_for
from knowledge_base.search.questions import MAX_CHARACTERS, questions
from knowledge_base.search.ranking import best_by_words
from knowledge_base.search.snippets import snippet

# What scores less than this part of the best is left out: it would only make the list longer.
WORTH_SHOWING = 0.3
# Score and half the share of the question that it holds must come to this for an answer: with less,
# it only happens to share a word. Found on the questions in ``tests/knowledge_base/search``.
LEAST_NEAR, LEAST_NEAR_HAN = 0.66, 0.575


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers, in the text its reader will be shown."""

    article_id: UUID
    slug: str
    title: str
    snippet: SafeString
    """HTML with nothing but ``<mark>``."""
    score: float
    """0 to 1; more is better. Comparable within one search, not between searches."""
    language: str
    is_fallback: bool
    """True when the article does not exist in the language asked for."""

    @property
    def language_name(self) -> str:
        return str(Language(self.language).label)

    @property
    def html_lang(self) -> str:
        return LANGUAGES[Language(self.language)].html_tag


def find(
    text: str,
    *,
    person: Reader,
    language: str,
    at: datetime,
    limit: int = 10,
    least_near: float | None = None,
) -> list[Hit]:
    """Return the articles that answer ``text``, best first; none when nothing comes near.

    ``text`` may be words or a whole question, in either language whatever ``language`` is; that
    one is what the hits are shown in. Searches what ``person`` may read at ``at`` and weighs words
    by that alone, so that what is hidden leaves no trace. Typing errors, synonyms and confirmed
    questions find as well; Latin letters that find nothing and are pinyin, what they sound like.
    Four queries, some more after a change and for pinyin, whatever the number of articles.
    """
    asks = partial(_find, person=person, language=language, at=at, limit=limit)
    hits = asks(text, least_near=least_near)
    asked = normalise(text[:MAX_CHARACTERS])
    if hits or least_near is not None or not readings(asked):
        return hits
    index = index_for(audiences_of(person), at=at)
    spoken = index.spoken(asked) if index.is_ready else ""
    return asks(spoken, least_near=None) if spoken else []


def _find(
    text: str,
    *,
    person: Reader,
    language: str,
    at: datetime,
    limit: int,
    least_near: float | None,
) -> list[Hit]:
    texts = ArticleText.objects.published(at).visible_to(person)
    index = index_for(audiences_of(person), at=at)
    # What is marked are the words that were found, not how they were mistyped.
    read = index.read(normalise(text[:MAX_CHARACTERS])) if index.is_ready else text
    asked = questions(read)
    best = _best(index, text, least_near) if index.is_ready else best_by_words(texts, asked)
    least = WORTH_SHOWING * max(best.values(), default=0.0)
    worth = [article for article, score in best.items() if score >= least]
    # Those that are like the question in every way stay as the engine ranks them.
    chosen = sorted(worth, key=lambda article: -best[article])[:limit]
    shown = {
        row.article_id: row
        for row in texts.in_language(language)
        .filter(article__in=chosen)
        .select_related("article")
        .defer("body", "html", "search")
    }
    terms = {question.language: question.terms for question in asked}
    # One may have been retired between two queries.
    return [_hit(shown[one], best[one], terms) for one in chosen if one in shown]


def _best(index: Index, text: str, least_near: float | None) -> dict[UUID, float]:
    """Return the score of each article that is an answer: that of its better text."""
    least = least_near or (LEAST_NEAR_HAN if has_han(text) else LEAST_NEAR)
    best: dict[UUID, float] = {}
    for key, match in index.matches(_telling(normalise(text[:MAX_CHARACTERS])), near=least):
        score = min(1.0, match.score * index.useful.get(key.article, 1.0))
        best[key.article] = max(score, best.get(key.article, 0.0))
    return best


def _telling(normalised: str) -> str:
    """Return the words that tell what is asked about; all, where none does."""
    words = without_asking(normalised).split()
    return " ".join(word for word in words if not is_asking(word)) or normalised


def _hit(text: ArticleText, score: float, terms: dict[Language, tuple[str, ...]]) -> Hit:
    return Hit(
        article_id=text.article_id,
        slug=text.article.slug,
        title=text.title,
        snippet=snippet(text.plain, terms.get(Language(text.language), ()), otherwise=text.summary),
        score=round(score, 4),
        language=text.language,
        is_fallback=text.is_fallback,
    )
