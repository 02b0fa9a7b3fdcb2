"""What a process knows of the articles outlives a test, and synonyms are taken in beside."""

from collections.abc import Iterator

import pytest

from knowledge_base.search import index as indexes


@pytest.fixture(autouse=True)
def nothing_read_yet() -> Iterator[None]:
    """Let no test search with the synonyms of another."""
    indexes._indexes.clear()
    yield
    indexes._indexes.clear()
