"""``calendars.py`` against the oracle, and against itself.

``CALENDAR_CASES`` sets how many calendars are drawn (2,000 in an ordinary run).
"""

import datetime as dt
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sla.oracle import MINUTE, Closures, Oracle, Windows
from tickets.sla import calendars
from tickets.sla.calendars import Closure, Hours, Opening, Window
from tickets.sla.proof.timetable import MICROSECOND, Timetable, instant, moment

CASES = int(os.environ.get("CALENDAR_CASES", "2000"))
many = settings(
    max_examples=CASES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)

DAY = 1440
WEEK = 7 * DAY
# The oracle is sure of what lies between.
FIRST, LAST = 3 * DAY, 9 * DAY

# Twelve days each, the turn in the middle.
BLOCKS = [
    ("Europe/Berlin", dt.date(2026, 3, 24)),  # forward 29 March 02:00
    ("Europe/Berlin", dt.date(2026, 10, 20)),  # back 25 October 03:00
    ("America/New_York", dt.date(2026, 3, 3)),  # forward 8 March 02:00
    ("America/New_York", dt.date(2026, 10, 27)),  # back 1 November 02:00
    ("Australia/Lord_Howe", dt.date(2026, 3, 31)),  # back half an hour, 5 April 02:00
    ("Australia/Lord_Howe", dt.date(2026, 9, 29)),  # forward half an hour, 4 October 02:00
    ("Africa/Cairo", dt.date(2026, 4, 19)),  # forward at midnight: 24 April has no 00:30
    ("America/Havana", dt.date(2026, 10, 27)),  # back at 01:00: midnight comes twice
    ("Pacific/Apia", dt.date(2011, 12, 25)),  # 30 December 2011 was left out
    ("America/St_Johns", dt.date(2006, 10, 24)),  # back at 00:01, 29 October
    ("Asia/Shanghai", dt.date(2026, 12, 26)),  # the year ends
    ("Asia/Kathmandu", dt.date(2028, 2, 23)),  # 29 February, and an offset of 5:45
    ("UTC", dt.date(2026, 6, 25)),
]


def clock(minute: int) -> dt.time:
    return dt.time(minute % DAY // 60, minute % 60)


@st.composite
def weeks(draw: st.DrawFn) -> Windows:
    """Draw windows that do not overlap, of a minute to a day, over nights and over Sunday night."""
    anywhere = st.integers(0, WEEK - 1)
    round_ones = st.integers(0, WEEK // 30 - 1).map(lambda n: n * 30)
    # Where clocks jump: between midnight and 04:00.
    small_hours = st.tuples(st.integers(0, 6), st.integers(0, 16)).map(
        lambda at: at[0] * DAY + at[1] * 15
    )
    points = draw(
        st.lists(st.one_of(anywhere, round_ones, small_hours), min_size=1, max_size=9, unique=True)
    )
    points.sort()
    closings = [*points[1:], points[0] + WEEK]
    windows: Windows = []
    for opens, next_opens in zip(points, closings, strict=True):
        longest = min(next_opens - opens, DAY)
        # Often the whole of it, so that windows touch.
        length = draw(st.one_of(st.just(longest), st.integers(1, longest)))
        windows.append((opens // DAY, opens % DAY, (opens + length) % DAY))
    return windows


@st.composite
def closings(draw: st.DrawFn) -> Closures:
    drawn: Closures = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.one_of(st.just(0), st.integers(0, DAY - 1)))
        end = draw(st.one_of(st.just(DAY), st.integers(start + 1, DAY)))
        drawn.append((draw(st.integers(1, 9)), start, end))
    return drawn


@st.composite
def openings(draw: st.DrawFn) -> Closures:
    """Draw openings of single dates, some of them over the night."""
    minutes = st.integers(0, DAY - 1)
    days = draw(st.lists(st.integers(1, 9), max_size=2))
    return [(day, draw(minutes), draw(minutes)) for day in days]


def both(
    block: tuple[str, dt.date], windows: Windows, closures: Closures, openings: Closures
) -> tuple[Hours, Oracle]:
    zone, first_day = block
    hours = Hours(
        zone,
        tuple(Window(weekday, clock(start), clock(end)) for weekday, start, end in windows),
        tuple(
            Closure(first_day + dt.timedelta(days=n), clock(start), clock(end))
            for n, start, end in closures
        ),
        tuple(
            Opening(first_day + dt.timedelta(days=n), clock(start), clock(end))
            for n, start, end in openings
        ),
    )
    return hours, Oracle(zone, first_day, windows, closures, openings)


@many
@given(
    st.sampled_from(BLOCKS),
    weeks(),
    closings(),
    openings(),
    st.integers(FIRST, LAST),
    st.integers(FIRST, LAST),
    st.integers(0, 2 * DAY),
)
def test_calendars_count_what_the_wall_shows(
    block: tuple[str, dt.date],
    windows: Windows,
    closures: Closures,
    extra: Closures,
    one: int,
    other: int,
    duration: int,
) -> None:
    hours, oracle = both(block, windows, closures, extra)
    start, end = sorted((one, other))
    at = oracle.instant(start)

    passed = calendars.elapsed(hours, at, oracle.instant(end))
    assert passed == oracle.elapsed(start, end) * MINUTE

    due = oracle.add(start, duration, until=LAST)
    if due is not None:
        assert calendars.add(hours, at, duration * MINUTE) == oracle.instant(due)

    assert calendars.is_open(hours, at) is oracle.open[start]
    proof = Timetable(hours.as_data())
    assert proof.passed(moment(at), moment(oracle.instant(end))) == passed // MICROSECOND
    if due is not None:
        length = duration * MINUTE // MICROSECOND
        assert instant(proof.after(moment(at), length)) == oracle.instant(due)

    opening = oracle.next_opening(start, until=LAST)
    if opening is not None:
        assert calendars.next_opening(hours, at) == oracle.instant(opening)


instants = st.datetimes(
    dt.datetime(2000, 1, 1),  # noqa: DTZ001
    dt.datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)


@many
@given(
    st.sampled_from([zone for zone, _ in BLOCKS]),
    weeks(),
    instants,
    st.timedeltas(dt.timedelta(), dt.timedelta(hours=12)),
    st.timedeltas(dt.timedelta(), dt.timedelta(hours=12)),
)
def test_adding_and_measuring_agree_to_the_microsecond(
    zone: str, windows: Windows, start: dt.datetime, first: dt.timedelta, second: dt.timedelta
) -> None:
    windows = [*windows[:4]]
    hours = Hours(zone, tuple(Window(d, clock(a), clock(b)) for d, a, b in windows))
    weekly = sum(((b - a - 1) % DAY + 1 for _, a, b in windows), 0)
    scale = min(1.0, weekly / (4 * DAY))
    first, second = first * scale, second * scale

    middle = calendars.add(hours, start, first)
    end = calendars.add(hours, middle, second)

    assert calendars.elapsed(hours, start, middle) == first
    # Stopping on the way and going on loses nothing: what a pause relies on.
    assert calendars.elapsed(hours, start, end) == first + second
    assert calendars.add(hours, start, first + second) == end
    if first:
        # The earliest such instant: a microsecond before, less had passed.
        before = calendars.elapsed(hours, start, middle - dt.timedelta(microseconds=1))
        assert before < first
