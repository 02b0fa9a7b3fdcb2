"""Which articles belong together: those that editors chose, then those that readers go on to and
those with the same words.

Likeness is reckoned from the words that are searched (``indexing.py``), of title, summary and
keywords alone: the body of every article speaks of orders and days. It is stored when words change,
whoever may read the articles; what a reader may not see is left out when the rows are read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, Max, Min, Q, TextField

from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import Article, ArticleText, ArticleTextQuerySet, Reader
from knowledge_base.articles.neighbours import RelatedArticle
from knowledge_base.language.likeness import likeness, likenesses

KEPT = 24
"""The nearest of an article that are kept: more than are shown, since not everybody sees all."""
LEAST = 0.05
"""Below this likeness two articles only happen to share a word."""
RECKONING = 0x6B62_7265
"""The number of the lock; any will do that nobody else in the database takes."""

Words = Mapping[UUID, frozenset[str]]


def related_to(
    article: Article, *, person: Reader, language: str, at: datetime, limit: int
) -> ArticleTextQuerySet:
    """Return the texts to show below ``article``: chosen ones in their order, then what readers
    went on to and what is nearest, one share added to the other.

    One query; only what ``person`` may read at ``at``.
    """
    relation = "article__relations_to_it"
    return (
        ArticleText.objects.for_reader(person, language=language, at=at)
        .light()
        .filter(**{f"{relation}__article": article})
        .annotate(
            place=Min(f"{relation}__position", filter=Q(**{f"{relation}__is_chosen": True})),
            nearness=Max(F(f"{relation}__likeness") + F(f"{relation}__read_share")),
        )
        .order_by(F("place").asc(nulls_last=True), "-nearness", "article_id")[:limit]
    )


def relate(article: Article) -> None:
    """Reckon anew what is like ``article``, on both sides. Caller holds the article's lock."""
    one_at_a_time()
    nearest: dict[UUID, float] = {}
    for language in Language:
        for other, share in likeness(article.pk, _words(language)).items():
            nearest[other] = max(share, nearest.get(other, 0.0))
    found = RelatedArticle.objects.filter(is_chosen=False)
    for side in (found.filter(article=article), found.filter(other=article)):
        side.filter(read_share=0).delete()
        side.update(likeness=0)
    pairs = [(article.pk, other, share) for other, share in _kept(nearest)]
    _store([*pairs, *((other, one, share) for one, other, share in pairs)])


def relate_all() -> None:
    """Reckon every likeness anew. Caller runs in a transaction."""
    one_at_a_time()
    nearest: dict[UUID, dict[UUID, float]] = defaultdict(dict)
    for language in Language:
        for article, others in likenesses(_words(language)).items():
            for other, share in others.items():
                nearest[article][other] = max(share, nearest[article].get(other, 0.0))
    RelatedArticle.objects.filter(is_chosen=False, read_share=0).delete()
    RelatedArticle.objects.filter(is_chosen=False).update(likeness=0)
    _store(
        (article, other, share)
        for article, others in nearest.items()
        for other, share in _kept(others)
    )


def one_at_a_time() -> None:
    """Wait until nobody else reckons, until the end of the transaction.

    Each writes rows of the other's article: two editors would wait for each other for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECKONING])


def _kept(nearest: Mapping[UUID, float]) -> Sequence[tuple[UUID, float]]:
    worth = [(other, share) for other, share in nearest.items() if share >= LEAST]
    return sorted(worth, key=lambda pair: (-pair[1], pair[0]))[:KEPT]


def _store(pairs: Iterable[tuple[UUID, UUID, float]]) -> None:
    RelatedArticle.objects.bulk_create(
        (
            RelatedArticle(article_id=article, other_id=other, likeness=share)
            for article, other, share in pairs
        ),
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["article", "other", "is_chosen"],
        update_fields=["likeness"],
    )


def read_on(shares: Mapping[tuple[UUID, UUID], float]) -> None:
    """Keep which share of the readers of one article went on to another, instead of all before.

    Caller runs in a transaction.
    """
    one_at_a_time()
    found = RelatedArticle.objects.filter(is_chosen=False)
    found.filter(likeness=0).delete()
    found.update(read_share=0)
    RelatedArticle.objects.bulk_create(
        (
            RelatedArticle(article_id=article, other_id=other, read_share=share)
            for (article, other), share in shares.items()
        ),
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["article", "other", "is_chosen"],
        update_fields=["read_share"],
    )


def _words(language: Language) -> Words:
    """Return the telling words of each article's text in ``language``; one query."""
    telling = Func(
        Func(F("search"), template="ts_filter(%(expressions)s, '{a,b}')"),
        function="tsvector_to_array",
        output_field=ArrayField(TextField()),
    )
    rows = ArticleText.objects.filter(language=language).annotate(words=telling)
    return {article: frozenset(words) for article, words in rows.values_list("article", "words")}
