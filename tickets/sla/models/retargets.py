"""A change of policies or calendars that open tickets are put under, behind the scenes."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id


class RetargetRunQuerySet(models.QuerySet["RetargetRun"]):
    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def free(self, at: dt.datetime) -> Self:
        """Keep what is to be worked on and is no worker's, first asked first."""
        nobodys = Q(claimed_until=None) | Q(claimed_until__lt=at)
        return self.unfinished().filter(nobodys).order_by("asked_at")


class RetargetRun(models.Model):
    """Open tickets are put under the policies as they stand, in the order of their ids.

    ``kinds``: of which tickets, as rows of category, tier, channel, lane and urgency. ``after`` is
    the last ticket that was looked at: written together with what was changed up to it, so whoever
    goes on does nothing twice and leaves nothing out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reason = models.CharField(_("why"), max_length=200)
    kinds = models.JSONField(_("which tickets"))
    asked_by = models.ForeignKey(
        "consignment.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    total = models.PositiveIntegerField(_("tickets"))
    after = models.UUIDField(null=True, blank=True)
    worked = models.PositiveIntegerField(_("looked at"), default=0)
    changed = models.PositiveIntegerField(_("promised anew"), default=0)
    kept = models.PositiveIntegerField(_("kept their earlier time"), default=0)
    faults = models.PositiveIntegerField(_("set aside"), default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = RetargetRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("retargeting")
        verbose_name_plural = _("retargetings")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(finished_at__isnull=False),
                name="retarget_run_cancelled_is_finished",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="retarget_run_to_do",
                condition=Q(finished_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def share(self) -> int:
        """Percent that were looked at. The total was counted when it was asked for."""
        return 100 if self.finished_at else min(99, 100 * self.worked // max(self.total, 1))
