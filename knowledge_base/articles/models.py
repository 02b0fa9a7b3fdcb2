"""Sections, articles, and the text of each article in each language."""

from datetime import date, datetime
from typing import ClassVar, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from consignment.languages import Translated, supported
from consignment.models import User
from knowledge_base.articles.choices import (
    AUDIENCES,
    LANGUAGES,
    READABLE,
    Audience,
    AudienceFacts,
    Language,
    Standing,
    State,
)
from knowledge_base.articles.rendering import MAX_CHARACTERS

Reader: TypeAlias = User | AnonymousUser | None

RESERVED_SLUGS = ("search", "sections")
"""Words that stand where a slug stands in the paths of the API."""


def _published(at: datetime, prefix: str = "") -> Q:
    stays = Q(**{f"{prefix}retired_at__isnull": True}) | Q(**{f"{prefix}retired_at__gt": at})
    return stays & Q(**{f"{prefix}state__in": READABLE, f"{prefix}published_at__lte": at})


def _visible_to(person: Reader, prefix: str = "") -> Q:
    if not isinstance(person, User) or not person.is_active:
        return Q(**{f"{prefix}audience": Audience.PUBLIC})
    if person.is_staff:
        return Q()
    allowed = Q(**{f"{prefix}audience": Audience.PUBLIC})
    for audience, facts in AUDIENCES.items():
        if facts.role:
            has_role = User.objects.filter(pk=person.pk, **{f"{facts.role}__isnull": False})
            allowed |= Q(Exists(has_role), **{f"{prefix}audience": audience})
    return allowed


class Section(models.Model):
    """A shelf of articles on the help page."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title_en = models.CharField(_("title, English"), max_length=120)
    title_zh = models.CharField(_("title, Chinese"), max_length=120)

    matter = models.SlugField(
        _("matter"),
        max_length=60,
        blank=True,
        help_text=_("The key of the category that a reader of this section most likely asks in."),
    )

    title = Translated()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        """Return its address in the language that is active."""
        return reverse("help:section", args=[supported(get_language()), self.slug])


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, at: datetime) -> "ArticleQuerySet":
        """Keep what stands on the site at ``at``: published, with a text that is published too."""
        readable_text = ArticleText.objects.filter(article=OuterRef("pk"), is_published=True)
        return self.filter(_published(at), Exists(readable_text))

    def visible_to(self, person: Reader) -> "ArticleQuerySet":
        """Keep what ``person`` (None: not logged in) may read, drafts included."""
        return self.filter(_visible_to(person))

    def due_for_review(self, day: date) -> "ArticleQuerySet":
        """Keep what somebody should have read again by ``day``."""
        return self.filter(review_on__lte=day).exclude(state=State.RETIRED)

    def standing(self, standing: Standing, at: datetime) -> "ArticleQuerySet":
        """Keep what stands so at ``at``; the same answer as ``Article.standing`` gives."""
        if standing == Standing.DRAFT:
            return self.filter(state=State.DRAFT)
        if standing == Standing.SCHEDULED:
            return self.filter(state__in=READABLE, published_at__gt=at)
        if standing == Standing.GONE:
            return self.exclude(state=State.DRAFT).filter(
                Q(state=State.RETIRED) | Q(retired_at__lte=at)
            )
        stays_for_good = standing == Standing.ON_SITE
        return self.filter(_published(at), retired_at__isnull=stays_for_good)

    def with_older_translation(self) -> "ArticleQuerySet":
        """Keep what has a translation that does not cover the original as it is now."""
        return self.filter(Exists(ArticleText.objects.filter(article=OuterRef("pk")).outdated()))


class Article(models.Model):
    """One subject. What readers see of it are its texts; only ``publishing.py`` writes either."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="articles", verbose_name=_("section")
    )
    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    audience = models.CharField(
        _("audience"), max_length=12, choices=Audience.choices, default=Audience.PUBLIC
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    original_language = models.CharField(
        _("written first in"), max_length=10, choices=Language.choices, default=Language.ENGLISH
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(_("appears"), null=True, blank=True)
    retired_at = models.DateTimeField(_("goes"), null=True, blank=True)
    review_on = models.DateField(
        _("review on"), null=True, blank=True, help_text=_("When somebody should read it again.")
    )

    related: models.ManyToManyField = models.ManyToManyField(
        "self",
        through="RelatedArticle",
        through_fields=("article", "other"),
        symmetrical=False,
        related_name="+",
    )

    objects: ClassVar = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["section__position", "position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="article_audience_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, published_at__isnull=True, retired_at__isnull=True)
                | Q(state=State.PUBLISHED, published_at__isnull=False)
                | Q(state=State.RETIRED, published_at__isnull=False, retired_at__isnull=False),
                name="article_dates_fit_its_state",
            ),
            # What was taken off by hand may have stood for no time; a plan must leave some.
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True)
                | Q(retired_at__gt=F("published_at"))
                | Q(state=State.RETIRED, retired_at=F("published_at")),
                name="article_retired_after_published",
            ),
            models.CheckConstraint(
                condition=Q(original_language__in=Language.values),
                name="article_original_language_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS), name="article_slug_is_not_reserved"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def standing(self, at: datetime) -> Standing:
        """Return what its state and its dates come to at ``at``."""
        if self.published_at is None:
            return Standing.DRAFT
        if self.state == State.RETIRED or (self.retired_at and self.retired_at <= at):
            return Standing.GONE
        if self.published_at > at:
            return Standing.SCHEDULED
        return Standing.ON_SITE if self.retired_at is None else Standing.LEAVING

    @property
    def audience_facts(self) -> AudienceFacts:
        return AUDIENCES[Audience(self.audience)]

    @property
    def is_for_some(self) -> bool:
        """Whether only some readers meet it, so that the page should say for whom it is."""
        return self.audience != Audience.PUBLIC


class ArticleTextQuerySet(models.QuerySet["ArticleText"]):
    """Texts as readers meet them: each is one article in one language."""

    def published(self, at: datetime) -> "ArticleTextQuerySet":
        """Keep what stands on the site at ``at``: text and article both published."""
        return self.filter(_published(at, "article__"), is_published=True)

    def visible_to(self, person: Reader) -> "ArticleTextQuerySet":
        """Keep what ``person`` (None: not logged in) may read."""
        return self.filter(_visible_to(person, "article__"))

    def for_reader(self, person: Reader, *, language: str, at: datetime) -> "ArticleTextQuerySet":
        """Keep what ``person`` meets on the site at ``at``: each article once, with its section."""
        return (
            self.published(at)
            .visible_to(person)
            .in_language(language)
            .select_related("article__section")
        )

    def in_language(self, language: str, *, drafts: bool = False) -> "ArticleTextQuerySet":
        """Keep one text for each article: the one in ``language``, else the other language's.

        ``is_fallback`` on each row says which it was. The product has two languages, so what a
        published article does not have in one it has in the other. ``drafts``: a text that is not
        published counts too, for editors.
        """
        wanted = ArticleText.objects.filter(article=OuterRef("article"), language=language)
        if not drafts:
            wanted = wanted.filter(is_published=True)
        return self.filter(Q(language=language) | ~Exists(wanted)).annotate(
            is_fallback=~Q(language=language)
        )

    def outdated(self) -> "ArticleTextQuerySet":
        """Keep the translations that do not cover the original as it is now."""
        original = OuterRef("article__original_language")
        newest = (
            ArticleText.objects.filter(article=OuterRef("article"), language=original)
            .order_by()
            .values("revisions")
            .annotate(newest=models.Max("revisions"))
            .order_by("-newest")
            .values("newest")[:1]
        )
        return self.annotate(newest=models.Subquery(newest)).filter(
            ~Q(language=F("article__original_language")),
            Q(covers__isnull=True) | Q(covers__lt=F("newest")),
            newest__isnull=False,
        )

    def with_languages(self) -> "ArticleTextQuerySet":
        """Add ``languages``: those in which each article may be read, sorted."""
        published = ArticleText.objects.filter(article=OuterRef("article"), is_published=True)
        names = published.order_by("language").values("language")
        return self.annotate(languages=ArraySubquery(names))

    def light(self) -> "ArticleTextQuerySet":
        """Leave the long columns out: for lists."""
        return self.defer("body", "html", "plain", "search", "keywords")

    def in_reading_order(self) -> "ArticleTextQuerySet":
        return self.order_by(
            "article__section__position",
            "article__section__slug",
            "article__position",
            "article__slug",
        )

    def first_of_each_section(self, count: int) -> "ArticleTextQuerySet":
        """Keep the first ``count`` of each section; ``in_section`` says how many there are."""
        section = F("article__section")
        place = Window(
            RowNumber(),
            partition_by=[section],
            order_by=["article__position", "article__slug"],
        )
        how_many = Window(models.Count("*"), partition_by=[section])
        return self.annotate(place=place, in_section=how_many).filter(place__lte=count)


class ArticleText(models.Model):
    """The text of an article in one language: as written, as shown, and as searched."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="texts", verbose_name=_("article")
    )
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One sentence: what the reader will know.")
    )
    keywords = models.CharField(
        _("other words"),
        max_length=500,
        blank=True,
        help_text=_("Words that readers search with and the text does not use."),
    )
    body = models.TextField(
        _("text"),
        help_text=_("Markdown; headings begin with ##."),
        validators=[MaxLengthValidator(MAX_CHARACTERS)],
    )
    html = models.TextField(editable=False)
    plain = models.TextField(editable=False)
    search = SearchVectorField(editable=False)
    is_published = models.BooleanField(_("published"), default=True)
    updated_at = models.DateTimeField(_("changed"), help_text=_("When its words changed last."))
    # Of a translation: the revision of the original whose matter it carries, so that what changed
    # in the original since then can be shown. An original covers nothing.
    covers = models.ForeignKey(
        "ArticleRevision", models.PROTECT, null=True, editable=False, related_name="+"
    )

    is_fallback: bool
    """Set by ``in_language``."""
    in_section: int
    """Set by ``first_of_each_section``."""
    languages: list[str]
    """Set by ``with_languages``."""

    objects: ClassVar = ArticleTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["article", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"], name="article_text_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="article_text_language_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(body=""), name="article_text_has_title_and_body"
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="article_text_search")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its address in the language that is active, also where this is a fallback."""
        return reverse("help:article", args=[supported(get_language()), self.article.slug])

    @property
    def html_lang(self) -> str:
        return LANGUAGES[Language(self.language)].html_tag
