"""One action over many tickets, behind the scenes: asked, worked on, cancelled.

Each ticket goes through the action of a single one, by the rights that who asked has at that
moment, in a transaction of its own together with its row of the run. So a worker that is killed
leaves nothing half done, and whoever goes on does nothing twice.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.actions.assign import NotAnAgent, put_back, take
from tickets.actions.close import close
from tickets.actions.hand_over import HandOverRefused, hand_over
from tickets.actions.merge import MergeRefused, merge, why_not
from tickets.actions.note import note
from tickets.actions.receive import TicketIsDone
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.conversation.writing import TextRefused, cleaned
from tickets.inbox.models import BulkAction, BulkOutcome, BulkRow, BulkRun
from tickets.lifecycle.actors import Actor, OnlyReads, refuse_readers
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.lifecycle.records import TicketEvent
from tickets.outbox import recording
from tickets.sla.policies import NoPolicy
from tickets.staff.actors import actor_of
from tickets.staff.capacity import AgentIsFull
from tickets.staff.models import Agent

log = structlog.get_logger(__name__)

KIND = "bulk.run"
LEASE = dt.timedelta(seconds=60)
"""How long a run is a worker's without a sign of life."""
DEADLINE = dt.timedelta(seconds=45)
"""Solo workers have no time limits: what is left after it waits for its next turn."""
LONGEST_REASON = 300
LINE = 4202
"""The class of advisory locks of who works on a run or cancels it."""


def _merge(ticket_id: uuid.UUID, run: BulkRun, by: Actor, at: dt.datetime) -> None:
    """Let the ticket go into the oldest of the run, which itself stays."""
    oldest = _oldest([row.ticket_id for row in run.rows.all()], by=by)
    if oldest is None:
        raise Ticket.DoesNotExist
    if oldest.id != ticket_id:
        merge(ticket_id, into=oldest.id, by=by, at=at)


def _oldest(ids: Sequence[uuid.UUID], *, by: Actor) -> Ticket | None:
    tickets = Ticket.objects.visible_to(by).filter(id__in=ids)
    rows = tickets.select_related("category", "queue", "requester").order_by("created_at", "id")
    return rows.first()


Single = Callable[[uuid.UUID, BulkRun, Actor, dt.datetime], object]

SINGLE: dict[BulkAction, Single] = {
    BulkAction.TAKE: lambda ticket, run, by, at: take(ticket, by=by, at=at),
    BulkAction.GIVE: lambda ticket, run, by, at: hand_over(
        ticket, to=run.agent_id or 0, by=by, at=at, reason=run.text
    ),
    BulkAction.PUT_BACK: lambda ticket, run, by, at: put_back(
        ticket, by=by, at=at, reason=run.text
    ),
    BulkAction.NOTE: lambda ticket, run, by, at: note(ticket, by=by, at=at, body=run.text),
    BulkAction.REPLY: lambda ticket, run, by, at: reply(ticket, by=by, at=at, body=run.text),
    BulkAction.REPLY_WAIT: lambda ticket, run, by, at: reply(
        ticket, by=by, at=at, body=run.text, then_wait=True
    ),
    BulkAction.REPLY_RESOLVE: lambda ticket, run, by, at: resolve(
        ticket, by=by, at=at, body=run.text
    ),
    BulkAction.RESOLVE: lambda ticket, run, by, at: resolve(ticket, by=by, at=at),
    BulkAction.CLOSE: lambda ticket, run, by, at: close(ticket, by=by, at=at),
    BulkAction.MERGE: _merge,
}
"""What is done with each ticket."""

ASKS_TEXT = frozenset(
    {
        BulkAction.GIVE,
        BulkAction.PUT_BACK,
        BulkAction.NOTE,
        BulkAction.REPLY,
        BulkAction.REPLY_WAIT,
        BulkAction.REPLY_RESOLVE,
    }
)
GIVES_REASON = frozenset({BulkAction.GIVE, BulkAction.PUT_BACK})
MOST_OF_A_REASON = TicketEvent._meta.get_field("reason").max_length or 0
REFUSALS = (
    MoveRefused,
    AgentIsFull,
    HandOverRefused,
    MergeRefused,
    TicketIsDone,
    TextRefused,
    NotAnAgent,
    OnlyReads,
    NoPolicy,
)


class BulkRefused(Exception):
    """The task cannot begin; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def start(
    *,
    by: Actor,
    action: str,
    ticket_ids: Sequence[uuid.UUID],
    at: dt.datetime,
    text: str = "",
    query: str = "",
    agent_id: int | None = None,
) -> BulkRun:
    """Record that ``action`` is to be done with each of ``ticket_ids``; a worker takes it up.

    What ``by`` may not see is not told apart from what is not there. Raises BulkRefused, OnlyReads.
    """
    refuse_readers(by)
    if by.agent_id is None or action not in SINGLE:
        raise BulkRefused(_("Choose what to do with the tickets."))
    ids = list(dict.fromkeys(ticket_ids))
    limit = DeskSettings.current().bulk_limit
    if not ids:
        raise BulkRefused(_("Select tickets first."))
    if len(ids) > limit:
        raise BulkRefused(too_many(limit))
    if action in ASKS_TEXT:
        try:
            text = cleaned(text)
        except TextRefused as refused:
            raise BulkRefused(refused.why) from refused
        if action in GIVES_REASON and len(text) > MOST_OF_A_REASON:
            raise BulkRefused(
                _("The reason is too long: %(limit)d characters fit.") % {"limit": MOST_OF_A_REASON}
            )
    if action == BulkAction.GIVE and not Agent.objects.filter(id=agent_id or 0).exists():
        raise BulkRefused(_("Choose who is to have the tickets."))
    if action == BulkAction.MERGE:
        _check_merge(ids, by=by)
    run = BulkRun.objects.create(
        agent_id=agent_id if action == BulkAction.GIVE else None,
        asked_by_id=by.agent_id,
        action=action,
        text=text if action in ASKS_TEXT else "",
        query=query[:500],
        total=len(ids),
        asked_at=at,
    )
    BulkRow.objects.bulk_create(
        (
            BulkRow(run=run, position=place, ticket_id=ticket_id)
            for place, ticket_id in enumerate(ids)
        ),
        batch_size=1_000,
    )
    recording.record(KIND, {"run": str(run.id)}, at=at)
    return run


def _check_merge(ids: Sequence[uuid.UUID], *, by: Actor) -> None:
    """Raise BulkRefused unless all of ``ids`` can go into the oldest of them: all or none begin."""
    tickets = Ticket.objects.visible_to(by).filter(id__in=ids).select_related("queue", "requester")
    rows = list(tickets.order_by("created_at", "id"))
    if len(rows) < 2:
        raise BulkRefused(_("Select at least two tickets of one customer."))
    for other in rows[1:]:
        if refused := why_not(other, rows[0]):
            raise BulkRefused(refused.why)


def too_many(limit: int) -> str:
    """Say that more than ``limit`` tickets were asked for."""
    return ngettext(
        "At most %(limit)d ticket can be worked on at once. Narrow the search.",
        "At most %(limit)d tickets can be worked on at once. Narrow the search.",
        limit,
    ) % {"limit": limit}


def work(
    run_id: uuid.UUID, *, now: Callable[[], dt.datetime], deadline: dt.timedelta = DEADLINE
) -> bool:
    """Work on a run until it is finished or ``deadline`` has passed; tell whether it is finished.

    Does nothing while another worker has it.
    """
    began = now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=began)
    ours = BulkRun.objects.filter(free, id=run_id, finished_at=None)
    if not ours.update(claimed_until=began + LEASE):
        return False
    while now() < began + deadline:
        if not _step(run_id, at=now()):
            return True
    BulkRun.objects.filter(id=run_id).update(claimed_until=None)
    return False


def unfinished(at: dt.datetime) -> list[uuid.UUID]:
    """Return the runs that nobody works on, first asked first."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    runs = BulkRun.objects.filter(free, finished_at=None).order_by("asked_at")
    return list(runs.values_list("id", flat=True)[:20])


@transaction.atomic
def cancel(run_id: uuid.UUID, *, by: Actor, at: dt.datetime) -> BulkRun:
    """Stop a run: what is done stays done, the rest is left. A finished one stays as it is.

    Raises BulkRun.DoesNotExist, OnlyReads.
    """
    refuse_readers(by)
    _stand_in_line(run_id)
    run = runs_of(by).select_for_update(of=("self",)).get(id=run_id)
    if run.finished_at is None:
        # A row that is being worked on is waited for, and is no longer pending then.
        run.rows.filter(outcome=BulkOutcome.PENDING).update(outcome=BulkOutcome.LEFT, at=at)
        run.cancelled_at = run.finished_at = at
        run.save(update_fields=["cancelled_at", "finished_at"])
    return run


def runs_of(by: Actor) -> "QuerySet[BulkRun]":
    """Return the runs that ``by`` may see: their own, and for who supervises those of others, but
    for any with a ticket that is not there for ``by``: its text and its counts would tell of it.
    """
    runs = BulkRun.objects.select_related("asked_by__user")
    own = Q(asked_by_id=by.agent_id or 0)
    if not by.may.supervises:
        return runs.filter(own)
    hidden = Ticket.objects.hidden_from(by).filter(id=OuterRef("ticket_id"))
    told = BulkRow.objects.filter(Exists(hidden), run=OuterRef("pk"))
    return runs.filter(own | ~Exists(told))


def _step(run_id: uuid.UUID, *, at: dt.datetime) -> bool:
    """Work on the next ticket of a run; False when none is left, and the run is finished then."""
    try:
        return _next(run_id, at=at)
    except (OperationalError, InterfaceError):
        # The database is away or busy: the row is as it was, and comes up again.
        raise
    except Exception as error:  # one poisonous ticket stops nothing
        log.error("bulk.fault", run=str(run_id), error=type(error).__name__)
        return _set_aside(run_id, at=at)


@transaction.atomic
def _next(run_id: uuid.UUID, *, at: dt.datetime) -> bool:
    # The run before its rows, as whoever cancels it: neither waits for the other in a circle.
    _stand_in_line(run_id)
    run = BulkRun.objects.select_for_update().get(id=run_id)
    row = _first(run_id)
    if row is None:
        BulkRun.objects.filter(id=run_id, finished_at=None).update(finished_at=at)
        return False
    agent = Agent.objects.select_related("user").get(id=run.asked_by_id)
    by = actor_of(agent.user)
    with translation.override(agent.user.language):
        row.outcome, reason = _done(row, run, by, at)
    row.reason, row.at = reason[:LONGEST_REASON], at
    row.save(update_fields=["outcome", "reason", "at"])
    BulkRun.objects.filter(id=run_id).update(claimed_until=at + LEASE)
    return True


def _stand_in_line(run_id: uuid.UUID) -> None:
    """Wait for one's turn with the run, until the end of the transaction.

    Row locks go to who asks first after they are free: a worker that goes on with the next ticket
    would pass whoever waits to cancel. Advisory locks are given in the order they are asked for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LINE, str(run_id)])


def _done(row: BulkRow, run: BulkRun, by: Actor, at: dt.datetime) -> tuple[BulkOutcome, str]:
    """Do it with the ticket of ``row``; return what became of it, with the reason of a refusal."""
    if not by.may.works:
        return BulkOutcome.REFUSED, _("Who asked for this does not work on tickets any more.")
    try:
        with transaction.atomic():
            SINGLE[BulkAction(run.action)](row.ticket_id, run, by, at)
    except Ticket.DoesNotExist:
        return BulkOutcome.MISSING, ""
    except REFUSALS as refused:
        return BulkOutcome.REFUSED, _why(refused)
    return BulkOutcome.DONE, ""


def _why(refused: Exception) -> str:
    if isinstance(refused, AgentIsFull):
        return _("You hold as many tickets as fit.")
    return str(getattr(refused, "why", refused))


@transaction.atomic
def _set_aside(run_id: uuid.UUID, *, at: dt.datetime) -> bool:
    row = _first(run_id)
    if row is not None:
        row.outcome, row.at = BulkOutcome.REFUSED, at
        row.reason = "A fault of ours: nothing was changed. It is in the log."
        row.save(update_fields=["outcome", "reason", "at"])
    return row is not None


def _first(run_id: uuid.UUID) -> BulkRow | None:
    rows = BulkRow.objects.filter(run_id=run_id, outcome=BulkOutcome.PENDING)
    return rows.order_by("position").select_for_update().first()
