"""Plain data by serializers, and from them, that are made once for each thread.

DRF makes the fields of a serializer anew for each use, which takes longer than reading the rows
that they show. Nothing of a field depends on what is shown, so one serializer serves all calls of
its thread, one after the other.
"""

import threading
from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.serializers import Serializer

_own = threading.local()


def accepted(
    serializer: type[Serializer[Any]], given: Any, *, context: Mapping[str, Any]
) -> dict[str, Any]:
    """Return ``given``, the body of a call, as ``serializer`` reads it. Raises ValidationError."""
    kept = _made("reads", serializer)
    kept._context = dict(context)
    try:
        data: dict[str, Any] = kept.run_validation(given)
    except ValidationError:
        # What is wrong is said by one of its own, as DRF puts it for a whole call.
        fresh = serializer(data=given, context=dict(context))
        fresh.is_valid(raise_exception=True)
        data = fresh.validated_data
    return data


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
    kept = _made("shows", serializer)
    kept._context = dict(context or {})
    return [kept.to_representation(row) for row in rows]


def _made(use: str, serializer: type[Serializer[Any]]) -> Any:
    """Return this thread's serializer for ``use``. ``_context`` is what DRF's ``context`` reads."""
    made: dict[Any, Any] = _own.__dict__
    if (use, serializer) not in made:
        made[use, serializer] = serializer()
    return made[use, serializer]
