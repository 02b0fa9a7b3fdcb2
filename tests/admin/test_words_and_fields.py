"""Times in words, and fields that are typed as people think."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from tickets.admin.fields import ChoicesField, SpanField, in_units
from tickets.words import Tone, day, due, span, when

NOW = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
D = dt.timedelta


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (D(0), "0 s"),
        (D(seconds=59), "59 s"),
        (D(minutes=1), "1 min"),
        (D(minutes=59, seconds=59), "59 min"),
        (D(hours=1), "1 h"),
        (D(hours=2, minutes=10), "2 h 10 min"),
        (D(days=1), "1 d"),
        (D(days=3, hours=4, minutes=50), "3 d 4 h"),
        (D(days=12, hours=23), "12 d"),
    ],
)
def test_a_length_is_said_in_its_two_largest_units(length: dt.timedelta, words: str):
    assert span(length) == words
    assert span(-length) == words


def test_office_hours_are_never_days():
    assert span(D(hours=27), days=False) == "27 h"


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (D(minutes=31), "in 31 min", Tone.CALM),
        (D(minutes=30), "in 30 min", Tone.SOON),
        (D(0), "in 0 s", Tone.SOON),
        (D(seconds=-1), "1 s late", Tone.LATE),
        (D(days=-2), "2 d late", Tone.LATE),
    ],
)
def test_what_is_due_says_how_pressing_it_is(left: dt.timedelta, words: str, tone: Tone):
    shown = due(NOW + left, now=NOW)

    assert (shown.words, shown.tone) == (words, tone)


def test_a_moment_of_today_is_a_time_and_of_another_year_a_date():
    assert when(NOW, now=NOW) == "10:00"
    assert when(NOW - D(days=1), now=NOW) == "Sun 1 Mar, 10:00"
    assert when(NOW - D(days=400), now=NOW) == "26 Jan 2025, 10:00"


@pytest.mark.parametrize(
    ("language", "near", "far", "whole"),
    [
        ("en", "Wed 25 Feb", "26 Jan 2025", "26 Jan 2025, 10:00"),
        ("zh-hans", "2月25日 星期三", "2025年1月26日", "2025年1月26日 10:00"),
    ],
)
def test_days_are_written_in_one_way_by_us_and_by_the_framework(
    language: str, near: str, far: str, whole: str
):
    long_ago = NOW - D(days=400)
    with translation.override(language):
        assert day(NOW - D(days=5), now=NOW) == near
        assert day(long_ago, now=NOW) == date_format(long_ago, "DATE_FORMAT") == far
        assert when(long_ago, now=NOW) == date_format(long_ago, "DATETIME_FORMAT") == whole


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("30 s", D(seconds=30)),
        ("15min", D(minutes=15)),
        ("2 h 30 min", D(hours=2, minutes=30)),
        ("1 d", D(days=1)),
        ("2 小时", D(hours=2)),
        ("00:02:00", D(minutes=2)),
        ("2 00:00:00", D(days=2)),
    ],
)
def test_a_length_is_typed_in_words(typed: str, length: dt.timedelta):
    assert SpanField().clean(typed) == length


@pytest.mark.parametrize(
    "typed", ["soon", "15 parsecs", "2 h later", "-", f"{'9' * 5_000} d", f"{10**18} d"]
)
def test_what_is_no_length_is_refused_with_an_example(typed: str):
    with pytest.raises(ValidationError, match="15 min, 2 h or 1 d"):
        SpanField().clean(typed)


@given(st.integers(min_value=1, max_value=365 * 86_400))
def test_a_length_that_is_shown_and_saved_again_is_the_same(seconds: int):
    length = D(seconds=seconds)

    assert SpanField().clean(in_units(length)) == length


def test_choices_are_typed_one_a_line_in_both_languages():
    field = ChoicesField()
    rows = [
        {"value": "refund", "en": "Return and refund", "zh": "退货退款"},
        {"value": "advice", "en": "Advice first", "zh": ""},
    ]

    assert field.clean("refund | Return and refund | 退货退款\n\nadvice｜Advice first") == rows
    assert field.clean(field.prepare_value(rows)) == rows
    assert not field.has_changed(rows, field.prepare_value(rows))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("refund", "Line 1: write “value | English | Chinese”"),
        ("a | A\na | B", "Line 2: the value “a” stands above already."),
        ("Grün | Green", "Line 1: the value is for programs"),
    ],
)
def test_choices_that_will_not_do_are_named_by_their_line(typed: str, words: str):
    with pytest.raises(ValidationError) as refused:
        ChoicesField().clean(typed)

    assert words in refused.value.messages[0]
