"""A database that is there for one measuring, on the server of the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connections

NAME = "desk_evaluation"


@contextmanager
def scratch_database() -> Iterator[None]:
    """Point this process at a fresh database with every table; drop it at the end.

    The database named in the settings is neither read nor written. What an earlier run that was
    killed left behind is dropped first.
    """
    wrapper: Any = connections["default"]
    before = wrapper.settings_dict["NAME"]
    if before == NAME:
        raise ValueError(f"The desk itself uses a database named {NAME}.")
    if start := getattr(wrapper, "start_server", None):
        start()
    with wrapper._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{NAME}"')
    _point(wrapper, NAME)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        _point(wrapper, before)
        with wrapper._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')


def _point(wrapper: Any, name: str) -> None:
    wrapper.close()
    wrapper.close_pool()
    wrapper.settings_dict["NAME"] = name
