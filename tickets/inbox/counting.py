"""Counts beside the views: bounded, so that each costs the same at a thousand and at a million."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from consignment.compiled import Preparing
from tickets.inbox.searching import Found
from tickets.lifecycle.models import Ticket, TicketQuerySet

COUNTED = 1_000
"""How many more there are helps nobody, and costs much."""
SHOWN_UNCOUNTED = 50
"""The same for words that are in most tickets: each one found is one looked at."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number that may stop: ``more`` tells that it did."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return f"{self.number:,}+" if self.more else f"{self.number:,}"

    def __bool__(self) -> bool:
        return bool(self.number)


@dataclass(frozen=True, slots=True)
class Bounded:
    """The SQL of a list up to its bound and one further, with parameters; None of an empty one."""

    sql: tuple[str, tuple[Any, ...]] | None
    limit: int = COUNTED


def counts(lists: Mapping[str, Found]) -> dict[str, Count]:
    """Return how many tickets each list has, up to its bound: one query for all of them."""
    return counts_of({key: _bounded(found) for key, found in lists.items()})


def _bounded(found: Found) -> Bounded:
    limit = COUNTED if found.counted else SHOWN_UNCOUNTED
    try:
        sql = up_to(found.tickets, limit).query.sql_with_params()
    except EmptyResultSet:
        return Bounded(None)
    return Bounded(sql, limit)


def up_to(tickets: TicketQuerySet, limit: int = COUNTED) -> "QuerySet[Ticket, Any]":
    """Return as many of ``tickets`` as are counted, and one more."""
    return tickets.order_by().values("pk")[: limit + 1]


def counts_of(lists: Mapping[str, Bounded], *, again: bool = False) -> dict[str, Count]:
    """Return how many rows each list has, up to its bound: one query for all of them, which is
    prepared where it is asked ``again`` and again.
    """
    parts: list[str] = []
    params: list[Any] = []
    for bounded in lists.values():
        if bounded.sql is not None:
            parts.append(f"(SELECT COUNT(*) FROM ({bounded.sql[0]}) AS listed)")  # noqa: S608
            params += bounded.sql[1]
    numbers: tuple[int, ...] = ()
    if parts:
        with (Preparing(connection) if again else connection).cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", params)
            numbers = cursor.fetchone()
    left = iter(numbers)
    found = {key: next(left) if one.sql is not None else 0 for key, one in lists.items()}
    return {
        key: Count(min(number, lists[key].limit), number > lists[key].limit)
        for key, number in found.items()
    }
