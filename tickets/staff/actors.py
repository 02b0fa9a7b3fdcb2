"""From a login to an actor."""

from django.contrib.auth.models import AnonymousUser

from consignment.models import User
from tickets.lifecycle.actors import ANONYMOUS, ENTITLED, Actor
from tickets.lifecycle.choices import ActorKind
from tickets.staff.models import KIND_OF_ROLE, Agent, Role


def actor_of(user: User | AnonymousUser) -> Actor:
    """Return who ``user`` is to the desk. Two queries for staff, none for others.

    A staff account without an agent row has no tickets of others, and neither has an editor: they
    see their own, as customers.
    """
    if not isinstance(user, User) or not user.is_active:
        return ANONYMOUS
    # Django remembers the agent with the person, who is read anew in each request.
    agent: Agent | None = getattr(user, "agent", None) if user.is_staff else None
    kind = KIND_OF_ROLE[Role(agent.role)] if agent else ActorKind.CUSTOMER
    if agent is not None and ENTITLED[kind].reads:
        return Actor(
            kind,
            user_id=user.id,
            name=str(user),
            agent_id=agent.id,
            team_ids=frozenset(agent.teams.values_list("id", flat=True)),
        )
    return Actor(kind, user_id=user.id, name=str(user))
