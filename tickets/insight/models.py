"""Targets, which staff change without a release."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.changes.tracking import tracked


class MeasureKey(models.TextChoices):
    """The measures of the desk; each is defined in ``measures.py``."""

    SATISFACTION = "satisfaction", _("Satisfaction")
    FIRST_RESPONSE = "first_response", _("First response in time")
    FIRST_RESPONSE_MINUTES = "first_response_minutes", _("Mean first response")
    FIRST_CONTACT = "first_contact", _("Solved at first contact")
    RESOLUTION = "resolution", _("Solved in time")
    CLEAR_AT_ONCE = "clear_at_once", _("Clear at once")
    CLARIFYING_MINUTES = "clarifying_minutes", _("Time to clarify")


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
            models.CheckConstraint(condition=Q(value__gt=0), name="measure_target_is_positive")
        ]

    def __str__(self) -> str:
        return f"{MeasureKey(self.measure).label}: {self.value}"
