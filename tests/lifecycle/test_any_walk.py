"""Any walk of a ticket, in any order of steps, keeps what must always hold."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tickets.actions.assign import put_back, take
from tickets.actions.close import close
from tickets.actions.rate import rate
from tickets.actions.receive import TicketIsDone, receive
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.wait import resume, wait_for_customer, wait_for_partner
from tickets.actions.withdraw import withdraw
from tickets.lifecycle.choices import Channel, EventKind, State
from tickets.lifecycle.facts import MOVES, Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.routing.models import Assignment
from tickets.satisfaction.surveys import RatingRefused
from tickets.sla.choices import KINDS, ClockKind
from tickets.staff.actors import actor_of
from tickets.staff.models import Presence

REFUSALS = (MoveRefused, TicketIsDone, RatingRefused)


class Walk(RuleBasedStateMachine):
    """Agent, supervisor, customer and the system do whatever comes to their mind."""

    desk: Desk

    @initialize(by_itself=st.booleans())
    def file(self, by_itself: bool) -> None:
        self.at = MONDAY
        self.desk.agent.presence = Presence.HERE if by_itself else Presence.AWAY
        # What earlier walks left with this agent is no matter of this one.
        self.desk.agent.capacity = 10_000
        self.desk.agent.save()
        self.ticket = open_ticket(at=self.at)
        self.agent = self.desk.agent_actor
        self.supervisor = self.desk.supervisor_actor
        self.customer = actor_of(self.ticket.requester)
        self.refused = 0

    @rule(minutes=st.integers(1, 3 * 24 * 60))
    def time_passes(self, minutes: int) -> None:
        self.at += dt.timedelta(minutes=minutes)

    @rule()
    def take(self) -> None:
        self._try(lambda: take(self.ticket.id, by=self.agent, at=self.at))

    @rule()
    def put_back(self) -> None:
        self._try(lambda: put_back(self.ticket.id, by=self.agent, at=self.at, reason="not mine"))

    @rule(then_wait=st.booleans())
    def reply(self, then_wait: bool) -> None:
        self._try(
            lambda: reply(
                self.ticket.id, by=self.agent, body="15 %.", at=self.at, then_wait=then_wait
            )
        )

    @rule()
    def wait_for_customer(self) -> None:
        self._try(lambda: wait_for_customer(self.ticket.id, by=self.agent, at=self.at))

    @rule()
    def wait_for_partner(self) -> None:
        self._try(
            lambda: wait_for_partner(self.ticket.id, by=self.agent, at=self.at, reason="courier")
        )

    @rule()
    def resume(self) -> None:
        self._try(lambda: resume(self.ticket.id, by=self.agent, at=self.at))

    @rule(body=st.sampled_from(["", "Done."]))
    def resolve(self, body: str) -> None:
        self._try(lambda: resolve(self.ticket.id, by=self.agent, at=self.at, body=body))

    @rule(automatic=st.booleans())
    def customer_writes(self, automatic: bool) -> None:
        self._try(
            lambda: receive(
                self.ticket.id,
                by=self.customer,
                body="And now?",
                channel=Channel.SITE,
                at=self.at,
                automatic=automatic,
            )
        )

    @rule()
    def withdraw(self) -> None:
        self._try(lambda: withdraw(self.ticket.id, by=self.customer, at=self.at))

    @rule()
    def close(self) -> None:
        self._try(lambda: close(self.ticket.id, by=self.supervisor, at=self.at))

    @rule(score=st.integers(1, 5))
    def rate(self, score: int) -> None:
        self._try(lambda: rate(self.ticket.id, by=self.customer, score=score, at=self.at))

    @precondition(lambda self: hasattr(self, "ticket"))
    @invariant()
    def holds(self) -> None:
        ticket = Ticket.objects.get(id=self.ticket.id)
        facts = ticket.facts
        self._history_is_a_chain(ticket)
        running = ticket.clocks.running()
        assert ticket.due_at == min((c.due_at for c in running.of_work()), default=None)
        standing = [kind for kind, of_kind in KINDS.items() if of_kind.pauses]
        assert not (facts.pauses_clocks and running.filter(kind__in=standing).exists())
        # A review is of a solution, and outlives it.
        left = ticket.clocks.open().exclude(kind=ClockKind.REVIEW)
        assert not (facts.group is Group.DONE and left.exists())
        held = Assignment.objects.filter(ticket=ticket, ended_at=None)
        assert held.exists() is facts.occupies_agent
        if facts.occupies_agent:
            assert held.get().agent_id == ticket.assignee_id

    def _history_is_a_chain(self, ticket: Ticket) -> None:
        state: str = State.NEW
        times = []
        for event in ticket.events.all():
            times.append(event.at)
            if event.kind == EventKind.MOVED:
                assert event.source == state
                assert event.source in MOVES[event.move].sources
                state = event.target
        assert state == ticket.state
        assert times == sorted(times)

    def _try(self, step: Callable[[], object]) -> None:
        """Take the step; a refusal leaves the ticket as it was."""
        before = Ticket.objects.filter(id=self.ticket.id).values().get()
        try:
            step()
        except REFUSALS:
            self.refused += 1
            assert Ticket.objects.filter(id=self.ticket.id).values().get() == before


@pytest.mark.django_db
def test_any_walk_keeps_the_invariants():
    Walk.desk = make_desk(place_by_itself=True)

    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
