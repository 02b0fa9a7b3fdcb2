"""A database of the benchmark's own, on the server of the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.db import connections

NAME = "desk_benchmark"


class DatabaseExists(Exception):
    """The database of an earlier run is there still; nothing was touched."""

    def __init__(self) -> None:
        super().__init__(
            f"The database {NAME} exists: measure it again with --reuse, or drop it first with "
            f"--fresh."
        )


@dataclass(slots=True)
class Own:
    """The database while it is ours: still without tickets, and whether it outlives the run."""

    empty: bool
    keep: bool


@contextmanager
def own_database(*, reuse: bool, fresh: bool, keep: bool) -> Iterator[Own]:
    """Point this process at the benchmark's database.

    The database named in the settings is neither read nor written. At the end ours is dropped,
    unless it is kept and was filled. Raises DatabaseExists when one is there and neither ``reuse``
    nor ``fresh`` is asked.
    """
    wrapper: Any = connections["default"]
    before = wrapper.settings_dict["NAME"]
    if before == NAME:
        raise ValueError(f"The desk itself uses a database named {NAME}.")
    if start := getattr(wrapper, "start_server", None):
        start()
    with wrapper._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        there = cursor.fetchone() is not None
        if there and fresh:
            _drop(cursor)
        elif there and not reuse:
            raise DatabaseExists
        empty = not there or fresh
        if empty:
            cursor.execute(f'CREATE DATABASE "{NAME}"')
    _point(wrapper, NAME)
    own = Own(empty, keep)
    try:
        yield own
    finally:
        _point(wrapper, before)
        if own.empty or not own.keep:
            with wrapper._nodb_cursor() as cursor:
                _drop(cursor)


def address() -> str:
    """Return the benchmark's database as ``DATABASE_URL`` names it."""
    if settings.DATABASE_URL:
        return urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{NAME}"))
    embedded = connections["default"].settings_dict
    host = quote(str(embedded["HOST"]), safe="")
    return f"postgresql://{embedded['USER']}@{host}:{embedded['PORT']}/{NAME}"


def folder() -> Path:
    """Return where the benchmark keeps files: the site's log, collected static files."""
    path: Path = settings.DATA_DIR / "benchmark"
    path.mkdir(parents=True, exist_ok=True)
    return path


def _point(wrapper: Any, name: str) -> None:
    wrapper.close()
    wrapper.close_pool()
    wrapper.settings_dict["NAME"] = name


def _drop(cursor: Any) -> None:
    cursor.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
