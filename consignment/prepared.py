"""Statements that a connection parses and plans once.

Django writes the values into the text of a statement, which PostgreSQL then parses and plans anew
each time. For the few that every call runs that is most of their cost: they go through here
(``DATABASE_PREPARES``).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor


def opened(connection: Any) -> Any:
    """Return what ``connection.cursor()`` does, around a cursor that binds at the server.

    Values are sent beside the text (``%s``), so PostgreSQL must know their types from where they
    stand. Where somebody reads statements along, or writes into them as the history of changes
    does, they are run as Django runs any: whole, and not prepared.
    """
    if connection.queries_logged or connection.execute_wrappers:
        return connection.cursor()
    connection.ensure_connection()
    connection.validate_thread_sharing()
    bare: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # no stub
    # What ``_prepare_cursor`` makes where nobody reads along.
    return connection.make_cursor(bare)


@contextmanager
def cursor() -> Iterator[Any]:
    """Give such a cursor of the desk's database."""
    # Looked up once: ``django.db.connection`` does so for each of its attributes.
    with opened(connections[DEFAULT_DB_ALIAS]) as wrapped:
        yield wrapped


def row(statement: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """Return the first row of ``statement``, or None when it has none."""
    with cursor() as run:
        run.execute(statement, values)
        found: tuple[Any, ...] | None = run.fetchone()
    return found
