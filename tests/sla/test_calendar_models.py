"""Calendars in the database: what is refused, what is remembered."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.sla.conftest import WEDNESDAY_AT_TEN, hours, make_calendar
from tickets.sla import calendars
from tickets.sla.models import Calendar, CalendarVersion, CalendarWindow, Holiday, Policy
from tickets.sla.timetables import UnusableCalendar, hours_in, hours_of, version_of

pytestmark = pytest.mark.django_db


def window(calendar: Calendar, weekday: int, start: str, end: str) -> CalendarWindow:
    return CalendarWindow(
        calendar=calendar,
        weekday=weekday,
        start=dt.time.fromisoformat(start),
        end=dt.time.fromisoformat(end),
    )


OVERLAPS = [
    (0, "17:00", "19:00"),
    (0, "09:00", "18:00"),
    (0, "10:00", "11:00"),
    (0, "08:00", "08:00"),
    (6, "22:00", "09:01"),
]


@pytest.mark.parametrize("values", OVERLAPS)
def test_the_database_refuses_windows_that_overlap(
    office: Calendar, values: tuple[int, str, str]
) -> None:
    with pytest.raises(IntegrityError, match="calendar_windows_do_not_overlap"):
        window(office, *values).save()


@pytest.mark.parametrize("values", OVERLAPS)
def test_a_form_says_that_windows_overlap(office: Calendar, values: tuple[int, str, str]) -> None:
    with pytest.raises(ValidationError, match="overlaps another one"):
        window(office, *values).full_clean()


@pytest.mark.parametrize(
    "values", [(0, "18:00", "00:00"), (6, "22:00", "09:00"), (5, "00:00", "00:00")]
)
def test_windows_may_touch(office: Calendar, values: tuple[int, str, str]) -> None:
    added = window(office, *values)
    added.full_clean()
    added.save()
    assert hours_of(office)


def test_two_calendars_may_have_the_same_window(office: Calendar) -> None:
    make_calendar("other")
    assert CalendarWindow.objects.count() == 10


def test_a_window_may_be_saved_again(office: Calendar) -> None:
    first = office.windows.get(weekday=0)
    first.end = dt.time(17)
    first.full_clean()
    first.save()


def test_an_empty_calendar_is_refused_in_the_form_and_in_use(db: None) -> None:
    empty = Calendar.objects.create(key="empty", name="Empty")
    with pytest.raises(ValidationError, match="add a window first"):
        empty.full_clean()
    with pytest.raises(UnusableCalendar, match=r"“Empty” cannot be used.*add a window"):
        hours_of(empty)
    with pytest.raises(UnusableCalendar):
        version_of(empty)
    assert not CalendarVersion.objects.exists()


def test_a_policy_is_not_put_on_an_empty_calendar(db: None) -> None:
    empty = Calendar.objects.create(key="empty", name="Empty")
    policy = Policy(key="p", name="P", first_response_within=hours(1), calendar=empty)
    with pytest.raises(ValidationError, match="no opening hours yet"):
        policy.full_clean()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe", "../etc/passwd", ""])
def test_a_time_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Calendar(key="c", name="C", time_zone=zone, always_open=True).full_clean()
    assert set(refused.value.message_dict) == {"time_zone"}


@pytest.mark.parametrize(
    ("start", "end"), [("12:00", None), (None, "12:00"), ("12:00", "11:00"), ("12:00", "12:00")]
)
def test_half_a_holiday_is_refused(office: Calendar, start: str | None, end: str | None) -> None:
    holiday = Holiday(calendar=office, date=dt.date(2026, 12, 24), name="Eve", start=start, end=end)
    with pytest.raises(ValidationError, match="Give both times"):
        holiday.full_clean()
    with pytest.raises(IntegrityError, match="holiday_is_whole_or_a_part"):
        holiday.save()


def test_a_holiday_is_there_once(office: Calendar) -> None:
    facts = {"calendar": office, "date": dt.date(2026, 12, 25), "name": "Christmas"}
    Holiday.objects.create(**facts)
    with pytest.raises(ValidationError, match="has that holiday already"):
        Holiday(**facts).full_clean()
    with pytest.raises(IntegrityError, match="holiday_once_per_calendar"):
        Holiday.objects.create(**facts)


def test_a_calendar_becomes_hours(office: Calendar) -> None:
    Holiday.objects.create(calendar=office, date=dt.date(2026, 11, 19), name="Rest")
    Holiday.objects.create(
        calendar=office,
        date=dt.date(2026, 11, 20),
        name="Afternoon off",
        start=dt.time(13),
        end=dt.time(0),
    )
    wednesday_at_five = WEDNESDAY_AT_TEN + hours(7)
    due = calendars.add(hours_of(office), wednesday_at_five, hours(6))
    assert due == dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def test_windows_of_a_calendar_that_is_always_open_do_not_count(office: Calendar) -> None:
    office.always_open = True
    office.save()
    assert hours_of(office).never_close


def test_an_edit_is_noticed_at_once(office: Calendar) -> None:
    before = hours_of(office)
    office.windows.filter(weekday=0).delete()
    assert hours_of(office) != before
    Calendar.objects.filter(pk=office.pk).update(time_zone="Asia/Shanghai")
    assert hours_of(office)._zone == ZoneInfo("Asia/Shanghai")


def test_hours_are_read_in_one_query_and_kept(
    office: Calendar, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        first = hours_of(office)
    assert hours_of(office) is first


def test_a_version_is_made_once_per_content(
    office: Calendar, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = version_of(office)
    assert version_of(office) == first
    # Now it is remembered, and the version of the configuration asked for.
    with django_assert_num_queries(1):
        assert version_of(office) == first
    office.windows.filter(weekday=0).delete()
    second = version_of(office)
    assert second != first
    assert len(hours_in(first).windows) == 5
    assert len(hours_in(second).windows) == 4


def test_going_back_to_old_hours_finds_the_old_version(office: Calendar) -> None:
    first = version_of(office)
    removed = office.windows.get(weekday=0)
    office.windows.filter(weekday=0).delete()
    version_of(office)
    window(office, 0, f"{removed.start}", f"{removed.end}").save()
    assert version_of(office) == first


def test_a_version_cannot_be_changed_or_deleted(office: Calendar) -> None:
    version_of(office)
    for change in (
        lambda: CalendarVersion.objects.update(hours={}),
        lambda: CalendarVersion.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            change()


def test_a_special_opening_opens_what_a_holiday_closes(office: Calendar) -> None:
    saturday, wednesday = dt.date(2026, 11, 21), WEDNESDAY_AT_TEN.date()
    before = version_of(office)
    office.holidays.create(date=wednesday, name="Rest")
    office.openings.create(date=saturday, name="Sale", start=dt.time(10), end=dt.time(16))
    office.openings.create(date=wednesday, name="Sale", start=dt.time(12), end=dt.time(14))
    now = hours_of(office)
    assert calendars.elapsed(now, WEDNESDAY_AT_TEN, WEDNESDAY_AT_TEN + hours(24)) == hours(3)
    assert calendars.next_opening(now, WEDNESDAY_AT_TEN + hours(72)) == dt.datetime(
        2026, 11, 21, 10, tzinfo=dt.UTC
    )
    assert version_of(office) != before
    # What was read by before knows of none.
    assert "openings" not in before.hours
