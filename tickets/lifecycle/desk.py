"""The desk's own numbers."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DeskSettings(models.Model):
    """The desk's own numbers; one row, changed by staff without a release."""

    reopen_days = models.PositiveSmallIntegerField(
        _("days to reopen"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("How long after the solution a new message of the customer reopens it."),
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("days until closed"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("A resolved ticket is closed after so many days of silence."),
    )
    rating_days = models.PositiveSmallIntegerField(
        _("days to rate"), default=30, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    guest_link_days = models.PositiveSmallIntegerField(
        _("days a guest's link lives"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    review_below = models.PositiveSmallIntegerField(
        _("ratings below this need a review"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    review_hours = models.PositiveSmallIntegerField(
        _("hours until a review is due"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
    )
    place_by_itself = models.BooleanField(
        _("assign new tickets by themselves"),
        default=True,
        help_text=_("Off: agents take the next ticket themselves."),
    )
    repeat_days = models.PositiveSmallIntegerField(
        _("days in which another contact counts as repeat"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )

    objects: ClassVar[models.Manager["DeskSettings"]]

    class Meta:
        verbose_name = _("desk settings")
        verbose_name_plural = _("desk settings")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="desk_settings_are_one_row"),
        ]

    def __str__(self) -> str:
        return str(_("desk settings"))

    @classmethod
    def current(cls) -> "DeskSettings":
        """Return the one row, made with its defaults when it is not there yet."""
        return cls.objects.get_or_create(id=1)[0]
