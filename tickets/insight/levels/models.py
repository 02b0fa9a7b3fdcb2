"""When a level is proposed to be another, the proposals, and what became of each."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consignment.models import User
from tickets.changes.tracking import tracked
from tickets.insight.uncertainty import Z_90, Z_95, Z_99
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.sla.models import Policy
from tickets.triage.models import Category


class Ground(models.TextChoices):
    """Why a level is to change. Each is explained in ``judging.py``."""

    BREACHED = "breached", _("The promise is broken")
    RATED_LOW = "rated_low", _("Rated low for being slow")
    SOUNDS_URGENT = "sounds_urgent", _("Messages sound urgent")
    CHASED = "chased", _("Customers ask where it stands")
    REOPENED = "reopened", _("Solutions come undone")
    OVER_SERVED = "over_served", _("Served far better than promised")


WITH_SHARE = (Ground.RATED_LOW, Ground.SOUNDS_URGENT, Ground.OVER_SERVED)
"""The grounds with a share of their own; what the others are held against is a measure's target."""

CERTAINTIES = {90: Z_90, 95: Z_95, 99: Z_99}
"""Percent, and how many standard deviations that is."""


@tracked()
class LevelRule(models.Model):
    """From what on one ground is proposed; one row each, which staff change without a release."""

    ground = models.CharField(_("ground"), max_length=16, choices=Ground.choices, unique=True)
    active = models.BooleanField(_("active"), default=True)
    days = models.PositiveSmallIntegerField(
        _("days"),
        default=28,
        validators=[MinValueValidator(7), MaxValueValidator(180)],
        help_text=_("So many days are looked at. What was put aside rests as long."),
    )
    fewest = models.PositiveSmallIntegerField(
        _("fewest contacts"),
        default=30,
        validators=[MinValueValidator(10), MaxValueValidator(10_000)],
        help_text=_("Of fewer nothing is proposed, whatever the figure."),
    )
    certainty = models.PositiveSmallIntegerField(
        _("certainty"),
        choices=[(percent, f"{percent} %") for percent in CERTAINTIES],
        default=99,
        help_text=_(
            "How sure it must be that a figure is not so by chance. A small desk has to be content "
            "with less."
        ),
    )
    share = models.PositiveSmallIntegerField(
        _("share"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "Percent. Rated low: of the low ratings, those for being slow. Messages sound urgent: "
            "of all messages. Served far better: of the promised time, what nearly all answers "
            "took. The other grounds go by the targets of the dashboard."
        ),
    )

    class Meta:
        verbose_name = _("rule of proposed levels")
        verbose_name_plural = _("rules of proposed levels")
        ordering = ["ground"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=Ground.values), name="level_rule_ground_is_known"
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=list(CERTAINTIES)), name="level_rule_certainty_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ground__in=WITH_SHARE, share__gte=1, share__lte=100)
                | ~Q(ground__in=WITH_SHARE) & Q(share=None),
                name="level_rule_share_where_it_has_one",
                violation_error_message=_(
                    "Rated low, sounds urgent and served far better need a share of 1 to 100 "
                    "percent; the others have none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_ground_display())


class What(models.TextChoices):
    """What of a level changes."""

    TIER = "tier", _("Tier")
    FIRST_RESPONSE = "first_response", _("First response")
    RESOLUTION = "resolution", _("Resolution")
    PROGRESS = "progress", _("Word of progress")
    HEADS = "heads", _("No level mends it")


class State(models.TextChoices):
    OPEN = "open", _("To decide")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Put aside")
    TAKEN_BACK = "taken_back", _("Taken back")


class LevelProposalQuerySet(models.QuerySet["LevelProposal"]):
    def undecided(self) -> Self:
        """Keep what waits for somebody: what concerns most contacts first."""
        return self.filter(state=State.OPEN).order_by("-contacts", "pk")

    def decided(self) -> Self:
        """Keep what somebody decided, the latest first."""
        return self.exclude(state=State.OPEN).order_by("-decided_at", "-pk")

    def for_list(self) -> Self:
        return self.select_related("category", "decided_by", "policy")


class LevelProposal(models.Model):
    """One change of a level: of a whole category (its tier), or of its tickets in one lane that
    come by one channel (a promise).

    ``old`` and ``new`` are tiers, or whole seconds; both are empty where no level mends it.
    ``evidence`` are the figures by which it was proposed, as ``judging.Evidence`` writes them:
    whatever happens later, they stay as they were when somebody decided.
    """

    category = models.ForeignKey(
        Category, models.CASCADE, related_name="+", verbose_name=_("category")
    )
    ground = models.CharField(_("ground"), max_length=16, choices=Ground.choices)
    what = models.CharField(_("what changes"), max_length=16, choices=What.choices)
    lane = models.CharField(_("lane"), max_length=8, choices=Lane.choices, blank=True)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel.choices, blank=True)
    old = models.CharField(_("from"), max_length=12, blank=True)
    new = models.CharField(_("to"), max_length=12, blank=True)
    evidence = models.JSONField(default=list)
    contacts = models.PositiveIntegerField(_("contacts"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    since = models.DateTimeField(_("figures since"))
    reckoned_at = models.DateTimeField(_("counted"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    why = models.CharField(_("why"), max_length=300, blank=True)
    # The change of the configuration that accepting it was (``changes.deltas.Change.key``).
    change_key = models.CharField(max_length=64, blank=True, editable=False)
    policy = models.ForeignKey(
        Policy, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("policy")
    )
    policy_is_new = models.BooleanField(default=False, editable=False)

    objects: ClassVar[Any] = LevelProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed level")
        verbose_name_plural = _("proposed levels")
        ordering = ["-contacts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "what", "lane", "channel"],
                condition=Q(state=State.OPEN),
                name="level_proposal_one_open_for_each",
            ),
            models.CheckConstraint(
                condition=Q(ground__in=Ground.values, what__in=What.values, state__in=State.values),
                name="level_proposal_words_are_known",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, decided_at=None)
                | ~Q(state=State.OPEN) & Q(decided_at__isnull=False),
                name="level_proposal_decided_says_when",
            ),
            models.CheckConstraint(
                condition=Q(what=What.TIER, lane="", channel="")
                | ~Q(what=What.TIER) & Q(lane__in=Lane.values, channel__in=Channel.values),
                name="level_proposal_promise_says_whose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.get_ground_display()}"

    @property
    def old_time(self) -> dt.timedelta:
        """The promise as it is; of a tier there is none."""
        return dt.timedelta(seconds=int(self.old))

    @property
    def new_time(self) -> dt.timedelta:
        return dt.timedelta(seconds=int(self.new))

    @property
    def old_tier(self) -> Tier:
        return Tier(self.old)

    @property
    def new_tier(self) -> Tier:
        return Tier(self.new)
