"""What every row has that the marketplace owns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FromMarketplace(models.Model):
    """A row the marketplace sends: its id there, and the date of the report that was taken over.

    Both are empty in rows that the desk made itself. ``consignment.ingest`` compares the date, so
    that a late, older report changes nothing.
    """

    external_id = models.CharField(
        _("marketplace id"), max_length=64, null=True, blank=True, unique=True
    )
    source_updated_at = models.DateTimeField(
        _("last report of the marketplace"), null=True, blank=True
    )

    class Meta:
        abstract = True
