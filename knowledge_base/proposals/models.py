"""What people ask and no article answers, as a proposal to whoever writes the help centre."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consignment.models import User
from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import Article


class ProposalState(models.TextChoices):
    OPEN = "open", _("To decide")
    WRITTEN = "written", _("An article was begun")
    TAUGHT = "taught", _("An article answers it")
    REJECTED = "rejected", _("Not for the help centre")


class ProposalQuerySet(models.QuerySet["ArticleProposal"]):
    def undecided(self) -> Self:
        """Keep what waits for somebody, the most asked first."""
        return self.filter(state=ProposalState.OPEN).order_by("-times", "-before", "pk")

    def decided(self) -> Self:
        """Keep what somebody decided, the latest first."""
        return self.exclude(state=ProposalState.OPEN).order_by("-decided_at", "-pk")


class ArticleProposal(models.Model):
    """Questions that ask the same. ``reckoning.py`` counts them anew each night; a person decides.

    ``times`` they were asked in the days that count, ``before`` in as many days before those.
    """

    question = models.CharField(_("question"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    # The most frequent: {"text", "language", "times"}, without mail addresses and numbers.
    questions = models.JSONField(default=list)
    times = models.PositiveIntegerField(_("times"))
    before = models.PositiveIntegerField(_("times before"))
    searched = models.PositiveIntegerField(_("of these searched for"))
    # What comes nearest, and may be it if its words were others.
    nearest = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("nearest")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    why = models.CharField(_("why"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # How often it had been asked when it was decided.
    times_then = models.PositiveIntegerField(null=True, editable=False)
    reckoned_at = models.DateTimeField(_("counted"))

    objects: ClassVar[Any] = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed article")
        verbose_name_plural = _("proposed articles")
        ordering = ["-times", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="proposal_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="proposal_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_at=None)
                | ~Q(state=ProposalState.OPEN) & Q(decided_at__isnull=False),
                name="proposal_decided_says_when",
            ),
            models.CheckConstraint(
                condition=Q(searched__lte=F("times")), name="proposal_searches_are_of_all"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def other_words(self) -> list[str]:
        """Return how else it was asked, the most frequent first."""
        texts = [question["text"] for question in self.questions]
        return [text for text in texts if text.casefold() != self.question.casefold()]

    @property
    def talked(self) -> int:
        """How often of ``times`` it was asked in a talk with the assistant."""
        return self.times - self.searched
