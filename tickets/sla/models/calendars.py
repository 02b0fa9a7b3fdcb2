"""Calendars of business hours, and every version of them that a clock was ever read by."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from consignment.languages import in_readers_words
from tickets.changes.tracking import tracked
from tickets.sla.hours import MIDNIGHT, Window


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


def validate_time_zone(name: str) -> None:
    """Refuse a name that the time zone database does not know."""
    try:
        ZoneInfo(name)
    # Some wrong names are no keys at all ("../etc"), some are folders ("Europe").
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(
            _("“%(name)s” is no time zone. Write one like “Asia/Shanghai” or “UTC”."),
            code="time_zone",
            params={"name": name},
        ) from error


@tracked()
class Calendar(models.Model):
    """When work is done, for the promises that are measured by it."""

    ON_THE_WALL = "on-the-wall"

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        validators=[validate_time_zone],
        help_text=_("Its windows and holidays are read on this clock: Asia/Shanghai"),
    )
    always_open = models.BooleanField(
        _("always open"),
        default=False,
        help_text=_("Day and night, whatever windows stand below; holidays still close."),
    )

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        ordering = ["key"]

    def __str__(self) -> str:
        return in_readers_words(self.name)

    def clean(self) -> None:
        """Refuse to leave a calendar empty. A new one gets its windows after it is saved."""
        super().clean()
        if self.pk and not self.always_open and not self.windows.exists():
            raise ValidationError(
                {
                    "always_open": _(
                        "This calendar has no opening hours, so that nothing would ever be due: "
                        "add a window first, or let it be always open."
                    )
                },
                code="empty",
            )


MICROSECONDS_OF_DAY = 86_400_000_000
MICROSECONDS_OF_WEEK = 7 * MICROSECONDS_OF_DAY


def _since_midnight(column: str) -> Func:
    return Func(
        F(column),
        template="(EXTRACT(EPOCH FROM %(expressions)s) * 1000000)::bigint",
        output_field=models.BigIntegerField(),
    )


def _time_of_week() -> Func:
    """Return the window as microseconds of the week, moved to a range of its calendar's own.

    So one range says both "same calendar" and "same time", and no extension is needed. What stays
    open over Sunday night is a second piece, at the week's beginning.
    """
    week = F("calendar") * MICROSECONDS_OF_WEEK
    opens = F("weekday") * MICROSECONDS_OF_DAY + _since_midnight("start")
    night = Func(
        F("end"),
        F("start"),
        arg_joiner=" <= ",
        template=f"(CASE WHEN %(expressions)s THEN {MICROSECONDS_OF_DAY} ELSE 0 END)",
        output_field=models.BigIntegerField(),
    )
    closes = F("weekday") * MICROSECONDS_OF_DAY + _since_midnight("end") + night
    return Func(
        Func(
            week + opens,
            week + Func(closes, MICROSECONDS_OF_WEEK, function="LEAST"),
            function="int8range",
        ),
        Func(
            week,
            week + Func(closes - MICROSECONDS_OF_WEEK, 0, function="GREATEST"),
            function="int8range",
        ),
        function="int8multirange",
    )


@tracked(part_of="calendar")
class CalendarWindow(models.Model):
    """Open on one weekday from ``start`` to ``end``; see ``calendars.py`` for what that means."""

    calendar = models.ForeignKey(
        Calendar, models.CASCADE, related_name="windows", verbose_name=_("calendar")
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    start = models.TimeField(_("from"))
    end = models.TimeField(
        _("to"),
        help_text=_(
            "At or before the beginning: on the next day. 00:00 is midnight, the end of the day."
        ),
    )

    class Meta:
        verbose_name = _("window")
        verbose_name_plural = _("windows")
        ordering = ["weekday", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__gte=0, weekday__lte=6), name="calendar_window_on_a_weekday"
            ),
            ExclusionConstraint(
                name="calendar_windows_do_not_overlap",
                expressions=[(_time_of_week(), RangeOperators.OVERLAPS)],
                violation_error_message=_("This window overlaps another one of the calendar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{Weekday(self.weekday).label} {self.start:%H:%M}–{self.end:%H:%M}"

    def as_window(self) -> Window:
        """Return the pure shape, for ``hours.overlap`` to check forms that are not saved yet."""
        return Window(self.weekday, self.start, self.end)


@tracked(part_of="calendar")
class Holiday(models.Model):
    """A date, or a part of one, on which the calendar is closed."""

    calendar = models.ForeignKey(
        Calendar, models.CASCADE, related_name="holidays", verbose_name=_("calendar")
    )
    date = models.DateField(_("date"), help_text=_("By the clock of the calendar's time zone."))
    name = models.CharField(_("name"), max_length=120)
    start = models.TimeField(
        _("from"), null=True, blank=True, help_text=_("Empty: closed the whole day.")
    )
    end = models.TimeField(_("to"), null=True, blank=True, help_text=_("00:00: until midnight."))

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["date", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "date", "start"],
                nulls_distinct=False,
                name="holiday_once_per_calendar",
                violation_error_message=_("This calendar has that holiday already."),
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False)
                & (Q(end__gt=F("start")) | Q(end=MIDNIGHT)),
                name="holiday_is_whole_or_a_part_of_one_day",
                violation_error_message=_(
                    "Give both times, the second after the first, or neither for the whole day."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


@tracked(part_of="calendar")
class SpecialOpening(models.Model):
    """A date on which the calendar is open besides: a longer Saturday, a Sunday of promotion."""

    calendar = models.ForeignKey(
        Calendar, models.CASCADE, related_name="openings", verbose_name=_("calendar")
    )
    date = models.DateField(_("date"), help_text=_("By the clock of the calendar's time zone."))
    name = models.CharField(_("name"), max_length=120)
    start = models.TimeField(_("from"))
    end = models.TimeField(
        _("to"), help_text=_("At or before the beginning: on the next day. 00:00 is midnight.")
    )

    class Meta:
        verbose_name = _("special opening")
        verbose_name_plural = _("special openings")
        ordering = ["date", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "date", "start"],
                name="special_opening_once_per_calendar",
                violation_error_message=_("This calendar has that opening already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class CalendarVersion(models.Model):
    """The hours of a calendar as they once stood: what a clock is measured by, for good.

    Staff may edit a calendar at any time; a clock that was read by it is still proven by the hours
    that it was read by. Written when a clock first needs it (``timetables.version_of``), never
    changed, one per content.
    """

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="versions")
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the hours."))
    hours = models.JSONField(_("hours"))

    class Meta:
        verbose_name = _("calendar version")
        verbose_name_plural = _("calendar versions")
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "digest"], name="calendar_version_once_per_content"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="calendar_version_is_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.calendar} {self.digest[:8]}"
