"""One ticket of the week while it is lived through."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import State, Tier
from tickets.lifecycle.facts import STATES, Group
from tickets.lifecycle.models import Ticket
from tickets.management.week.plans import Plan
from tickets.management.week.telling import Teller
from tickets.triage.models import Category


class Stage(StrEnum):
    """What the agent who takes it up finds."""

    FIRST = "first"  # nobody has answered
    TOLD = "told"  # the customer answered our question
    NEWS = "news"  # whom we asked has answered
    STATUS = "status"  # the customer asks whether there is news, there is none
    FOLLOW_UP = "follow_up"  # the customer asks on
    THANKED = "thanked"  # the customer is content
    REMIND = "remind"  # the customer owes us an answer
    GIVE_UP = "give_up"  # and does not give one
    COMEBACK = "comeback"  # it was not solved after all


@dataclass(slots=True, eq=False)
class Case:
    """A plan with what has become of it. ``open_for_work``: an agent has something to do."""

    plan: Plan
    category: Category
    teller: Teller
    stage: Stage = Stage.FIRST
    open_for_work: bool = True
    ticket_id: uuid.UUID = field(default_factory=uuid.uuid4)
    actor: Actor | None = None
    state: State = State.NEW
    agent_id: int | None = None
    priority: int = 0
    tier: Tier = Tier.LOW
    due_at: dt.datetime | None = None
    first_due_at: dt.datetime | None = None
    first_reply_at: dt.datetime | None = None
    resolved_at: dt.datetime | None = None
    greeted_by: set[int] = field(default_factory=set)
    nudges: int = 0
    cycles: int = 1
    examined: bool = False
    effect_done: bool = False

    def see(self, ticket: Ticket) -> None:
        """Take over how the ticket stands after an action."""
        self.ticket_id = ticket.id
        self.state = State(ticket.state)
        self.agent_id = ticket.assignee_id
        self.priority = ticket.priority
        self.tier = Tier(ticket.tier)
        self.due_at = ticket.due_at
        self.first_reply_at = ticket.first_replied_at
        self.resolved_at = ticket.resolved_at
        self.cycles = ticket.cycle

    @property
    def who(self) -> Actor:
        """The customer, once the ticket is filed."""
        if self.actor is None:
            raise ValueError("Nobody has filed this yet.")
        return self.actor

    @property
    def is_done(self) -> bool:
        return STATES[self.state].group is Group.DONE

    @property
    def occupies(self) -> bool:
        return STATES[self.state].occupies_agent

    @property
    def urgency_key(self) -> tuple[int, float, float]:
        """The order of work: the line, then the nearest promise, as ``routing.order`` has it."""
        due = self.due_at.timestamp() if self.due_at else float("inf")
        return self.priority, due, self.plan.at.timestamp()

    @property
    def answered_late(self) -> bool:
        return (
            self.first_due_at is not None
            and self.first_reply_at is not None
            and self.first_reply_at > self.first_due_at
        )
