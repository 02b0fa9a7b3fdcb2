"""Calendars, policies and tickets for the tests of promises."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.lifecycle.models import Ticket
from tickets.routing.models import Queue
from tickets.sla.models import Calendar, CalendarWindow, Policy
from tickets.triage.models import Audience, Category

MakeTicket = Callable[..., Ticket]
MakePolicy = Callable[..., Policy]

WEDNESDAY_AT_TEN = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)


def minutes(n: float) -> dt.timedelta:
    return dt.timedelta(minutes=n)


def hours(n: float) -> dt.timedelta:
    return dt.timedelta(hours=n)


def make_calendar(
    key: str, *, zone: str = "UTC", days: range = range(5), start: int = 9, end: int = 18
) -> Calendar:
    """Make a calendar with one window on each of ``days``, from ``start`` to ``end`` o'clock."""
    calendar = Calendar.objects.create(key=key, name=key.title(), time_zone=zone)
    CalendarWindow.objects.bulk_create(
        CalendarWindow(calendar=calendar, weekday=day, start=dt.time(start), end=dt.time(end))
        for day in days
    )
    return calendar


@pytest.fixture
def category(db: None) -> Category:
    return Category.objects.create(
        key="not-shipped",
        name_en="Not shipped",
        audience=Audience.BUYERS,
        tier=Tier.MEDIUM,
        queue=Queue.objects.create(key="orders", name="Orders"),
    )


@pytest.fixture
def always(db: None) -> Calendar:
    return Calendar.objects.create(key="always", name="Always", always_open=True)


@pytest.fixture
def office(db: None) -> Calendar:
    """Monday to Friday, 09:00 to 18:00 UTC."""
    return make_calendar("office")


@pytest.fixture
def policy(always: Calendar) -> Policy:
    """Ten minutes to the first response, two hours to the solution, day and night."""
    return Policy.objects.create(
        key="quick",
        name="Quick",
        first_response_within=minutes(10),
        resolution_within=hours(2),
        calendar=always,
    )


@pytest.fixture
def make_ticket(category: Category) -> MakeTicket:
    def make(**fields: Any) -> Ticket:
        facts: dict[str, Any] = {
            "guest_email": "ann@example.com",
            "channel": Channel.SITE,
            "category": category,
            "subject": "Where is my parcel?",
            "tier": Tier.MEDIUM,
            "lane": Lane.STANDARD,
            "urgency": Urgency.GENERAL,
            "priority": 5,
            "queue": category.queue,
            "created_at": WEDNESDAY_AT_TEN,
            "updated_at": WEDNESDAY_AT_TEN,
        }
        return Ticket.objects.create(**{**facts, **fields})

    return make


@pytest.fixture
def ticket(make_ticket: MakeTicket) -> Ticket:
    return make_ticket()
