"""Numbers beside the entries of the menu: all of them in one statement, each bounded."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from tickets.inbox.counting import COUNTED


def numbers(rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """Return how many rows there are of each, up to COUNTED."""
    parts: dict[str, tuple[str, tuple[Any, ...]]] = {}
    for name, found in rows.items():
        try:
            parts[name] = found.order_by().values("pk")[:COUNTED].query.sql_with_params()
        except EmptyResultSet:
            continue
    if not parts:
        return dict.fromkeys(rows, 0)
    counts = [f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _ in parts.values()]  # noqa: S608
    with connection.cursor() as cursor:
        given = [param for _, params in parts.values() for param in params]
        cursor.execute(f"SELECT {', '.join(counts)}", given)
        counted = dict(zip(parts, cursor.fetchone(), strict=True))
    return {name: counted.get(name, 0) for name in rows}
