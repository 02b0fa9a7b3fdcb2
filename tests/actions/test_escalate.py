"""Tickets are escalated with a promise, taken, or go one step up by themselves."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tickets.actions.climb import climb
from tickets.actions.escalate import EscalationRefused, choices, escalate
from tickets.actions.resolve import resolve
from tickets.actions.take_escalation import take_escalation
from tickets.inbox.meaning import understand
from tickets.inbox.vocabulary import Vocabulary
from tickets.lifecycle.choices import EventKind, State
from tickets.lifecycle.models import Ticket
from tickets.routing.escalating import Escalation, EscalationStep
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Role, Skill

pytestmark = pytest.mark.django_db

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
AT = MONDAY + 10 * MINUTE
WHY = "The two photos contradict each other."


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def ladder(ticket: Ticket) -> list[EscalationStep]:
    rows = EscalationStep.objects.filter(category=ticket.category_id)
    general = EscalationStep.objects.filter(category=None)
    return list((rows if rows.exists() else general).order_by("position"))


def steps(ticket: Ticket) -> list[str]:
    told = ticket.events.filter(kind=EventKind.ESCALATED).order_by("id")
    return [event.data["step"] for event in told]


def to_supervisor(ticket: Ticket, desk: Desk, *, at: dt.datetime = AT) -> Escalation:
    step = next(one for one in ladder(ticket) if one.whom == "supervisor")
    return escalate(ticket.id, step=step.pk, by=desk.agent_actor, at=at, reason=WHY)


def test_it_is_asked_with_reason_and_promise_and_taking_it_acknowledges(desk):
    ticket = ticket_in(State.OPEN, desk)

    escalation = to_supervisor(ticket, desk)

    clock = Clock.objects.get(ticket=ticket, kind=ClockKind.ESCALATION)
    assert escalation.due_at == clock.due_at == AT + HOUR
    assert Ticket.objects.get(id=ticket.id).assignee == desk.agent

    take_escalation(ticket.id, by=desk.supervisor_actor, at=AT + MINUTE)

    ticket = Ticket.objects.get(id=ticket.id)
    assert ticket.assignee == desk.supervisor
    assert Clock.objects.get(pk=clock.pk).met_at == AT + MINUTE
    assert steps(ticket) == ["asked", "taken"]
    assert ticket.assignments.get(ended_at=None).why == ["escalated", WHY]


def test_nobody_escalates_to_themselves_nor_to_where_only_they_are(desk):
    ticket = ticket_in(State.OPEN, desk)
    (step,) = ladder(ticket)
    lonely = {"step": step.pk, "by": desk.supervisor_actor, "at": AT, "reason": WHY}

    assert not choices(ticket, by=desk.supervisor_actor)[0].possible
    with pytest.raises(EscalationRefused) as refused:
        escalate(ticket.id, **lonely)
    assert refused.value.code == "nobody_there"

    AgentFactory.create(supervisor=True)
    escalate(ticket.id, **lonely)
    with pytest.raises(EscalationRefused) as oneself:
        take_escalation(ticket.id, by=desk.supervisor_actor, at=AT + MINUTE)
    assert oneself.value.code == "to_oneself"


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"reason": "  "}, "required"), ({"step": None}, "no_step"), ({"step": 999_999}, "no_step")],
)
def test_it_needs_a_reason_and_a_step_of_its_ladder(desk, facts, code):
    ticket = ticket_in(State.OPEN, desk)
    asked = {"step": ladder(ticket)[0].pk, "reason": WHY, **facts}

    with pytest.raises(EscalationRefused) as refused:
        escalate(ticket.id, by=desk.agent_actor, at=AT, **asked)

    assert refused.value.code == code
    assert not Escalation.objects.exists()


def test_one_at_a_time_and_only_by_whom_it_was_asked_of(desk):
    ticket = ticket_in(State.OPEN, desk)
    to_supervisor(ticket, desk)

    with pytest.raises(EscalationRefused) as twice:
        to_supervisor(ticket, desk, at=AT + MINUTE)
    assert twice.value.code == "escalated_already"

    stranger = AgentFactory.create()
    with pytest.raises(EscalationRefused) as other:
        take_escalation(ticket.id, by=actor_of(stranger.user), at=AT + MINUTE)
    assert other.value.code == "not_addressed"


def test_what_nobody_takes_in_time_goes_one_step_up_and_stays_at_the_top(desk):
    ticket = ticket_in(State.OPEN, desk)
    skill = Skill.objects.get(key="payments")
    general = ladder(ticket)[0]
    EscalationStep.objects.filter(pk=general.pk).update(position=2)
    low = EscalationStep.objects.create(
        position=1,
        whom="specialist",
        skill=skill,
        within=30 * MINUTE,
        calendar=general.calendar,
    )
    AgentFactory.create(skilled=True)
    escalate(ticket.id, step=low.pk, by=desk.agent_actor, at=AT, reason=WHY)

    assert climb(at=AT + 29 * MINUTE) == 0
    assert climb(at=AT + 31 * MINUTE) == 1
    assert climb(at=AT + 32 * MINUTE) == 0

    first, second = ticket.escalations.all()
    assert (first.ended_at, second.whom) == (AT + 31 * MINUTE, "supervisor")
    assert (second.by_itself, second.by, second.reason) == (True, desk.agent, WHY)

    climb(at=second.due_at + MINUTE)
    climb(at=second.due_at + 2 * MINUTE)
    assert Escalation.objects.get(pk=second.pk).at_the_top
    assert steps(ticket) == ["asked", "up", "stuck"]
    take_escalation(ticket.id, by=desk.supervisor_actor, at=second.due_at + HOUR)


def test_a_step_on_which_only_who_asked_is_left_out_on_the_way_up(desk):
    Agent.objects.filter(pk=desk.agent.pk).update(role=Role.SUPERVISOR)
    Agent.objects.filter(pk=desk.supervisor.pk).update(role=Role.AGENT)
    colleague = AgentFactory.create(skilled=True)
    ticket = ticket_in(State.OPEN, desk)
    general = ladder(ticket)[0]
    EscalationStep.objects.filter(pk=general.pk).update(position=2)
    low = EscalationStep.objects.create(
        position=1,
        whom="specialist",
        skill=Skill.objects.get(key="payments"),
        within=30 * MINUTE,
        calendar=general.calendar,
    )
    escalate(ticket.id, step=low.pk, by=actor_of(desk.agent.user), at=AT, reason=WHY)

    climb(at=AT + HOUR)

    assert ticket.escalations.get().at_the_top
    take_escalation(ticket.id, by=actor_of(colleague.user), at=AT + 2 * HOUR)


def test_who_it_concerns_finds_it_by_one_word(desk):
    ticket = ticket_in(State.OPEN, desk)
    to_supervisor(ticket, desk)

    def found(by):
        meaning = understand("is:escalated", vocabulary=Vocabulary(by), at=AT)
        return set(Ticket.objects.filter(*meaning.conditions).values_list("id", flat=True))

    assert found(desk.supervisor_actor) == {ticket.id}
    assert found(desk.agent_actor) == set()


def test_a_solved_ticket_waits_for_nobody_any_more(desk):
    ticket = ticket_in(State.OPEN, desk)
    to_supervisor(ticket, desk)

    resolve(ticket.id, by=desk.agent_actor, at=AT + MINUTE, body="It is 15 %.")

    assert not Escalation.objects.open().exists()
    assert climb(at=AT + 3 * HOUR) == 0


def test_a_ticket_that_waits_is_escalated_too_and_goes_to_whoever_takes_it(desk):
    ticket = open_ticket()
    to_supervisor(ticket, desk)

    take_escalation(ticket.id, by=desk.supervisor_actor, at=AT + MINUTE)

    ticket = Ticket.objects.get(id=ticket.id)
    assert (ticket.state, ticket.assignee) == (State.OPEN, desk.supervisor)
