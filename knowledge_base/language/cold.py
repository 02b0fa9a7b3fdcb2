"""Whether this process is still reading what it answers from. Pure.

It takes a fresh process seconds to read the articles, what they mean and what others have said. A
thread does that beside serving (``config/warming.py``), and meanwhile whoever asks goes by what is
ready. In a process that nobody warms, who asks first reads it and waits.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_warming: threading.Thread | None = None


@contextmanager
def warming() -> Iterator[None]:
    """Let all but this thread go by what is ready, until this is left."""
    global _warming  # noqa: PLW0603  # one process, one answer
    _warming = threading.current_thread()
    try:
        yield
    finally:
        _warming = None


def hurries() -> bool:
    """Tell whether the caller shall not wait for what takes seconds, since it is being read."""
    return _warming is not None and threading.current_thread() is not _warming
