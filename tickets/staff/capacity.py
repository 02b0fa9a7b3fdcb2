"""Room left on an agent, read under the agent's lock."""

from django.utils.translation import ngettext

from tickets.lifecycle.facts import OCCUPYING
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Agent


class AgentIsFull(Exception):
    """The agent holds as many tickets as fit."""

    def __init__(self, agent: Agent) -> None:
        super().__init__(f"{agent} holds {agent.capacity} tickets and has no room.")
        self.agent = agent

    @property
    def why(self) -> str:
        """Say to the agent what to do, in their language."""
        return ngettext(
            "You hold %(count)d ticket, as many as fit. Finish it first.",
            "You hold %(count)d tickets, as many as fit. Finish one first.",
            self.agent.capacity,
        ) % {"count": self.agent.capacity}


def room(agent: Agent) -> int:
    """Return how many tickets more ``agent`` can hold; never below 0.

    Caller holds the lock of the agent: only then no other placement can come between.
    """
    load = Ticket.objects.filter(assignee=agent, state__in=OCCUPYING).count()
    return max(0, agent.capacity - load)


def claim_room(agent: Agent) -> None:
    """Make sure that one more ticket fits. Caller holds the lock of the agent.

    Raises AgentIsFull.
    """
    if room(agent) == 0:
        raise AgentIsFull(agent)
