"""Personal standing: how much sooner than others in their lane somebody's turn comes, and why.

Three grounds give a level each: value, loyalty, and that we have failed them. A level brings the
turn forward by a part of the promised time. Nothing puts anybody back: without a ground there is no
head start, and the line in which a ticket waits never depends on whose it is.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consignment import prepared
from consignment import standing as trade
from consignment.models import User
from tickets.lifecycle.desk import DeskSettings
from tickets.triage.models import Standing


@dataclass(frozen=True, slots=True)
class Failures:
    """What we did badly for one person within the days that count."""

    breaches: int = 0
    ratings: int = 0
    reopenings: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts: ``times`` the VIP limit (``limits``, by currency), ``years`` of custom."""

    limits: Mapping[str, Decimal]
    times: int
    years: int


@dataclass(frozen=True, slots=True)
class Raised:
    """The level, 0 to 3, and its grounds as (code, value)."""

    level: int
    grounds: tuple[tuple[str, str], ...]


WORDS: dict[str, Promise] = {
    "spent": _("Spent %(value)s"),
    "consigned": _("Goods of %(value)s accepted for sale"),
    "loyal": _("Customer since %(value)s"),
    "breaches": _("Promises we broke: %(value)s"),
    "ratings": _("Solutions rated low: %(value)s"),
    "reopenings": _("Tickets that were not solved at once: %(value)s"),
}


def weigh(of: trade.Standing, failures: Failures, rules: Rules, *, at: dt.datetime) -> Raised:
    """Return what value, loyalty and our own failures make. Pure."""
    value = [
        (code, f"{money.currency.code} {money.amount:,.2f}")
        for code, sums in (("spent", of.spent), ("consigned", of.consigned_value))
        for money in sums
        if (limit := rules.limits.get(money.currency.code)) and money.amount >= rules.times * limit
    ]
    trades = bool(of.orders or of.consigned_value)
    is_loyal = trades and at - of.since >= rules.years * dt.timedelta(days=365)
    loyalty = [("loyal", of.since.date().isoformat())] if is_loyal else []
    failed = [
        (code, str(count))
        for code, count in (
            ("breaches", failures.breaches),
            ("ratings", failures.ratings),
            ("reopenings", failures.reopenings),
        )
        if count
    ]
    grounds = (value, loyalty, failed)
    return Raised(sum(map(bool, grounds)), tuple(one for some in grounds for one in some))


def in_words(row: Standing) -> list[str]:
    """Return the grounds of ``row`` in the reader's language."""
    return [
        WORDS[code] % {"value": _shown(code, value)} for code, value in row.grounds if code in WORDS
    ]


def _shown(code: str, value: str) -> str:
    return date_format(dt.date.fromisoformat(value), "DATE_FORMAT") if code == "loyal" else value


def head_start(person: User | None, *, promised: dt.timedelta | None) -> int:
    """Return the seconds by which the turn of a ticket of ``person`` comes sooner than promised.

    One statement.
    """
    percent = DeskSettings.current().standing_percent
    if person is None or promised is None or not percent:
        return 0
    found = prepared.row("SELECT level FROM tickets_standing WHERE user_id = %s", [person.pk])
    level: int = found[0] if found else 0
    return level * (int(promised.total_seconds()) * percent // 100)
