"""Everything that changes an article: its place, its words, its state.

Each function is atomic and locks the article first, so that two editors never mix. ``by`` is the
person who does it, None for what came with the product; ``at`` is the moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models.expressions import Combinable
from django.utils.timezone import localtime

from consignment.models import User
from knowledge_base.articles.choices import Standing, State
from knowledge_base.articles.history import (
    ArticleEvent,
    ArticleRevision,
    record_event,
    record_revision,
)
from knowledge_base.articles.indexing import vector
from knowledge_base.articles.models import Article, ArticleText, Section
from knowledge_base.articles.neighbours import FormerSlug, RelatedArticle
from knowledge_base.articles.relating import one_at_a_time, relate, relate_all
from knowledge_base.articles.rendering import render


class NothingToPublishError(Exception):
    """The article has no text that is published."""


class NotPublishedError(Exception):
    """Only a published article can be retired."""


class PlanError(Exception):
    """The article cannot come and go at these times."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code
        """``appears`` or ``goes``; ``past``, ``order`` or ``alone``."""


class ChangedMeanwhileError(Exception):
    """Somebody saved the text after the writer had opened it; ``newest`` is what they saved."""

    def __init__(self, newest: ArticleRevision | None) -> None:
        super().__init__(str(newest))
        self.newest = newest


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
        locked = lock(article)
        was = (locked.section_id, locked.audience, locked.position, locked.review_on)
        if was == (section.pk, audience, position, review_on):
            return locked
        note = f"{locked.section.slug} to {section.slug}, {locked.audience} to {audience}"
        locked.section, locked.audience = section, audience
        locked.position, locked.review_on = position, review_on
        locked.save()
        record_event(locked, ArticleEvent.Kind.FILED, by=by, at=at, note=note)
    return locked


def rename(article: Article, slug: str, *, by: User | None, at: datetime) -> Article:
    """Give ``article`` the address ``slug``; whoever comes by the old one is sent on.

    Raises IntegrityError when another article has it.
    """
    with transaction.atomic():
        locked = lock(article)
        if locked.slug == slug:
            return locked
        note = f"{locked.slug} to {slug}"
        # A new address is a new key, which nobody may point to meanwhile.
        one_at_a_time()
        # Who lives at an address today comes before who lived there once.
        FormerSlug.objects.filter(article__isnull=False, slug__in=[slug, locked.slug]).delete()
        FormerSlug.objects.create(article=locked, slug=locked.slug, at=at)
        locked.slug = slug
        locked.save()
        record_event(locked, ArticleEvent.Kind.RENAMED, by=by, at=at, note=note)
    return locked


def rename_section(section: Section, slug: str, *, at: datetime) -> Section:
    """Give ``section`` the address ``slug``; whoever comes by the old one is sent on."""
    with transaction.atomic():
        locked = Section.objects.select_for_update().get(pk=section.pk)
        if locked.slug != slug:
            FormerSlug.objects.filter(section__isnull=False, slug__in=[slug, locked.slug]).delete()
            FormerSlug.objects.create(section=locked, slug=locked.slug, at=at)
            locked.slug = slug
            locked.save(update_fields=["slug"])
    return locked


def choose_related(
    article: Article, others: Sequence[Article], *, by: User | None, at: datetime
) -> None:
    """Let ``others`` stand below ``article``, in this order, before those found by their words."""
    with transaction.atomic():
        locked = lock(article)
        chosen = RelatedArticle.objects.filter(article=locked, is_chosen=True)
        wanted = [other.pk for other in dict.fromkeys(others) if other.pk != locked.pk]
        if list(chosen.order_by("position").values_list("other", flat=True)) == wanted:
            return
        chosen.delete()
        RelatedArticle.objects.bulk_create(
            RelatedArticle(article=locked, other_id=other, is_chosen=True, position=position)
            for position, other in enumerate(wanted, start=1)
        )
        slugs = [other.slug for other in others]
        note = ", ".join(slugs)[:300]
        record_event(locked, ArticleEvent.Kind.RELATED, by=by, at=at, note=note)


def write(
    article: Article,
    language: str,
    words: Words,
    *,
    is_published: bool = True,
    covers_original: bool = True,
    seen: int | None = None,
    by: User | None,
    at: datetime,
) -> ArticleText:
    """Save ``words`` as the text of ``article`` in ``language``: rendered, indexed, kept for ever.

    A revision is added when the words differ from those that stand; how a browser ends its lines
    makes no difference. ``covers_original``: a translation says what the original says now; told of
    unchanged words too, by whoever found that nothing needs to be translated anew. ``seen`` is the
    revision that the writer began from, when that matters. Raises TextTooLongError,
    ChangedMeanwhileError.
    """
    words = tidy(words)
    rendered = render(words.body)
    with transaction.atomic():
        locked = lock(article)
        text = ArticleText.objects.filter(article=locked, language=language).first()
        if text is None:
            if not locked.texts.exists():
                Article.objects.filter(pk=locked.pk).update(original_language=language)
                locked.original_language = language
            text = ArticleText(article=locked, language=language)
        is_new_wording = text.pk is None or words_of(text) != words
        if is_new_wording and seen is not None and (newest := _newest(text)) and newest.pk != seen:
            raise ChangedMeanwhileError(newest)
        covers_id = _newest_original(locked, text) if covers_original else text.covers_id
        if not is_new_wording and (text.is_published, text.covers_id) == (is_published, covers_id):
            return text
        text.title, text.summary, text.body = words.title, words.summary, words.body
        text.keywords = words.keywords
        text.html, text.plain = rendered.html, rendered.plain
        text.search = _vector_of(text)
        text.is_published, text.covers_id = is_published, covers_id
        text.updated_at = at if is_new_wording else text.updated_at
        text.save()
        if is_new_wording:
            record_revision(text, by=by, at=at)
            relate(locked)
    return text


def restore(revision: ArticleRevision, *, by: User | None, at: datetime) -> ArticleText:
    """Bring back the words of ``revision`` as a new revision; what stood stays in the history.

    A restored translation covers what it covered: somebody must say that it is up to date.
    """
    with transaction.atomic():
        locked = lock(revision.text.article)
        text = ArticleText.objects.get(pk=revision.text_id)
        if words_of(text) == words_of(revision):
            return text
        note = f"{text.language}: {localtime(revision.at):%Y-%m-%d %H:%M %Z}"
        text = write(
            locked,
            text.language,
            words_of(revision),
            is_published=text.is_published,
            covers_original=False,
            by=by,
            at=at,
        )
        record_event(locked, ArticleEvent.Kind.RESTORED, by=by, at=at, note=note)
    return text


def plan(
    article: Article,
    *,
    appears: datetime | None,
    goes: datetime | None,
    by: User | None,
    at: datetime,
) -> Article:
    """Let ``article`` come and go by itself; no ``appears`` takes a planned one back to a draft.

    One that stands on the site keeps its beginning, whatever ``appears`` says. Does nothing where
    nothing differs. Raises NothingToPublishError, PlanError.
    """
    with transaction.atomic():
        locked = lock(article)
        appears, goes = check_plan(locked, appears=appears, goes=goes, at=at)
        if (appears, goes) == (locked.published_at, locked.retired_at):
            return locked
        if appears is not None:
            _check_words(locked)
        locked.published_at, locked.retired_at = appears, goes
        locked.state = State.DRAFT if appears is None else State.PUBLISHED
        locked.save()
        note = f"{_told(appears)} – {_told(goes)}"
        record_event(locked, ArticleEvent.Kind.SCHEDULED, by=by, at=at, note=note)
    return locked


def check_plan(
    article: Article, *, appears: datetime | None, goes: datetime | None, at: datetime
) -> tuple[datetime | None, datetime | None]:
    """Return the dates that ``plan`` would give ``article``, in memory. Raises PlanError."""
    standing = article.standing(at)
    if standing in {Standing.ON_SITE, Standing.LEAVING}:
        appears = article.published_at
    elif standing == Standing.GONE and appears in {None, article.published_at}:
        appears, goes = article.published_at, article.retired_at
    if (appears, goes) == (article.published_at, article.retired_at):
        return appears, goes
    if appears is None and goes is not None:
        raise PlanError("appears", "alone")
    if appears is not None and appears != article.published_at and appears <= at:
        raise PlanError("appears", "past")
    if goes is not None and goes <= at:
        raise PlanError("goes", "past")
    if appears is not None and goes is not None and goes <= appears:
        raise PlanError("goes", "order")
    return appears, goes


def publish(article: Article, *, by: User | None, at: datetime) -> Article:
    """Put ``article`` before its readers now; does nothing if it stands there.

    Raises NothingToPublishError.
    """
    with transaction.atomic():
        locked = lock(article)
        if locked.standing(at) in {Standing.ON_SITE, Standing.LEAVING}:
            return locked
        _check_words(locked)
        goes = locked.retired_at
        locked.retired_at = goes if locked.state == State.PUBLISHED and goes and goes > at else None
        locked.state, locked.published_at = State.PUBLISHED, at
        locked.save()
        record_event(locked, ArticleEvent.Kind.PUBLISHED, by=by, at=at)
    return locked


def retire(article: Article, *, by: User | None, at: datetime) -> Article:
    """Take ``article`` off the site now; it stays for its history.

    Raises NotPublishedError for one that never stood there.
    """
    with transaction.atomic():
        locked = lock(article)
        standing = locked.standing(at)
        if standing == Standing.GONE:
            return locked
        if standing in {Standing.DRAFT, Standing.SCHEDULED}:
            raise NotPublishedError(locked.slug)
        locked.state, locked.retired_at = State.RETIRED, at
        locked.save()
        record_event(locked, ArticleEvent.Kind.RETIRED, by=by, at=at)
    return locked


def index_anew() -> int:
    """Index every text anew, as after a change of ``indexing.py`` or of what it stands on.

    One text at a time: readers search on. Reckons anew as well which articles are alike. Returns
    the number of texts.
    """
    number = 0
    for text in ArticleText.objects.defer("body", "html", "search").iterator(chunk_size=100):
        ArticleText.objects.filter(pk=text.pk).update(search=_vector_of(text))
        number += 1
    with transaction.atomic():
        relate_all()
    return number


def words_of(text: ArticleText | ArticleRevision) -> Words:
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


def tidy(words: Words) -> Words:
    """Return ``words`` as they are kept: how a browser ends its lines makes no difference."""
    return Words(
        title=words.title.strip(),
        summary=words.summary.strip(),
        body="\n".join(words.body.strip().splitlines()) + "\n",
        keywords=words.keywords.strip(),
    )


def lock(article: Article) -> Article:
    """Return ``article`` as it is now, nobody else's until the transaction ends.

    Without its key: another article that is written meanwhile may point to this one.
    """
    articles = Article.objects.select_for_update(of=("self",), no_key=True)
    return articles.select_related("section").get(pk=article.pk)


def _newest(text: ArticleText) -> ArticleRevision | None:
    """Return the revision that holds the words of ``text``."""
    return None if text.pk is None else text.revisions.select_related("by").first()


def _newest_original(article: Article, text: ArticleText) -> int | None:
    """Return the revision of the original as it is now; of the original itself, nothing."""
    if text.language == article.original_language:
        return None
    newest = ArticleRevision.objects.filter(
        text__article=article, text__language=article.original_language
    )
    return newest.values_list("pk", flat=True).first()


def _check_words(article: Article) -> None:
    if not article.texts.filter(is_published=True).exists():
        raise NothingToPublishError(article.slug)


def _told(moment: datetime | None) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M %Z}" if moment else "…"
