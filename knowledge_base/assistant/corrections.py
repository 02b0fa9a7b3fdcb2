"""What staff said of a reply: right, another article, or none. The next who asks the same gets it.

Kept apart from the talk, without its words, so that what was taught outlives a talk that is purged.
"""

import hashlib
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from consignment.models import User
from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import Article
from knowledge_base.assistant.intents import READ
from knowledge_base.assistant.models import Turn
from knowledge_base.assistant.paraphrases import is_same_matter
from knowledge_base.language.segmenting import normalise
from knowledge_base.search.models import ExampleQuestion


def asked_as(text: str) -> str:
    """Return the same for all ways of typing one question: without case, width, blanks, marks."""
    letters = "".join(sign for sign in normalise(text[:READ]) if sign.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()


COMPARED = 300
"""With so many of the latest a question is compared."""


class Verdict(models.TextChoices):
    RIGHT = "right", _("The answer was right")
    OTHER = "other", _("Another article answers it")
    NONE = "none", _("No article answers it")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def standing(self) -> Self:
        """Keep what was not undone."""
        return self.filter(undone_at=None)

    def lesson_of(self, text: str) -> "Correction | None":
        """Return what holds of ``text`` now: the latest that was said of it, else of a question
        that asks the same in other words, where no article answers that. One query.

        Other words are compared as long as the turn is kept that was corrected.
        """
        asked = asked_as(text)
        is_none = Q(verdict=Verdict.NONE, turn__isnull=False)
        exact_first = Case(When(asked=asked, then=0), default=1)
        found = self.standing().filter(Q(asked=asked) | is_none)
        found = found.order_by(exact_first, "-at", "-id")
        lessons = list(found.annotate(question=Left("turn__text", READ))[:COMPARED])
        exact = next((one for one in lessons if one.asked == asked), None)
        if exact is not None:
            return exact
        questions = ((one, getattr(one, "question", "") or "") for one in lessons)
        return next((one for one, other in questions if is_same_matter(text, other)), None)

    def judged(self, *, since: datetime) -> Self:
        """Keep what tells whether an article answered rightly, with how sure it was."""
        return self.standing().filter(at__gte=since, confidence__isnull=False)


class Correction(models.Model):
    """``wrong``: the article that was given or came nearest, where it does not answer."""

    turn = models.ForeignKey(
        Turn,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("turn"),
    )
    # ``asked_as`` of the question.
    asked = models.CharField(max_length=64, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices)
    right = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("article that answers it"),
    )
    wrong = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("article that does not"),
    )
    example = models.ForeignKey(
        ExampleQuestion,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("example question"),
    )
    # What the assistant thought of the nearest article then; None where none came near.
    confidence = models.FloatField(_("confidence"), null=True, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    undone_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of the assistant")
        verbose_name_plural = _("corrections of the assistant")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["turn"], condition=Q(undone_at=None), name="correction_of_a_turn_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.RIGHT, right__isnull=False, wrong=None)
                | Q(verdict=Verdict.OTHER, right__isnull=False)
                | Q(verdict=Verdict.NONE, right=None),
                name="correction_names_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(right=None) | Q(wrong=None) | ~Q(right=models.F("wrong")),
                name="correction_names_two_articles",
            ),
        ]
        indexes = [
            models.Index(fields=["asked", "-at"], name="correction_of_a_question"),
            models.Index(fields=["-at"], name="correction_newest"),
        ]

    def __str__(self) -> str:
        return str(self.get_verdict_display())

    @property
    def was_right(self) -> bool:
        """Whether the nearest article was the one that answers."""
        return self.verdict == Verdict.RIGHT
