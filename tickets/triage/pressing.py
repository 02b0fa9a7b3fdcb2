"""Deadlines of the trade that come near, and what that makes of a ticket.

The deadlines themselves are read off the things (``consignment/deadlines.py``); ``press`` decides,
pure, whether one is near enough. It gives the ticket a head start within its line, as standing does
(``standing.py``): the larger of the two counts, and none is ever taken back.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consignment.deadlines import Deadline, DeadlineKind
from tickets.changes.tracking import tracked
from tickets.lifecycle import configuration


class PressingKind(models.TextChoices):
    """The deadlines after which something cannot be had any more, or money is late."""

    RETURN_UNTIL = DeadlineKind.RETURN_UNTIL.value, _("Return window")
    CLAIM_UNTIL = DeadlineKind.CLAIM_UNTIL.value, _("Claim window")
    PAYOUT_EXPECTED = DeadlineKind.PAYOUT_EXPECTED.value, _("Payout day")


@tracked()
class DeadlineRule(models.Model):
    """How near a deadline of one kind makes a ticket more urgent, and by how much."""

    kind = models.CharField(_("deadline"), max_length=20, choices=PressingKind.choices, unique=True)
    active = models.BooleanField(_("active"), default=True)
    hours = models.PositiveSmallIntegerField(
        _("hours before"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("So long before it the ticket comes further up in the order of work."),
    )
    ahead_hours = models.PositiveSmallIntegerField(
        _("hours ahead"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("Its turn comes so much sooner than its promise says, within its line."),
    )

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=1), name="deadline_rule_looks_ahead")
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class PressingDeadline(models.Model):
    """The nearest deadline beside a ticket, while it presses. Written by the sweep."""

    ticket = models.OneToOneField("tickets.Ticket", models.CASCADE, related_name="pressing")
    kind = models.CharField(_("deadline"), max_length=20, choices=PressingKind.choices)
    number = models.CharField(_("number of the thing"), max_length=40)
    due_at = models.DateTimeField(_("until"))
    is_day = models.BooleanField(_("a whole day"), default=False)

    class Meta:
        verbose_name = _("pressing deadline")
        verbose_name_plural = _("pressing deadlines")
        indexes = [models.Index(fields=["due_at"], name="pressing_deadline_by_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def words(self) -> str | Promise:
        return PressingKind(self.kind).label


@dataclass(frozen=True, slots=True)
class Rule:
    """How long before a deadline it presses, and how much sooner its turn comes then."""

    within: dt.timedelta
    ahead: dt.timedelta


def rules() -> Mapping[DeadlineKind, Rule]:
    """Return the rules that are active, by kind. Remembered."""
    return configuration.remembered(
        "deadline rules",
        lambda: {
            DeadlineKind(rule.kind): Rule(
                dt.timedelta(hours=rule.hours), dt.timedelta(hours=rule.ahead_hours)
            )
            for rule in DeadlineRule.objects.filter(active=True)
        },
    )


def press(
    deadlines: Iterable[Deadline], rules: Mapping[DeadlineKind, Rule], *, at: dt.datetime
) -> Deadline | None:
    """Return the nearest deadline that presses ``at``, or None. One that has passed does not."""
    near = [
        deadline
        for deadline in deadlines
        if deadline.kind in rules
        and not deadline.passed
        and at <= deadline.at <= at + rules[deadline.kind].within
    ]
    return min(near, key=lambda deadline: (deadline.at, deadline.kind), default=None)


def head_start(before: int, rule: Rule) -> int:
    """Return the head start by ``rule``, in seconds: never less than it was ``before``."""
    return max(before, int(rule.ahead.total_seconds()))
