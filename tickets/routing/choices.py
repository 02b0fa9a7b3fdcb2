"""The closed vocabulary of routing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Band(models.TextChoices):
    """How frequent a problem is, among all contacts of some weeks."""

    FREQUENT = "frequent", _("Frequent")
    MIDDLING = "middling", _("Middling")
    RARE = "rare", _("Rare")
