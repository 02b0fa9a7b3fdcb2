"""From a login to an actor."""

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from consignment.compiled import Compiled
from consignment.models import User
from tickets.lifecycle.actors import ANONYMOUS, ENTITLED, Actor
from tickets.lifecycle.choices import ActorKind
from tickets.staff.models import KIND_OF_ROLE, Agent, Role


def actor_of(user: User | AnonymousUser) -> Actor:
    """Return who ``user`` is to the desk. One query for staff, none for others.

    A staff account without an agent row has no tickets of others, and neither has an editor: they
    see their own, as customers.
    """
    if not isinstance(user, User) or not user.is_active:
        return ANONYMOUS
    agent = _agent_of(user) if user.is_staff else None
    kind = KIND_OF_ROLE[Role(agent.role)] if agent else ActorKind.CUSTOMER
    if agent is not None and ENTITLED[kind].reads:
        return Actor(
            kind,
            user_id=user.id,
            name=str(user),
            agent_id=agent.id,
            team_ids=frozenset(agent.team_ids),
        )
    return Actor(kind, user_id=user.id, name=str(user))


def _with_teams(user_id: uuid.UUID) -> QuerySet[Agent]:
    teams = Agent.teams.through.objects.filter(agent=OuterRef("pk")).order_by()
    agents = Agent.objects.annotate(team_ids=ArraySubquery(teams.values("team")))
    return agents.filter(user=user_id)


_AGENT = Compiled(_with_teams, uuid.UUID)


def _agent_of(user: User) -> Any:
    """Return the agent with ``team_ids``, or None; the agent is remembered with the person."""
    agent: Any = _AGENT.first(user.pk)
    if agent is not None:
        user.agent = agent
    return agent
