"""Simulated time: things to come, in the order in which they happen. Pure."""

import datetime as dt
import heapq
from collections.abc import Callable, Iterator
from itertools import count

Happening = Callable[[dt.datetime], object]


class Timeline:
    """A queue of happenings. Whoever happens may put more of them into it, never into the past."""

    def __init__(self, start: dt.datetime) -> None:
        self.now = start
        self._queue: list[tuple[dt.datetime, int, Happening]] = []
        # Of two at the same instant the one put in first comes first.
        self._order = count()

    def put(self, at: dt.datetime, happening: Happening) -> None:
        """Let ``happening`` be called with ``at``. Raises ValueError for the past."""
        if at < self.now:
            raise ValueError(f"{at.isoformat()} is past: it is {self.now.isoformat()}.")
        heapq.heappush(self._queue, (at, next(self._order), happening))

    def until(self, end: dt.datetime) -> Iterator[tuple[dt.datetime, Happening]]:
        """Give what happens up to ``end``, in order; what comes later stays undone."""
        while self._queue and self._queue[0][0] <= end:
            at, _, happening = heapq.heappop(self._queue)
            self.now = at
            yield at, happening
