"""When whoever works by shifts is on: shifts as they are laid out, and what differs from the plan.

The plan of an agent is a calendar: a weekly pattern in its time zone, with its holidays. What is
beside it, an extra shift or leave, is an exception. ``actions/lay_out_shifts.py`` makes of both the
shifts, which are what everybody else reads.
"""

import datetime as dt
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from tickets.changes.tracking import tracked
from tickets.staff.models import Agent

LONGEST_EXTRA = dt.timedelta(hours=24)
LONGEST_LEAVE = dt.timedelta(days=366)


def _seconds_of(kind: str | None = None) -> Func:
    """Return the time of a row as whole seconds, moved to a range of its agent's own (and of its
    ``kind`` of exception): so one range says both, and no extension is needed.
    """
    # Room for the year 2242 below the next agent's range.
    own = F("agent") * (1 << 34)
    if kind is not None:
        own = own + Func(
            F(kind),
            template=f"(CASE WHEN %(expressions)s = 'leave' THEN {1 << 33} ELSE 0 END)",
            output_field=models.BigIntegerField(),
        )
    return Func(own + _epoch("starts_at"), own + _epoch("ends_at"), function="int8range")


def _epoch(column: str) -> Func:
    return Func(
        F(column),
        template="floor(EXTRACT(EPOCH FROM (%(expressions)s AT TIME ZONE 'UTC')))::bigint",
        output_field=models.BigIntegerField(),
    )


class ShiftQuerySet(models.QuerySet["Shift"]):
    def at(self, at: dt.datetime) -> Self:
        """Keep those that run ``at`` this instant."""
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Keep those that run at any time from ``start`` to ``end``."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)


class Shift(models.Model):
    """From when until when an agent is on, as laid out; two of one agent never overlap or touch.

    Only what lies ahead is ever laid out anew: what is over stays as it was.
    """

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["starts_at", "agent"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="shifts_of_an_agent_do_not_overlap",
                expressions=[(_seconds_of(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes = [models.Index(fields=["agent", "ends_at"], name="shift_of_agent")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.starts_at:%Y-%m-%d %H:%M}–{self.ends_at:%Y-%m-%d %H:%M}"


class ExceptionKind(models.TextChoices):
    EXTRA = "extra", _("Extra shift")
    LEAVE = "leave", _("Leave")


@tracked(part_of="agent")
class ShiftException(models.Model):
    """What differs from the plan of an agent: a shift besides, or leave, which goes before all."""

    agent = models.ForeignKey(
        Agent, models.CASCADE, related_name="shift_exceptions", verbose_name=_("agent")
    )
    kind = models.CharField(_("what"), max_length=8, choices=ExceptionKind.choices)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("extra shift or leave")
        verbose_name_plural = _("extra shifts and leave")
        ordering = ["-starts_at", "agent"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="shift_exception_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
            ExclusionConstraint(
                name="shift_exceptions_of_a_kind_do_not_overlap",
                expressions=[(_seconds_of("kind"), RangeOperators.OVERLAPS)],
                violation_error_message=_("This overlaps another one of the same kind."),
            ),
        ]

    def __str__(self) -> str:
        kind = ExceptionKind(self.kind).label
        return f"{self.agent}: {kind} {self.starts_at:%Y-%m-%d %H:%M}–{self.ends_at:%Y-%m-%d %H:%M}"
