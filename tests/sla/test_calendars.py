"""Business time on the days that get it wrong elsewhere."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tickets.sla.calendars import (
    CalendarError,
    Closure,
    Hours,
    NoHours,
    OverlappingWindows,
    TooFarAway,
    Window,
    add,
    elapsed,
    is_open,
    next_opening,
)

UTC = dt.UTC
BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"


def at(text: str, zone: str = "UTC") -> dt.datetime:
    """Read "2026-03-29 01:30" in ``zone``, its first coming if there are two."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def hours_of_day(n: float) -> dt.timedelta:
    return dt.timedelta(hours=n)


def clock(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def daily(start: str, end: str, zone: str = "UTC", *closures: Closure) -> Hours:
    return Hours(zone, tuple(Window(n, clock(start), clock(end)) for n in range(7)), closures)


def weekdays(zone: str = "UTC", *closures: Closure) -> Hours:
    return Hours(zone, tuple(Window(n, clock("09:00"), clock("18:00")) for n in range(5)), closures)


# --- Ordinary days ----------------------------------------------------------------------------


def test_time_outside_the_windows_does_not_count() -> None:
    friday_five = at("2026-11-20 17:00")
    assert add(weekdays(), friday_five, hours_of_day(2)) == at("2026-11-23 10:00")
    assert elapsed(weekdays(), friday_five, at("2026-11-23 10:00")) == hours_of_day(2)


def test_what_begins_at_night_counts_from_the_opening() -> None:
    assert add(weekdays(), at("2026-11-21 03:00"), hours_of_day(1)) == at("2026-11-23 10:00")


def test_a_target_used_up_at_closing_time_is_due_then() -> None:
    assert add(weekdays(), at("2026-11-20 16:00"), hours_of_day(2)) == at("2026-11-20 18:00")


def test_nothing_added_is_now_even_when_closed() -> None:
    night = at("2026-11-21 03:00")
    assert add(weekdays(), night, dt.timedelta()) == night


def test_several_windows_a_day() -> None:
    hours = Hours(
        "UTC",
        (Window(0, clock("09:00"), clock("12:00")), Window(0, clock("13:00"), clock("17:00"))),
    )
    assert add(hours, at("2026-11-23 11:00"), hours_of_day(2)) == at("2026-11-23 14:00")


def test_windows_that_touch_are_one() -> None:
    hours = Hours(
        "UTC",
        (Window(0, clock("09:00"), clock("12:00")), Window(0, clock("12:00"), clock("17:00"))),
    )
    assert elapsed(hours, at("2026-11-23 11:30"), at("2026-11-23 12:30")) == hours_of_day(1)
    assert is_open(hours, at("2026-11-23 12:00"))


def test_to_the_microsecond() -> None:
    tick = dt.timedelta(microseconds=1)
    start = at("2026-11-20 17:59") + dt.timedelta(seconds=59, microseconds=999_999)
    assert add(weekdays(), start, 2 * tick) == at("2026-11-23 09:00") + tick


def test_opening_counts_and_closing_does_not() -> None:
    assert is_open(weekdays(), at("2026-11-20 09:00"))
    assert not is_open(weekdays(), at("2026-11-20 18:00"))


def test_the_next_opening_is_now_when_open() -> None:
    assert next_opening(weekdays(), at("2026-11-20 11:00")) == at("2026-11-20 11:00")
    assert next_opening(weekdays(), at("2026-11-20 18:00")) == at("2026-11-23 09:00")


def test_each_zone_has_its_own_morning() -> None:
    assert next_opening(weekdays("Asia/Shanghai"), at("2026-11-23 00:00")) == at("2026-11-23 01:00")
    assert next_opening(weekdays(NEW_YORK), at("2026-11-23 00:00")) == at("2026-11-23 14:00")


# --- Nights, midnight, month end, leap day ----------------------------------------------------


def test_a_night_shift_belongs_to_the_day_it_begins() -> None:
    friday_night = Hours("UTC", (Window(4, clock("22:00"), clock("06:00")),))
    assert elapsed(friday_night, at("2026-11-20 00:00"), at("2026-11-23 00:00")) == hours_of_day(8)
    assert is_open(friday_night, at("2026-11-21 05:59"))
    assert not is_open(friday_night, at("2026-11-20 05:59"))


def test_sunday_night_runs_into_monday() -> None:
    sunday_night = Hours("UTC", (Window(6, clock("22:00"), clock("06:00")),))
    assert is_open(sunday_night, at("2026-11-23 03:00"))


def test_midnight_is_the_end_of_the_day() -> None:
    evening = daily("18:00", "00:00")
    assert elapsed(evening, at("2026-11-20 12:00"), at("2026-11-21 12:00")) == hours_of_day(6)


def test_midnight_to_midnight_is_the_whole_day() -> None:
    day = daily("00:00", "00:00")
    assert elapsed(day, at("2026-11-20 00:00"), at("2026-11-27 00:00")) == hours_of_day(7 * 24)
    assert elapsed(day, at("2026-11-20 23:59"), at("2026-11-21 00:01")) == dt.timedelta(minutes=2)


def test_over_the_end_of_a_month_and_a_year() -> None:
    assert add(weekdays(), at("2026-12-31 17:00"), hours_of_day(2)) == at("2027-01-01 10:00")


@pytest.mark.parametrize(("year", "due"), [(2028, "2028-02-29 10:00"), (2027, "2027-03-01 10:00")])
def test_a_leap_day_is_a_day(year: int, due: str) -> None:
    every_day = daily("09:00", "18:00")
    assert add(every_day, at(f"{year}-02-28 17:00"), hours_of_day(2)) == at(due)


# --- Daylight saving: a window is what the wall shows -----------------------------------------


@pytest.mark.parametrize(
    ("zone", "date", "real"),
    [
        (BERLIN, "2026-03-29", 7),  # 02:00 becomes 03:00
        (BERLIN, "2026-10-25", 9),  # 03:00 becomes 02:00
        (NEW_YORK, "2026-03-08", 7),
        (NEW_YORK, "2026-11-01", 9),
        (LORD_HOWE, "2026-10-04", 7.5),  # half an hour
        (LORD_HOWE, "2026-04-05", 8.5),
    ],
)
def test_eight_hours_of_the_night_are_more_or_less(zone: str, date: str, real: float) -> None:
    hours = daily("00:00", "08:00", zone)
    start = at(f"{date} 00:00", zone)
    assert elapsed(hours, start, start + hours_of_day(12)) == hours_of_day(real)


@pytest.mark.parametrize(
    ("zone", "date", "real"),
    [
        (BERLIN, "2026-03-29", 23),
        (BERLIN, "2026-10-25", 25),
        (NEW_YORK, "2026-03-08", 23),
        (NEW_YORK, "2026-11-01", 25),
        (LORD_HOWE, "2026-10-04", 23.5),
        (LORD_HOWE, "2026-04-05", 24.5),
    ],
)
def test_a_closed_day_is_as_long_as_the_wall_says(zone: str, date: str, real: float) -> None:
    day = dt.date.fromisoformat(date)
    hours = Hours(zone, closures=(Closure(day),), always_open=True)
    start = at(f"{date} 00:00", zone) - hours_of_day(12)
    assert elapsed(hours, start, start + hours_of_day(48)) == hours_of_day(48 - real)


def test_a_day_shift_keeps_its_length_on_the_day_of_the_jump() -> None:
    for date in ("2026-03-29", "2026-10-25"):
        start = at(f"{date} 00:00", BERLIN)
        end = start + hours_of_day(30)
        assert elapsed(daily("09:00", "18:00", BERLIN), start, end) == hours_of_day(9)


def test_a_night_shift_over_the_jump() -> None:
    hours = Hours(BERLIN, (Window(5, clock("22:00"), clock("06:00")),))
    spring, autumn = at("2026-03-28 22:00", BERLIN), at("2026-10-24 22:00", BERLIN)
    assert add(hours, spring, hours_of_day(7)) == at("2026-03-29 06:00", BERLIN)
    assert add(hours, autumn, hours_of_day(9)) == at("2026-10-25 06:00", BERLIN)


def test_a_time_that_is_left_out_is_read_with_the_offset_before() -> None:
    # 02:30 is not on the wall on 29 March; with the offset of 01:59 it is called 03:30.
    hours = daily("02:30", "10:00", BERLIN)
    assert next_opening(hours, at("2026-03-29 00:00", BERLIN)) == at("2026-03-29 03:30", BERLIN)


def test_a_window_within_the_hour_that_is_left_out_comes_an_hour_later() -> None:
    hours = daily("02:15", "02:45", BERLIN)
    start = at("2026-03-29 00:00", BERLIN)
    assert next_opening(hours, start) == at("2026-03-29 03:15", BERLIN)
    assert elapsed(hours, start, at("2026-03-29 12:00", BERLIN)) == dt.timedelta(minutes=30)


def test_a_window_that_the_jump_turns_round_is_empty_that_day() -> None:
    # From 02:30 (also called 03:30) to 03:00.
    hours = daily("02:30", "03:00", BERLIN)
    start = at("2026-03-29 00:00", BERLIN)
    assert elapsed(hours, start, at("2026-03-30 00:00", BERLIN)) == dt.timedelta()


def test_a_closure_that_the_jump_turns_round_closes_nothing() -> None:
    date = dt.date(2026, 3, 29)
    hours = daily("00:00", "08:00", BERLIN, Closure(date, clock("02:30"), clock("03:00")))
    start = at("2026-03-29 00:00", BERLIN)
    assert elapsed(hours, start, start + hours_of_day(12)) == hours_of_day(7)


def test_windows_that_the_jump_pushes_together_count_once() -> None:
    # 02:30 is also called 03:30, so that the first window runs into the second.
    windows = ((6, "00:00", "02:30"), (6, "03:00", "05:00"))
    hours = Hours(BERLIN, tuple(Window(n, clock(a), clock(b)) for n, a, b in windows))
    start = at("2026-03-29 00:00", BERLIN)
    assert elapsed(hours, start, start + hours_of_day(12)) == hours_of_day(4)


def test_a_time_that_comes_twice_is_its_first_coming() -> None:
    hours = daily("01:00", "02:30", BERLIN)
    start = at("2026-10-25 00:00", BERLIN)
    assert elapsed(hours, start, start + hours_of_day(12)) == hours_of_day(1.5)
    assert not is_open(hours, at("2026-10-25 02:30", BERLIN))


@pytest.mark.parametrize("date", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("change", ["01:30", "02:00", "02:30", "03:00"])
def test_shifts_that_follow_each_other_leave_no_gap(date: str, change: str) -> None:
    shifts = [(n, "00:00", change) for n in range(7)] + [(n, change, "00:00") for n in range(7)]
    hours = Hours(BERLIN, tuple(Window(n, clock(a), clock(b)) for n, a, b in shifts))
    start = at(f"{date} 00:00", BERLIN)
    assert elapsed(hours, start, start + hours_of_day(30)) == hours_of_day(30)


def test_a_midnight_that_does_not_exist() -> None:
    # Cairo, 24 April 2026: 23:59 is followed by 01:00.
    hours = Hours("Africa/Cairo", (Window(4, clock("00:00"), clock("09:00")),))
    start = at("2026-04-23 12:00", "Africa/Cairo")
    assert next_opening(hours, start) == at("2026-04-24 01:00", "Africa/Cairo")
    assert elapsed(hours, start, start + hours_of_day(48)) == hours_of_day(8)


# --- Holidays ---------------------------------------------------------------------------------


def test_a_holiday_is_skipped() -> None:
    hours = weekdays("UTC", Closure(dt.date(2026, 11, 23)))
    assert add(hours, at("2026-11-20 17:00"), hours_of_day(2)) == at("2026-11-24 10:00")


def test_a_part_of_a_day() -> None:
    afternoon = Closure(dt.date(2026, 12, 24), clock("12:00"), clock("00:00"))
    hours = weekdays("UTC", afternoon)
    assert add(hours, at("2026-12-24 11:00"), hours_of_day(2)) == at("2026-12-25 10:00")


def test_closures_may_overlap() -> None:
    day = dt.date(2026, 12, 24)
    hours = weekdays(
        "UTC",
        Closure(day, clock("10:00"), clock("13:00")),
        Closure(day, clock("12:00"), clock("15:00")),
    )
    assert elapsed(hours, at("2026-12-24 00:00"), at("2026-12-25 00:00")) == hours_of_day(4)


def test_a_holiday_ends_the_night_shift_before_it_and_not_the_one_after() -> None:
    hours = daily("22:00", "06:00", "UTC", Closure(dt.date(2027, 1, 1)))
    assert elapsed(hours, at("2026-12-31 12:00"), at("2027-01-01 12:00")) == hours_of_day(2)
    assert elapsed(hours, at("2027-01-01 12:00"), at("2027-01-02 12:00")) == hours_of_day(6)


def test_a_holiday_is_a_date_of_its_own_zone() -> None:
    hours = Hours("Asia/Shanghai", closures=(Closure(dt.date(2027, 1, 1)),), always_open=True)
    assert is_open(hours, at("2026-12-31 15:59"))
    assert not is_open(hours, at("2026-12-31 16:00"))
    assert next_opening(hours, at("2026-12-31 16:00")) == at("2027-01-01 16:00")


# --- Always open ------------------------------------------------------------------------------


def test_always_open_is_the_clock_on_the_wall() -> None:
    hours = Hours("UTC", always_open=True)
    start = at("2026-11-21 03:00")
    assert add(hours, start, hours_of_day(24 * 364)) == start + dt.timedelta(days=364)
    assert is_open(hours, start)
    assert next_opening(hours, start) == start


def test_a_target_of_a_year_of_office_hours() -> None:
    start = at("2026-01-05 00:00")
    due = add(weekdays(), start, dt.timedelta(days=364))
    assert elapsed(weekdays(), start, due) == dt.timedelta(days=364)


# --- Refused ----------------------------------------------------------------------------------


def test_hours_without_a_window_are_refused() -> None:
    with pytest.raises(NoHours, match="add a window"):
        Hours("UTC")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, "09:00", "12:00"), (0, "11:59", "13:00")),
        ((0, "09:00", "12:00"), (0, "09:00", "12:00")),
        ((0, "22:00", "06:00"), (1, "05:00", "08:00")),
        ((6, "22:00", "06:00"), (0, "05:59", "08:00")),
        ((6, "00:00", "00:00"), (6, "23:00", "01:00")),
    ],
)
def test_windows_that_overlap_are_refused(
    first: tuple[int, str, str], second: tuple[int, str, str]
) -> None:
    windows = tuple(Window(n, clock(a), clock(b)) for n, a, b in (first, second))
    with pytest.raises(OverlappingWindows, match="overlap"):
        Hours("UTC", windows)


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CalendarError, match="before it begins"):
        Closure(dt.date(2026, 1, 1), clock("12:00"), clock("11:00"))


def test_a_weekday_that_is_none_is_refused() -> None:
    with pytest.raises(CalendarError, match="Monday"):
        Window(7, clock("09:00"), clock("10:00"))


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(CalendarError, match="aware"):
        add(weekdays(), dt.datetime(2026, 1, 1), hours_of_day(1))  # noqa: DTZ001


def test_time_runs_forward() -> None:
    with pytest.raises(CalendarError, match="forward"):
        add(weekdays(), at("2026-01-01 00:00"), hours_of_day(-1))
    with pytest.raises(CalendarError, match="forward"):
        elapsed(weekdays(), at("2026-01-02 00:00"), at("2026-01-01 00:00"))


def test_hours_that_hold_too_little_say_so() -> None:
    a_minute_a_week = Hours("UTC", (Window(0, clock("09:00"), clock("09:01")),))
    with pytest.raises(TooFarAway, match="fifty years"):
        add(a_minute_a_week, at("2026-01-01 00:00"), dt.timedelta(days=300))


def test_hours_are_written_down_and_read_again() -> None:
    hours = weekdays(BERLIN, Closure(dt.date(2026, 12, 24), clock("12:00"), clock("00:00")))
    again = Hours.from_data(hours.as_data())
    assert again == hours
    assert hash(again) == hash(hours)
