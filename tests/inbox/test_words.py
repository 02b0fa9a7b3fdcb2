"""The words of a search: how a text is cut, and what of it means something."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.inbox import asking
from tickets.inbox.lexemes import Part, lexemes, vector
from tickets.inbox.meaning import day_of
from tickets.inbox.words import LONGEST, MOST_TERMS, parse, with_term, written

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


def read(text: str) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(term.key, term.values, term.negated) for term in parse(text).terms]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("watch refund", [("", ("watch",), False), ("", ("refund",), False)]),
        ('"never arrived" -watch', [("", ("never arrived",), False), ("", ("watch",), True)]),
        ("tier:urgent,high", [("tier", ("urgent", "high"), False)]),
        ('-agent:"Ada Lovelace",me', [("agent", ("Ada Lovelace", "me"), True)]),
        ("状态：新 订单", [("状态", ("新",), False), ("", ("订单",), False)]),
        ("rating:<3", [("rating", ("<3",), False)]),
        ("10:30 https://x.example", [("", ("10:30",), False), ("", ("https://x.example",), False)]),
        ('"never arri', [("", ("never arri",), False)]),
        ("- — :", [("", ("-",), False), ("", ("—",), False), ("", (":",), False)]),
        ("tier:", [("tier", (), False)]),
        ("", []),
    ],
)  # fmt: skip
def test_a_text_is_cut_into_terms(text: str, terms: list[object]):
    assert read(text) == terms


@given(st.text(max_size=700))
def test_any_text_is_cut_into_terms_that_stand_where_they_say(text: str):
    parsed = parse(text)

    places = [(term.start, term.end) for term in parsed.terms]
    assert places == sorted(places)
    assert all(start < end <= LONGEST for start, end in places)
    assert len(parsed.terms) <= MOST_TERMS


def test_what_is_too_long_is_not_read_and_told():
    parsed = parse("watch " * 1_700)

    assert len(parsed.terms) == MOST_TERMS
    assert parsed.unread > 9_000


@pytest.mark.parametrize(
    ("text", "key", "values", "then"),
    [
        ("watch", "tier", ("high",), "watch tier:high"),
        ("tier:low watch", "tier", ("high",), "tier:high watch"),
        ("tier:low watch", "tier", (), "watch"),
        ("-tier:low", "tier", ("high",), "-tier:low tier:high"),
        ('"two  blanks" lane:vip', "lane", (), '"two  blanks"'),
    ],
)
def test_a_control_changes_its_own_word_and_no_other(
    text: str, key: str, values: tuple[str, ...], then: str
):
    assert with_term(text, key, *values) == then


@given(st.text(min_size=1, max_size=30).filter(lambda v: v.strip() and "\x00" not in v))
def test_what_is_written_as_a_word_is_read_as_the_same(value: str):
    value = " ".join(value.replace('"', "").split())
    if not value:
        return

    assert read(written("agent", value)) == [("agent", (value,), False)]


def test_text_and_question_go_through_the_same_words():
    assert lexemes("Shipped: the DHL parcels’ 我的订单") == [
        "ship", "the", "dhl", "parcel", "我的", "的订", "订单",
    ]  # fmt: skip
    assert asking.text("shipping") == "'ship'"
    assert asking.text("我的订单") == "'我的' & '的订' & '订单'"
    assert asking.text("of the watch", phrase=True) == "('of' <-> 'the' <-> 'watch')"
    assert asking.text("shippi", unfinished=True) == "('shippi' | 'shippi':* | 'ship':*)"
    assert asking.text("T-1017") == "('t-1017')"
    assert asking.text("Anna@exam") == "'anna@exam':*"
    assert asking.text("退") == "'退':*"
    assert asking.text("!?") == ""


def test_a_text_and_the_next_are_no_phrase():
    assert vector([Part("never"), Part("arrived", "D")]) == "'never':2C 'arriv':5D"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-03-01", dt.datetime(2026, 3, 1, tzinfo=dt.UTC)),
        ("2026年3月1日", dt.datetime(2026, 3, 1, tzinfo=dt.UTC)),
        ("yesterday", dt.datetime(2026, 3, 1, tzinfo=dt.UTC)),
        ("今天", dt.datetime(2026, 3, 2, tzinfo=dt.UTC)),
        ("12h", dt.datetime(2026, 3, 2, tzinfo=dt.UTC)),
        ("2026-02-30", None),
        ("soon", None),
    ],
)
def test_a_day_is_named_in_the_usual_ways(said: str, day: dt.datetime | None):
    assert day_of(said, at=NOON) == day
