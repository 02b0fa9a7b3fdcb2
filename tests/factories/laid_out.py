"""The presets in one statement: most tests begin with them, and a load asks 350 times."""

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from pghistory.models import Context
from psycopg import sql

from tickets.changes.tracking import TRACKED, recorded
from tickets.lifecycle.models import Ticket
from tickets.management import presets
from tickets.sla.models import Policy
from tickets.triage.models import Category

COLUMNS = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
INSERT = sql.SQL(
    "INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE"
    " SELECT {columns} FROM json_populate_recordset(NULL::{table}, {rows}) ON CONFLICT DO NOTHING"
)
PAST = sql.SQL(
    "SELECT setval({sequence}::regclass, greatest((SELECT max(id) FROM {table}),"
    " (SELECT last_value FROM {sequence_name})))"
)
"""What is given its number by hand does not move the sequence, and a flush sets it back."""

_copy: list[str] = []
"""The statements that write what the first load of this process wrote."""


def lay_out() -> None:
    """Load the presets: really the first time and where some are there, else from a copy.

    The triggers run as they do in a load, so its history and versions are written by the database.
    """
    if Category.objects.exists() or Policy.objects.exists() or Ticket.objects.exists():
        presets.load()
    elif _copy:
        with recorded(command="load_presets"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("; ".join(_copy))
    else:
        empty = _tables() - _filled()
        presets.load()
        _copy.extend(_statements(empty & _filled()))


def _statements(tables: set[str]) -> list[str]:
    """Return an insert of every row of ``tables``, but of the history: that is the triggers'."""
    history = {tracked.events._meta.db_table for tracked in TRACKED.values()}
    history.add(Context._meta.db_table)
    statements = []
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, columns in cursor.fetchall():
            if table not in tables - history:
                continue
            name = sql.Identifier(table)
            cursor.execute(sql.SQL("SELECT json_agg(t)::text FROM {} t").format(name))
            insert = INSERT.format(
                table=name,
                columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
                rows=sql.Literal(cursor.fetchone()[0]),
            )
            statements.append(insert.as_string(cursor.connection))
            if "id" in columns and (sequence := _sequence(cursor, table)):
                past = PAST.format(
                    sequence=sql.Literal(sequence),
                    sequence_name=sql.SQL(sequence),
                    table=name,
                )
                statements.append(past.as_string(cursor.connection))
    return statements


def _sequence(cursor: CursorWrapper, table: str) -> str | None:
    """Return the sequence, quoted where it must be, that numbers the rows of ``table``."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [connection.ops.quote_name(table)])
    sequence: str | None = cursor.fetchone()[0]
    return sequence


def _tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return {table for table, _ in cursor.fetchall()}


def _filled() -> set[str]:
    """Return the tables that hold a row."""
    one = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})"
        for table in sorted(_tables())
    )
    with connection.cursor() as cursor:
        cursor.execute(one)
        return {table for (table,) in cursor.fetchall()}
