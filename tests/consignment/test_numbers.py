"""Numbers are found as people write them, and what is none is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consignment.numbers import LETTERS, Kind, canonical, mentions, scraps

days = st.dates().map(lambda day: f"{day.year:04}{day.month:02}{day.day:02}")
counts = st.integers(0, 9999).map("{:04}".format)
dated = st.builds(
    lambda kind, day, count: (kind, day, count),
    st.sampled_from([Kind.ORDER, Kind.CONSIGNMENT]),
    days,
    counts,
)
counted = st.builds(
    lambda kind, count: (kind, str(count)),
    st.sampled_from([Kind.ITEM, Kind.PAYOUT]),
    st.integers(100_000, 999_999_999),
)
dashes = st.sampled_from(["-", "", " ", "–", "—", "－", "_", " - ", "\u00a0"])
cases = st.sampled_from([str.upper, str.lower, str.title])
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
widths = st.sampled_from([lambda text: text, lambda text: text.translate(WIDE)])
prose = st.sampled_from(["", "你好，", "Hello, ", "订单", "#", "(", "“", "关于我的", "re: ", "\n"])
rest = st.sampled_from(["", "还没发货", " has not shipped", "。", ",", "）", "?", "\n"])


@given(dated | counted, dashes, cases, widths, prose, rest)
def test_a_number_is_found_however_it_is_written(parts, dash, case, width, before, after):
    kind, *digits = parts
    # Only in lower case and with a blank, “it 100234” is a word and a count.
    if kind is Kind.ITEM and case is str.lower and dash.strip() == "":
        dash = ""
    text = before + width(dash.join([case(LETTERS[kind]), *digits])) + after

    found = mentions(text)

    assert [(one.kind, one.number) for one in found] == [(kind, "-".join([LETTERS[kind], *digits]))]


@given(st.text())
def test_no_text_breaks_the_search_and_what_is_found_stands_there(text):
    for mention in mentions(text):
        assert canonical(text[mention.start : mention.end], mention.kind) in {mention.number, None}
        assert mentions(mention.number)[0].number == mention.number


@given(dated | counted)
def test_the_canonical_form_is_its_own(parts):
    kind, *digits = parts
    number = "-".join([LETTERS[kind], *digits])

    assert canonical(number, kind) == number
    assert canonical(f"#{number.lower()} ", kind) == number
    assert canonical("".join(digits), kind) == number
    assert all(canonical(number, other) is None for other in Kind if other is not kind)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Where is CO-20260412-0042?", ["CO-20260412-0042"]),
        ("订单ＣＯ－２０２６０４１２－００４２还没发货", ["CO-20260412-0042"]),
        ("my order number is 20260412-0042", ["CO-20260412-0042"]),
        ("订单号：20260412-0042", ["CO-20260412-0042"]),
        ("寄售单 20260412-0007", ["CN-20260412-0007"]),
        ("it-100234 and PO 300118", ["IT-100234", "PO-300118"]),
        ("CO-20260412-0042, I repeat: co202604120042", ["CO-20260412-0042"]),
        ("PO-300118 for IT-100234", ["PO-300118", "IT-100234"]),
    ],
)
def test_numbers_in_prose(text, numbers):
    assert [mention.number for mention in mentions(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "I paid for it 100234 yen",
        "visit 100234",
        "deco-20260412-0042",
        "CO-20261312-0042",
        "CO-20260230-0042",
        "CO-20260412-42",
        "IT-12345",
        "IT-1002345678901",
        "IT-²²²²²²",
        "order 100234",
        "call +86 138 1234 5678",
        "",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text):
    assert mentions(text) == ()


def test_a_mention_says_where_it_stands():
    text = "订单ＣＯ－２０２６０４１２－００４２还没发货"

    (mention,) = mentions(text)

    assert text[mention.start : mention.end] == "ＣＯ－２０２６０４１２－００４２"


def test_a_megabyte_is_searched_without_delay():
    assert mentions("CO-" * 350_000) == ()
    assert len(mentions("IT-100234 " * 100_000)) == 1


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("it 100234", Kind.ITEM, "IT-100234"),
        ("＃１００２３４", Kind.ITEM, "IT-100234"),
        ("20260412 0042", Kind.ORDER, "CO-20260412-0042"),
        ("IT-100234 please", Kind.ITEM, None),
        ("100234", Kind.ORDER, None),
        ("20269999-0042", Kind.ORDER, None),
        ("CO-20269999-0042", Kind.ORDER, None),
        ("", Kind.PAYOUT, None),
    ],
)
def test_a_field_that_asks_for_a_number_takes_it_without_its_letters(text, kind, number):
    assert canonical(text, kind) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("where is C0-2O26O4O1-OOO7", [("202604010007", Kind.ORDER)]),
        ("CO - 2026 04 01 - 0007", [("202604010007", Kind.ORDER)]),
        ("the one ending in 0007", [("0007", None)]),
        ("尾号0007的订单", [("0007", None)]),
        ("CO-20260401-0007 and no other", []),
        ("I paid 120 for it", []),
    ],
)
def test_digits_that_may_be_a_number_are_kept_apart_from_those_that_are_one(text, found):
    assert [(scrap.digits, scrap.kind) for scrap in scraps(text)] == found
