"""Files become rows; a line that cannot be read is one bad row, not the end."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consignment.ingest import FileRefused, Format, Line
from consignment.ingest.reading import LONGEST_LINE
from tests.consignment.ingest.rows import lines

CSV = Format.CSV
BOM = b"\xef\xbb\xbf"


def test_each_line_of_json_is_a_row_with_its_number():
    assert lines('{"a": 1}\n\n  \n{"b": "二"}') == [Line(1, {"a": 1}), Line(4, {"b": "二"})]


def test_amounts_in_json_lose_no_cent():
    (line,) = lines('{"amount": 0.1}')

    assert line.fields == {"amount": Decimal("0.1")}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b'{"a": "\xff"}', "not UTF-8 (byte 8)"),
        (b'{"a": ', "not JSON"),
        (b'{"a": NaN}', "NaN is not a number of JSON"),
        (b"[1, 2]", "not an object"),
        (b'"text"', "not an object"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_a_line_that_is_no_json_object_is_one_bad_row(text, problem):
    before, bad, after = lines(b'{"a": 1}\n' + text + b'\n{"a": 3}\n')

    assert problem in bad.problem
    assert (before, after) == (Line(1, {"a": 1}), Line(3, {"a": 3}))
    assert bad.number == 2


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("data", [b"", BOM, b"\n\n", BOM + b"\n"])
def test_an_empty_file_has_no_rows(data, form):
    assert lines(data, form) == []


def test_a_byte_order_mark_is_no_part_of_the_first_field():
    assert lines(BOM + b'{"a": 1}') == [Line(1, {"a": 1})]
    assert lines(BOM + b"a,b\n1,2\n", CSV) == [Line(2, {"a": "1", "b": "2"})]


def test_a_line_longer_than_the_limit_is_passed_over():
    huge = b'{"a": "' + b"x" * 2 * LONGEST_LINE + b'"}'

    bad, good = lines(huge + b'\n{"a": 2}')

    assert "longer than" in bad.problem
    assert good == Line(2, {"a": 2})


def test_a_line_of_exactly_the_limit_is_read():
    text = b'{"a": "' + b"x" * (LONGEST_LINE - 9) + b'"}'

    (line,) = lines(text)

    assert len(text) == LONGEST_LINE
    assert not line.problem


def test_cells_that_are_empty_or_missing_are_left_out():
    assert lines("a,b,c\n1,,3\n4\n,,\n", CSV) == [
        Line(2, {"a": "1", "c": "3"}),
        Line(3, {"a": "4"}),
    ]


def test_a_currency_beside_an_amount_joins_it():
    (line,) = lines("price,price_currency,fee_currency\n12.50,USD,EUR\n", CSV)

    assert line.fields == {"price": "12.50 USD", "fee_currency": "EUR"}


def test_a_cell_may_hold_several_lines_and_the_row_is_counted_from_its_first():
    found = lines('a,b\n"one\ntwo",2\n3,4\n', CSV)

    assert [line.number for line in found] == [2, 4]
    assert found[0].fields["a"] == "one\ntwo"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (b"1,2,3", "3 cells, the heading 2"),
        (b"1,\xff", "not UTF-8"),
        (b'1,"2"x', "not CSV"),
        (b"1," + b"x" * 1_048_576, "not CSV: field larger than field limit"),
    ],
)
def test_a_row_that_is_no_csv_is_one_bad_row(row, problem):
    before, bad, after = lines(b"a,b\n1,2\n" + row + b"\n3,4\n", CSV)

    assert problem in bad.problem
    assert (before.number, bad.number, after.number) == (2, 3, 4)
    assert after.fields == {"a": "3", "b": "4"}


def test_a_quote_that_is_never_closed_is_reported():
    found = lines('a,b\n1,2\n3,"4\n5,6\n', CSV)

    assert found[0].fields == {"a": "1", "b": "2"}
    assert "not CSV" in found[-1].problem


@pytest.mark.parametrize("heading", ["a,a\n", "a,,b\n", 'a,"b\n'])
def test_a_heading_that_names_no_columns_refuses_the_file(heading):
    with pytest.raises(FileRefused):
        lines(heading + "1,2\n", CSV)


@given(st.binary(max_size=300), st.sampled_from(list(Format)))
def test_no_bytes_break_the_reading(data, form):
    try:
        found = lines(data, form)
    except FileRefused:
        return

    assert all(line.problem or isinstance(line.fields, dict) for line in found)
    assert [line.number for line in found] == sorted(line.number for line in found)
