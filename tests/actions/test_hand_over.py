"""A ticket goes to a colleague by name: with room, with the right to see it, with a reason."""

import pytest

from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tickets.actions.assign import take
from tickets.actions.hand_over import HandOverRefused, hand_over
from tickets.lifecycle.choices import EventKind, State
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.routing.models import Assignment
from tickets.staff.actors import actor_of


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


@pytest.mark.parametrize("state", [State.NEW, State.OPEN, State.WAITING_ON_CUSTOMER])
def test_it_goes_over_with_the_reason_and_its_promises_stay(desk: Desk, state: State):
    mei = AgentFactory.create()
    ticket = ticket_in(state, desk)
    due = ticket.due_at

    hand_over(ticket.id, to=mei.id, by=desk.supervisor_actor, at=MONDAY, reason="Knows watches")

    after = Ticket.objects.get(id=ticket.id)
    assert (after.assignee, after.due_at) == (mei, due)
    assert after.state == (State.OPEN if state is State.NEW else state)
    (holds,) = Assignment.objects.filter(ticket=ticket, ended_at=None)
    assert (holds.agent, holds.how) == (mei, Assignment.How.HANDED)
    event = TicketEvent.objects.filter(ticket=ticket, kind=EventKind.PLACED).latest("id")
    assert event.data["why"] == ["Knows watches"]
    assert event.actor == desk.supervisor.user


def refusal(desk: Desk, ticket: Ticket, to: int, reason: str = "Lunch") -> str:
    before = Ticket.objects.get(id=ticket.id).assignee_id
    with pytest.raises(HandOverRefused) as refused:
        hand_over(ticket.id, to=to, by=desk.agent_actor, at=MONDAY, reason=reason)
    assert Ticket.objects.get(id=ticket.id).assignee_id == before
    return refused.value.why


def test_whoever_cannot_have_it_does_not_get_it_and_the_words_say_why(desk: Desk):
    full = AgentFactory.create(capacity=1, user__name="Mei")
    take(open_ticket().id, by=actor_of(full.user), at=MONDAY)
    ticket = ticket_in(State.OPEN, desk)
    secret = open_ticket(category="account-security", body="Not me!", answers={"seen": "A login"})
    gone = AgentFactory.create(user__is_active=False)

    assert "Mei holds 1" in refusal(desk, ticket, full.id)
    assert "already" in refusal(desk, ticket, desk.agent.id)
    assert "may not see" in refusal(desk, secret, AgentFactory.create().id)
    assert "no longer work" in refusal(desk, ticket, gone.id)
    assert "no longer work" in refusal(desk, ticket, 0)
    assert "Say why" in refusal(desk, ticket, AgentFactory.create().id, reason="  ")
    assert "done" in refusal(desk, ticket_in(State.RESOLVED, desk), AgentFactory.create().id)
