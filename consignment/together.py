"""New rows of several tables, written in one statement.

Filing a ticket makes a dozen rows in nine tables, and each ``INSERT`` of its own costs more on the
way than in the table. Within ``together()`` what is given to ``insert()`` waits, and goes to the
database at the end of the block: one statement with a ``WITH`` for each table, which takes its rows
as JSON, so that its text is the same however many they are and PostgreSQL plans it once.
"""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar, cast

from django.db import connection, models

from consignment import prepared

Row = TypeVar("Row", bound=models.Model)
Shape = tuple[tuple[type[models.Model], tuple[str, ...]], ...]
"""Each table of a statement, with those of its columns that lead to rows of the same statement."""


class Rows:
    """Rows that wait to be written, by table, in the order in which they came."""

    def __init__(self) -> None:
        self._waiting: dict[type[models.Model], list[models.Model]] = {}
        self._afterwards: list[Callable[[], object]] = []
        self._written: dict[type[models.Model], list[models.Model]] = {}

    def written(self, model: type[Row]) -> list[Row]:
        """Return the rows of ``model`` that were written, in their order."""
        return cast(list[Row], self._written.get(model, []))

    def add(self, rows: Iterable[models.Model]) -> None:
        for row in rows:
            self._waiting.setdefault(type(row), []).append(row)

    def afterwards(self, step: Callable[[], object]) -> None:
        self._afterwards.append(step)

    def write(self) -> None:
        """Write what waits, and let every row know the key that the database gave it."""
        waiting, self._waiting = self._waiting, {}
        steps, self._afterwards = self._afterwards, []
        if waiting:
            # What others lead to comes before them.
            tables = [(model, _pending(model, waiting)) for model in waiting]
            shape = tuple(sorted(tables, key=lambda table: bool(table[1])))
            given = prepared.row(_statement(shape), [_as_json(*one, waiting) for one in shape])
            keys = iter(given or ())
            for model, _ in shape:
                rows = waiting[model]
                self._written.setdefault(model, []).extend(rows)
                made = next(keys) if _draws_key(model) else [row.pk for row in rows]
                for row, key in zip(rows, made, strict=True):
                    row.pk = key
                    row._state.adding = False
                    row._state.db = connection.alias
            for model, pending in shape:
                _know_keys(waiting[model], pending)
        for step in steps:
            step()


_together: ContextVar[Rows | None] = ContextVar("rows_together", default=None)


@contextmanager
def together() -> Iterator[Rows]:
    """Write what is inserted in the block at its end; nothing when it raises.

    Whoever reads the tables in the block does not find it yet: ``Rows.write()`` writes what waits
    so far. Until then a row whose key the database draws has none.
    """
    rows = Rows()
    token = _together.set(rows)
    try:
        yield rows
    finally:
        _together.reset(token)
    rows.write()


def insert(rows: Iterable[models.Model]) -> None:
    """Insert ``rows``, new and whole: now, or with the others of ``together()``.

    They hold plain values, no expressions. A foreign key may lead to a row of the same block, which
    itself leads to none whose key the database draws.
    """
    block = _together.get()
    if block is not None:
        block.add(rows)
        return
    at_once = Rows()
    at_once.add(rows)
    at_once.write()


def afterwards(step: Callable[[], object]) -> None:
    """Do ``step`` when what was inserted is there: now, or once ``together()`` has written."""
    block = _together.get()
    if block is None:
        step()
    else:
        block.afterwards(step)


@lru_cache(maxsize=64)
def _statement(shape: Shape) -> str:
    """Return the statement that writes the tables of ``shape`` and tells the keys it drew.

    A row of the same statement is named by its place among those of its table.
    """
    quoted = connection.ops.quote_name
    parts, keys = [], []
    for n, (model, pending) in enumerate(shape):
        table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
        columns = [quoted(field.column) for field in _fields(model)]
        made = {quoted(column): f"keys_{_place(shape, model, column)}" for column in pending}
        chosen = [
            f"{made[column]}.drawn[given.{column}]" if column in made else f"given.{column}"
            for column in columns
        ]
        source = ", ".join([f"json_populate_recordset(NULL::{table}, %s) given", *made.values()])
        parts.append(
            f"rows_{n} AS (INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608
            f" SELECT {', '.join(chosen)} FROM {source} RETURNING {key})"
        )
        if _draws_key(model):
            parts.append(
                f"keys_{n} AS (SELECT array_agg({key} ORDER BY {key}) AS drawn FROM rows_{n})"  # noqa: S608
            )
            keys.append(f"(SELECT drawn FROM keys_{n})")  # noqa: S608
    return f"WITH {', '.join(parts)} SELECT {', '.join(keys) or '1'}"


def _place(shape: Shape, model: type[models.Model], column: str) -> int:
    """Return which table of ``shape`` the foreign key ``column`` leads to."""
    (target,) = [f.related_model for f in _fields(model) if f.column == column]
    return [one for one, _ in shape].index(target)


def _pending(
    model: type[models.Model], waiting: dict[type[models.Model], list[models.Model]]
) -> tuple[str, ...]:
    """Return the columns of ``model`` whose rows lead to rows that have no key yet."""
    return tuple(
        field.column
        for field in _leading(model)
        if field.related_model in waiting
        and any(_leads_to_new(row, field) for row in waiting[model])
    )


def _know_keys(rows: Iterable[models.Model], pending: Sequence[str]) -> None:
    """Let ``rows`` know the keys of what their columns ``pending`` lead to."""
    for row in rows:
        for field in _fields(type(row)):
            if field.column in pending:
                setattr(row, field.attname, field.get_cached_value(row).pk)


def _leads_to_new(row: models.Model, field: Any) -> bool:
    return field.is_cached(row) and field.get_cached_value(row)._state.adding


def _as_json(
    model: type[models.Model],
    pending: tuple[str, ...],
    waiting: dict[type[models.Model], list[models.Model]],
) -> str:
    fields = _fields(model)
    written = [{f.column: getattr(row, f.attname) for f in fields} for row in waiting[model]]
    for field in fields:
        if field.column in pending:
            places = {id(row): n for n, row in enumerate(waiting[field.related_model], start=1)}
            for values, row in zip(written, waiting[model], strict=True):
                values[field.column] = places[id(field.get_cached_value(row))]
    return json.dumps(written, default=_plain, ensure_ascii=False)


@lru_cache(maxsize=64)
def _fields(model: type[models.Model]) -> tuple[Any, ...]:
    """Return what is written of ``model``: all but what the database makes by itself."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if not field.generated and not (field.primary_key and _draws_key(model))
    )


@lru_cache(maxsize=64)
def _leading(model: type[models.Model]) -> tuple[Any, ...]:
    """Return the fields of ``model`` that lead to rows whose keys the database draws."""
    relations = (field for field in _fields(model) if field.is_relation)
    return tuple(field for field in relations if _draws_key(field.related_model))


@lru_cache(maxsize=256)
def _draws_key(model: type[models.Model]) -> bool:
    """Tell whether the database gives the rows of ``model`` their keys."""
    return isinstance(model._meta.pk, models.AutoField)


def _plain(value: Any) -> Any:
    """Return ``value`` as PostgreSQL reads it out of JSON."""
    match value:
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            return f"{value.days} days {value.seconds}.{value.microseconds:06} seconds"
        case uuid.UUID():
            return str(value)
    raise TypeError(f"{value!r} is not written together with others.")
