"""Talks with the assistant and their turns."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from consignment.models import User
from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import Reader
from knowledge_base.assistant.memory import Memory
from knowledge_base.assistant.replies import Reason

MAX_KEPT = 20_000
"""What is kept of one message, in characters: as much as fits into one on a ticket."""
SECURITY = "security"
"""Among the matters of a talk: words that sound like an account in danger."""


REASONS: dict[Reason, Any] = {
    Reason.ASKED: _("asked for a person"),
    Reason.CALLBACK: _("wants to be called"),
    Reason.URGENT: _("urgent"),
    Reason.HIGH: _("a high matter"),
    Reason.ANGER: _("anger"),
    Reason.MONEY: _("money to decide on"),
    Reason.PROBLEM: _("a problem with what was bought"),
    Reason.NOT_UNDERSTOOD: _("not understood"),
    Reason.UNSURE: _("not sure enough"),
    Reason.SWITCHED_OFF: _("the assistant is off for the matter"),
    Reason.QUESTIONS: _("too many questions back"),
}
"""Why a person took over, in words for staff."""


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    def visible_to(self, person: Reader) -> Self:
        """Keep the talks of ``person`` alone, of staff too; a guest's opens by ``of_guest``."""
        if not isinstance(person, User):
            return self.none()
        return self.filter(person=person)

    def of_guest(self, secret: str) -> Self:
        """Keep the one talk that ``secret`` opens."""
        return self.filter(guest_hash=hashed(secret)) if secret else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-last_at", "-id")

    def of_guests_before(self, at: datetime) -> Self:
        """Keep the talks of guests in which nothing was said since ``at``."""
        return self.filter(person=None, last_at__lt=at)


class DialogueManager(models.Manager["Dialogue"]):
    def get_queryset(self) -> DialogueQuerySet:
        return DialogueQuerySet(self.model, using=self._db)

    def visible_to(self, person: Reader) -> DialogueQuerySet:
        return self.get_queryset().visible_to(person)

    def of_guest(self, secret: str) -> DialogueQuerySet:
        return self.get_queryset().of_guest(secret)

    def begin(self, person: User, *, language: str, at: datetime) -> "Dialogue":
        """Begin a talk with somebody who is logged in."""
        return self.create(person=person, language=language, started_at=at, last_at=at)

    def begin_with_guest(self, *, language: str, at: datetime) -> tuple["Dialogue", str]:
        """Begin a talk with a guest; return it and the secret that opens it, never seen again."""
        secret = secrets.token_urlsafe(32)
        dialogue = self.create(
            guest_hash=hashed(secret), language=language, started_at=at, last_at=at
        )
        return dialogue, secret


class Dialogue(models.Model):
    """One talk. ``turns.reply`` locks it, so its turns stand one after the other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        User,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="dialogues",
        verbose_name=_("person"),
    )
    # SHA-256 of the secret in the guest's browser.
    guest_hash = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    memory = models.JSONField(default=dict, editable=False)
    started_at = models.DateTimeField(_("began"))
    last_at = models.DateTimeField(_("last message"))
    handed_off_at = models.DateTimeField(_("handed to a person"), null=True, blank=True)
    # Why it was last; stays when a person gives the talk back.
    handed_off_for = models.CharField(
        _("why a person took over"),
        max_length=16,
        choices=[(key.value, words) for key, words in REASONS.items()],
        blank=True,
    )
    # Whatever it was about, as the caller's triage named it, each once.
    matters = ArrayField(
        models.CharField(max_length=60), verbose_name=_("matters"), default=list, blank=True
    )
    silent_since = models.DateTimeField(_("a person answers since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects: ClassVar[DialogueManager] = DialogueManager()

    class Meta:
        verbose_name = _("talk with the assistant")
        verbose_name_plural = _("talks with the assistant")
        ordering = ["-last_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest_hash="")
                | Q(person__isnull=True) & ~Q(guest_hash=""),
                name="dialogue_is_of_a_person_or_a_guest",
            ),
            models.UniqueConstraint(
                fields=["guest_hash"], condition=~Q(guest_hash=""), name="dialogue_of_guest_once"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="dialogue_language_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "-last_at"],
                name="dialogue_of_person_newest",
                condition=Q(person__isnull=False),
            ),
            models.Index(fields=["-last_at", "-id"], name="dialogue_newest"),
            models.Index(
                fields=["handed_off_for", "-last_at", "-id"],
                name="dialogue_by_reason",
                condition=~Q(handed_off_for=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def known(self) -> Mapping[str, str]:
        """Return what the customer has told, by kind ("order": its number): never asked again."""
        return Memory.from_json(self.memory).known

    @property
    def is_silent(self) -> bool:
        return self.silent_since is not None

    def fall_silent(self, *, at: datetime) -> bool:
        """A person writes: say nothing more until given back. False when it was silent already.

        Waits for a turn that is under way. Compare and set, so that two who write at once do no
        harm.
        """
        return self._set(Q(silent_since__isnull=True), silent_since=at)

    def hand_over(self, *, at: datetime, reason: str) -> bool:
        """A person has it now, though no turn said so. False when a person had it already."""
        return self._set(Q(handed_off_at__isnull=True), handed_off_at=at, handed_off_for=reason)

    def give_back(self) -> bool:
        """The person has done: answer again. False when no person had it."""
        has_it = Q(silent_since__isnull=False) | Q(handed_off_at__isnull=False)
        return self._set(has_it, silent_since=None, handed_off_at=None)

    def end(self, *, at: datetime) -> bool:
        """The talk is over; a further message begins it anew. False when it had ended already."""
        return self._set(Q(ended_at__isnull=True), ended_at=at)

    def _set(self, only_if: Q, **columns: Any) -> bool:
        done = Dialogue.objects.filter(only_if, pk=self.pk).update(**columns)
        self.refresh_from_db(fields=["silent_since", "handed_off_at", "handed_off_for", "ended_at"])
        return bool(done)


class Turn(models.Model):
    """A message and what was replied, with why. Written once, but for whether it helped."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="turns", verbose_name=_("talk")
    )
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("message"))
    kind = models.CharField(_("kind of reply"), max_length=12)
    topic = models.CharField(_("about"), max_length=12, blank=True)
    words = models.TextField(_("reply"), blank=True)
    why = models.CharField(_("why"), max_length=200)
    confidence = models.FloatField(_("confidence"), null=True, blank=True)
    # Sources, actions and choices, as ``Reply.as_json`` gives them.
    reply = models.JSONField(default=dict)
    # What led to it (``because.py``).
    because = models.JSONField(default=dict)
    helpful = models.BooleanField(_("did it help?"), null=True, blank=True)

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        ordering = ["dialogue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="turn_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.number}"
