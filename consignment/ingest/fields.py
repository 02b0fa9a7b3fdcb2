"""Readers of single fields: from what a file says to a value for a column.

Each takes the raw value and the present time, and raises ValueError with words that follow the
field's name: ``price`` + ``is negative.``
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from djmoney.money import Money

from consignment.identity import e164, plain_address
from consignment.languages import supported
from consignment.models.goods import Item
from consignment.models.people import Buyer, Consignor, known_time_zone
from consignment.models.source import FromMarketplace
from consignment.numbers import LETTERS, Kind, canonical
from consignment.pictures import MAX_ADDRESS, known_picture

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far ahead of ours the marketplace's clock may go."""

# What max_digits=12, decimal_places=2 can hold.
_AMOUNT = re.compile(r"(-?)([0-9]{1,10})(?:\.([0-9]{1,2})0*)?")

Reader = Callable[[Any, datetime], Any]


@dataclass(frozen=True)
class Field:
    """How one field is read; ``needed`` when the thing is new; what ``null`` means, if anything."""

    read: Reader
    needed: bool = False
    nullable: bool = False
    empty: Any = None


def text(limit: int) -> Reader:
    """Read a text of one line, up to ``limit`` characters."""

    def read(raw: Any, _at: datetime) -> str:
        value = _plain(raw)
        if len(value) > limit:
            raise ValueError(f"is {len(value):,} characters long; {limit} fit.")
        return value

    return read


def needed_text(limit: int) -> Reader:
    """Read a text that is not empty, up to ``limit`` characters."""
    inner = text(limit)

    def read(raw: Any, at: datetime) -> str:
        value: str = inner(raw, at)
        if not value:
            raise ValueError("is empty.")
        return value

    return read


def number(kind: Kind) -> Reader:
    """Read the number of an order, item, consignment or payout; give its canonical form."""

    def read(raw: Any, _at: datetime) -> str:
        found = canonical(_plain(raw), kind)
        if found is None:
            example = "20260412-0042" if kind in {Kind.ORDER, Kind.CONSIGNMENT} else "100234"
            raise ValueError(f"is not a number like {LETTERS[kind]}-{example}.")
        return found

    return read


def moment(*, future: bool = False) -> Reader:
    """Read an aware time; one that has passed unless ``future`` is allowed. Gives UTC."""

    def read(raw: Any, at: datetime) -> datetime:
        plain = _plain(raw)
        try:
            value = datetime.fromisoformat(plain)
        except ValueError as error:
            raise ValueError("is not a time; write 2026-04-12T09:30:00Z.") from error
        if value.tzinfo is None:
            raise ValueError("has no time zone; write 2026-04-12T09:30:00Z or with an offset.")
        try:
            value = value.astimezone(UTC)
        except OverflowError as error:
            raise ValueError("is not a time of the calendar.") from error
        if not future and value > at + CLOCKS_DIFFER:
            raise ValueError("lies in the future.")
        return value

    return read


def day(raw: Any, _at: datetime) -> date:
    """Read a day of the calendar."""
    try:
        return date.fromisoformat(_plain(raw))
    except ValueError as error:
        raise ValueError("is not a day; write 2026-04-12.") from error


def share(raw: Any, _at: datetime) -> Decimal:
    """Read a percentage from 0 to 100 with two decimals at most."""
    value = _amount(raw)
    if not 0 <= value <= 100:
        raise ValueError("is not between 0 and 100.")
    return value


def money(raw: Any, _at: datetime) -> Money:
    """Read ``{"amount": "12.50", "currency": "USD"}`` or ``12.50 USD``; never below zero."""
    if isinstance(raw, dict):
        amount, currency = raw.get("amount"), _plain(raw.get("currency", ""))
    else:
        amount, _blank, currency = _plain(raw).partition(" ")
    currency = currency.strip().upper()
    if not currency:
        raise ValueError("has no currency; write 12.50 USD.")
    if currency not in settings.CURRENCIES:
        raise ValueError(f"is in an unknown currency, {currency[:20]}.")
    value = _amount(amount)
    if value < 0:
        raise ValueError("is negative.")
    return Money(value, currency)


def choice(choices: type[models.TextChoices]) -> Reader:
    """Read one of ``choices`` by its value."""

    def read(raw: Any, _at: datetime) -> str:
        value = _plain(raw)
        if value not in choices.values:
            raise ValueError(f"is {value[:40]!r}, which is none of {', '.join(choices.values)}.")
        return value

    return read


def reference(model: type[FromMarketplace]) -> Reader:
    """Read the external id of a row that is here already."""

    def read(raw: Any, at: datetime) -> FromMarketplace:
        external_id = external(raw, at)
        found = model._default_manager.filter(external_id=external_id).first()
        if found is None:
            raise ValueError(f"names {external_id!r}, which has not come yet.")
        return found

    return read


def role(model: type[Buyer] | type[Consignor]) -> Reader:
    """Read the external id of a person, and give their role."""

    def read(raw: Any, at: datetime) -> Buyer | Consignor:
        external_id = external(raw, at)
        found = model._default_manager.filter(user__external_id=external_id).first()
        if found is None:
            raise ValueError(
                f"names {external_id!r}, who has not come yet as a {model._meta.model_name}."
            )
        return found

    return read


def lines(raw: Any, at: datetime) -> list[tuple[FromMarketplace, Money]]:
    """Read an order's lines: ``[{"item": ..., "price": ...}]`` or ``m-77=5200.00 USD; ...``."""
    if isinstance(raw, str):
        parts = [part.partition("=") for part in _plain(raw).split(";") if part.strip()]
        raw = [{"item": item, "price": price} for item, _equals, price in parts]
    if not isinstance(raw, list) or not all(isinstance(line, dict) for line in raw):
        raise ValueError("is not a list of items with their prices.")
    if not raw:
        raise ValueError("is empty.")
    item = reference(Item)
    found = [(item(line.get("item"), at), money(line.get("price"), at)) for line in raw]
    if len({thing.pk for thing, _price in found}) < len(found):
        raise ValueError("names an item twice.")
    return found


def external(raw: Any, at: datetime) -> str:
    """Read an external id; JSON may write it as a whole number."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    value: str = needed_text(64)(raw, at)
    return value


def address(raw: Any, _at: datetime) -> str:
    """Read a mail address."""
    value = plain_address(_plain(raw))
    try:
        validate_email(value)
    except ValidationError as error:
        raise ValueError("is not a mail address.") from error
    if len(value) > 254:
        raise ValueError("is too long for a mail address.")
    return value


def picture(raw: Any, _at: datetime) -> str:
    """Read the address of a picture; empty for none."""
    value = _plain(raw)
    if len(value) > MAX_ADDRESS:
        raise ValueError(f"is {len(value):,} characters long; {MAX_ADDRESS} fit.")
    try:
        known_picture(value or "/")
    except ValidationError as error:
        raise ValueError("is not an address that begins with https://") from error
    if value.startswith("/"):
        raise ValueError("is not an address that begins with https://")
    return value


def phone(raw: Any, _at: datetime) -> str:
    """Read a phone number with its country code; empty for none."""
    value = _plain(raw)
    found = e164(value) if value else ""
    if found is None:
        raise ValueError("is not a phone number with its country code, like +86 138 1234 5678.")
    return found


def language(raw: Any, _at: datetime) -> str:
    """Read a language tag; give the nearest language of the product."""
    return supported(_plain(raw))


def time_zone(raw: Any, _at: datetime) -> str:
    """Read the name of a time zone."""
    value = _plain(raw)
    try:
        known_time_zone(value)
    except ValidationError as error:
        raise ValueError("is not a time zone like Asia/Shanghai.") from error
    return value


def roles(raw: Any, _at: datetime) -> set[str]:
    """Read the roles of a person: a list, or words parted by blanks or commas."""
    words = raw if isinstance(raw, list) else re.split(r"[\s,;|]+", _plain(raw))
    found = {_plain(word).lower() for word in words} - {""}
    if unknown := found - {"buyer", "consignor"}:
        raise ValueError(f"holds {sorted(unknown)[0][:40]!r}; there are buyer and consignor.")
    return found


def _plain(raw: Any) -> str:
    """Return ``raw`` trimmed if it is a text that the database can keep."""
    if not isinstance(raw, str):
        raise ValueError(f"is not a text but {_kind_of(raw)}.")
    if any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in raw):
        raise ValueError("holds characters that no text has (NUL or half a character).")
    return raw.strip()


def _amount(raw: Any) -> Decimal:
    """Return a number of up to ten digits and two decimals."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        raise ValueError(f"is not an amount but {_kind_of(raw)}.")
    plain = format(raw, "f") if isinstance(raw, Decimal) and abs(raw.adjusted()) < 20 else str(raw)
    if not _AMOUNT.fullmatch(plain.strip()):
        raise ValueError("is not an amount with up to ten digits and two decimals, like 1250.00.")
    return Decimal(plain.strip())


def _kind_of(raw: Any) -> str:
    return {dict: "an object", list: "a list", bool: "true or false", type(None): "nothing"}.get(
        type(raw), "a number"
    )
