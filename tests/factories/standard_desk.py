"""The presets, loaded by their own code once a run and copied from then on.

Loading asks for every row whether it is there: a second of a processor for each of a thousand
tests. What is copied is what the first load left in an empty database, its history with it.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from psycopg import sql

from tickets.management import presets


@dataclass(frozen=True, slots=True)
class Table:
    """What loading wrote into a table that was empty; ``sequence`` gave the numbers to ``last``."""

    name: str
    columns: tuple[str, ...]
    rows: bytes
    sequences: tuple[tuple[str, int], ...]


_copied: list[Table] = []


def load() -> None:
    """Load the presets; where any of their tables has rows already, by their own code."""
    if _copied and not any(_counts([table.name for table in _copied]).values()):
        _paste()
        return
    names = _tables()
    before = _counts(names)
    presets.load()
    if _copied:
        return
    after = _counts(names)
    written = [name for name in names if after[name] != before[name]]
    if not any(before[name] for name in written):
        _copied[:] = [_copy(name) for name in written]


def _tables() -> list[str]:
    return [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("tickets_", "pghistory_"))
    ]


def _counts(tables: list[str]) -> dict[str, int]:
    """Return the number of rows of each table. One query."""
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {}, count(*) FROM {}").format(sql.Literal(name), sql.Identifier(name))
        for name in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def _copy(name: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, pg_get_serial_sequence(%s, attname) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            [name, name],
        )
        found = cursor.fetchall()
        columns = tuple(row[0] for row in found)
        sequences = []
        for column, sequence in found:
            if sequence:
                last = sql.SQL("SELECT max({}) FROM {}")
                cursor.execute(last.format(sql.Identifier(column), sql.Identifier(name)))
                sequences.append((sequence, cursor.fetchone()[0]))
        with cursor.copy(_statement("COPY {} ({}) TO STDOUT", name, columns)) as copy:
            rows = b"".join(bytes(part) for part in copy)
    return Table(name, columns, rows, tuple(sequences))


def _paste() -> None:
    """Write the rows without triggers, which wrote the history when the rows were made."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _copied:
            asked = _statement("COPY {} ({}) FROM STDIN", table.name, table.columns)
            with cursor.copy(asked) as copy:
                copy.write(table.rows)
            # Nobody gets a number that a copied row has.
            for sequence, last in table.sequences:
                cursor.execute(
                    "SELECT setval(%s, greatest(nextval(%s), %s))", [sequence, sequence, last]
                )
        cursor.execute("SET LOCAL session_replication_role = origin")


def _statement(text: str, name: str, columns: tuple[str, ...]) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(text).format(sql.Identifier(name), listed)
