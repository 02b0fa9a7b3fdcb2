"""The calendars and policies that a new desk begins with; staff change them in the admin.

Where a tier and a channel each have a time, the nearer one is promised: a payment that went wrong
is not answered later on chat than the question where a parcel is.
While the desk is open, nobody waits longer for a higher tier, for the VIP lane or for a matter
that blocks a transaction. Nor does a night, a weekend or a holiday turn that round for the tiers:
medium promises run by the hours of the desk, low ones day and night, and both are so long that in
no hour of the year the medium one falls due after the low one. So the desk has no holidays of its
own (customers write most on holidays), and its promises of solutions are counted in its shortest
days (``tests/sla/test_presets.py`` asks about every combination, and about every hour).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import holidays
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla.models import Calendar, CalendarWindow, Holiday, Policy, Weekday


@dataclass(frozen=True, slots=True)
class CalendarPreset:
    """A calendar to begin with: windows as (weekdays, from, to), holidays of (country, region)."""

    key: str
    name: str
    time_zone: str = "UTC"
    windows: tuple[tuple[tuple[Weekday, ...], dt.time, dt.time], ...] = ()
    holidays_of: tuple[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class PolicyPreset:
    """A policy to begin with; what it fits makes its key and its name."""

    tier: str
    lane: str
    channel: str
    urgency: str
    first: dt.timedelta
    following: dt.timedelta
    resolution: dt.timedelta
    calendar: str

    @property
    def matchers(self) -> dict[str, str]:
        return {
            "tier": self.tier,
            "lane": self.lane,
            "channel": self.channel,
            "urgency": self.urgency,
        }

    @property
    def key(self) -> str:
        """medium-vip-chat; ``any`` for what fits every ticket."""
        return "-".join(filter(None, self.matchers.values())).replace("_", "-") or "any"

    @property
    def name(self) -> str:
        """Medium · VIP · Chat"""
        choices = {"tier": Tier, "lane": Lane, "channel": Channel, "urgency": Urgency}
        with translation.override("en"):
            labels = [str(choices[k](value).label) for k, value in self.matchers.items() if value]
        return " · ".join(labels) or gettext_noop("Everything else")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What ``load`` did: keys of what was made, and of what stood already and was left alone."""

    made: tuple[str, ...]
    kept: tuple[str, ...]


WEEKDAYS = tuple(Weekday)[:5]
WEEKEND = tuple(Weekday)[5:]
# Customers of a marketplace write most from 10 to 12 and from 20 to 22, and more on weekends.
OFFICE_WEEK = (
    (WEEKDAYS, dt.time(9), dt.time(22)),
    (WEEKEND, dt.time(10), dt.time(22)),
)

ALWAYS = "always"
DESK = "desk"
OFFICE = "office"

CALENDARS = (
    CalendarPreset(ALWAYS, gettext_noop("Day and night")),
    CalendarPreset(DESK, gettext_noop("Desk, Shanghai"), "Asia/Shanghai", OFFICE_WEEK),
    CalendarPreset(
        OFFICE, gettext_noop("Office, Shanghai"), "Asia/Shanghai", OFFICE_WEEK, ("CN", None)
    ),
    CalendarPreset(
        "office-new-york",
        gettext_noop("Office, New York"),
        "America/New_York",
        OFFICE_WEEK,
        ("US", "NY"),
    ),
)


HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)

ANY = ""
URGENT, HIGH, MEDIUM, LOW = Tier.URGENT, Tier.HIGH, Tier.MEDIUM, Tier.LOW
VIP, BLOCKING = Lane.VIP, Urgency.BLOCKING
CHAT, PHONE, MAIL, SITE = Channel.CHAT, Channel.PHONE, Channel.EMAIL, Channel.SITE_MESSAGE

# Twelve hours are a day of the desk, as short as they come: on a weekend.
POLICIES = (
    # Safety and property: day and night, on every channel.
    PolicyPreset(URGENT, ANY, ANY, ANY, 2 * MINUTE, 10 * MINUTE, 4 * HOUR, ALWAYS),
    PolicyPreset(URGENT, VIP, ANY, ANY, 30 * SECOND, 5 * MINUTE, 2 * HOUR, ALWAYS),
    # Money that went wrong. Who calls goes straight through.
    PolicyPreset(HIGH, ANY, ANY, ANY, 15 * MINUTE, 30 * MINUTE, 24 * HOUR, ALWAYS),
    PolicyPreset(HIGH, ANY, CHAT, ANY, 10 * MINUTE, 10 * MINUTE, 24 * HOUR, ALWAYS),
    PolicyPreset(HIGH, ANY, PHONE, ANY, 2 * MINUTE, 30 * MINUTE, 24 * HOUR, ALWAYS),
    PolicyPreset(HIGH, VIP, ANY, ANY, 2 * MINUTE, 5 * MINUTE, 12 * HOUR, ALWAYS),
    # Logistics, item review, orders: sooner when a transaction is blocked.
    PolicyPreset(MEDIUM, ANY, ANY, ANY, 2 * HOUR, 2 * HOUR, 36 * HOUR, DESK),
    PolicyPreset(MEDIUM, ANY, ANY, BLOCKING, 1 * HOUR, 1 * HOUR, 24 * HOUR, DESK),
    PolicyPreset(MEDIUM, ANY, CHAT, ANY, 10 * MINUTE, 10 * MINUTE, 36 * HOUR, DESK),
    PolicyPreset(MEDIUM, ANY, CHAT, BLOCKING, 10 * MINUTE, 10 * MINUTE, 24 * HOUR, DESK),
    PolicyPreset(MEDIUM, ANY, PHONE, ANY, 3 * MINUTE, 2 * HOUR, 36 * HOUR, DESK),
    PolicyPreset(MEDIUM, ANY, PHONE, BLOCKING, 3 * MINUTE, 1 * HOUR, 24 * HOUR, DESK),
    PolicyPreset(MEDIUM, ANY, MAIL, ANY, 24 * HOUR, 24 * HOUR, 72 * HOUR, ALWAYS),
    PolicyPreset(MEDIUM, ANY, SITE, ANY, 24 * HOUR, 24 * HOUR, 72 * HOUR, ALWAYS),
    PolicyPreset(MEDIUM, VIP, ANY, ANY, 30 * MINUTE, 30 * MINUTE, 24 * HOUR, ALWAYS),
    PolicyPreset(MEDIUM, VIP, CHAT, ANY, 5 * MINUTE, 5 * MINUTE, 24 * HOUR, ALWAYS),
    PolicyPreset(MEDIUM, VIP, PHONE, ANY, 2 * MINUTE, 30 * MINUTE, 24 * HOUR, ALWAYS),
    # Rules and how-to: the knowledge base first, a person within a day.
    PolicyPreset(LOW, ANY, ANY, ANY, 24 * HOUR, 24 * HOUR, 72 * HOUR, ALWAYS),
    PolicyPreset(LOW, ANY, PHONE, ANY, 3 * MINUTE, 12 * HOUR, 36 * HOUR, DESK),
    PolicyPreset(LOW, VIP, ANY, ANY, 4 * HOUR, 4 * HOUR, 48 * HOUR, ALWAYS),
    PolicyPreset(LOW, VIP, PHONE, ANY, 2 * MINUTE, 4 * HOUR, 48 * HOUR, ALWAYS),
    # So that no ticket is ever without a promise, whatever staff switch off above.
    PolicyPreset(ANY, ANY, ANY, ANY, 24 * HOUR, 24 * HOUR, 72 * HOUR, ALWAYS),
)


@transaction.atomic
def load(*, holiday_years: Iterable[int] = ()) -> Loaded:
    """Make the calendars and policies that are missing; return what was made and what was kept.

    A second time changes nothing. What stands under a key is kept as staff left it, edited or
    switched off; so is an active policy of theirs that fits the same tickets as one of these.
    ``holiday_years`` are the years whose public holidays the office calendars get, unless they
    hold some of that year already.
    """
    made: list[str] = []
    kept: list[str] = []
    calendars = load_calendars(holiday_years=holiday_years)
    for calendar, is_new in calendars.values():
        (made if is_new else kept).append(calendar.key)
    for policy in POLICIES:
        calendar, _ = calendars[policy.calendar]
        (made if _policy(policy, calendar) else kept).append(policy.key)
    return Loaded(tuple(made), tuple(kept))


def load_calendars(*, holiday_years: Iterable[int] = ()) -> dict[str, tuple[Calendar, bool]]:
    """Make the calendars that are missing, with holidays; return each by its key, and whether it
    is new. What staff changed stays. Runs in the caller's transaction.
    """
    years, found = sorted(set(holiday_years)), {}
    for preset in CALENDARS:
        found[preset.key] = _calendar(preset)
        _add_holidays(found[preset.key][0], preset, years)
    return found


def _calendar(preset: CalendarPreset) -> tuple[Calendar, bool]:
    calendar, is_new = Calendar.objects.get_or_create(
        key=preset.key,
        defaults={
            "name": preset.name,
            "time_zone": preset.time_zone,
            "always_open": not preset.windows,
        },
    )
    if is_new:
        CalendarWindow.objects.bulk_create(
            CalendarWindow(calendar=calendar, weekday=weekday, start=start, end=end)
            for weekdays, start, end in preset.windows
            for weekday in weekdays
        )
    return calendar, is_new


def _add_holidays(calendar: Calendar, preset: CalendarPreset, years: list[int]) -> None:
    """Add the public holidays of each year of which the calendar knows none."""
    if preset.holidays_of is None:
        return
    country, region = preset.holidays_of
    for year in years:
        if calendar.holidays.filter(date__year=year).exists():
            continue
        public = holidays.country_holidays(
            country, subdiv=region, years=[year], language="en_US", expand=False
        )
        Holiday.objects.bulk_create(
            Holiday(calendar=calendar, date=date, name=name[:120])
            for date, name in sorted(public.items())
        )


def _policy(preset: PolicyPreset, calendar: Calendar) -> bool:
    """Make the policy unless its key or its place is taken; return whether it was made."""
    if (
        Policy.objects.filter(key=preset.key).exists()
        or Policy.objects.active().filter(category=None, **preset.matchers).exists()
    ):
        return False
    Policy.objects.create(
        key=preset.key,
        name=preset.name,
        first_response_within=preset.first,
        next_response_within=preset.following,
        resolution_within=preset.resolution,
        calendar=calendar,
        **preset.matchers,
    )
    return True
