"""The history, read: pages of changes, one change, what came after it.

What is read here is small (what staff configure), so the tables are searched whole. The statements
are put together from the names of tables and columns of our models alone; values are parameters.
"""

# ruff: noqa: S608

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tickets.changes.deltas import (
    Change,
    Delta,
    change_of,
    columns_of,
    concrete,
    parent_of,
    parts_of,
)
from tickets.changes.tracking import BASELINE, TRACKED, Tracked

NOBODY = "-"
"""Asks for the changes of the desk itself: commands, and whoever was at the database."""


class NoSuchChange(Exception):
    """No change has this key, or none that the reader may know of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes are wanted: of kinds of rows, of one thing with its parts, by one person."""

    models: tuple[str, ...] = ()
    owner: tuple[str, str] | None = None
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: of what is somebody's own, their own and what is shared with them."""

    agent_id: int | None = None
    team_ids: frozenset[int] = frozenset()


NO_AGENT = Reader()

KEY = """CASE WHEN e.pgh_context_id IS NULL
    THEN to_char(e.pgh_created_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')
    ELSE e.pgh_context_id::text END"""

WHOLE = """, e.pgh_id, e.pgh_label, c.metadata, e.id AS pk, to_jsonb(e) AS row, (
    SELECT to_jsonb(p) FROM {table} p WHERE p.id = e.id AND p.pgh_id < e.pgh_id
    ORDER BY p.pgh_id DESC LIMIT 1) AS before"""


def page_of(
    asked: Asked, *, known: Iterable[str], reader: Reader = NO_AGENT, offset: int, limit: int
) -> list[Change]:
    """Return the changes that are ``asked`` for, of kinds that are ``known``, the latest first.

    Two queries, whatever is shown. A change is told whole when any of it is asked for.
    """
    known = set(known)
    searched = [one for one in _searched(asked) if one.key in known]
    if not searched:
        return []
    where, given = _where(asked)
    parts, params = [], []
    for one in searched:
        hidden, values = _own(one, reader)
        parts.append(_select(one, "", f"{where.get(one.key, where[''])} AND {hidden}"))
        params += [*given.get(one.key, given[""]), *values]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, max(at) AS at FROM ({' UNION ALL '.join(parts)}) e "
            "GROUP BY key ORDER BY at DESC, key DESC LIMIT %s OFFSET %s",
            [*params, limit, offset],
        )
        keys = [key for key, _at in cursor.fetchall()]
    return _read(keys, known, reader)


def change(key: str, *, known: Iterable[str], reader: Reader = NO_AGENT) -> Change:
    """Return the change with this key, as ``reader`` may read it. Raises NoSuchChange."""
    found = _read([key], set(known), reader)
    if not found or not found[0].deltas:
        raise NoSuchChange(key)
    return found[0]


def version_of(label: str, pk: Any) -> int:
    """Return a number that grows with each change of a thing or of its parts. One query."""
    entries = [TRACKED[label], *parts_of(label)]
    sums = " + ".join(
        f"coalesce((SELECT sum(pgh_id) FROM {_table(one)} WHERE {_whose(one)} = %s), 0)"
        for one in entries
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({sums})::bigint", [pk] * len(entries))
        return int(cursor.fetchone()[0])


def now_and_later(delta: Delta) -> tuple[dict[str, Any] | None, int]:
    """Return the row as it stands, None when it is gone, and how often it changed since."""
    names = [one.attname for one in columns_of(delta.tracked)]
    now = delta.tracked.model._base_manager.filter(pk=delta.pk).values(*names).first()
    later = delta.tracked.events._base_manager.filter(id=delta.pk, pgh_id__gt=delta.last_id)
    return now, later.count()


def _searched(asked: Asked) -> list[Tracked]:
    if asked.owner:
        label = asked.owner[0]
        return [TRACKED[label], *parts_of(label)] if label in TRACKED else []
    wanted = set(asked.models)
    return [one for one in TRACKED.values() if not wanted or one.key in wanted]


def _where(asked: Asked) -> tuple[dict[str, str], dict[str, list[Any]]]:
    """Return the condition and its values, by kind of row; "" for all others."""
    words, values = ["TRUE"], []
    if asked.user_id == NOBODY:
        words.append("c.metadata->>'user' IS NULL")
    elif asked.user_id:
        words.append("c.metadata->>'user' = %s")
        values.append(asked.user_id)
    if not asked.owner:
        return {"": " AND ".join(words)}, {"": values}
    label, pk = asked.owner
    entries = [TRACKED[label], *parts_of(label)]
    return (
        {"": "FALSE"}
        | {e.key: " AND ".join([*words, f"e.{_whose(e)}::text = %s"]) for e in entries},
        {"": []} | {e.key: [*values, str(pk)] for e in entries},
    )


def _read(keys: Sequence[str], known: set[str], reader: Reader) -> list[Change]:
    if not keys:
        return []
    parts, params = [], []
    for one in TRACKED.values():
        hidden, values = _own(one, reader)
        parts.append(_select(one, WHOLE, f"{KEY} = ANY(%s) AND {hidden}"))
        params += [list(keys), *values]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.*, (SELECT u.id::text FROM pghistory_context u "
            "WHERE u.metadata->>'undoes' = e.key ORDER BY u.created_at DESC LIMIT 1) AS undone_by "
            f"FROM ({' UNION ALL '.join(parts)}) e ORDER BY e.at, e.key, e.pgh_id",
            params,
        )
        names = [one.name for one in cursor.description or ()]
        events = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    by_key: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        by_key.setdefault(event["key"], []).append(event)
    return [change_of(key, by_key[key], known=known) for key in keys if key in by_key]


def _select(tracked: Tracked, columns: str, where: str) -> str:
    table = _table(tracked)
    return (
        f"SELECT {KEY} AS key, e.pgh_created_at AS at, '{tracked.key}' AS model"
        f"{columns.format(table=table)} FROM {table} e "
        "LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id "
        f"WHERE e.pgh_label <> '{BASELINE}' AND {where}"
    )


def _own(tracked: Tracked, reader: Reader) -> tuple[str, list[Any]]:
    """Return the condition that leaves out what is, or was, the own of somebody else.

    What can be shared is asked about from the row before the change on; all else, ever.
    """
    whole = TRACKED[parent_of(tracked).related_model._meta.label] if tracked.part_of else tracked
    if not whole.owner:
        return "TRUE", []
    table = _table(whole)
    words = [
        f"o.id = e.{_whose(tracked)}",
        f"o.{_column(whole, whole.owner)} IS NOT NULL",
        f"o.{_column(whole, whole.owner)} IS DISTINCT FROM %s",
    ]
    values: list[Any] = [reader.agent_id]
    if shared := whole.shared:
        how, team = _column(whole, shared.column), _column(whole, shared.team)
        words.append(f"NOT (o.{how} = %s OR o.{how} = %s AND o.{team} = ANY(%s))")
        values += [shared.with_all, shared.with_team, sorted(reader.team_ids)]
    if whole.shared and not tracked.part_of:
        before = f"SELECT max(p.pgh_id) FROM {table} p WHERE p.id = e.id AND p.pgh_id < e.pgh_id"
        words.append(f"o.pgh_id >= coalesce(({before}), 0)")
    return f"NOT EXISTS (SELECT 1 FROM {table} o WHERE {' AND '.join(words)})", values


def _column(tracked: Tracked, name: str) -> str:
    field: Any = concrete(tracked)._meta.get_field(name)
    return f'"{field.attname}"'


def _table(tracked: Tracked) -> str:
    return f'"{tracked.events._meta.db_table}"'


def _whose(tracked: Tracked) -> str:
    """Return the column that says which thing a row is, or is a part of."""
    return f'"{parent_of(tracked).attname}"' if tracked.part_of else "id"
