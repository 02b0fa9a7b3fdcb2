"""What readers say of articles, and what they looked for in vain. No person stands in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import Article


class Why(models.TextChoices):
    """Why an article did not help, as the reader says it."""

    MISSING = "missing", _("My question is not answered")
    UNCLEAR = "unclear", _("It is hard to understand")
    WRONG = "wrong", _("Something is wrong or out of date")
    DISLIKED = "disliked", _("It is clear, but I do not like the answer")
    OTHER = "other", _("Something else")


class Vote(models.Model):
    """One reader's answer to "did this help?" about one article; the last one counts."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="votes", verbose_name=_("article")
    )
    # A keyed digest of the account or the session (``recording.voter``).
    voter = models.CharField(max_length=64, editable=False)
    helped = models.BooleanField(_("helped"))
    why = models.CharField(_("why"), max_length=10, choices=Why.choices, blank=True)
    reason = models.CharField(_("in their words"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["article", "voter"], name="vote_once_per_voter"),
            models.CheckConstraint(condition=~Q(voter=""), name="vote_has_a_voter"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="vote_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(why="") | Q(why__in=Why.values, helped=False),
                name="vote_says_why_it_did_not_help",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="vote_at", condition=Q(helped=True))]

    def __str__(self) -> str:
        return f"{self.article_id} {'+' if self.helped else '-'}"


class SearchMiss(models.Model):
    """How often on one day (UTC) the same words found nothing."""

    text = models.CharField(_("searched for"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ["-day", "-count"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "language", "day"], name="search_miss_once_per_day"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="search_miss_has_text"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="search_miss_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ReadNext(models.Model):
    """How often readers of one article went on to another in one month. No reader stands in it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="read_next")
    other = models.ForeignKey(Article, models.CASCADE, related_name="read_after")
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("read next")
        verbose_name_plural = _("read next")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "other", "month"], name="read_next_once_a_month"
            ),
            models.CheckConstraint(
                condition=~Q(article=models.F("other")), name="read_next_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} - {self.other_id} {self.count}"
