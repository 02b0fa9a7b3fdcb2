"""Rank articles by PostgreSQL alone: while a process has not read thousands of articles yet.

It knows whole words only: no typing errors, no synonyms, no example questions.
"""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, FloatField, Func

from knowledge_base.articles.choices import LANGUAGES
from knowledge_base.articles.models import ArticleTextQuerySet
from knowledge_base.search.questions import Question
from knowledge_base.search.scoring import UNSEEN_BIGRAM, scores

# What a word weighs by where it stands, in PostgreSQL's order: D, C (body), B (summary), A (title).
WEIGHTS = [0.0, 0.15, 0.6, 1.0]
# Divides a rank by 1 + log(length): a long article does not win by its length.
LENGTH_NORMALISATION = 1


def best_by_words(texts: ArticleTextQuerySet, asked: Iterable[Question]) -> dict[UUID, float]:
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
    return dict(sorted(best.items()))


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
