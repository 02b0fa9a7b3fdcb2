"""Of the desk's own numbers, those by which what is asked again and again becomes a proposal."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class AskedNumbers(models.Model):
    """Within which days is counted, and how often something must be asked."""

    proposal_days = models.PositiveSmallIntegerField(
        _("days in which questions without an answer are counted"),
        default=28,
        validators=[MinValueValidator(7), MaxValueValidator(90)],
        help_text=_("As many days before those show whether they are asked more or less."),
    )
    proposal_least = models.PositiveSmallIntegerField(
        _("times a question is asked until an article is proposed"),
        default=3,
        validators=[MinValueValidator(2), MaxValueValidator(1_000)],
    )
    asked_days = models.PositiveSmallIntegerField(
        _("days in which wishes to the product are counted"),
        default=28,
        validators=[MinValueValidator(7), MaxValueValidator(90)],
        help_text=_("As many days before those show whether they are asked more or less."),
    )
    asked_least = models.PositiveSmallIntegerField(
        _("times something is asked until it is proposed to the product"),
        default=5,
        validators=[MinValueValidator(2), MaxValueValidator(1_000)],
    )

    class Meta:
        abstract = True
