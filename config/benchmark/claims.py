"""Many hands reach for the same work at once, in real processes, mixed with all that moves it.

What must hold is read afterwards from what was recorded: nobody held a ticket together with
somebody else, nobody held more than fits at any moment, no ticket is lost, nothing deadlocked.
"""

import multiprocessing
import random
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import OperationalError, connection, connections
from django.utils import timezone

from consignment.models import User
from tickets.actions.assign import NothingToTake, put_back, take, take_next
from tickets.actions.change_presence import change_presence
from tickets.actions.hand_over import HandOverRefused, hand_over
from tickets.actions.merge import MergeRefused, merge
from tickets.actions.place_waiting import place_waiting
from tickets.actions.receive import TicketIsDone, receive
from tickets.actions.reopen import reopen
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.take_from_absent import take_from_absent
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.facts import OCCUPYING, STATES
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.routing.models import Assignment
from tickets.staff.actors import actor_of
from tickets.staff.capacity import AgentIsFull, room_of
from tickets.staff.models import Agent, Presence

DEADLOCK = "40P01"
REFUSED = (
    NothingToTake,
    AgentIsFull,
    MoveRefused,
    HandOverRefused,
    MergeRefused,
    TicketIsDone,
)
PATIENCE = 600


@dataclass(slots=True)
class Report:
    """What was done, how often, and what was wrong afterwards: nothing, if all is well."""

    seconds: float
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def run(*, claims: int, processes: int, agents: Sequence[Agent], seed: int = 1) -> Report:
    """Let ``processes`` claim ``claims`` times what waits, as ``agents``; return what came."""
    waited = set(Ticket.objects.unassigned().values_list("id", flat=True))
    context = multiprocessing.get_context("fork")
    outcomes: multiprocessing.Queue[Counter[str] | BaseException] = context.Queue()
    each = claims // processes
    actors = [actor_of(agent.user) for agent in agents]
    # A connection must not be shared over a fork: each process opens its own, and its own pool.
    connections.close_all()
    if close_pool := getattr(connections["default"], "close_pool", None):
        close_pool()

    def work(index: int) -> None:
        try:
            outcomes.put(_Hands(random.Random(seed * 1_000 + index), actors).claim(each))  # noqa: S311
        except BaseException as error:
            outcomes.put(error)
        finally:
            connections.close_all()

    began = timezone.now()
    workers = [context.Process(target=work, args=(index,)) for index in range(processes)]
    for worker in workers:
        worker.start()
    report = Report(0)
    for outcome in [outcomes.get(timeout=PATIENCE) for _ in workers]:
        if isinstance(outcome, BaseException):
            report.wrong.append(f"a process ended with {outcome!r}")
        else:
            report.done += outcome
    for worker in workers:
        worker.join(PATIENCE)
    report.seconds = (timezone.now() - began).total_seconds()
    report.wrong += found_wrong(agents, waited)
    return report


class _Hands:
    """One process: it acts for one agent after the other, as their browsers would."""

    def __init__(self, rng: random.Random, actors: Sequence[Actor]) -> None:
        self.rng, self.actors = rng, actors
        self.done: Counter[str] = Counter()

    def claim(self, times: int) -> Counter[str]:
        for _ in range(times):
            by = self.rng.choice(self.actors)
            ticket = self._try("claimed", partial(take_next, by=by, at=timezone.now()))
            if ticket is not None:
                self._go_on(ticket, by)
            elif self.rng.random() < 0.3:
                self._make_room(by)
            if self.rng.random() < 0.02:
                self._come_and_go(by)
        return self.done

    def _go_on(self, ticket: Ticket, by: Actor) -> None:
        """Do with a ticket in hand what agents and customers do, some of it at the same time."""
        at, id_ = timezone.now, ticket.id
        match self.rng.choices(
            ("put back", "solve", "hand over", "talk", "merge", "keep"), (42, 20, 10, 15, 5, 8)
        )[0]:
            case "put back":
                self._try("put back", lambda: put_back(id_, by=by, at=at(), reason="For a test."))
            case "solve":
                self._try("replied", lambda: reply(id_, by=by, body="It is 15 %.", at=at()))
                self._try("solved", lambda: resolve(id_, by=by, at=at()))
                self._try("reopened", lambda: reopen(id_, by=by, at=at(), reason="For a test."))
            case "hand over":
                to = self.rng.choice(self.actors).agent_id or 0
                self._try(
                    "handed over", lambda: hand_over(id_, to=to, by=by, at=at(), reason="Yours.")
                )
            case "merge":
                self._merge(ticket, by)
            case "talk":
                self._try("replied", lambda: reply(id_, by=by, body="We look.", at=at()))
                if ticket.requester is not None:
                    who = actor_of(ticket.requester)
                    said = partial(receive, id_, by=who, body="And now?", channel=Channel.SITE)
                    self._try("received", lambda: said(at=at()))

    def _merge(self, ticket: Ticket, by: Actor) -> None:
        """Let the ticket and another one of its customer become one, whoever has that."""
        same = Ticket.objects.unfinished().filter(requester=ticket.requester_id)
        ids = same.exclude(id=ticket.id).order_by("id").values_list("id", flat=True)
        some = list(ids[:20])
        if some:
            pair = [ticket.id, self.rng.choice(some)]
            self.rng.shuffle(pair)
            self._try("merged", lambda: merge(pair[0], into=pair[1], by=by, at=timezone.now()))

    def _make_room(self, by: Actor) -> None:
        """Somebody who is full puts something back; somebody else takes the same at once."""
        held = Ticket.objects.filter(assignee=by.agent_id, state__in=OCCUPYING)
        some = list(held.order_by("id").values_list("id", flat=True)[:20])
        if some:
            id_, other = self.rng.choice(some), self.rng.choice(self.actors)
            at = timezone.now
            self._try("put back", lambda: put_back(id_, by=by, at=at(), reason="Too much."))
            self._try("taken by name", lambda: take(id_, by=other, at=at()))

    def _come_and_go(self, by: Actor) -> None:
        at = timezone.now
        self._try("left", lambda: change_presence(by=by, presence=Presence.AWAY, at=at()))
        User.objects.filter(agent=by.agent_id).update(is_active=False)
        taken = take_from_absent(at=at(), limit=5)
        self.done["taken from who has gone"] += taken
        self.done["placed"] += place_waiting(at=at(), limit=5)
        User.objects.filter(agent=by.agent_id).update(is_active=True)
        self._try("came back", lambda: change_presence(by=by, presence=Presence.HERE, at=at()))

    def _try(self, what: str, act: Callable[[], object]) -> Ticket | None:
        try:
            result = act()
        except REFUSED as refused:
            self.done[type(refused).__name__] += 1
            return None
        except OperationalError as error:
            code = getattr(error.__cause__, "sqlstate", "")
            self.done["deadlocks" if code == DEADLOCK else f"error {code}"] += 1
            return None
        self.done[what] += 1
        return result if isinstance(result, Ticket) else None


def found_wrong(agents: Sequence[Agent], tickets: set[uuid.UUID]) -> list[str]:
    """Return what is wrong with ``tickets``, and with what is recorded of ``agents``."""
    wrong = []
    with connection.cursor() as cursor:
        cursor.execute(_HELD_BY_TWO, [list(tickets)])
        if twice := cursor.fetchone()[0]:
            wrong.append(f"{twice} times a ticket was held by two at once")
    wrong += [f"{agent} held {most}" for agent in agents if (most := _overfilled(agent))]
    found = list(Ticket.objects.filter(id__in=tickets).only("id", "state", "assignee_id"))
    if lost := len(tickets) - len(found):
        wrong.append(f"{lost} tickets are gone")
    open_ones = dict(
        Assignment.objects.filter(ended_at=None).values_list("ticket", "agent").order_by()
    )
    for ticket in found:
        occupied = STATES[State(ticket.state)].occupies_agent
        if occupied and open_ones.get(ticket.id) != ticket.assignee_id:
            wrong.append(f"{ticket.id} is {ticket.state} of {ticket.assignee_id}, and not recorded")
        if not occupied and ticket.id in open_ones:
            wrong.append(f"{ticket.id} is {ticket.state} and recorded as held")
    return wrong


_HELD_BY_TWO = """
SELECT count(*) FROM tickets_assignment one JOIN tickets_assignment other
    ON one.ticket_id = other.ticket_id AND one.id < other.id
   AND tstzrange(one.began_at, one.ended_at) && tstzrange(other.began_at, other.ended_at)
 WHERE one.ticket_id = ANY(%s)
"""


def _overfilled(agent: Agent) -> str:
    """Return the first moment at which ``agent`` held more than fits, in words; else nothing."""
    steps = []
    rows = Assignment.objects.filter(agent=agent).values_list(
        "began_at", "ended_at", "ticket__channel"
    )
    for began_at, ended_at, channel in rows:
        # At one instant what ends is gone before what begins.
        steps.append((began_at, 1, channel))
        if ended_at is not None:
            steps.append((ended_at, 0, channel))
    held: Counter[str] = Counter()
    room = room_of(agent)
    for at, begins, channel in sorted(steps):
        held[channel] += 1 if begins else -1
        if held not in room:
            return f"{dict(held)} at {at:%H:%M:%S.%f}, more than {room}"
    return ""
