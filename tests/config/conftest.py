"""A place for servers of a test's own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.database import server


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder whose ``postgres`` holds a server, which ends with the test.

    Not below pytest's own: each run closes that to other users, and for root the server is one.
    """
    with tempfile.TemporaryDirectory(prefix="desk ") as folder:
        yield Path(folder)
        server.remove(Path(folder) / "postgres")
