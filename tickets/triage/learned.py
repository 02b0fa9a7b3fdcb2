"""What triage has learned: models with their scores, and what agents said a ticket was about."""

import hashlib
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TriageModelQuerySet(models.QuerySet["TriageModel"]):
    def newest_first(self) -> Self:
        return self.order_by("-id")

    def without_bytes(self) -> Self:
        return self.defer("data")


class TriageModel(models.Model):
    """One classifier, as bytes, with how it did on messages that no model has learned.

    One is live. Each of the last ones is kept, so that a person can go back to it.
    """

    made_at = models.DateTimeField(_("made"))
    live = models.BooleanField(_("live"), default=False, editable=False)
    why = models.CharField(_("why"), max_length=200, editable=False)
    made_of = models.CharField(_("made of"), max_length=64, editable=False)
    examples = models.PositiveIntegerField(_("examples"), editable=False)
    lessons = models.PositiveIntegerField(_("of them from agents"), editable=False)
    tested = models.PositiveIntegerField(_("tested on"), editable=False)
    accuracy = models.FloatField(_("right"), editable=False)
    scores = models.JSONField(_("scores"), default=dict, editable=False)
    data = models.BinaryField(_("bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64, editable=False)

    objects = TriageModelQuerySet.as_manager()

    class Meta:
        verbose_name = _("triage model")
        verbose_name_plural = _("triage models")
        constraints = [
            models.UniqueConstraint(
                fields=["live"], condition=Q(live=True), name="triage_model_one_is_live"
            ),
            models.CheckConstraint(
                condition=Q(accuracy__gte=0, accuracy__lte=1),
                name="triage_model_accuracy_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class TriageLesson(models.Model):
    """What an agent said that a ticket is about. The text stays where it is, with the ticket."""

    ticket = models.OneToOneField(
        "tickets.Ticket", models.CASCADE, related_name="lesson", verbose_name=_("ticket")
    )
    category = models.ForeignKey(
        "tickets.Category", models.CASCADE, related_name="lessons", verbose_name=_("category")
    )
    guessed = models.CharField(_("what the desk had understood"), max_length=50, blank=True)
    by = models.ForeignKey(
        "tickets.Agent", models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("triage lesson")
        verbose_name_plural = _("triage lessons")
        indexes = [models.Index(fields=["-at"], name="triage_lesson_newest")]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.category}"


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
