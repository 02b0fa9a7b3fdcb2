"""One table of facts: the code, the trigger and the pages all follow it."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django_fsm import can_proceed

from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tickets.lifecycle.actors import SYSTEM, Actor
from tickets.lifecycle.choices import ActorKind, EventKind, Move, State
from tickets.lifecycle.facts import MOVES, STATES, Group, database_transitions, states_in
from tickets.lifecycle.guards import MAY
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused, allowed, move
from tickets.lifecycle.records import TicketEvent
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Presence, Role

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def desk(db) -> Desk:
    return make_desk()


def test_every_state_has_facts_and_every_move_has_a_method_and_a_guard():
    assert set(STATES) == set(State)
    assert set(MOVES) == set(MAY) == set(Move)
    assert all(callable(getattr(Ticket, m.value)) for m in Move)


@pytest.mark.parametrize("move_", Move)
def test_a_method_starts_and_ends_where_the_table_says(move_):
    facts = MOVES[move_]

    for state in State:
        ticket = Ticket(state=state)
        assert can_proceed(getattr(ticket, move_.value)) is (state in facts.sources)
    assert getattr(Ticket, move_.value)._django_fsm.get_transition(facts.sources[0]).target == (
        facts.target
    )


def test_every_state_can_be_reached_and_every_unfinished_one_can_be_left():
    reached, todo = set(), [State.NEW]
    while todo:
        state = todo.pop()
        reached.add(state)
        todo += [m.target for m in MOVES.values() if state in m.sources and m.target not in reached]

    assert reached == set(State)
    for state in states_in(Group.OPEN, Group.WAITING):
        assert any(state in m.sources for m in MOVES.values())


def test_the_trigger_allows_what_the_table_allows_and_nothing_else(desk):
    legal = set(database_transitions())
    anchors = {s: _row_in(s, desk) for s in State}
    for source, row in anchors.items():
        for target in State:
            if source == target:
                continue
            try:
                with transaction.atomic():
                    _force(row, target)
                    went_through = True
                    transaction.set_rollback(True)
            except DatabaseError as error:
                went_through = "Invalid transition" not in str(error)
            assert went_through is ((source, target) in legal), (source, target)


def copied(ticket, **other):
    """Return another ticket like ``ticket``, not stored, with ``other`` facts."""
    left_out = {"id", "number", "state", "turn", "assignee"}
    same = {
        f.attname: getattr(ticket, f.attname)
        for f in Ticket._meta.concrete_fields
        if f.name not in left_out
    }
    return Ticket(**same, **other)


def test_a_ticket_begins_new_even_when_somebody_writes_past_the_actions(desk):
    copy = copied(open_ticket(), state=State.CLOSED)

    with pytest.raises(DatabaseError, match="Cannot insert"), transaction.atomic():
        copy.save(force_insert=True)


def test_a_ticket_begins_open_only_in_the_hands_of_somebody_who_works(desk):
    ticket = open_ticket()
    reader = AgentFactory.create(role=Role.READER, presence=Presence.AWAY)

    with pytest.raises(DatabaseError, match="Cannot insert"), transaction.atomic():
        copied(ticket, state=State.OPEN).save(force_insert=True)
    with pytest.raises(IntegrityError, match="holds none"), transaction.atomic():
        copied(ticket, state=State.OPEN, assignee=reader).save(force_insert=True)
    copied(ticket, state=State.OPEN, assignee=desk.agent).save(force_insert=True)


def test_history_cannot_be_rewritten(desk):
    event = open_ticket().events.first()

    for rewrite in (
        lambda: TicketEvent.objects.filter(id=event.id).update(reason="never happened"),
        lambda: TicketEvent.objects.filter(id=event.id).delete(),
    ):
        with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"), transaction.atomic():
            rewrite()


def test_the_state_cannot_be_set_by_hand(desk):
    ticket = open_ticket()

    with pytest.raises(AttributeError):
        ticket.state = State.CLOSED


def test_a_move_writes_who_when_and_why(desk):
    ticket = ticket_in(State.OPEN, desk)

    with transaction.atomic():
        locked = Ticket.objects.locked(ticket.id)
        move(
            locked,
            Move.WAIT_FOR_PARTNER,
            by=desk.agent_actor,
            at=MONDAY + 9 * MINUTE,
            reason="courier asked",
        )

    event = TicketEvent.objects.filter(ticket=ticket, kind=EventKind.MOVED).last()
    assert (event.source, event.target) == (State.OPEN, State.WAITING_ON_PARTNER)
    assert (event.actor, event.at, event.reason) == (
        desk.agent.user,
        MONDAY + 9 * MINUTE,
        "courier asked",
    )


def test_a_move_that_is_not_allowed_says_why_and_changes_nothing(desk):
    ticket = open_ticket()

    with pytest.raises(MoveRefused, match="New"):
        move(ticket, Move.CLOSE, by=SYSTEM, at=MONDAY)
    with pytest.raises(MoveRefused, match="may not"):
        move(ticket, Move.WITHDRAW, by=desk.agent_actor, at=MONDAY)

    assert Ticket.objects.get(id=ticket.id).state == State.NEW


def test_staff_must_say_why_where_the_table_asks_for_it(desk):
    ticket = ticket_in(State.OPEN, desk)

    with pytest.raises(MoveRefused, match="why"):
        move(ticket, Move.PUT_BACK, by=desk.agent_actor, at=MONDAY + 5 * MINUTE, reason=" ")


def test_nothing_is_resolved_that_was_never_answered(desk):
    ticket = ticket_in(State.OPEN, desk)

    with pytest.raises(MoveRefused, match="Write to the customer"):
        move(ticket, Move.RESOLVE, by=desk.agent_actor, at=MONDAY + 5 * MINUTE)
    assert Move.RESOLVE not in allowed(ticket, by=desk.agent_actor, at=MONDAY + 5 * MINUTE)


def test_a_customer_reopens_within_the_window_and_a_supervisor_later_too(desk):
    ticket = ticket_in(State.RESOLVED, desk)
    customer, late = actor_of(ticket.requester), MONDAY + dt.timedelta(days=20)

    assert Move.REOPEN in allowed(ticket, by=customer, at=MONDAY + dt.timedelta(days=13))
    assert Move.REOPEN not in allowed(ticket, by=customer, at=late)
    assert Move.REOPEN in allowed(ticket, by=desk.supervisor_actor, at=late)


def test_an_anonymous_visitor_may_do_nothing(desk):
    for state in (State.NEW, State.OPEN, State.RESOLVED):
        ticket = ticket_in(state, desk)
        assert allowed(ticket, by=Actor(ActorKind.ANONYMOUS), at=MONDAY) == []


def _row_in(state: State, desk: Desk) -> Ticket:
    """Return a row that stands in ``state``, brought there by legal updates alone."""
    paths = {
        State.NEW: [],
        State.OPEN: [State.OPEN],
        State.WAITING_ON_CUSTOMER: [State.OPEN, State.WAITING_ON_CUSTOMER],
        State.WAITING_ON_PARTNER: [State.OPEN, State.WAITING_ON_PARTNER],
        State.RESOLVED: [State.OPEN, State.RESOLVED],
        State.CLOSED: [State.OPEN, State.RESOLVED, State.CLOSED],
        State.WITHDRAWN: [State.WITHDRAWN],
        State.MERGED: [State.MERGED],
    }
    ticket = open_ticket()
    for step in paths[state]:
        _force(ticket, step)
    return ticket


def _force(ticket: Ticket, state: State) -> None:
    """Update past the actions, keeping the other constraints true."""
    agent_id = None if state == State.NEW else Agent.objects.values_list("id", flat=True)[0]
    resolved_at = MONDAY if state in {State.RESOLVED, State.CLOSED} else None
    into = open_ticket(customer=ticket.requester) if state == State.MERGED else None
    Ticket.objects.filter(id=ticket.id).update(
        state=state, assignee_id=agent_id, resolved_at=resolved_at, merged_into=into
    )
