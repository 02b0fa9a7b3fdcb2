"""Telephone numbers as people type them, checked and normalised. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, geocoder

from consignment.languages import CHINESE, supported

SHAPE = "+44 20 7946 0018"
"""What a number looks like where no country is known. Nobody has it: it is kept for films."""
LONGEST = 40
"""Characters that are read of what was typed; the longest number takes half of it."""

# Whoever answers there is paid by the caller, and is no customer.
REFUSED_KINDS = {
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
    PhoneNumberType.PAGER,
}


class NumberRefused(Exception):
    """Nobody can be called at that number; ``why`` says what to type instead."""

    def __init__(self, why: str, *, code: str) -> None:
        super().__init__(why)
        self.why = why
        self.code = code


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 code, its name in the reader's language, and +44."""

    code: str
    name: str
    prefix: str


def normalised(typed: str, *, country: str = "", allowed: Collection[str] = ()) -> str:
    """Return ``typed`` as E.164: +8613812345678.

    ``country`` is where a number without + is from, empty when nobody knows; ``allowed`` are the
    countries that are called, all of them when empty. Raises NumberRefused.
    """
    number = _parsed(typed.strip(), country.upper())
    if number.extension:
        raise NumberRefused(
            _("We cannot dial an extension. Enter a number that reaches you directly."),
            code="extension",
        )
    if not phonenumbers.is_valid_number(number):
        raise NumberRefused(_unknown(country), code="invalid")
    if phonenumbers.number_type(number) in REFUSED_KINDS:
        raise NumberRefused(
            _("We do not call numbers that cost extra. Enter your mobile or landline number."),
            code="costs_extra",
        )
    region = phonenumbers.region_code_for_number(number)
    if allowed and region not in allowed:
        raise NumberRefused(
            _("We cannot call numbers in %(country)s. We call: %(allowed)s.")
            % {
                "country": name_of(region or "", number=number),
                "allowed": ", ".join(sorted(name_of(code) for code in allowed)),
            },
            code="country",
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def guessed(*, phone: str, language: str) -> str:
    """Return the country that a person's number without + is from, as far as one can tell: that of
    the number we know, else mainland China for who reads Chinese; empty: it must be asked.
    """
    if phone:
        try:
            return phonenumbers.region_code_for_number(phonenumbers.parse(phone)) or ""
        except NumberParseException:
            return ""
    return "CN" if supported(language) == CHINESE else ""


def spaced(e164: str) -> str:
    """Return a number as people read it: +86 138 1234 5678."""
    number = phonenumbers.parse(e164)
    style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))


def veiled(e164: str) -> str:
    """Return a number so far that its owner knows it, for pages that lie open: +86 … 5678."""
    number = phonenumbers.parse(e164)
    return f"+{number.country_code} … {e164[-4:]}"


def countries(language: str, *, allowed: Collection[str] = ()) -> list[Country]:
    """Return the countries that are called, by their names in ``language``."""
    every = _countries(supported(language))
    return [country for country in every if not allowed or country.code in allowed]


def name_of(code: str, *, number: PhoneNumber | None = None, language: str = "") -> str:
    """Return the name of a country in the reader's language; its code where none is known."""
    known = number or phonenumbers.example_number(code)
    tag = "zh" if supported(language or get_language()) == CHINESE else "en"
    return geocoder.country_name_for_number(known, tag) or code if known else code


@lru_cache(maxsize=4)
def _countries(language: str) -> tuple[Country, ...]:
    found = [
        Country(
            code,
            name_of(code, language=language),
            f"+{phonenumbers.country_code_for_region(code)}",
        )
        for code in phonenumbers.SUPPORTED_REGIONS
    ]
    return tuple(sorted(found, key=lambda country: country.name.casefold()))


def _parsed(typed: str, country: str) -> PhoneNumber:
    if not typed:
        raise NumberRefused(_("Enter the number at which we reach you."), code="required")
    if len(typed) > LONGEST:
        raise NumberRefused(_unknown(country), code="invalid")
    try:
        return phonenumbers.parse(typed, country or None)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE and not country:
            raise NumberRefused(
                _("Choose the country of the number, or begin it with + and the country code."),
                code="which_country",
            ) from None
        raise NumberRefused(_unknown(country), code="invalid") from None


def _unknown(country: str) -> str:
    """Return the words for what is no number, with one that is."""
    example = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
    style = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    shape = phonenumbers.format_number(example, style) if example else SHAPE
    why = _("That is no telephone number that can be called. One looks like %(example)s.")
    return why % {"example": shape}
