"""Which of the waiting tickets is next, so that each line keeps its share. Pure.

Precedence, as agreed: what is urgent; the reserve of the VIP lane; the reserve of the ordinary
lane; then the bands, by how frequent a problem is. A share is one of the *work in hand*: of the
tickets under work together with the one that is about to join them. So a share is never capacity
that lies idle. It says who goes first where several wait, and whoever waits alone is taken.

Why the ordinary lane cannot be crowded out: beyond its reserve a VIP ticket is taken only when the
ordinary lane has its own in hand, or nobody waiting; and not even within it when that would break
promises of the ordinary lane that it would have kept without a VIP lane (``vip_yields``).

Why nothing starves: what is passed over makes up less and less of the work in hand, until its share
is next, and within a share the nearest promise comes first, which waiting makes nearer.
"""

import datetime as dt
import uuid
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tickets.lifecycle.facts import Line
from tickets.routing import order
from tickets.routing.choices import Band


@dataclass(frozen=True, slots=True)
class Head:
    """A ticket that could be next: the first of those that differ in nothing that matters here."""

    id: uuid.UUID
    priority: int
    band: Band
    due_at: dt.datetime | None
    created_at: dt.datetime
    head_start: int = 0


@dataclass(frozen=True, slots=True)
class Shares:
    """Reserves in percent of the work in hand; bands in percent of what is beyond both reserves.

    ``contacts``: the ordinary lane's share of all contacts of some weeks, 0 to 1: its part of any
    queue.
    """

    vip: int
    ordinary: int
    bands: Mapping[Band, int]
    contacts: float = 1.0


@dataclass(frozen=True, slots=True)
class Load:
    """How many tickets are under work, by line and by band, and how many wait, by line."""

    lines: Mapping[int, int] = field(default_factory=dict)
    bands: Mapping[Band, int] = field(default_factory=dict)
    waiting: Mapping[int, int] = field(default_factory=dict)

    @property
    def in_hand(self) -> int:
        return sum(self.lines.values())


H = TypeVar("H", bound=Head)


@dataclass(frozen=True, slots=True)
class Next(Generic[H]):
    """The ticket that is next, and why: reasons for people."""

    head: H
    why: tuple[str, ...]


def choose_next(
    heads: Iterable[H], *, load: Load, shares: Shares, at: dt.datetime
) -> Next[H] | None:
    """Return which of ``heads`` is taken next at ``at``, or None when nobody waits."""
    waiting: dict[int, list[H]] = {}
    for head in heads:
        waiting.setdefault(head.priority, []).append(head)
    if urgent := waiting.get(Line.URGENT):
        return Next(_first(urgent), ("urgent comes first",))
    yields = Line.ORDINARY in waiting and vip_yields(
        _first(waiting[Line.ORDINARY]), load, shares, at
    )
    vip, ordinary = load.lines.get(Line.VIP, 0), load.lines.get(Line.ORDINARY, 0)
    if Line.VIP in waiting and not yields and _below(vip, shares.vip, load):
        why = f"VIP reserve of {shares.vip} %: {vip} of {load.in_hand} under work"
        return Next(_first(waiting[Line.VIP]), (why, NEAREST))
    if Line.ORDINARY in waiting and (yields or _below(ordinary, shares.ordinary, load)):
        why = f"ordinary reserve of {shares.ordinary} %: {ordinary} of {load.in_hand} under work"
        if yields:
            why = "late, and the ordinary lane waits for more than its part"
        return Next(_first(waiting[Line.ORDINARY]), (why, NEAREST))
    rest = [head for heads in waiting.values() for head in heads]
    if not rest:
        return None
    band = min({head.band for head in rest}, key=lambda band: _filled(band, load, shares))
    why = f"{band.value} problems: {shares.bands.get(band, 0)} % of what is beyond the reserves"
    return Next(_first([head for head in rest if head.band is band]), (why, NEAREST))


NEAREST = "nearest promise first"


def vip_yields(first: Head, load: Load, shares: Shares, at: dt.datetime) -> bool:
    """Tell whether the VIP lane lets ``first``, the first of the ordinary lane, go before it.

    That is when its promise is broken, and more of those who wait are ordinary than it would be
    without a VIP lane: a queue would be made of both as contacts are. Else, while more comes than
    can be done, the lane would keep its promises with what the ordinary lane loses.
    """
    vip, ordinary = load.waiting.get(Line.VIP, 0), load.waiting.get(Line.ORDINARY, 0)
    return is_late(first, at) and _too_many(ordinary, vip, shares)


MOST_WAITING = 1_000
"""So far a queue is counted; where both lanes have more, they count as alike."""


def queues(shares: Shares, count: Callable[[Line, int], int]) -> dict[int, int]:
    """Return how many wait, by lane, as far as ``vip_yields`` asks: mostly a handful, of however
    many. ``count`` says how many of a lane wait, no further than the number it is given.
    """
    # Beside so many of the VIP lane no queue of the ordinary lane is too long.
    enough = bisect_left(
        range(MOST_WAITING + 1), True, key=lambda vip: not _too_many(MOST_WAITING, vip, shares)
    )
    vip = count(Line.VIP, min(enough, MOST_WAITING))
    if vip >= enough:
        return {Line.VIP: vip}
    # So many are too long beside it already.
    enough = bisect_left(
        range(MOST_WAITING), True, key=lambda ordinary: _too_many(ordinary, vip, shares)
    )
    return {Line.VIP: vip, Line.ORDINARY: count(Line.ORDINARY, enough)}


def _too_many(ordinary: int, vip: int, shares: Shares) -> bool:
    return ordinary > shares.contacts * (vip + ordinary)


def is_late(head: Head, at: dt.datetime) -> bool:
    """Tell whether the next promise of ``head`` is broken at ``at``."""
    return head.due_at is not None and head.due_at < at


def _below(held: int, percent: int, load: Load) -> bool:
    return held * 100 < percent * (load.in_hand + 1)


def _first(heads: Iterable[H]) -> H:
    return min(heads, key=order.within)


def _filled(band: Band, load: Load, shares: Shares) -> tuple[bool, float, str]:
    """Return how much of its share a band has in hand; one without a share comes last."""
    percent = shares.bands.get(band, 0)
    held = load.bands.get(band, 0)
    return percent == 0, held / (percent or 1), band.value
