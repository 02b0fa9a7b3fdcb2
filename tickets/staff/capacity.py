"""Room left on an agent, read under the agent's lock."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consignment import prepared
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import OCCUPYING
from tickets.staff.models import Agent
from tickets.staff.room import Held, Room


class AgentIsFull(Exception):
    """The agent holds as many tickets as fit; or, where ``channel`` is a live one, is in as many
    calls and chats.
    """

    def __init__(self, agent: Agent, channel: str = "") -> None:
        super().__init__(f"{agent} has no room for one more.")
        self.agent = agent
        self.live = channel in DeskSettings.current().at_once

    @property
    def why(self) -> str:
        """Say to the agent what to do, in their language."""
        if self.live:
            return _("You are in as many calls and chats as fit. Finish one first.")
        return ngettext(
            "You hold %(count)d ticket, as many as fit. Finish it first.",
            "You hold %(count)d tickets, as many as fit. Finish one first.",
            self.agent.capacity,
        ) % {"count": self.agent.capacity}

    @property
    def about(self) -> str:
        """Say of the agent to somebody else that they cannot have it."""
        if self.live:
            return _("%(name)s is in as many calls and chats as fit. Choose somebody else.") % {
                "name": self.agent
            }
        return _("%(name)s holds %(count)d tickets, as many as fit. Choose somebody else.") % {
            "name": self.agent,
            "count": self.agent.capacity,
        }


def room_of(agent: Agent) -> Room:
    """Return how much ``agent`` can have at one time."""
    return Room(agent.capacity, DeskSettings.current().at_once)


def held_by(agent: Agent) -> Held:
    """Return how many tickets ``agent`` has under work, by channel."""
    with prepared.cursor() as cursor:
        cursor.execute(_HELD, [agent.id, [state.value for state in OCCUPYING]])
        return dict(cursor.fetchall())


_HELD = """
SELECT channel, count(*) FROM tickets_ticket
 WHERE assignee_id = %s AND state = ANY(%s) GROUP BY channel"""


def claim_room(agent: Agent, channel: str) -> None:
    """Make sure that one more ticket of ``channel`` fits.

    Caller holds the lock of the agent: only then no other placement can come between.
    Raises AgentIsFull.
    """
    if not room_of(agent).fits(held_by(agent), channel):
        raise AgentIsFull(agent, channel)
