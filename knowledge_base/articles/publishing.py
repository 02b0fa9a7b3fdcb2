"""Everything that changes an article: its place, its words, its state.

Each function is atomic and locks the article first, so that two editors never mix. ``by`` is the
person who does it, None for what came with the product; ``at`` is the moment.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models.expressions import Combinable

from consignment.models import User
from knowledge_base.articles.choices import State
from knowledge_base.articles.history import ArticleEvent, record_event, record_revision
from knowledge_base.articles.indexing import vector
from knowledge_base.articles.models import Article, ArticleText, Section
from knowledge_base.articles.rendering import render


class NothingToPublishError(Exception):
    """The article has no text that is published."""


class NotPublishedError(Exception):
    """Only a published article can be retired."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a person writes of an article in one language."""

    title: str
    summary: str
    body: str
    keywords: str = ""


def create(article: Article, *, by: User | None, at: datetime) -> Article:
    """Save ``article``, new and not saved yet, as a draft without words."""
    with transaction.atomic():
        article.save(force_insert=True)
        note = f"for {article.audience}"
        record_event(article, ArticleEvent.Kind.CREATED, by=by, at=at, note=note)
    return article


def file(
    article: Article,
    *,
    section: Section,
    audience: str,
    position: int,
    review_on: date | None,
    by: User | None,
    at: datetime,
) -> Article:
    """Put ``article`` elsewhere or before other readers. Does nothing where nothing differs."""
    with transaction.atomic():
        locked = _lock(article)
        was = (locked.section_id, locked.audience, locked.position, locked.review_on)
        if was == (section.pk, audience, position, review_on):
            return locked
        note = f"{locked.section.slug} to {section.slug}, {locked.audience} to {audience}"
        locked.section, locked.audience = section, audience
        locked.position, locked.review_on = position, review_on
        locked.save()
        record_event(locked, ArticleEvent.Kind.FILED, by=by, at=at, note=note)
    return locked


def write(
    article: Article,
    language: str,
    words: Words,
    *,
    is_published: bool = True,
    by: User | None,
    at: datetime,
) -> ArticleText:
    """Save ``words`` as the text of ``article`` in ``language``: rendered, indexed, kept for ever.

    A revision is added when the words differ from those that stand; how a browser ends its lines
    makes no difference. Raises TextTooLongError.
    """
    words = _tidy(words)
    rendered = render(words.body)
    with transaction.atomic():
        locked = _lock(article)
        text = ArticleText.objects.filter(article=locked, language=language).first()
        if text is None:
            text = ArticleText(article=locked, language=language)
        elif words_of(text) == words and text.is_published == is_published:
            return text
        is_new_wording = text.pk is None or words_of(text) != words
        text.title, text.summary, text.body = words.title, words.summary, words.body
        text.keywords = words.keywords
        text.html, text.plain = rendered.html, rendered.plain
        text.search = _vector_of(text)
        text.is_published, text.updated_at = is_published, at
        text.save()
        if is_new_wording:
            record_revision(text, by=by, at=at)
    return text


def publish(article: Article, *, by: User | None, at: datetime) -> Article:
    """Put ``article`` before its readers; does nothing if it stands there.

    Raises NothingToPublishError.
    """
    with transaction.atomic():
        locked = _lock(article)
        if locked.state == State.PUBLISHED:
            return locked
        if not locked.texts.filter(is_published=True).exists():
            raise NothingToPublishError(locked.slug)
        locked.state, locked.published_at, locked.retired_at = State.PUBLISHED, at, None
        locked.save()
        record_event(locked, ArticleEvent.Kind.PUBLISHED, by=by, at=at)
    return locked


def retire(article: Article, *, by: User | None, at: datetime) -> Article:
    """Take ``article`` off the site; it stays for its history.

    Raises NotPublishedError for a draft.
    """
    with transaction.atomic():
        locked = _lock(article)
        if locked.state == State.RETIRED:
            return locked
        if locked.state != State.PUBLISHED:
            raise NotPublishedError(locked.slug)
        locked.state, locked.retired_at = State.RETIRED, at
        locked.save()
        record_event(locked, ArticleEvent.Kind.RETIRED, by=by, at=at)
    return locked


def index_anew() -> int:
    """Index every text anew, as after a change of ``indexing.py`` or of what it stands on.

    One text at a time: readers search on. Returns the number of texts.
    """
    number = 0
    for text in ArticleText.objects.defer("body", "html", "search").iterator(chunk_size=100):
        ArticleText.objects.filter(pk=text.pk).update(search=_vector_of(text))
        number += 1
    return number


def words_of(text: ArticleText) -> Words:
    """Return what was written as ``text``."""
    return Words(title=text.title, summary=text.summary, body=text.body, keywords=text.keywords)


def _vector_of(text: ArticleText) -> Combinable:
    return vector(
        title=text.title,
        summary=text.summary,
        keywords=text.keywords,
        plain=text.plain,
        language=text.language,
    )


def _tidy(words: Words) -> Words:
    return Words(
        title=words.title.strip(),
        summary=words.summary.strip(),
        body="\n".join(words.body.strip().splitlines()) + "\n",
        keywords=words.keywords.strip(),
    )


def _lock(article: Article) -> Article:
    return (
        Article.objects.select_for_update(of=("self",)).select_related("section").get(pk=article.pk)
    )
