"""What an action refused, in words for the person who tried, and the status that says so."""

from dataclasses import dataclass

from tickets.actions.ask_evidence import EvidenceRefused
from tickets.actions.assign import NotAnAgent, NothingToTake
from tickets.actions.book_callback import CallbackRefused
from tickets.actions.escalate import EscalationRefused
from tickets.actions.hand_over import HandOverRefused
from tickets.actions.merge import MergeRefused
from tickets.actions.promise_plan import PlanRefused
from tickets.actions.receive import TicketIsDone
from tickets.actions.reclassify import ReclassifyRefused
from tickets.actions.split import SplitRefused
from tickets.actions.take_callback import CallRefused
from tickets.conversation.files.refusals import FilesRefused
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.actors import OnlyReads
from tickets.lifecycle.moves import MoveRefused
from tickets.satisfaction.coaching import CoachingRefused
from tickets.satisfaction.reviews import ReviewRefused
from tickets.sla.policies import NoPolicy
from tickets.staff.capacity import AgentIsFull

CONFLICT = 409
UNPROCESSABLE = 422

Refused = (
    MoveRefused,
    AgentIsFull,
    TicketIsDone,
    TextRefused,
    FilesRefused,
    NotAnAgent,
    OnlyReads,
    NothingToTake,
    ReviewRefused,
    CoachingRefused,
    NoPolicy,
    HandOverRefused,
    CallRefused,
    CallbackRefused,
    PlanRefused,
    EscalationRefused,
    ReclassifyRefused,
    MergeRefused,
    SplitRefused,
    EvidenceRefused,
)
"""Everything an action of the desk may refuse with: for ``except Refused as refused``."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """``status``: 422 when the text will not do, 409 when the ticket or the agent stands so."""

    status: int
    why: str


def refusal(refused: Exception) -> Refusal:
    """Return ``refused`` as shown on a page; nothing of what was tried is saved."""
    match refused:
        case TextRefused() | FilesRefused() | CoachingRefused():
            return Refusal(UNPROCESSABLE, refused.why)
        case ReclassifyRefused() if refused.field == "reason":
            return Refusal(UNPROCESSABLE, refused.why)
        case (
            MoveRefused()
            | TicketIsDone()
            | ReviewRefused()
            | AgentIsFull()
            | HandOverRefused()
            | PlanRefused()
        ):
            return Refusal(CONFLICT, refused.why)
        case _:
            return Refusal(CONFLICT, str(refused))
