"""What was done with an article, when and by whom: two append-only tables, each held by a trigger.

``by`` is empty for what came with the product (``content.py``).
"""

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consignment.models import User
from knowledge_base.articles.models import Article, ArticleText


class Entry(models.Model):
    """What both tables keep."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: it came with the product."),
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        abstract = True
        ordering = ["-id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class ArticleRevision(Entry):
    """A text as somebody saved it."""

    text = models.ForeignKey(ArticleText, models.PROTECT, related_name="revisions")
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("summary"), max_length=300)
    keywords = models.CharField(_("other words"), max_length=500, blank=True)
    body = models.TextField(_("text"))

    class Meta(Entry.Meta):
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self) -> str:
        return f"{self.title} ({self.at:%Y-%m-%d %H:%M} UTC)"


class ArticleEvent(Entry):
    """A step in the life of an article, beside its words."""

    class Kind(models.TextChoices):
        CREATED = "created", _("Created")
        FILED = "filed", _("Moved, or its audience changed")
        RENAMED = "renamed", _("Given another address")
        RELATED = "related", _("Related articles chosen")
        SCHEDULED = "scheduled", _("Scheduled")
        RESTORED = "restored", _("Older words brought back")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    article = models.ForeignKey(Article, models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("event of an article")
        verbose_name_plural = _("events of articles")

    def __str__(self) -> str:
        return f"{self.article_id} {self.kind}"


def record_revision(text: ArticleText, *, by: User | None, at: datetime) -> ArticleRevision:
    """Keep ``text`` as it is now."""
    return ArticleRevision.objects.create(
        text=text,
        by=by,
        at=at,
        title=text.title,
        summary=text.summary,
        keywords=text.keywords,
        body=text.body,
    )


def record_event(
    article: Article, kind: ArticleEvent.Kind, *, by: User | None, at: datetime, note: str = ""
) -> ArticleEvent:
    """Note that ``kind`` was done to ``article``."""
    return ArticleEvent.objects.create(article=article, kind=kind, by=by, at=at, note=note)
