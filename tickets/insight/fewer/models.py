"""What people ask for that the product could let them do, as a proposal to who builds it."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consignment.models import User
from knowledge_base.articles.choices import Language
from tickets.lifecycle.actors import Actor
from tickets.triage.models import Category


class State(models.TextChoices):
    OPEN = "open", _("To decide")
    HANDED_ON = "handed_on", _("Handed on")
    DONE = "done", _("Built")
    PUT_ASIDE = "put_aside", _("Put aside")


class ProductProposalQuerySet(models.QuerySet["ProductProposal"]):
    def visible_to(self, actor: Actor) -> Self:
        """Keep those that came from nothing restricted, as the queues are now.

        Only what is open to all is counted, each night anew. What touches a category that has
        become restricted since then goes at once, for whoever is not in the team; the words of a
        ticket that was moved go with the next night.
        """
        closed = Category.objects.exclude(queue__restricted_to=None).exclude(
            queue__restricted_to__in=actor.team_ids
        )
        return self.exclude(category_ids__overlap=list(closed.values_list("pk", flat=True)))

    def in_state(self, *states: State) -> Self:
        """Keep these, the most asked first."""
        return self.filter(state__in=states).order_by("-times", "-before", "pk")

    def undecided(self) -> Self:
        return self.in_state(State.OPEN)

    def handed_on(self) -> Self:
        return self.in_state(State.HANDED_ON)

    def decided(self) -> Self:
        """Keep what was built or put aside, the latest first."""
        states = [State.DONE, State.PUT_ASIDE]
        return self.filter(state__in=states).order_by("-decided_at", "-pk")

    def for_list(self) -> Self:
        return self.select_related("category", "decided_by")


class ProductProposal(models.Model):
    """Questions that ask for the same. ``reckoning.py`` counts them anew each night; a person
    decides.

    ``times`` they were asked in the days that count, ``before`` in as many days before those.
    """

    question = models.CharField(_("question"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    # The most frequent: {"text", "language", "times"}, without mail addresses and numbers.
    questions = models.JSONField(default=list)
    times = models.PositiveIntegerField(_("times"))
    before = models.PositiveIntegerField(_("times before"))
    as_tickets = models.PositiveIntegerField(_("of these as tickets"))
    # The median until a person answered; of tickets that came in the days that count.
    waited = models.DurationField(_("waited"), null=True, blank=True)
    category = models.ForeignKey(
        Category,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
    )
    # Every category that any of it came in or touched.
    category_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)
    # How often on each day (UTC) since ``counted_from``: {"2026-03-02": 4}.
    per_day = models.JSONField(default=dict)
    counted_from = models.DateField(_("counted from"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    note = models.TextField(_("note to the product team"), max_length=2_000, blank=True)
    link = models.URLField(
        _("web link"),
        max_length=500,
        blank=True,
        validators=[URLValidator(["http", "https"])],
    )
    why = models.CharField(_("why"), max_length=300, blank=True)
    built_on = models.DateField(_("built on"), null=True, blank=True)
    handed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("handed by")
    )
    handed_at = models.DateTimeField(_("handed on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # How often it had been asked when it was decided.
    times_then = models.PositiveIntegerField(null=True, editable=False)
    reckoned_at = models.DateTimeField(_("counted"))

    objects: ClassVar[Any] = ProductProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal to the product")
        verbose_name_plural = _("proposals to the product")
        ordering = ["-times", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values, language__in=Language.values),
                name="product_proposal_words_are_known",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, decided_at=None)
                | ~Q(state=State.OPEN) & Q(decided_at__isnull=False),
                name="product_proposal_decided_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE, built_on__isnull=False)
                | ~Q(state=State.DONE) & Q(built_on=None),
                name="product_proposal_built_says_when",
            ),
            models.CheckConstraint(
                condition=Q(as_tickets__lte=F("times")), name="product_proposal_tickets_are_of_all"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def as_talks(self) -> int:
        """How often of ``times`` it was asked of the assistant, and no ticket came of it."""
        return self.times - self.as_tickets

    @property
    def other_words(self) -> list[str]:
        """Return how else it was asked, the most frequent first."""
        texts = [question["text"] for question in self.questions]
        return [text for text in texts if text.casefold() != self.question.casefold()]

    def asked_between(self, first: dt.date, last: dt.date) -> int:
        """Return how often it was asked from ``first`` to ``last``, both included."""
        span = (first.isoformat(), last.isoformat())
        return sum(times for day, times in self.per_day.items() if span[0] <= day <= span[1])
