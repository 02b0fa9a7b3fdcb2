"""How much somebody can have at one time. Pure.

Two rooms that do not take from each other. What is answered in writing, whenever there is time for
it, takes one of the agent's places. A call takes all of somebody's attention at once, a chat a part
of it: so many chats, or one call, and the tickets wait meanwhile.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

Held = Mapping[str, int]
"""How many tickets under work, by channel."""


@dataclass(frozen=True, slots=True)
class Room:
    """``tickets``: the most in writing. ``at_once``: the most of each live channel alone."""

    tickets: int
    at_once: Mapping[str, int] = field(default_factory=dict)

    def is_live(self, channel: str) -> bool:
        return channel in self.at_once

    def written(self, held: Held) -> int:
        """Return how many of ``held`` are in writing."""
        return sum(n for channel, n in held.items() if channel not in self.at_once)

    def load(self, held: Held, *, live: bool) -> float:
        """Return which part is taken of the one room or the other: 1 is full."""
        if not live:
            return self.written(held) / self.tickets
        return self._attention(held) / self._whole

    def left(self, held: Held, channel: str) -> float:
        """Return the free part of the room that one more of ``channel`` would take, 0 to 1."""
        return max(0.0, 1 - self.load(held, live=channel in self.at_once))

    def fits(self, held: Held, channel: str) -> bool:
        """Tell whether one more of ``channel`` fits besides what is ``held``."""
        if channel not in self.at_once:
            return self.written(held) < self.tickets
        return self._attention(held) + self._whole // self.at_once[channel] <= self._whole

    def __contains__(self, held: Held) -> bool:
        """Tell whether all of ``held`` fits."""
        return self.written(held) <= self.tickets and self._attention(held) <= self._whole

    @property
    def _whole(self) -> int:
        """All of somebody's attention, in parts that every channel takes a whole number of."""
        return math.lcm(*self.at_once.values())

    def _attention(self, held: Held) -> int:
        return sum(
            held.get(channel, 0) * (self._whole // most) for channel, most in self.at_once.items()
        )
