"""Who acts. Doors make an actor once, at the edge, and hand it down.

``ENTITLED`` is the one table of what follows from who somebody is: no door, guard or page asks for
a kind, they ask for what it is entitled to.
"""

import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tickets.lifecycle.choices import ActorKind


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What somebody may do at the desk.

    ``customer``: speaks as the customer of a ticket.
    ``reads``: sees the desk, and the tickets of every queue that is not restricted to others.
    ``works``: takes, writes, notes and moves tickets, and can hold them. Whoever reads and does not
    work changes nothing at all.
    ``supervises``: closes, reopens late, accepts and returns reviews.
    ``configures``: changes categories, policies, calendars and the desk's numbers.
    ``administers``: says who works here, in which role and team, and which queues are restricted.
    """

    customer: bool = False
    reads: bool = False
    works: bool = False
    supervises: bool = False
    configures: bool = False
    administers: bool = False


NOTHING = Entitlement()
CUSTOMER = Entitlement(customer=True)
READER = Entitlement(reads=True)
WORKER = Entitlement(reads=True, works=True)
LEADER = Entitlement(reads=True, works=True, supervises=True, configures=True)
HEAD = Entitlement(reads=True, works=True, supervises=True, configures=True, administers=True)

ENTITLED: dict[ActorKind, Entitlement] = {
    ActorKind.ANONYMOUS: NOTHING,
    ActorKind.GUEST: CUSTOMER,
    ActorKind.CUSTOMER: CUSTOMER,
    ActorKind.READER: READER,
    ActorKind.AGENT: WORKER,
    ActorKind.SUPERVISOR: LEADER,
    ActorKind.ADMINISTRATOR: HEAD,
    ActorKind.ASSISTANT: NOTHING,
    ActorKind.SYSTEM: NOTHING,
}

STAFF = frozenset(kind for kind, may in ENTITLED.items() if may.reads)
WORKERS = frozenset(kind for kind, may in ENTITLED.items() if may.works)
SUPERVISORS = frozenset(kind for kind, may in ENTITLED.items() if may.supervises)
CUSTOMERS = frozenset(kind for kind, may in ENTITLED.items() if may.customer)


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
    def may(self) -> Entitlement:
        return ENTITLED[self.kind]

    @property
    def sight(self) -> "Actor":
        """What of the staff decides which tickets there are for them: alike for many, so that
        queries can be kept for it.
        """
        return Actor(self.kind, team_ids=self.team_ids) if self.may.reads else self

    @property
    def is_staff(self) -> bool:
        """Whether the desk is open to this actor; what they may do there, ``may`` says."""
        return self.may.reads

    @property
    def is_customer(self) -> bool:
        return self.may.customer

    @property
    def only_reads(self) -> bool:
        """Whether this is a member of staff who sees the desk and changes nothing."""
        return self.may.reads and not self.may.works


SYSTEM = Actor(ActorKind.SYSTEM, name="system")
ANONYMOUS = Actor(ActorKind.ANONYMOUS)


class OnlyReads(Exception):
    """A reader tried to change something; the words say so and whom to ask."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Your role at the desk is to read: nothing was changed. "
                "Ask an administrator if you are to work on tickets."
            )
        )

    @property
    def why(self) -> str:
        return str(self)


def refuse_readers(by: Actor) -> None:
    """Make sure that ``by`` may change things. Raises OnlyReads.

    Doors ask it of every call that is not safe, and actions as their first step.
    """
    if by.only_reads:
        raise OnlyReads


def guest(ticket_id: uuid.UUID, name: str = "") -> Actor:
    """Return the actor of a proven guest link: it sees one ticket and nothing else."""
    return Actor(ActorKind.GUEST, name=name, ticket_id=ticket_id)
