"""What is at stake behind tickets changed: prices, totals and payouts, noted by the database.

A trigger on each table of the trade writes down which thing it was, whoever changed it: the feed of
the marketplace, a page, somebody at the database. Only what a ticket is about is noted. The rows
are a list of work: whoever has followed one deletes it.
"""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tickets.lifecycle.choices import ThingKind


class StakeChange(models.Model):
    """The money at stake in one thing is another now."""

    kind = models.CharField(_("kind"), max_length=12, choices=ThingKind.choices)
    thing = models.UUIDField()
    at = models.DateTimeField(_("when"), db_default=Now())

    class Meta:
        verbose_name = _("change of what is at stake")
        verbose_name_plural = _("changes of what is at stake")

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
