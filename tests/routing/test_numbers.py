"""Telephone numbers as people type them: normalised, or refused with what to type."""

import pytest

from tickets.routing.callbacks.numbers import (
    NumberRefused,
    countries,
    guessed,
    normalised,
    spaced,
    veiled,
)


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("138 1234 5678", "CN", "+8613812345678"),
        ("+86 138-1234-5678", "", "+8613812345678"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("(212) 555-2368", "US", "+12125552368"),
        # With + it is what it says, whatever country was chosen.
        ("+44 20 7946 0018", "CN", "+442079460018"),
        ("１３８１２３４５６７８", "CN", "+8613812345678"),
    ],
)
def test_a_number_is_kept_as_e164(typed, country, number):
    assert normalised(typed, country=country) == number


@pytest.mark.parametrize(
    ("typed", "country", "allowed", "code"),
    [
        ("", "CN", (), "required"),
        ("not a number", "CN", (), "invalid"),
        ("12", "CN", (), "invalid"),
        ("9" * 60, "CN", (), "invalid"),
        ("020 7946 0018", "", (), "which_country"),
        ("+44 20 7946 0018 ext. 5", "", (), "extension"),
        ("+1 900 555 0123", "", (), "costs_extra"),
        ("+44 20 7946 0018", "", ("CN", "US"), "country"),
    ],
)
def test_what_cannot_be_called_is_refused_with_what_to_do(typed, country, allowed, code):
    with pytest.raises(NumberRefused) as refused:
        normalised(typed, country=country, allowed=allowed)

    assert refused.value.code == code
    assert refused.value.why


def test_the_refusal_of_a_country_names_those_that_are_called():
    with pytest.raises(NumberRefused) as refused:
        normalised("+44 20 7946 0018", allowed=("CN", "US"))

    assert "United Kingdom" in refused.value.why
    assert "China" in refused.value.why


def test_the_country_is_guessed_from_the_known_number_and_from_chinese():
    assert guessed(phone="+442079460018", language="zh-hans") == "GB"
    assert guessed(phone="", language="zh-hans") == "CN"
    assert guessed(phone="", language="en") == ""


def test_numbers_are_shown_whole_to_staff_and_in_part_on_pages_that_lie_open():
    assert spaced("+8613812345678") == "+86 138 1234 5678"
    assert veiled("+8613812345678") == "+86 … 5678"


def test_countries_are_named_in_both_languages():
    chinese = {country.code: country for country in countries("zh-hans", allowed=("CN", "US"))}

    assert set(chinese) == {"CN", "US"}
    assert chinese["CN"].name == "中国"
    assert chinese["US"].prefix == "+1"
