"""A desk by day and night, with the functions by which the real one chooses. Pure, by a seed.

Customers write at random moments; each ticket takes its time of one agent who fits it. Whenever
somebody is free, ``shares.choose_next`` says which ticket is next and ``placing.choose`` who gets
it. Nothing here knows a rule of its own, but for how people and matters are drawn.
"""

import datetime as dt
import heapq
import random
import uuid
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tickets.lifecycle.choices import Lane, Tier
from tickets.lifecycle.facts import LINE
from tickets.routing import order
from tickets.routing.choices import Band
from tickets.routing.placing import Candidate, Need, choose
from tickets.routing.shares import Head, Load, Shares, choose_next
from tickets.sla.presets import POLICIES
from tickets.staff.room import Room

START = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
MEAN_MINUTES = 12.0
"""What a ticket takes of its agent, on average; the lengths are exponential."""
SPECIAL = 1
"""The skill that some of the problems need."""

PROMISED = {
    (policy.tier, policy.lane): policy.first
    for policy in POLICIES
    if policy.tier and not policy.channel and not policy.urgency
}
"""First responses of the standard desk, by tier and lane; without a lane for the ordinary one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of matter: how much of all contacts it makes, its tier, what it asks for."""

    share: float
    tier: Tier
    band: Band
    skill: int | None = None


PROBLEMS = (
    Problem(0.01, Tier.URGENT, Band.RARE),
    Problem(0.03, Tier.HIGH, Band.RARE, SPECIAL),
    Problem(0.08, Tier.HIGH, Band.MIDDLING),
    Problem(0.33, Tier.MEDIUM, Band.FREQUENT),
    Problem(0.22, Tier.MEDIUM, Band.FREQUENT),
    Problem(0.06, Tier.MEDIUM, Band.MIDDLING, SPECIAL),
    Problem(0.15, Tier.LOW, Band.FREQUENT),
    Problem(0.08, Tier.LOW, Band.MIDDLING),
    Problem(0.04, Tier.LOW, Band.RARE),
)
SHARES = Shares(vip=10, ordinary=70, bands={Band.FREQUENT: 70, Band.MIDDLING: 20, Band.RARE: 10})
"""As a new desk has them."""


@dataclass(slots=True)
class Contact:
    """A matter as it comes: when, what, whose, how long it takes; and what became of it."""

    id: uuid.UUID
    at: dt.datetime
    problem: Problem
    vip: bool
    language: str
    work: dt.timedelta
    level: int
    due_at: dt.datetime = START
    answered_at: dt.datetime | None = None

    @property
    def in_time(self) -> bool:
        return self.answered_at is not None and self.answered_at <= self.due_at


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all contacts."""

    contacts: list[Contact]

    def attainment(self, of: Container[uuid.UUID]) -> float:
        """Return which part of the contacts ``of`` was answered as promised, in percent."""
        asked = [contact.in_time for contact in self.contacts if contact.id in of]
        return 100 * sum(asked) / len(asked)

    @property
    def never_answered(self) -> int:
        return sum(contact.answered_at is None for contact in self.contacts)

    @property
    def longest_wait(self) -> dt.timedelta:
        return max(c.answered_at - c.at for c in self.contacts if c.answered_at is not None)


def drawn(
    seed: int, *, load: float, vip: float, days: float, agents: int, at_once: bool = False
) -> list[Contact]:
    """Draw all contacts of ``days``, enough to keep ``agents`` busy for ``load`` of their time.

    A share ``vip`` of them is about much money; ``at_once``: all of these come within one hour.
    But for that, the same seed gives the same contacts whatever the share.
    """
    rng = random.Random(seed)
    between = MEAN_MINUTES / (load * agents)
    end, at, contacts = START + dt.timedelta(days=days), START, []
    while True:
        at += rng.expovariate(1 / between) * MINUTE
        if at >= end:
            return sorted(contacts, key=lambda contact: contact.at)
        problem = rng.choices(PROBLEMS, [problem.share for problem in PROBLEMS])[0]
        is_vip, moment = rng.random() < vip, rng.random()
        contacts.append(
            Contact(
                id=uuid.UUID(int=rng.getrandbits(128)),
                at=START + dt.timedelta(hours=10) + moment * 60 * MINUTE
                if is_vip and at_once
                else at,
                problem=problem,
                vip=is_vip,
                language="zh-hans" if rng.random() < 0.6 else "en",
                work=rng.expovariate(1 / MEAN_MINUTES) * MINUTE,
                level=rng.choices((0, 1, 2, 3), (85, 8, 5, 2))[0],
            )
        )


Kind = tuple[int, Problem, str]
Stream = list[tuple[Any, Head, Contact]]


class Simulation:
    """One run. ``lane``: whether there is a VIP lane; without it all are ordinary.

    ``standing``: what each level of standing is worth, in percent of the promised time.
    """

    def __init__(
        self, *, agents: int, lane: bool, standing: int = 0, shares: Shares = SHARES
    ) -> None:
        self.lane, self.standing, self.shares = lane, standing, shares
        self.held: dict[int, Counter[str]] = {n: Counter() for n in range(agents)}
        self.agents = [
            Candidate(
                agent_id=n,
                name=f"agent {n}",
                skill_ids=frozenset({SPECIAL} if n % 5 < 2 else ()),
                team_ids=frozenset(),
                languages=frozenset({"en"} if n % 5 == 4 else {"en", "zh-hans"}),
                room=Room(tickets=1),
                held=self.held[n],
            )
            for n in range(agents)
        ]
        self.free = {agent.agent_id: agent for agent in self.agents}
        self.lines: Counter[int] = Counter()
        self.bands: Counter[Band] = Counter()
        self.queued: Counter[int] = Counter()
        # Those that differ in nothing but when their turn is, as the desk's index has them.
        self.waiting: dict[Kind, Stream] = {}

    def run(self, contacts: Iterable[Contact]) -> Outcome:
        """Let all of ``contacts`` come and be worked on, to the last one."""
        contacts = [replace(contact) for contact in contacts]
        coming = iter(contacts)
        following = next(coming, None)
        working: list[tuple[dt.datetime, uuid.UUID, int, Head]] = []
        while following or working:
            if working and (following is None or working[0][0] <= following.at):
                at, _, agent, head = heapq.heappop(working)
                self.held[agent].clear()
                self.free[agent] = self.agents[agent]
                self.lines[head.priority] -= 1
                self.bands[head.band] -= 1
            else:
                at = following.at
                self._arrive(following)
                following = next(coming, None)
            for head, contact, agent in self._placed(at):
                contact.answered_at = at
                heapq.heappush(working, (at + contact.work, contact.id, agent, head))
        return Outcome(contacts)

    def _arrive(self, contact: Contact) -> None:
        lane = Lane.VIP if contact.vip and self.lane else Lane.STANDARD
        tier = contact.problem.tier
        within = PROMISED.get((tier, lane), PROMISED[tier, ""])
        contact.due_at = contact.at + within
        head = Head(
            id=contact.id,
            priority=LINE[tier, lane],
            band=contact.problem.band,
            due_at=contact.due_at,
            created_at=contact.at,
            head_start=int(within.total_seconds() * contact.level * self.standing / 100),
        )
        stream = self.waiting.setdefault((head.priority, contact.problem, contact.language), [])
        heapq.heappush(stream, (order.within(head), head, contact))
        self.queued[head.priority] += 1

    def _placed(self, at: dt.datetime) -> Iterator[tuple[Head, Contact, int]]:
        """Place whoever is next, while there is somebody for anybody who waits."""
        while self.free and (first := self._first()):
            chosen = choose_next(
                (stream[0][1] for _, stream in first.values()),
                load=Load(self.lines, self.bands, self.queued),
                shares=self.shares,
                at=at,
            )
            assert chosen is not None
            (_, problem, language), stream = first[chosen.head.id]
            _, head, contact = heapq.heappop(stream)
            need = Need(skill_id=problem.skill, language=language, channel="site")
            agent = choose(need, self.free.values())
            assert agent is not None
            self.held[agent.agent_id]["site"] += 1
            del self.free[agent.agent_id]
            self.queued[head.priority] -= 1
            self.lines[head.priority] += 1
            self.bands[head.band] += 1
            yield head, contact, agent.agent_id

    def _first(self) -> dict[uuid.UUID, tuple[Kind, Stream]]:
        """Return the first of each kind that somebody who is free may take."""
        reach = {
            (skill, language)
            for agent in self.free.values()
            for skill in (None, *agent.skill_ids)
            for language in agent.languages
        }
        return {
            stream[0][1].id: (kind, stream)
            for kind, stream in self.waiting.items()
            if stream and (kind[1].skill, kind[2]) in reach
        }
