"""What a person is worth to the platform, and for how long: value and loyalty, with reasons.

Facts only. Which of them raises a customer's priority is for the desk to decide, and it never
lowers one. Sums stay apart by currency: nothing here converts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Min, Sum
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from consignment.models import Item, Order, User


@dataclass(frozen=True)
class Reason:
    """One fact behind a standing: a stable ``code`` to store and compare, words to show."""

    code: str
    value: str

    @property
    def words(self) -> Promise | str:
        return WORDS[self.code] % {"value": _shown(self.code, self.value)}


WORDS = {
    "spent": _("Spent %(value)s"),
    "consigned": _("Goods of %(value)s accepted for sale"),
    "orders": _("Paid orders: %(value)s"),
    "since": _("Customer since %(value)s"),
}


@dataclass(frozen=True)
class Trade:
    """One line of a person's sums: one currency, how much, how many, and the first time (aware)."""

    amount: Money
    count: int
    first_at: datetime


@dataclass(frozen=True)
class Standing:
    """Value and loyalty of one person.

    ``spent``: paid orders, neither cancelled nor refunded. ``consigned_value``: prices of goods
    accepted for sale, sold ones included. Both hold one amount per currency, sorted by its code.
    ``since``: the account, the first order or the first consignment, whichever came first.
    """

    spent: tuple[Money, ...]
    consigned_value: tuple[Money, ...]
    orders: int
    since: datetime
    reasons: tuple[Reason, ...]


def _shown(code: str, value: str) -> str:
    """Return ``value`` as the reader writes it."""
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if code == "since" else value


def weigh(*, bought: Iterable[Trade], consigned: Iterable[Trade], joined: datetime) -> Standing:
    """Return the standing that these sums give. Pure."""
    bought, consigned = list(bought), list(consigned)
    spent = _by_currency(bought)
    consigned_value = _by_currency(consigned)
    orders = sum(trade.count for trade in bought)
    since = min([joined, *(trade.first_at for trade in bought + consigned)])
    reasons = [Reason("spent", _plain(amount)) for amount in spent]
    reasons += [Reason("consigned", _plain(amount)) for amount in consigned_value]
    if orders:
        reasons.append(Reason("orders", str(orders)))
    reasons.append(Reason("since", since.date().isoformat()))
    return Standing(
        spent=spent,
        consigned_value=consigned_value,
        orders=orders,
        since=since,
        reasons=tuple(reasons),
    )


def standing_of(user: User) -> Standing:
    """Return the standing of ``user``. Two queries."""
    return standings([user])[user.pk]


def standings(users: Iterable[User]) -> dict[UUID, Standing]:
    """Return the standing of each of ``users`` by id. Two queries, however many people."""
    people = list(users)
    ids = [user.pk for user in people]
    bought, consigned = trades_as_buyer(ids), trades_as_consignor(ids)
    return {
        user.pk: weigh(
            bought=bought.get(user.pk, ()),
            consigned=consigned.get(user.pk, ()),
            joined=user.date_joined,
        )
        for user in people
    }


def trades_as_buyer(user_ids: Iterable[UUID]) -> dict[UUID, list[Trade]]:
    """Return what these people spent, one trade per currency. One query."""
    rows = (
        Order.objects.spent()
        .filter(buyer__user__in=list(user_ids))
        .order_by()
        .values_list("buyer__user", "total_currency")
        .annotate(Sum("total"), Count("pk"), Min("placed_at"))
    )
    return _trades(rows)


def trades_as_consignor(user_ids: Iterable[UUID]) -> dict[UUID, list[Trade]]:
    """Return what these people handed over and had accepted, one trade per currency. One query."""
    rows = (
        Item.objects.accepted()
        .filter(consignment__consignor__user__in=list(user_ids))
        .order_by()
        .values_list("consignment__consignor__user", "price_currency")
        .annotate(Sum("price"), Count("pk"), Min("consignment__received_at"))
    )
    return _trades(rows)


def _trades(
    rows: Iterable[tuple[UUID, str, Decimal, int, datetime]],
) -> dict[UUID, list[Trade]]:
    trades: dict[UUID, list[Trade]] = defaultdict(list)
    for user_id, currency, amount, count, first_at in rows:
        trades[user_id].append(Trade(Money(amount, currency), count, first_at))
    return trades


def _by_currency(trades: list[Trade]) -> tuple[Money, ...]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for trade in trades:
        sums[trade.amount.currency.code] += trade.amount.amount
    return tuple(Money(sums[code], code) for code in sorted(sums))


def _plain(money: Money) -> str:
    return f"{money.currency.code} {money.amount:,.2f}"
