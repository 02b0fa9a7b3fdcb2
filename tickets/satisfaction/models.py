"""Ratings, the invitations to them, and reviews of low ones."""

import datetime as dt
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.lifecycle.models import TicketQuerySet


class Reason(models.TextChoices):
    """What a customer can tap to say why; ``reasons.py`` tells which belong to which score."""

    SLOW = "slow", _("It took too long")
    UNSOLVED = "unsolved", _("It is not really solved")
    UNCLEAR = "unclear", _("The answer was hard to understand")
    REPEATING = "repeating", _("I had to say things twice")
    UNKIND = "unkind", _("The tone was not right")
    RULE = "rule", _("I disagree with the rule")
    FAST = "fast", _("It was quick")
    SOLVED = "solved", _("It was really solved")
    CLEAR = "clear", _("The answer was clear")
    KIND = "kind", _("I was treated well")


class Rating(models.Model):
    """What the customer gave a solution, 1 to 5; one per cycle of the ticket.

    ``reasons`` are members of Reason, and with ``comment`` added once, a little later.
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="ratings")
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    score = models.PositiveSmallIntegerField(_("score"))
    comment = models.TextField(_("comment"), blank=True)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    agent = models.ForeignKey(
        "tickets.Agent", models.PROTECT, null=True, blank=True, related_name="ratings"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="rating_is_one_to_five"
            ),
            models.UniqueConstraint(fields=["ticket", "cycle"], name="rating_once_per_solution"),
        ]
        indexes = [models.Index(fields=["at"], name="rating_by_time")]

    def __str__(self) -> str:
        return f"{self.score}/5"

    @property
    def reason_words(self) -> list[str]:
        """The reasons in words, in the order they were shown."""
        return [str(Reason(reason).label) for reason in self.reasons]


class RatingInvite(models.Model):
    """A link by which a solution is rated without a login; used once, kept as a hash."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="rating_invites")
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rating invitation")
        verbose_name_plural = _("rating invitations")

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.cycle}"


class ReviewState(models.TextChoices):
    DUE = "due", _("Due")
    WRITTEN = "written", _("Written")
    CLOSED = "closed", _("Closed")


class Cause(models.TextChoices):
    SLOW = "slow", _("Slow")
    WRONG = "wrong", _("Wrong or incomplete")
    ATTITUDE = "attitude", _("Attitude")
    PRODUCT = "product", _("The product or a rule")
    OTHER = "other", _("Other")


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, tickets: TicketQuerySet) -> Self:
        """Keep the reviews of ``tickets``, which the door has already narrowed to its actor."""
        return self.filter(rating__ticket__in=tickets)

    def for_list(self) -> Self:
        """Join what a row of a list shows, and what the page of one shows."""
        return self.select_related(
            "rating__ticket__category",
            "rating__ticket__requester",
            "rating__agent__user",
            "reviewer__user",
            "written_by",
            "closed_by",
        )

    def unfinished(self) -> Self:
        return self.exclude(state=ReviewState.CLOSED)

    def overdue(self, at: dt.datetime) -> Self:
        return self.filter(state=ReviewState.DUE, due_at__lt=at)

    def due_by(self, agent_id: int | None) -> Self:
        """Keep what this agent has to write."""
        return self.filter(state=ReviewState.DUE, reviewer_id=agent_id, reviewer__isnull=False)


class Review(models.Model):
    """What went wrong behind a low rating, and what is done about it."""

    rating = models.OneToOneField(Rating, models.CASCADE, related_name="review")
    state = models.CharField(
        _("state"), max_length=8, choices=ReviewState.choices, default=ReviewState.DUE
    )
    reviewer = models.ForeignKey(
        "tickets.Agent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        verbose_name=_("due from"),
        help_text=_("Whoever answered. Nobody: a supervisor writes it, or says who does."),
    )
    round = models.PositiveSmallIntegerField(
        _("round"), default=1, help_text=_("Raised each time a supervisor returns it.")
    )
    due_at = models.DateTimeField(_("due"))
    cause = models.CharField(_("cause"), max_length=10, choices=Cause.choices, blank=True)
    what_happened = models.TextField(_("what happened"), blank=True)
    what_is_done = models.TextField(_("what is done about it"), blank=True)
    written_by = models.ForeignKey(
        "consignment.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "consignment.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["due_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReviewState.DUE)
                | ~Q(cause="") & ~Q(what_happened="") & ~Q(what_is_done=""),
                name="review_written_names_cause_and_remedy",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.CLOSED) | Q(closed_by__isnull=False),
                name="review_closed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="review_due", condition=Q(state=ReviewState.DUE)),
            models.Index(
                fields=["reviewer"], name="review_of_agent", condition=Q(state=ReviewState.DUE)
            ),
            models.Index(fields=["written_at"], name="review_written"),
        ]

    def __str__(self) -> str:
        return f"{self.rating} {self.state}"


class Step(models.TextChoices):
    """What can happen to a review."""

    DUE = "due", _("A review is due")
    WRITTEN = "written", _("Review written")
    RETURNED = "returned", _("Review returned")
    REASSIGNED = "reassigned", _("Review given to somebody else")
    OVERDUE = "overdue", _("Review overdue")
    CLOSED = "closed", _("Review closed")


class ReviewStep(models.Model):
    """One step of a review with the words of its round. Append-only, held by a trigger."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField(_("round"))
    step = models.CharField(_("what"), max_length=12, choices=Step.choices)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        "consignment.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewer = models.ForeignKey(
        "tickets.Agent", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    cause = models.CharField(_("cause"), max_length=10, choices=Cause.choices, blank=True)
    what_happened = models.TextField(_("what happened"), blank=True)
    what_is_done = models.TextField(_("what is done about it"), blank=True)

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of reviews")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "round"],
                condition=Q(step=Step.OVERDUE),
                name="review_overdue_once_a_round",
            ),
            models.CheckConstraint(
                condition=~Q(step=Step.RETURNED) | ~Q(reason=""),
                name="review_returned_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="review_step_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id} {self.round} {self.step}"
