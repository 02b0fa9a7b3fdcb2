"""Counts beside the views: bounded, so that each costs the same at a thousand and at a million."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from tickets.inbox.searching import Found

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


def counts(lists: Mapping[str, Found]) -> dict[str, Count]:
    """Return how many tickets each list has, up to its bound: one query for all of them."""
    parts: list[str] = []
    params: list[Any] = []
    limits: dict[str, int] = {}
    for key, found in lists.items():
        limit = COUNTED if found.counted else SHOWN_UNCOUNTED
        try:
            sql, given = found.tickets.order_by().values("pk")[: limit + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        limits[key] = limit
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS listed)")  # noqa: S608
        params += given
    numbers: tuple[int, ...] = ()
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", params)
            numbers = cursor.fetchone()
    known = dict(zip(limits, numbers, strict=True))
    return {
        key: Count(
            min(known.get(key, 0), limits.get(key, 0)), known.get(key, 0) > limits.get(key, 0)
        )
        for key in lists
    }
