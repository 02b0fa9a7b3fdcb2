"""At which levels a promise warns, what follows from each, and what was done about it."""

import datetime as dt
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tickets.changes.tracking import tracked
from tickets.sla.choices import FULL, ClockKind, Consequence, WhyLeft
from tickets.sla.models.clocks import Clock
from tickets.sla.models.policies import Policy


@tracked()
class WarningLevel(models.Model):
    """A level at which the promises of a policy warn, and what follows.

    Without a policy it is the desk's own: it holds for every policy that has no level of its own,
    and for promises that no policy makes. 100 % is always noticed, with or without a row.
    """

    policy = models.ForeignKey(
        Policy,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="warning_levels",
        verbose_name=_("policy"),
        help_text=_("Empty: for every policy that has no level of its own."),
    )
    level = models.PositiveSmallIntegerField(
        _("at, %"),
        validators=[MinValueValidator(1), MaxValueValidator(FULL)],
        help_text=_("Percent of the target that are used up: 1 to 100."),
    )
    notify = models.BooleanField(
        _("tell the agent"), default=True, help_text=_("Whoever holds the ticket then.")
    )
    raise_tier = models.BooleanField(
        _("raise the tier"),
        default=False,
        help_text=_("It is worked on sooner. What was promised stays promised."),
    )
    move_to = models.ForeignKey(
        "tickets.Queue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("move to the queue"),
    )
    call_supervisor = models.BooleanField(_("call a supervisor"), default=False)
    mail_after = models.DurationField(
        _("mail after"),
        default=dt.timedelta(minutes=5),
        help_text=_("Who was told and has not looked by then gets a mail. 0 s: at once."),
    )

    class Meta:
        verbose_name = _("warning level")
        verbose_name_plural = _("warning levels")
        ordering = ["policy", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "level"],
                nulls_distinct=False,
                name="warning_level_once_per_policy",
                violation_error_message=_("This level stands here already."),
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=FULL),
                name="warning_level_is_a_share",
                violation_error_message=_("A level is 1 to 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(mail_after__gte=dt.timedelta(), mail_after__lte=dt.timedelta(days=7)),
                name="warning_level_mails_within_a_week",
                violation_error_message=_("A mail follows within a week, or at once: 0 s."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} %"


class Outcome(models.TextChoices):
    PENDING = "pending", _("to be done")
    DONE = "done", _("done")
    LEFT = "left", _("left")


class WarningActQuerySet(models.QuerySet["WarningAct"]):
    def pending(self) -> Self:
        return self.filter(outcome=Outcome.PENDING)


class WarningAct(models.Model):
    """One consequence of one level that a clock passed: written when the level is noticed, carried
    out once by ``actions/act_on_warning.py``, and what became of it.

    ``why``: the reason it was left (``WhyLeft``). ``data`` of what was done: ``agents`` (ids) who
    were told, ``was`` and ``now`` of a tier (keys) or a queue (ids).
    """

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="acts")
    level = models.PositiveSmallIntegerField(_("level, %"))
    consequence = models.CharField(_("what"), max_length=12, choices=Consequence.choices)
    move_to = models.ForeignKey(
        "tickets.Queue", models.PROTECT, null=True, blank=True, related_name="+"
    )
    mail_after = models.DurationField(default=dt.timedelta())
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.PENDING
    )
    why = models.CharField(_("why"), max_length=12, choices=WhyLeft.choices, blank=True)
    at = models.DateTimeField(_("when"), null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)

    objects = WarningActQuerySet.as_manager()

    class Meta:
        verbose_name = _("consequence of a warning")
        verbose_name_plural = _("consequences of warnings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "level", "consequence"], name="warning_act_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.PENDING, at__isnull=True)
                | ~Q(outcome=Outcome.PENDING) & Q(at__isnull=False),
                name="warning_act_has_a_time_once_it_is_over",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.LEFT) & ~Q(why="")
                | ~Q(outcome=Outcome.LEFT) & Q(why=""),
                name="warning_act_that_is_left_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="warning_act_to_do", condition=Q(outcome=Outcome.PENDING)
            )
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.level} % {self.consequence}"


class AlertQuerySet(models.QuerySet["Alert"]):
    def unseen(self) -> Self:
        """Keep what nobody has looked at and still runs towards its end, or past it.

        Who was told because they held the ticket, and hold it no more, need not look.
        """
        running = self.filter(seen_at=None, act__clock__running_since__isnull=False)
        as_holder = Q(act__consequence=Consequence.NOTIFY) & ~Q(act__clock__kind=ClockKind.REVIEW)
        return running.exclude(as_holder & ~Q(ticket__assignee=F("agent")))


class Alert(models.Model):
    """Somebody of the staff was told that a promise is in danger."""

    act = models.ForeignKey(WarningAct, models.CASCADE, related_name="alerts")
    agent = models.ForeignKey("tickets.Agent", models.CASCADE, related_name="alerts")
    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="alerts")
    at = models.DateTimeField(_("when"))
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [models.UniqueConstraint(fields=["act", "agent"], name="alert_once")]
        indexes = [
            models.Index(
                fields=["agent", "-at"], name="alert_unseen", condition=Q(seen_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.act_id} {self.agent_id}"
