"""How much somebody can have at one time. Pure.

Two rooms that do not take from each other. What is answered in writing, whenever there is time for
it, takes one of the agent's places. A call takes all of somebody's attention at once, a chat a part
of it: so many chats, or one call, and the tickets wait meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Held = Mapping[str, int]
"""How many tickets under work, by channel."""


@dataclass(frozen=True, slots=True)
class Room:
    """``tickets``: the most in writing. ``at_once``: the most of each live channel alone."""

    tickets: int
    at_once: Mapping[str, int] = field(default_factory=dict)

    def load(self, held: Held, *, live: bool) -> Fraction:
        """Return the share that is taken of the one room or the other: 1 is full."""
        if not live:
            written = sum(n for channel, n in held.items() if channel not in self.at_once)
            return Fraction(written, self.tickets)
        return sum(
            (Fraction(held.get(channel, 0), most) for channel, most in self.at_once.items()),
            Fraction(0),
        )

    def is_live(self, channel: str) -> bool:
        return channel in self.at_once

    def fits(self, held: Held, channel: str) -> bool:
        """Tell whether one more of ``channel`` fits besides what is ``held``."""
        live = self.is_live(channel)
        one_more = Fraction(1, self.at_once[channel] if live else self.tickets)
        return self.load(held, live=live) + one_more <= 1

    def left(self, held: Held, channel: str) -> Fraction:
        """Return the free share of the room that one more of ``channel`` would take, 0 to 1."""
        return max(Fraction(0), 1 - self.load(held, live=self.is_live(channel)))

    def __contains__(self, held: Held) -> bool:
        """Tell whether all of ``held`` fits."""
        return all(self.load(held, live=live) <= 1 for live in (False, True))
