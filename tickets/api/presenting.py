"""Plain data by serializers that are made once for each thread.

DRF makes the fields of a serializer anew for each use, which takes longer than reading the rows
that they show. Nothing of a field depends on what is shown, so one serializer serves all calls of
its thread, one after the other.
"""

import threading
from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework.serializers import Serializer

_own = threading.local()


def presented(
    serializer: type[Serializer[Any]],
    rows: Iterable[Any],
    *,
    context: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """Return each of ``rows`` as ``serializer`` shows it; for reading only.

    A serializer may present parts of its rows in this way, but never rows of its own kind: one is
    at work at a time.
    """
    made: dict[Any, Any] = _own.__dict__
    kept = made.get(serializer)
    if kept is None:
        kept = made[serializer] = serializer()
    # What DRF's own ``context`` reads.
    kept._context = dict(context or {})
    return [kept.to_representation(row) for row in rows]
