"""Checks at start of what must fit together across settings, apps and the database."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks as django_checks
from django.core.checks import CheckMessage, Error
from django.db import connections

from config.broker import uses_pgmq
from consignment.languages import CHINESE, ENGLISH

OLDEST_POSTGRES = 15
# Beside its pool: broker and listener of two workers, beat, and the live pages of a web process.
OTHER_CONNECTIONS = 20
# Two workers, beat and the web; each may fill a pool.
PROCESSES = 4


def pool_suffices(**kwargs: Any) -> list[CheckMessage]:
    """A pool of one would wait for itself when a page needs a second connection."""
    if settings.DATABASE_POOL_SIZE < 2:
        return [Error("DATABASE_POOL_SIZE must be 2 or more.", id="config.E001")]
    return []


def languages_agree(**kwargs: Any) -> list[CheckMessage]:
    """What people can choose as their language must be what the site is translated to."""
    offered = {code for code, _ in settings.LANGUAGES}
    if offered != {ENGLISH, CHINESE}:
        return [
            Error(
                f"LANGUAGES offers {sorted(offered)}, people choose between "
                f"{sorted([ENGLISH, CHINESE])}.",
                id="config.E002",
            )
        ]
    return []


def staff_prove_themselves(**kwargs: Any) -> list[CheckMessage]:
    """A stolen password must not open a desk that strangers can reach."""
    if settings.PRODUCTION and not settings.STAFF_SECOND_FACTOR:
        return [
            django_checks.Warning(
                "STAFF_SECOND_FACTOR is off: staff sign in with a password alone.",
                hint="Leave it out of the environment; in production it is on by itself.",
                id="config.W001",
            )
        ]
    return []


def database_suffices(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The server must be new enough and bear the connections of one machine's processes."""
    errors: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        connection.ensure_connection()
        version = connection.pg_version // 10000  # type: ignore[attr-defined]
        if version < OLDEST_POSTGRES:
            errors.append(
                Error(
                    f"PostgreSQL {version} is too old: {OLDEST_POSTGRES} or newer.",
                    id="config.E003",
                )
            )
        with connection.cursor() as cursor:
            cursor.execute("SHOW max_connections")
            most = int(cursor.fetchone()[0])
        needed = PROCESSES * settings.DATABASE_POOL_SIZE + (OTHER_CONNECTIONS if uses_pgmq() else 0)
        if most < needed:
            errors.append(
                Error(
                    f"The database takes {most} connections, {needed} may be needed: raise "
                    "max_connections or lower DATABASE_POOL_SIZE.",
                    id="config.E004",
                )
            )
    return errors
