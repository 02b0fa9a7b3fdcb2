"""The curve of a week, and simulated time."""

import datetime as dt
import random
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from tickets.management.week import arrivals
from tickets.management.week.timeline import Timeline

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = dt.datetime(2026, 4, 15, tzinfo=SHANGHAI)
SATURDAY = dt.datetime(2026, 4, 18, tzinfo=SHANGHAI)


@pytest.mark.parametrize("peak", [10, 11, 20, 21])
@pytest.mark.parametrize("usual", [9, 13, 15, 17, 19, 23])
def test_the_two_peaks_of_a_weekday_stand_out(peak, usual):
    at_peak = arrivals.intensity(WEDNESDAY.replace(hour=peak))
    assert at_peak > 2 * arrivals.intensity(WEDNESDAY.replace(hour=usual))


def test_nights_are_quiet():
    assert arrivals.intensity(WEDNESDAY.replace(hour=3)) < 0.2


def test_weekends_bring_thirty_percent_more():
    weekend = arrivals.intensity(SATURDAY.replace(hour=10))
    assert weekend == pytest.approx(1.3 * arrivals.intensity(WEDNESDAY.replace(hour=10)))


def test_a_promotion_brings_three_times_as_many():
    promoted = arrivals.intensity(WEDNESDAY.replace(hour=10), promotion=WEDNESDAY.date())
    assert promoted == pytest.approx(3 * arrivals.intensity(WEDNESDAY.replace(hour=10)))


@pytest.fixture
def drawn() -> list[arrivals.Arrival]:
    return arrivals.draw(
        random.Random(3),
        start=WEDNESDAY - dt.timedelta(days=8),
        end=WEDNESDAY,
        count=400,
        shares={"Asia/Shanghai": 0.8, "America/New_York": 0.2},
        promotion=WEDNESDAY.date() - dt.timedelta(days=3),
    )


def test_arrivals_are_as_many_as_asked_for_in_order_and_within_the_time(drawn):
    moments = [arrival.at for arrival in drawn]
    assert len(moments) == 400
    assert moments == sorted(moments)
    assert WEDNESDAY - dt.timedelta(days=8) <= moments[0] <= moments[-1] <= WEDNESDAY


def test_arrivals_follow_the_curve_on_each_customers_own_clock(drawn):
    hours = Counter(a.at.astimezone(ZoneInfo(a.zone)).hour for a in drawn)
    peaks = sum(hours[hour] for hour in (10, 11, 20, 21))
    assert 0.4 < peaks / 400 < 0.6
    zones = Counter(arrival.zone for arrival in drawn)
    assert 0.7 < zones["Asia/Shanghai"] / 400 < 0.9


def test_things_happen_in_the_order_of_time_and_first_come_first_served():
    timeline = Timeline(WEDNESDAY)
    minute = dt.timedelta(minutes=1)
    happened: list[str] = []

    def note(name: str, *, then: str = ""):
        def happen(at: dt.datetime) -> None:
            happened.append(name)
            if then:
                timeline.put(at + minute, note(then))

        return happen

    timeline.put(WEDNESDAY + 2 * minute, note("third"))
    timeline.put(WEDNESDAY, note("first", then="second"))
    timeline.put(WEDNESDAY + 2 * minute, note("fourth"))
    timeline.put(WEDNESDAY + 9 * minute, note("never"))
    for at, happens in timeline.until(WEDNESDAY + 5 * minute):
        happens(at)

    assert happened == ["first", "second", "third", "fourth"]


def test_nothing_can_be_put_into_the_past():
    timeline = Timeline(WEDNESDAY)
    with pytest.raises(ValueError, match="is past"):
        timeline.put(WEDNESDAY - dt.timedelta(seconds=1), lambda at: None)
