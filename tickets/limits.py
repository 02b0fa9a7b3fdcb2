"""How often somebody may call: counted without a race, and told on every answer.

The windows are fixed: the first call opens one, and its end forgets all calls of it.
"""

import math
import time
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit and what is left of it. ``resets_in``: seconds until it counts anew."""

    name: str
    quota: int
    window: int
    remaining: int
    resets_in: int


class CountingThrottle(SimpleRateThrottle):
    """DRF's, which reads a list of calls and writes it back, made into one atomic count.

    What was counted is left at the request, for the fields that tell of it.
    """

    num_requests: int
    duration: int

    def allow_request(self, request: Request | HttpRequest, view: Any) -> bool:
        key = self.get_cache_key(request, view) if self.rate else None  # type: ignore[arg-type]
        if key is None:
            return True
        count, left = counted(key, seconds=self.duration)
        self.resets_in = max(1, math.ceil(left))
        limit = Limit(
            name=self.scope or "calls",
            quota=self.num_requests,
            window=self.duration,
            remaining=max(0, self.num_requests - count),
            resets_in=self.resets_in,
        )
        limits_of(request).append(limit)
        return bool(count <= self.num_requests)

    def wait(self) -> float:
        return self.resets_in


class StrangerThrottle(CountingThrottle, AnonRateThrottle):
    """Calls without a login, by the address they come from."""


class PersonThrottle(CountingThrottle, UserRateThrottle):
    """Calls of somebody logged in. Strangers are counted by the other."""

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        return super().get_cache_key(request, view) if request.user.is_authenticated else None


class GuestThrottle(CountingThrottle, AnonRateThrottle):
    """What a guest does costs a stranger nothing, and others a mail and the desk a person.

    The site and the API count together.
    """

    scope = "guest"


class UploadThrottle(CountingThrottle, AnonRateThrottle):
    """A file that a stranger begins to upload takes room until it is purged."""

    scope = "upload"


class TalkThrottle(CountingThrottle, UserRateThrottle):
    """What is said to the assistant costs an answer each time; site and API count together."""

    scope = "talk"


class SuggestionThrottle(CountingThrottle, UserRateThrottle):
    """Suggestions are asked for while somebody types: often, and apart from all else."""

    scope = "suggestions"


def limits_of(request: Request | HttpRequest) -> list[Limit]:
    """Return the list of limits that were counted for ``request``; whoever counts appends."""
    http: HttpRequest = getattr(request, "_request", request)
    limits: list[Limit] = http.__dict__.setdefault("counted_limits", [])
    return limits


def counted(key: str, *, seconds: int) -> tuple[int, float]:
    """Count one call under ``key``; return how many in this window, and how long it still runs.

    The database counts in one statement; any other cache by its own atomic ``incr``.
    """
    count = getattr(cache, "count", None)
    if count is not None:
        result: tuple[int, float] = count(key, seconds=seconds)
        return result
    now = time.time()
    ends: float = cache.get_or_set(f"{key}:ends", now + seconds, seconds)  # type: ignore[assignment]
    # Named by its end: a window that is over can never be counted on.
    window = f"{key}:{ends}"
    cache.add(window, 0, max(1, math.ceil(ends - now)))
    return cache.incr(window), ends - now
