"""What leads from one address or article to another: former addresses, related articles."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from knowledge_base.articles.models import Article, Section


class FormerSlug(models.Model):
    """A word that an article or a section had in its address; whoever comes by it is sent on."""

    slug = models.SlugField(max_length=80)
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="former_slugs"
    )
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="former_slugs"
    )
    at = models.DateTimeField(_("left at"))

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=True) ^ Q(section__isnull=True),
                name="former_slug_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(article__isnull=False),
                name="former_slug_once_for_articles",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(section__isnull=False),
                name="former_slug_once_for_sections",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class RelatedArticle(models.Model):
    """One article that stands below another: chosen by an editor, or found by its words."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        Article, models.CASCADE, related_name="relations_to_it", verbose_name=_("article")
    )
    is_chosen = models.BooleanField(_("chosen"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # 0 to 1: how many of the telling words the two share (``relating.py``). A choice needs none.
    likeness = models.FloatField(default=0.0)
    # 0 to 1: the share of those who read on from the article that went to the other
    # (``knowledge_base.learning``).
    read_share = models.FloatField(default=0.0)

    class Meta:
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")
        ordering = ["-is_chosen", "position", "-likeness", "other"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "other", "is_chosen"], name="related_article_once"
            ),
            models.CheckConstraint(
                condition=~Q(article=F("other")), name="related_article_is_another"
            ),
            models.CheckConstraint(
                condition=Q(likeness__gte=0, likeness__lte=1), name="related_likeness_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(read_share__gte=0, read_share__lte=1), name="related_read_share_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} - {self.other_id}"
