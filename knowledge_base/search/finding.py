"""Find the articles that answer a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, FloatField, Func
from django.utils.safestring import SafeString

from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.articles.models import ArticleText, ArticleTextQuerySet, Reader
from knowledge_base.search.questions import Question, questions
from knowledge_base.search.scoring import UNSEEN_BIGRAM, scores
from knowledge_base.search.snippets import snippet

# What a word weighs by where it stands, in PostgreSQL's order: D, C (body), B (summary), A (title).
WEIGHTS = [0.0, 0.15, 0.6, 1.0]
# What scores less than this part of the best is left out: it would only make the list longer.
WORTH_SHOWING = 0.3
# Divides a rank by 1 + log(length): a long article does not win by its length.
LENGTH_NORMALISATION = 1


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


def find(text: str, *, person: Reader, language: str, at: datetime, limit: int = 10) -> list[Hit]:
    """Return the articles that answer ``text``, best first; none when nothing comes near.

    ``text`` may be words or a whole question, in either language whatever ``language`` is; that
    one is what the hits are shown in. Searches what ``person`` may read at ``at`` and weighs words
    by that alone, so that what is hidden leaves no trace. Five queries, whatever the number of
    articles.
    """
    texts = ArticleText.objects.published(at).visible_to(person)
    asked = questions(text)
    best = _best(texts, asked)
    least = WORTH_SHOWING * max(best.values(), default=0.0)
    worth = [article for article, score in best.items() if score >= least]
    chosen = sorted(worth, key=lambda article: (-best[article], article))[:limit]
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


def _best(texts: ArticleTextQuerySet, asked: Iterable[Question]) -> dict[UUID, float]:
    """Return the score of each article that is an answer: that of its better text."""
    asked = list(asked)
    if not asked:
        return {}
    sizes = dict(texts.order_by().values_list("language").annotate(Count("pk")))
    best: dict[UUID, float] = {}
    for question in asked:
        rows = list(
            texts.filter(language=question.language, search=question.any_term())
            .annotate(ranks=_ranks(question))
            .values_list("article", "ranks")
        )
        facts = LANGUAGES[question.language]
        scored = scores(
            [ranks for _, ranks in rows],
            of=sizes.get(question.language, 0),
            unseen=1.0 if facts.written_with_spaces else UNSEEN_BIGRAM,
        )
        for (article, _), score in zip(rows, scored, strict=True):
            if score.is_answer:
                best[article] = max(score.value, best.get(article, 0.0))
    return best


def _ranks(question: Question) -> Func:
    """Return the expression of an array: the rank of each term in the text."""
    ranks = [
        SearchRank(
            F("search"),
            question.query(term),
            weights=WEIGHTS,
            normalization=LENGTH_NORMALISATION,
        )
        for term in question.terms
    ]
    return Func(*ranks, template="ARRAY[%(expressions)s]", output_field=ArrayField(FloatField()))


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
