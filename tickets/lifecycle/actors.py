"""Who acts. Doors make an actor once, at the edge, and hand it down."""

import uuid
from dataclasses import dataclass, field

from tickets.lifecycle.choices import ActorKind

STAFF = frozenset({ActorKind.AGENT, ActorKind.SUPERVISOR})
CUSTOMERS = frozenset({ActorKind.CUSTOMER, ActorKind.GUEST})


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or something, that reads or changes tickets.

    ``user_id`` is the account (none for guests and for the system), ``ticket_id`` the one ticket
    that a guest's link opens, ``agent_id`` and ``team_ids`` the place on the staff.
    """

    kind: ActorKind
    user_id: uuid.UUID | None = None
    name: str = ""
    ticket_id: uuid.UUID | None = None
    agent_id: int | None = None
    team_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_staff(self) -> bool:
        return self.kind in STAFF

    @property
    def is_customer(self) -> bool:
        return self.kind in CUSTOMERS


SYSTEM = Actor(ActorKind.SYSTEM, name="system")
ANONYMOUS = Actor(ActorKind.ANONYMOUS)


def guest(ticket_id: uuid.UUID, name: str = "") -> Actor:
    """Return the actor of a proven guest link: it sees one ticket and nothing else."""
    return Actor(ActorKind.GUEST, name=name, ticket_id=ticket_id)
