"""Real processes for tests: started on the test's database, and always ended."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

Fact = TypeVar("Fact")
PATIENCE_SECONDS = 60


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process that works on the database of this test."""
    database = connection.settings_dict
    credentials = ":".join(filter(None, [database["USER"], database["PASSWORD"]]))
    where = urlencode({"host": database["HOST"], "port": database["PORT"] or "5432"})
    url = f"postgresql://{credentials}@/{database['NAME']}?{where}"
    ours = {"DATABASE_URL": url, "MEDIA_ROOT": str(settings.MEDIA_ROOT), "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **ours, **more}


@contextmanager
def running(*arguments: str, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run ``python -m arguments`` in a group of its own; kill the group at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=settings.BASE_DIR,
        env=environment(**more),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 9)
        process.wait()


def eventually(look: Callable[[], Fact], *, seconds: float = PATIENCE_SECONDS) -> Fact:
    """Return what ``look`` gives once that is true; raises AssertionError when it never is."""
    deadline = time.monotonic() + seconds
    while not (fact := look()):
        assert time.monotonic() < deadline, f"{look} was not true within {seconds} s"
        time.sleep(0.1)
    return fact
