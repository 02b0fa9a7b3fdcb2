"""A desk to test on: presets, agents, and tickets that reach their state through actions."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import factory
from factory.django import DjangoModelFactory

from consignment.models import User
from tests.factories.laid_out import lay_out
from tests.factories.trade import BuyerFactory, UserFactory
from tickets.actions import open as opening
from tickets.actions.assign import take
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.wait import wait_for_customer
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Presence, Role, Skill, Team
from tickets.triage.models import Category

MONDAY = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)
"""A Monday, 10:00 in Shanghai: every calendar of the presets is open."""


class AgentFactory(DjangoModelFactory[Agent]):
    """An agent who is here and speaks both languages, without special skills."""

    class Meta:
        model = Agent
        skip_postgeneration_save = True

    class Params:
        supervisor = factory.Trait(role=Role.SUPERVISOR)
        editor = factory.Trait(role=Role.EDITOR, presence=Presence.AWAY)
        administrator = factory.Trait(role=Role.ADMINISTRATOR, presence=Presence.AWAY)
        reader = factory.Trait(role=Role.READER, presence=Presence.AWAY)
        away = factory.Trait(presence=Presence.AWAY)

    user = factory.SubFactory(UserFactory, is_staff=True)
    languages = ("en", "zh-hans")
    presence = Presence.HERE
    capacity = 25

    @factory.post_generation
    def skilled(self: Agent, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """``skilled=True`` gives every skill and team of the presets."""
        if extracted:
            self.skills.set(Skill.objects.all())
            self.teams.set(Team.objects.all())


@dataclass
class Desk:
    """The presets, one agent with all skills and one supervisor, nobody placed by itself."""

    agent: Agent
    supervisor: Agent

    @property
    def agent_actor(self) -> Actor:
        return actor_of(self.agent.user)

    @property
    def supervisor_actor(self) -> Actor:
        return actor_of(self.supervisor.user)


def make_desk(*, place_by_itself: bool = False, undo_seconds: int = 0) -> Desk:
    """Load the presets and staff the desk; by default nothing is placed by itself."""
    lay_out()
    # Replies go out at once, but where a test is about taking them back.
    DeskSettings.objects.update(place_by_itself=place_by_itself, undo_seconds=undo_seconds)
    return Desk(
        agent=AgentFactory.create(skilled=True),
        supervisor=AgentFactory.create(supervisor=True, skilled=True, presence=Presence.AWAY),
    )


def open_ticket(
    *,
    category: str = "rules-fees",
    body: str = "How much commission do you take for a watch?",
    customer: User | opening.Guest | None = None,
    channel: Channel = Channel.SITE,
    language: str = "en",
    at: dt.datetime = MONDAY,
    **facts: Any,
) -> Ticket:
    """File a ticket through the action; the presets must be loaded."""
    return opening.open_ticket(
        category=Category.objects.get(key=category),
        body=body,
        customer=customer or BuyerFactory.create().user,
        channel=channel,
        language=language,
        at=at,
        **facts,
    )


def ticket_in(state: State, desk: Desk, *, at: dt.datetime = MONDAY, **facts: Any) -> Ticket:
    """Return a ticket that went to ``state`` through the actions, a minute a step."""
    ticket = open_ticket(at=at, **facts)
    by, minute = desk.agent_actor, dt.timedelta(minutes=1)
    if state is State.NEW:
        return ticket
    if ticket.state == State.NEW:
        ticket = take(ticket.id, by=by, at=at + minute)
    match state:
        case State.OPEN:
            pass
        case State.WAITING_ON_CUSTOMER:
            ticket = wait_for_customer(ticket.id, by=by, at=at + 2 * minute)
        case State.RESOLVED:
            reply(ticket.id, by=by, body="It is 15 %.", at=at + 2 * minute)
            ticket = resolve(ticket.id, by=by, at=at + 3 * minute)
        case _:
            raise ValueError(f"No way to {state} is written down here.")
    return ticket
