"""What is tried at the database itself, without the site: asked for by name alone."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from config.benchmark import claims, following, sweeping, taking
from consignment.models import User
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Agent, Presence, Role, Skill, Team

CLAIMS, PROCESSES, TICKETS = 10_000, 8, 1_500
AGENTS, ROOM = 16, 40
MOST_MS = 20
MOST_TIMES = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial, in words, and whether it is as it should be."""

    said: str
    fine: bool


@dataclass(frozen=True, slots=True)
class Trial:
    key: str
    name: str
    run: Callable[[], Outcome]


def chosen(only: Sequence[str]) -> list[Trial]:
    return [trial for trial in TRIALS if trial.key in only]


def _take_next() -> Outcome:
    taken = taking.measure()
    said = (
        f"{taken.waiting:,} tickets wait: the next one costs {taken.p50:.1f} ms at the database"
        f" (p95 {taken.p95:.1f} ms, {taken.statements} statements)"
    )
    return Outcome(said, taken.p95 < MOST_MS)


def _claims() -> Outcome:
    taking.let_wait(TICKETS)
    # What the benchmark's own agents hold was told, not lived through.
    Agent.objects.update(presence=Presence.AWAY)
    agents = [_hired(n) for n in range(AGENTS)]
    report = claims.run(claims=CLAIMS, processes=PROCESSES, agents=agents)
    done = ", ".join(f"{what} {count:,}" for what, count in sorted(report.done.items()))
    waits = Ticket.objects.filter(state=State.NEW).count()
    said = (
        f"{CLAIMS:,} claims by {PROCESSES} processes in {report.seconds:.0f} s: {done}; {waits:,}"
        f" wait still. {'; '.join(report.wrong) or 'Nothing went wrong.'}"
    )
    errors = [what for what in report.done if what.startswith(("error", "deadlocks"))]
    return Outcome(said, not report.wrong and not errors)


def _hired(n: int) -> Agent:
    """Return somebody new who speaks both languages and knows everything."""
    email = f"hand-{n}-{uuid.uuid4().hex[:8]}@example.com"
    person = User.objects.create(email=email, name=f"Hand {n}", is_staff=True)
    languages = User.Language.values
    agent = Agent.objects.create(
        user=person, role=Role.AGENT, languages=languages, capacity=ROOM, presence=Presence.HERE
    )
    agent.skills.set(Skill.objects.all())
    agent.teams.set(Team.objects.all())
    return agent


def _sweep() -> Outcome:
    swept = sweeping.measure()
    said = (
        f"a sweep of {sweeping.DUE:,} due clocks takes {swept.few:.0f} ms of {sweeping.FEW:,} open"
        f" ones and {swept.many:.0f} ms of {sweeping.MANY:,}: {swept.ratio:.2f} times; it reads"
        f" {swept.few_blocks} and {swept.many_blocks} blocks to find the first of them"
    )
    return Outcome(said, swept.ratio < MOST_TIMES)


def _retarget() -> Outcome:
    followed = following.measure()
    said = (
        f"{followed.changed:,} open tickets follow a changed policy, {followed.rate:.0f} a second;"
        f" pages of the desk take {followed.calm:.0f} ms (p95) before and"
        f" {followed.meanwhile:.0f} ms meanwhile"
    )
    return Outcome(said, not followed.faults and followed.changed >= following.OPEN)


# The last leaves very many open tickets behind, which the one before it would all change.
TRIALS = (
    Trial("take-next", "take the next of very many", _take_next),
    Trial("claims", "ten thousand claims at once", _claims),
    Trial("retarget", "let open tickets follow a policy", _retarget),
    Trial("sweep", "sweep few and very many clocks", _sweep),
)
