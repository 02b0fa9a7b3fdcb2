"""Targets, which staff change without a release, and the facts that every figure is summed from."""

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.changes.tracking import tracked
from tickets.lifecycle.choices import Channel, Lane, Tier

SLOT = dt.timedelta(minutes=15)
"""How long a slot is. Every time zone's midnight is a multiple of it away from UTC's."""


class MeasureKey(models.TextChoices):
    """The measures of the desk; each is defined in ``measures.py``."""

    SATISFACTION = "satisfaction", _("Satisfaction")
    RATED = "rated", _("Surveys answered")
    FIRST_RESPONSE = "first_response", _("First response in time")
    FIRST_RESPONSE_MINUTES = "first_response_minutes", _("Mean first response")
    MAIL_RESPONSE_MINUTES = "mail_response_minutes", _("Mean first response to mail")
    NEXT_RESPONSE = "next_response", _("Next response in time")
    PROGRESS = "progress", _("Word of progress in time")
    PLAN = "plan", _("Plan in time")
    CALLBACK = "callback", _("Called back in time")
    FIRST_CONTACT = "first_contact", _("Solved at first contact")
    RESOLUTION = "resolution", _("Solved in time")
    RESOLUTION_MINUTES = "resolution_minutes", _("Time to the solution")
    REOPENED = "reopened", _("Reopened")
    REPEATED = "repeated", _("Came again")
    CHASED = "chased", _("Had to ask again")
    HANDLING_MINUTES = "handling_minutes", _("Time under work")
    FILED = "filed", _("Contacts filed")
    CAME_BACK = "came_back", _("Back to work")
    FINISHED = "finished", _("Finished")
    CLEAR_AT_ONCE = "clear_at_once", _("Clear at once")
    CLARIFYING_MINUTES = "clarifying_minutes", _("Time to clarify")
    CONTAINED = "contained", _("Finished by the assistant")


SHARES = (
    MeasureKey.SATISFACTION,
    MeasureKey.RATED,
    MeasureKey.FIRST_RESPONSE,
    MeasureKey.NEXT_RESPONSE,
    MeasureKey.PROGRESS,
    MeasureKey.PLAN,
    MeasureKey.CALLBACK,
    MeasureKey.FIRST_CONTACT,
    MeasureKey.RESOLUTION,
    MeasureKey.REOPENED,
    MeasureKey.REPEATED,
    MeasureKey.CHASED,
    MeasureKey.CLEAR_AT_ONCE,
    MeasureKey.CONTAINED,
)
"""The measures that are told in percent."""

MOST = 100
"""Percent of a share."""


@tracked()
class MeasureTarget(models.Model):
    """What a measure should reach."""

    measure = models.CharField(_("measure"), max_length=30, choices=MeasureKey.choices, unique=True)
    value = models.DecimalField(
        _("target"),
        max_digits=8,
        decimal_places=2,
        help_text=_("Percent for shares, minutes for times."),
    )

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["measure"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gt=0),
                name="measure_target_is_positive",
                violation_error_message=_("A target is more than nothing."),
            ),
            models.CheckConstraint(
                condition=~Q(measure__in=SHARES) | Q(value__lte=MOST),
                name="measure_target_share_is_no_more_than_all",
                violation_error_message=_("A share is at most 100 %."),
            ),
        ]

    def __str__(self) -> str:
        return f"{MeasureKey(self.measure).label}: {self.value}"

    def clean(self) -> None:
        """Say at the figure what is wrong with it, also where the measure cannot be changed."""
        if self.value is None:
            return
        if self.value <= 0:
            raise ValidationError({"value": _("A target is more than nothing.")})
        if self.measure in SHARES and self.value > MOST:
            raise ValidationError({"value": _("A share is at most 100 %.")})


class Fact(models.Model):
    """What the rows of one measure come to, within 15 minutes and for one combination of features.

    ``count`` rows, of which ``good`` have the value 1 (shares), their values adding up to
    ``total`` (times: seconds). ``bucket`` groups times of like length, each 5 % longer than the
    last (``measures.BUCKET``), so that medians can be told from sums; 0 elsewhere. Written by
    ``facts.py`` alone, and at any time again from the tickets.
    """

    slot = models.DateTimeField(_("from"))
    measure = models.CharField(_("measure"), max_length=30, choices=MeasureKey.choices)
    category = models.ForeignKey(
        "tickets.Category", models.PROTECT, related_name="+", db_index=False
    )
    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices)
    lane = models.CharField(_("lane"), max_length=8, choices=Lane.choices)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel.choices)
    language = models.CharField(_("language"), max_length=10)
    agent = models.ForeignKey(
        "tickets.Agent", models.PROTECT, null=True, related_name="+", db_index=False
    )
    queue = models.ForeignKey("tickets.Queue", models.PROTECT, related_name="+", db_index=False)
    bucket = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    good = models.PositiveIntegerField()
    total = models.BigIntegerField()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1), name="fact_is_of_some_rows"),
        ]
        indexes = [models.Index(fields=["measure", "slot"], name="fact_by_measure_and_slot")]

    def __str__(self) -> str:
        return f"{self.slot:%Y-%m-%d %H:%M} {self.measure}: {self.count}"


class FactState(models.Model):
    """How far the facts are known; one row, which is locked by whoever writes facts.

    ``known_until``: what happened before is in them. While it is empty they are filled for the
    first time, day by day: ``filling_since`` says when that began, ``filled_until`` how far it has
    come. ``version`` rises with each change of the facts.
    """

    known_until = models.DateTimeField(null=True, blank=True)
    filling_since = models.DateTimeField(null=True, blank=True)
    filled_until = models.DateTimeField(null=True, blank=True)
    version = models.PositiveBigIntegerField(default=0)

    objects: ClassVar[models.Manager["FactState"]]

    class Meta:
        verbose_name = _("state of the facts")
        verbose_name_plural = _("state of the facts")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="fact_state_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self.version}"
