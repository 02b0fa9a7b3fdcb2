"""Single fields are read strictly, and refused in words that say what to write."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from djmoney.money import Money
from hypothesis import given
from hypothesis import strategies as st

from consignment.ingest import fields as read
from consignment.models import Order
from consignment.numbers import Kind
from tests.factories.trade import NOW


@pytest.mark.parametrize(
    ("raw", "money"),
    [
        ({"amount": "5200.00", "currency": "USD"}, Money("5200.00", "USD")),
        ({"amount": Decimal("0.1"), "currency": "cny"}, Money("0.1", "CNY")),
        ({"amount": 80, "currency": "EUR"}, Money(80, "EUR")),
        ({"amount": 12.5, "currency": "EUR"}, Money("12.50", "EUR")),
        ("12.50 USD", Money("12.50", "USD")),
        ("12.5000 USD", Money("12.50", "USD")),
        ("9999999999.99 USD", Money("9999999999.99", "USD")),
        ("0 USD", Money(0, "USD")),
    ],
)
def test_money_is_read(raw, money):
    assert read.money(raw, NOW) == money


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("-0.01 USD", "negative"),
        ("12.50", "no currency"),
        ({"amount": "12.50"}, "no currency"),
        ("12.50 XYZ", "unknown currency, XYZ"),
        ("12.50 BTC", "unknown currency"),
        ("12.505 USD", "two decimals"),
        ("10000000000 USD", "ten digits"),
        ("1e3 USD", "not an amount"),
        ("NaN USD", "not an amount"),
        ("１２ USD", "not an amount"),
        ({"amount": Decimal("1e999999"), "currency": "USD"}, "not an amount"),
        ({"amount": True, "currency": "USD"}, "true or false"),
        ({"amount": None, "currency": "USD"}, "nothing"),
        ({"amount": "1", "currency": 5}, "a number"),
        (None, "nothing"),
        ([], "a list"),
    ],
)
def test_what_is_no_money_is_refused(raw, problem):
    with pytest.raises(ValueError, match=problem):
        read.money(raw, NOW)


@given(st.decimals(0, Decimal("9999999999.99"), places=2), st.sampled_from(["USD", "CNY", "JPY"]))
def test_every_amount_that_fits_comes_through_unchanged(amount, currency):
    assert read.money(f"{amount} {currency}", NOW) == Money(amount, currency)
    assert read.money({"amount": amount, "currency": currency}, NOW) == Money(amount, currency)


def test_times_are_read_with_their_offset():
    assert read.moment()("2026-04-12T17:30:00+08:00", NOW) == NOW
    assert read.moment()("2026-04-12T09:30:00Z", NOW).tzinfo is UTC


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("2026-04-12T09:30:00", "no time zone"),
        ("2026-04-12", "no time zone"),
        ("12/04/2026", "not a time"),
        ("0001-01-01T00:00:00+14:00", "not a time of the calendar"),
        (1_775_986_200, "a number"),
        ("", "not a time"),
        ((NOW + timedelta(minutes=6)).isoformat(), "in the future"),
    ],
)
def test_a_time_must_be_certain_and_past(raw, problem):
    with pytest.raises(ValueError, match=problem):
        read.moment()(raw, NOW)


def test_clocks_may_differ_a_little_and_promises_lie_ahead():
    soon, next_year = NOW + timedelta(minutes=4), NOW + timedelta(days=365)

    assert read.moment()(soon.isoformat(), NOW) == soon
    assert read.moment(future=True)(next_year.isoformat(), NOW) == next_year


@given(
    st.datetimes(
        timezones=st.timezones(),
        min_value=datetime(1900, 1, 1),  # noqa: DTZ001
        max_value=datetime(2026, 4, 1),  # noqa: DTZ001
    )
)
def test_every_aware_time_means_the_same_afterwards(moment):
    assert read.moment()(moment.isoformat(), NOW).timestamp() == moment.timestamp()


@pytest.mark.parametrize(
    ("reader", "raw", "value"),
    [
        (read.text(5), " mei ", "mei"),
        (read.day, "2026-04-15", date(2026, 4, 15)),
        (read.share, "17.5", Decimal("17.5")),
        (read.choice(Order.State), "paid", "paid"),
        (read.number(Kind.ORDER), "co20260412 0042", "CO-20260412-0042"),
        (read.external, 77, "77"),
        (read.address, "Mei <MEI@example.com>", "mei@example.com"),
        (read.phone, "+86 138 1234 5678", "+8613812345678"),
        (read.phone, "", ""),
        (read.language, "zh-CN", "zh-hans"),
        (read.time_zone, "Asia/Shanghai", "Asia/Shanghai"),
        (read.roles, ["buyer"], {"buyer"}),
        (read.roles, "Buyer, consignor", {"buyer", "consignor"}),
        (read.roles, "", set()),
    ],
)
def test_other_fields_are_read(reader, raw, value):
    assert reader(raw, NOW) == value


@pytest.mark.parametrize(
    ("reader", "raw", "problem"),
    [
        (read.text(5), "longer", "6 characters long; 5 fit"),
        (read.text(200), "x" * 1_048_576, "1,048,576 characters long"),
        (read.text(5), "a\x00b", "NUL"),
        (read.text(5), "\ud800", "half a character"),
        (read.text(5), 5, "not a text but a number"),
        (read.needed_text(5), " ", "is empty"),
        (read.day, "15.4.2026", "not a day"),
        (read.share, "101", "between 0 and 100"),
        (read.choice(Order.State), "payed", "'payed', which is none of pending, paid"),
        (read.number(Kind.ORDER), "42", "like CO-20260412-0042"),
        (read.number(Kind.ITEM), "CO-20260412-0042", "like IT-100234"),
        (read.external, "", "empty"),
        (read.external, True, "true or false"),
        (read.address, "mei", "not a mail address"),
        (read.phone, "13812345678", "country code"),
        (read.time_zone, "Mars/Olympus", "Asia/Shanghai"),
        (read.roles, "admin", "'admin'; there are buyer and consignor"),
    ],
)
def test_other_fields_are_refused_in_words(reader, raw, problem):
    with pytest.raises(ValueError, match=problem):
        reader(raw, NOW)
