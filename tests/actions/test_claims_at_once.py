"""Many hands reach for the same work: nobody gets a ticket twice, nobody too many."""

import datetime as dt
from collections import Counter

import pytest
from django.db.models import Count

from config.benchmark import claims
from tests.actions.crowd import crowd
from tests.factories.desk import MONDAY, AgentFactory, make_desk, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.actions.assign import NothingToTake, place, take, take_next
from tickets.actions.reply import reply
from tickets.lifecycle.choices import Channel, EventKind, Move, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.lifecycle.records import TicketEvent
from tickets.routing.models import Assignment
from tickets.staff.actors import actor_of
from tickets.staff.capacity import AgentIsFull
from tickets.staff.models import Agent, Presence

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

PROCESSES, CLAIMS_EACH, AGENTS, ROOM = 8, 25, 6, 30
MINUTE = dt.timedelta(minutes=1)


def filed(count: int) -> list[Ticket]:
    buyer = BuyerFactory.create().user
    return [open_ticket(customer=buyer) for _ in range(count)]


def test_two_hundred_claims_over_eight_processes_double_none_and_overfill_nobody():
    make_desk()
    Agent.objects.update(presence=Presence.AWAY)
    agents = AgentFactory.create_batch(AGENTS, capacity=ROOM)
    actors = [actor_of(agent.user) for agent in agents]
    filed(PROCESSES * CLAIMS_EACH)

    def claim(index: int) -> Counter[str]:
        outcomes: Counter[str] = Counter()
        for n in range(CLAIMS_EACH):
            by = actors[(index + n) % AGENTS]
            try:
                take_next(by=by, at=MONDAY + MINUTE)
                outcomes["taken"] += 1
            except AgentIsFull:
                outcomes["full"] += 1
        return outcomes

    outcomes = sum(crowd(PROCESSES, claim), Counter())

    assert outcomes == {"taken": AGENTS * ROOM, "full": PROCESSES * CLAIMS_EACH - AGENTS * ROOM}
    held = dict(Assignment.objects.values_list("agent").annotate(n=Count("id")))
    assert held == {agent.id: ROOM for agent in agents}
    assert Assignment.objects.values("ticket").distinct().count() == AGENTS * ROOM
    assigned = TicketEvent.objects.filter(kind=EventKind.MOVED, move=Move.ASSIGN)
    assert assigned.count() == AGENTS * ROOM


def test_one_ticket_that_eight_take_goes_to_one():
    make_desk()
    agents = AgentFactory.create_batch(PROCESSES)
    actors = [actor_of(agent.user) for agent in agents]
    (ticket,) = filed(1)

    def claim(index: int) -> bool:
        try:
            take(ticket.id, by=actors[index], at=MONDAY + MINUTE)
        except MoveRefused:
            return False
        return True

    wins = crowd(PROCESSES, claim)

    assert wins.count(True) == 1
    assert Ticket.objects.get(id=ticket.id).assignee == agents[wins.index(True)]


def test_filing_placing_and_taking_at_once_overfill_nobody_and_lose_nothing():
    make_desk(place_by_itself=True)
    Agent.objects.update(presence=Presence.AWAY)
    agents = AgentFactory.create_batch(3, capacity=10)
    actors = [actor_of(agent.user) for agent in agents]
    customers = [BuyerFactory.create().user for _ in range(PROCESSES)]

    def work(index: int) -> int:
        for n in range(6):
            open_ticket(customer=customers[index], channel=Channel.APP)
            try:
                taken = take_next(by=actors[n % 3], at=MONDAY + MINUTE)
                reply(taken.id, by=actors[n % 3], body="15 %.", at=MONDAY + MINUTE)
            except (AgentIsFull, NothingToTake):
                pass
        return 6

    filed_count = sum(crowd(PROCESSES, work))

    assert Ticket.objects.count() == filed_count
    loads = [Ticket.objects.filter(assignee=agent, state=State.OPEN).count() for agent in agents]
    assert loads == [10, 10, 10]
    assert Assignment.objects.filter(ended_at=None).count() == 30


def test_a_full_agent_is_passed_over_and_the_ticket_waits_when_all_are_full():
    make_desk()
    DeskSettings.objects.update(place_by_itself=False)
    Agent.objects.update(presence=Presence.AWAY)
    AgentFactory.create(capacity=1)
    first, second = filed(2)

    placed = [place(Ticket.objects.get(id=t.id), at=MONDAY + MINUTE) for t in (first, second)]

    assert placed[0] is not None
    assert placed[1] is None
    assert Ticket.objects.get(id=second.id).state == State.NEW


def test_claims_mixed_with_all_that_moves_tickets_double_none_overfill_nobody_and_lose_nothing():
    make_desk(place_by_itself=True)
    Agent.objects.update(presence=Presence.AWAY)
    filed(60)
    agents = AgentFactory.create_batch(5, capacity=6)

    report = claims.run(claims=480, processes=PROCESSES, agents=agents)

    assert report.wrong == []
    assert report.done["deadlocks"] == 0
    assert not [what for what in report.done if what.startswith("error")], report.done
    for what in (
        "claimed",
        "put back",
        "replied",
        "solved",
        "reopened",
        "handed over",
        "merged",
        "left",
    ):
        assert report.done[what], report.done
