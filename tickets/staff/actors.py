"""From a login to an actor."""

from django.contrib.auth.models import AnonymousUser

from consignment.models import User
from tickets.lifecycle.actors import ANONYMOUS, Actor
from tickets.lifecycle.choices import ActorKind
from tickets.staff.models import Agent, Role

KIND_OF_ROLE = {Role.AGENT: ActorKind.AGENT, Role.SUPERVISOR: ActorKind.SUPERVISOR}


def actor_of(user: User | AnonymousUser) -> Actor:
    """Return who ``user`` is to the desk. Two queries for staff, none for others.

    A staff account without an agent row does not work on tickets: it sees its own, as a customer.
    """
    if not isinstance(user, User) or not user.is_active:
        return ANONYMOUS
    # Django remembers the agent with the person, who is read anew in each request.
    agent: Agent | None = getattr(user, "agent", None) if user.is_staff else None
    if agent is not None:
        return Actor(
            KIND_OF_ROLE[Role(agent.role)],
            user_id=user.id,
            name=str(user),
            agent_id=agent.id,
            team_ids=frozenset(agent.teams.values_list("id", flat=True)),
        )
    return Actor(ActorKind.CUSTOMER, user_id=user.id, name=str(user))
