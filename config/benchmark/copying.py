"""Rows in bulk: COPY, with what judges and sorts each row alone put aside.

What goes around what, and why that is safe here:

* **COPY** skips the models, so every column that is not named gets the default of its field.
* **Triggers of ours are off** while rows are copied (``DISABLE TRIGGER USER``), since a ticket here
  begins in the state that it ends in. The stories write only histories that ``MOVES`` allows. Only
  the owner of a table can do this, and only in a database that is ours alone.
* **Foreign keys and indexes** are dropped and made anew behind the rows: all rows are then looked
  at together, which takes a third of the time. What does not hold, the load fails with; checks and
  unique constraints judge each row as it comes.
* **Sequences** are set behind the rows at the end, and ANALYZE tells the planner of them.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

Row = Sequence[str]
NULL = r"\N"
TRUE, FALSE = "t", "f"

_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def text(value: str) -> str:
    """Return ``value`` as COPY reads it."""
    return value.translate(_ESCAPED)


def data(value: Any) -> str:
    """Return ``value`` as COPY reads it into a column of JSON."""
    return text(json.dumps(value, ensure_ascii=False))


class Table:
    """Where rows of ``model`` go, as texts in the order of ``columns``."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        self.model = model
        self.name = model._meta.db_table
        further = [field for field in model._meta.local_concrete_fields if _needs(field, columns)]
        self._columns = [*columns, *(field.column for field in further)]
        self._tail = "".join("\t" + _default(field) for field in further) + "\n"

    def copy(self, rows: Iterable[Row]) -> None:
        """Append ``rows``."""
        columns = ", ".join(f'"{column}"' for column in self._columns)
        with connection.cursor() as cursor:
            into: Any = cursor.cursor
            with into.copy(f'COPY "{self.name}" ({columns}) FROM STDIN') as copying:
                for part in _parts(rows):
                    copying.write("".join(["\t".join(row) + self._tail for row in part]))


def unhurried() -> None:
    """Let this connection commit without waiting for the disk: what is lost is loaded anew."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET synchronous_commit = off")


@contextmanager
def put_aside(tables: Iterable[Table]) -> Iterator[None]:
    """Take triggers, foreign keys and indexes off ``tables``; put all of them back at the end.

    Nothing is put back when the rows fail: the database is of no use then.
    """
    names = sorted({table.name for table in tables})
    unhurried()
    with connection.cursor() as cursor:
        cursor.execute(_FOREIGN_KEYS, [names])
        keys = cursor.fetchall()
        cursor.execute(_INDEXES, [names])
        indexes = cursor.fetchall()
        for name in names:
            cursor.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
        for table, key, _ in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{key}"')
        for index, _ in indexes:
            cursor.execute(f"DROP INDEX {index}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '256MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        for table, key, definition in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{key}" {definition}')
        for name in names:
            cursor.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
        cursor.execute("RESET synchronous_commit")


_FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid::regclass::text = ANY(%s)
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""


def settle(tables: Iterable[Table]) -> None:
    """Put the sequences behind the rows, and let the planner know what is there."""
    with connection.cursor() as cursor:
        for table in tables:
            key = table.model._meta.pk
            if isinstance(key, models.AutoField | models.BigAutoField):
                last = f'SELECT coalesce(max("{key.column}"), 0) + 1 FROM "{table.name}"'  # noqa: S608
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence(%s, %s), ({last}), false)",
                    [table.name, key.column],
                )
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def moment(at: dt.datetime) -> str:
    return at.isoformat()


def span(length: dt.timedelta) -> str:
    return f"{length.total_seconds()} seconds"


def _needs(field: "models.Field[Any, Any]", named: Sequence[str]) -> bool:
    """Tell whether a row lacks ``field``: not named, and the database knows no value either."""
    known = field.column in named or field.primary_key or field.generated
    return not (known or field.has_db_default() or field.null)


def _default(field: "models.Field[Any, Any]") -> str:
    value = field.get_default()
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, dict | list) and not hasattr(field, "base_field"):
        return data(value)
    if isinstance(value, list):
        return text("{" + ",".join(map(str, value)) + "}")
    if isinstance(value, dt.datetime):
        return moment(value)
    if value is None:
        raise ValueError(f"{field.model.__name__}.{field.name} has no default: name it.")
    return text(str(value))


def _parts(rows: Iterable[Row], size: int = 2_000) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
