"""Slots: within opening hours, on a grid that people read, as many places as there are."""

import datetime as dt
from zoneinfo import ZoneInfo

from tickets.routing.callbacks.slots import slots

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
HALF = dt.timedelta(minutes=30)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


def starts(found: list, zone: ZoneInfo = SHANGHAI) -> list[str]:
    return [slot.starts_at.astimezone(zone).strftime("%H:%M") for slot in found]


def made(*openings, earliest, until, length=HALF, places=2, taken=None, zone=SHANGHAI):
    return slots(
        openings,
        length=length,
        earliest=earliest,
        until=until,
        places=places,
        taken=taken or {},
        zone=zone,
    )


def test_a_slot_lies_whole_within_the_hours_and_on_the_half_hour():
    found = made(
        (at("2026-03-02 09:10"), at("2026-03-02 11:20")),
        earliest=at("2026-03-02 00:00"),
        until=at("2026-03-03 00:00"),
    )

    assert starts(found) == ["09:30", "10:00", "10:30"]


def test_a_full_slot_is_there_and_has_no_place_left():
    nine = at("2026-03-02 09:00")
    found = made(
        (nine, at("2026-03-02 10:00")),
        earliest=nine,
        until=at("2026-03-03 00:00"),
        taken={nine: 2},
    )

    assert [slot.left for slot in found] == [0, 2]


def test_a_night_shift_is_one_opening_though_it_is_cut_at_midnight():
    found = made(
        (at("2026-03-02 23:00"), at("2026-03-03 00:00")),
        (at("2026-03-03 00:00"), at("2026-03-03 01:00")),
        length=dt.timedelta(hours=2),
        earliest=at("2026-03-02 00:00"),
        until=at("2026-03-04 00:00"),
        zone=ZoneInfo("Asia/Tokyo"),
    )

    # Two hours since midnight in Tokyo, which is an hour ahead: 00:00 there is 23:00 here.
    assert starts(found) == ["23:00"]


def test_the_hour_that_is_left_out_in_spring_holds_no_slot_and_the_grid_goes_on():
    found = made(
        (at("2026-03-29 01:00", BERLIN), at("2026-03-29 04:00", BERLIN)),
        earliest=at("2026-03-29 00:00", BERLIN),
        until=at("2026-03-30 00:00", BERLIN),
        zone=BERLIN,
    )

    assert starts(found, BERLIN) == ["01:00", "01:30", "03:00", "03:30"]


def test_slots_before_the_earliest_and_after_the_last_day_are_not_offered():
    found = made(
        (at("2026-03-02 09:00"), at("2026-03-02 12:00")),
        earliest=at("2026-03-02 10:10"),
        until=at("2026-03-02 11:00"),
    )

    assert starts(found) == ["10:30"]
