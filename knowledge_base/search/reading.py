"""What the search reads of the articles from the database: which texts there are, and each."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q

from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.articles.models import Article as ArticleModel
from knowledge_base.articles.models import ArticleTextQuerySet
from knowledge_base.language.shelf import Article
from knowledge_base.search.models import ExampleQuestion, forms_of


class Key(NamedTuple):
    """One text."""

    article: uuid.UUID
    language: str

    @classmethod
    def of(cls, name: str) -> "Key":
        """Return the text that is called ``name``."""
        article, _, language = name.partition("|")
        return cls(uuid.UUID(article), language)

    @property
    def name(self) -> str:
        """What the text is called in the engine, which knows no keys."""
        return f"{self.article}|{self.language}"


Marks = Mapping[Key, tuple[int | None, int | None, int]]
"""What each text was made of: its revision, its newest example, how many examples."""


def marks_of(texts: ArticleTextQuerySet) -> dict[Key, tuple[int | None, int | None, int]]:
    """Return what each of ``texts`` is made of now. One query."""
    return {
        Key(article, language): (revision, example, count)
        for article, language, revision, example, count in texts.order_by()
        .annotate(
            newest_revision=Max("revisions"),
            newest_example=Max("article__examples"),
            number_of_examples=Count("article__examples", distinct=True),
        )
        .values_list(
            "article", "language", "newest_revision", "newest_example", "number_of_examples"
        )
    }


def read(texts: ArticleTextQuerySet, keys: set[Key]) -> list[Article]:
    """Return the texts of ``keys`` with their example questions; two queries, none for no key."""
    if not keys:
        return []
    ids = {key.article for key in keys}
    examples: dict[Key, list[str]] = {}
    asked = ExampleQuestion.objects.filter(article__in=ids).order_by("pk")
    for article, language, text in asked.values_list("article", "language", "text"):
        examples.setdefault(Key(article, language), []).append(text)
    columns = ("article", "language", "title", "summary", "keywords", "plain")
    return [
        Article(
            key.name,
            title,
            f"{summary}\n{keywords}\n{plain}",
            examples.get(key, ()),
            LANGUAGES[Language(language)].html_tag,
            [summary, *forms_of(keywords)],
        )
        for article, language, title, summary, keywords, plain in texts.order_by()
        .filter(article__in=ids)
        .values_list(*columns)
        if (key := Key(article, language)) in keys
    ]


def quiet_time(at: datetime) -> tuple[datetime | None, datetime | None]:
    """Return since when and until when the plans of all articles leave the same ones readable."""
    moments = {
        f"{side}_{column}": aggregate(column, filter=Q(**{f"{column}__{compare}": at}))
        for column in ("published_at", "retired_at")
        for side, aggregate, compare in (("last", Max, "lte"), ("next", Min, "gt"))
    }
    found = ArticleModel.objects.order_by().aggregate(**moments)
    last = [moment for name, moment in found.items() if name.startswith("last") and moment]
    following = [moment for name, moment in found.items() if name.startswith("next") and moment]
    return max(last, default=None), min(following, default=None)
