"""Days on the reader's calendar: midnight, the end of a month, and days of 23 and 25 hours."""

import datetime as dt

import pytest

from tests.factories.desk import make_desk, open_ticket
from tests.insight.reading import board, figure_of
from tickets.insight.models import SLOT, MeasureKey
from tickets.insight.windows import Period, Slots, Window, slot_of

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


# In London the clocks went on at 01:00 UTC on 29 March 2026 and back on 25 October; Kathmandu is
# 5:45 from UTC, and Beirut's clocks jump over midnight on 29 March 2026.
@pytest.mark.parametrize(
    ("zone", "day", "hours", "begins"),
    [
        ("Europe/London", "2026-03-29", 23, "2026-03-29T00:00"),
        ("Europe/London", "2026-10-25", 25, "2026-10-24T23:00"),
        ("America/New_York", "2026-03-08", 23, "2026-03-08T05:00"),
        ("Asia/Kathmandu", "2026-03-01", 24, "2026-02-28T18:15"),
        ("Asia/Beirut", "2026-03-29", 23, "2026-03-28T22:00"),
        ("Australia/Lord_Howe", "2026-04-05", 24.5, "2026-04-04T13:00"),
    ],
)
def test_a_day_has_the_hours_that_its_calendar_gives_it(zone, day, hours, begins):
    date = dt.date.fromisoformat(day)

    period = Period.of_dates(date, date, at=utc("2027-01-01T00:00"), zone=zone)

    assert period.window.since == utc(begins)
    assert period.lengths() == (hours * HOUR,)
    assert (period.window.since - slot_of(period.window.since)) == dt.timedelta()


def test_today_is_compared_with_the_same_hours_before():
    at = utc("2026-03-04T02:20")  # 10:20 in Shanghai

    period = Period.of_days(7, at=at, zone="Asia/Shanghai")

    assert period.window == Window(utc("2026-02-25T16:00"), utc("2026-03-04T02:30"))
    assert period.before == Window(utc("2026-02-18T16:00"), utc("2026-02-25T02:30"))
    assert [day.isoformat() for day in period.days][::6] == ["2026-02-26", "2026-03-04"]


def test_days_that_have_not_come_are_not_shown():
    period = Period.of_dates(
        dt.date(2026, 3, 3), dt.date(2026, 3, 31), at=utc("2026-03-04T12:00"), zone="UTC"
    )

    assert period.days == (dt.date(2026, 3, 3), dt.date(2026, 3, 4))
    assert period.window.until == utc("2026-03-04T12:15")


def test_neighbouring_slots_are_read_as_one_stretch():
    first = utc("2026-03-04T12:00")

    slots = Slots.of([first + SLOT, first, first + 4 * SLOT])

    assert slots.windows == (
        Window(first, first + 2 * SLOT),
        Window(first + 4 * SLOT, first + 5 * SLOT),
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "moments", "expected"),
    [
        # A minute each side of midnight at the end of a month.
        (
            "Asia/Shanghai",
            ["2026-02-28T15:59", "2026-02-28T16:00"],
            {"2026-02-28": 1, "2026-03-01": 1},
        ),
        # The hour that is there twice, and the last one of that long day.
        (
            "Europe/London",
            ["2026-10-25T00:30", "2026-10-25T01:30", "2026-10-25T23:59", "2026-10-26T00:00"],
            {"2026-10-25": 3, "2026-10-26": 1},
        ),
        # The day that is an hour short: its first instant and its last.
        (
            "Europe/London",
            ["2026-03-28T23:59", "2026-03-29T00:00", "2026-03-29T22:59", "2026-03-29T23:00"],
            {"2026-03-28": 1, "2026-03-29": 2, "2026-03-30": 1},
        ),
    ],
)
def test_contacts_fall_on_the_days_of_the_readers_calendar(zone, moments, expected):
    make_desk()
    for moment in moments:
        open_ticket(at=utc(moment))

    found = figure_of(MeasureKey.FILED, at=utc(moments[-1]) + DAY, days=7, zone=zone)

    days = {point.day.isoformat(): point.count for point in found.trend if point.count}
    assert days == expected


@pytest.mark.django_db
def test_hours_of_the_week_are_those_of_the_readers_wall():
    make_desk()
    for moment in ("2026-10-25T00:30", "2026-10-25T01:30", "2026-10-26T09:59"):
        open_ticket(at=utc(moment))

    heat = board(at=utc("2026-10-27T00:00"), zone="Europe/London").heat

    # 01:30 twice on the Sunday, and Monday morning by winter time.
    assert heat.counts == {(7, 1): 2, (1, 9): 1}
