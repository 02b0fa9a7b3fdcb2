"""Promises being timed, the events behind them, and the warnings they gave."""

import datetime as dt
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tickets.sla.choices import (
    FULL,
    KINDS,
    OF_WORK,
    OURS,
    PER_CYCLE,
    ClockEventKind,
    ClockKind,
    KindFacts,
)
from tickets.sla.models.calendars import Calendar, CalendarVersion
from tickets.sla.models.policies import Policy, target_within_bounds

OPEN = Q(met_at__isnull=True, cancelled_at__isnull=True)
RUNNING = Q(running_since__isnull=False)
WARNED = Q(next_level__isnull=True) | Q(next_level__gt=F("levels__0"))
"""A level is behind it: the next one is not the first."""


class ClockQuerySet(models.QuerySet["Clock"]):
    def open(self) -> Self:
        """Keep promises that are neither kept nor dropped, late ones among them."""
        return self.filter(OPEN)

    def running(self) -> Self:
        return self.filter(RUNNING)

    def paused(self) -> Self:
        return self.open().exclude(RUNNING)

    def in_danger(self) -> Self:
        """Keep what runs and has passed a level, late or not (index ``clock_in_danger``), of what
        the desk has promised.
        """
        return self.filter(RUNNING, WARNED, kind__in=OURS)

    def of_work(self) -> Self:
        """Keep what says when somebody works on the ticket next."""
        return self.filter(kind__in=OF_WORK)

    def due_before(self, at: dt.datetime) -> Self:
        return self.running().filter(due_at__lt=at)

    def marked_before(self, at: dt.datetime) -> Self:
        """Keep clocks with a level passed before ``at`` that nobody has noticed, earliest first."""
        return self.filter(next_mark_at__lt=at).order_by("next_mark_at", "id")

    def locked(self) -> Self:
        """Lock the clocks, not their calendars, in one order for everybody."""
        # The key stays, so rows that point here need not wait.
        rows = self.select_for_update(of=("self",), no_key=True)
        return rows.select_related("calendar_version").order_by("id")


class Clock(models.Model):
    """One promise of one ticket.

    Its columns are what its events amount to; ``clocks.py`` and ``breaches.py`` write both.
    ``consumed`` is the business time used up to ``last_event_at``; while the clock runs, more is
    used up since ``running_since``, by the hours of ``calendar_version``.
    """

    # ``clock_once_per_round`` begins with it.
    ticket = models.ForeignKey(
        "tickets.Ticket", models.CASCADE, related_name="clocks", db_index=False
    )
    kind = models.CharField(_("promise"), max_length=16, choices=ClockKind.choices)
    cycle = models.PositiveSmallIntegerField(
        _("cycle"), help_text=_("The ticket's: raised by each reopening.")
    )
    round = models.PositiveSmallIntegerField(
        _("round"), default=1, help_text=_("Counts promises of one kind within a cycle.")
    )
    policy = models.ForeignKey(
        Policy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clocks",
        verbose_name=_("policy"),
    )
    calendar_version = models.ForeignKey(
        CalendarVersion, models.PROTECT, related_name="clocks", verbose_name=_("calendar")
    )
    target = models.DurationField(_("target"))
    levels = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("levels"),
        help_text=_("Percent of the target that are noticed; the last is 100."),
    )

    started_at = models.DateTimeField(_("started"))
    last_event_at = models.DateTimeField(_("last event"))
    consumed = models.DurationField(_("used up"), default=dt.timedelta())
    running_since = models.DateTimeField(_("running since"), null=True, blank=True)
    due_at = models.DateTimeField(
        _("due"), null=True, blank=True, help_text=_("Empty while the clock is paused.")
    )
    met_at = models.DateTimeField(_("met"), null=True, blank=True)
    breached_at = models.DateTimeField(
        _("breached"), null=True, blank=True, help_text=_("When it fell due, not when noticed.")
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    next_level = models.PositiveSmallIntegerField(
        _("next level"), null=True, blank=True, help_text=_("Percent; empty when none is left.")
    )
    next_mark_at = models.DateTimeField(
        _("next level at"), null=True, blank=True, help_text=_("What the sweep looks for.")
    )

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "kind", "cycle", "round"], name="clock_once_per_round"
            ),
            models.UniqueConstraint(
                fields=["ticket", "kind"],
                condition=OPEN & ~Q(kind__in=PER_CYCLE),
                name="clock_one_open_per_kind",
            ),
            models.UniqueConstraint(
                fields=["ticket", "kind", "cycle"],
                condition=OPEN & Q(kind__in=PER_CYCLE),
                name="clock_one_open_per_cycle",
            ),
            models.CheckConstraint(
                condition=target_within_bounds("target"), name="clock_target_within_bounds"
            ),
            models.CheckConstraint(
                condition=Q(consumed__gte=dt.timedelta()), name="clock_consumed_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(cycle__gte=1, round__gte=1), name="clock_cycle_and_round_from_one"
            ),
            models.CheckConstraint(
                condition=Q(levels__len__gte=1, levels__contains=[FULL]),
                name="clock_levels_end_at_full",
            ),
            models.CheckConstraint(
                condition=~RUNNING
                | Q(OPEN, due_at__isnull=False, running_since=F("last_event_at")),
                name="clock_running_is_open_and_due",
            ),
            models.CheckConstraint(
                condition=RUNNING | ~OPEN | Q(due_at__isnull=True), name="clock_paused_is_not_due"
            ),
            models.CheckConstraint(
                condition=Q(next_mark_at__isnull=True) | Q(RUNNING, next_level__isnull=False),
                name="clock_mark_only_while_running",
            ),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="clock_met_or_cancelled",
            ),
            # A promise kept at its last instant is kept; breached means that it was met later.
            models.CheckConstraint(
                condition=Q(met_at__isnull=True)
                | Q(breached_at__isnull=True)
                | Q(met_at__gt=F("breached_at")),
                name="clock_breached_before_it_is_met",
            ),
            models.CheckConstraint(
                condition=Q(last_event_at__gte=F("started_at")), name="clock_runs_forward"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_mark_at"],
                name="clock_to_sweep",
                condition=Q(next_mark_at__isnull=False),
            ),
            models.Index(fields=["due_at"], name="clock_running_by_due", condition=RUNNING),
            models.Index(
                fields=["due_at", "ticket"], name="clock_in_danger", condition=RUNNING & WARNED
            ),
            models.Index(fields=["kind", "started_at"], name="clock_for_attainment"),
            models.Index(
                fields=["ticket"], name="clock_breached", condition=Q(breached_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{ClockKind(self.kind).label} {self.cycle}.{self.round}"

    @property
    def facts(self) -> KindFacts:
        return KINDS[ClockKind(self.kind)]

    @property
    def calendar(self) -> Calendar:
        return self.calendar_version.calendar

    @property
    def is_open(self) -> bool:
        return self.met_at is None and self.cancelled_at is None

    @property
    def is_running(self) -> bool:
        return self.running_since is not None


class ClockEvent(models.Model):
    """What happened to a clock. Append-only; read by ``id``, they rebuild it (``sla/proof``).

    ``data`` of ``started`` and ``retargeted``: target (seconds), calendar_version (id), policy
    (key or null) and its id, levels; of ``started`` besides ticket, kind, cycle, round; of others
    that stop the time: consumed (seconds).
    """

    # ``clock_event_in_order`` begins with it.
    clock = models.ForeignKey(Clock, models.CASCADE, related_name="events", db_index=False)
    kind = models.CharField(_("what"), max_length=12, choices=ClockEventKind.choices)
    at = models.DateTimeField(_("when"))
    reason = models.CharField(_("why"), max_length=300, blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("clock event")
        verbose_name_plural = _("clock events")
        ordering = ["id"]
        indexes = [models.Index(fields=["clock", "id"], name="clock_event_in_order")]
        triggers = [
            pgtrigger.Protect(
                name="clock_event_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.kind}"


class ClockWarning(models.Model):
    """A clock passed a level: once each, whenever it was noticed. Append-only."""

    # ``clock_warning_once_per_level`` begins with it.
    clock = models.ForeignKey(Clock, models.CASCADE, related_name="warnings", db_index=False)
    level = models.PositiveSmallIntegerField(_("level, %"))
    reached_at = models.DateTimeField(_("reached"))
    noticed_at = models.DateTimeField(_("noticed"))

    class Meta:
        verbose_name = _("warning")
        verbose_name_plural = _("warnings")
        ordering = ["reached_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "level"], name="clock_warning_once_per_level"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=FULL), name="clock_warning_level_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(noticed_at__gte=F("reached_at")), name="clock_warning_noticed_after"
            ),
        ]
        indexes = [
            BrinIndex(fields=["noticed_at"], name="clock_warning_lately", pages_per_range=32)
        ]
        triggers = [
            pgtrigger.Protect(
                name="clock_warning_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.level} %"
