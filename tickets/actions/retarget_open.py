"""Open tickets are put under policies or calendars that were changed, behind the scenes.

In batches, each a short transaction that locks its tickets in their order, together with how far
the run has come. So a worker that is killed leaves nothing half done, whoever goes on does nothing
twice, and somebody at the desk waits for a batch at most.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F

from consignment.models import User
from tickets.actions.promising import choose_policy
from tickets.lifecycle import configuration
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.telling import tell_of
from tickets.outbox import recording
from tickets.sla.coverage import Case
from tickets.sla.models import RetargetRun
from tickets.sla.retargeting import Retargeted, retarget_many
from tickets.sla.touching import as_rows, tickets_of

log = structlog.get_logger(__name__)

KIND = "retarget.run"
BATCH = 50
LEASE = dt.timedelta(seconds=60)
"""How long a run is a worker's without a sign of life."""
DEADLINE = dt.timedelta(seconds=45)
"""Solo workers have no time limits: what is left after it waits for its next turn."""


@transaction.atomic
def start(
    kinds: Mapping[Case, int], *, reason: str, by: User | None, at: dt.datetime
) -> RetargetRun | None:
    """Record that the open tickets of ``kinds`` go under the policies as they stand then; a worker
    takes it up. None when there is no such ticket.
    """
    total = sum(kinds.values())
    if not total:
        return None
    run = RetargetRun.objects.create(
        reason=reason[:200], kinds=as_rows(kinds), asked_by=by, asked_at=at, total=total
    )
    recording.record(KIND, {"run": str(run.id)}, at=at)
    return run


def work(
    run_id: uuid.UUID, *, now: Callable[[], dt.datetime], deadline: dt.timedelta = DEADLINE
) -> bool:
    """Work on a run until it is finished or ``deadline`` has passed; tell whether it is finished.

    Does nothing while another worker has it.
    """
    began = now()
    ours = RetargetRun.objects.free(began).filter(id=run_id)
    if not ours.order_by().update(claimed_until=began + LEASE):
        return False
    while now() < began + deadline:
        if not _step(run_id, at=now()):
            return True
    RetargetRun.objects.filter(id=run_id).update(claimed_until=None)
    return False


def unfinished(at: dt.datetime) -> list[uuid.UUID]:
    """Return the runs that nobody works on, first asked first."""
    return list(RetargetRun.objects.free(at).values_list("id", flat=True)[:20])


@transaction.atomic
def cancel(run_id: uuid.UUID, *, at: dt.datetime) -> RetargetRun:
    """Stop a run: what is promised anew stays so, the rest is left. A finished one stays.

    Raises RetargetRun.DoesNotExist.
    """
    run = RetargetRun.objects.select_for_update(of=("self",)).get(id=run_id)
    if run.finished_at is None:
        run.cancelled_at = run.finished_at = at
        run.save(update_fields=["cancelled_at", "finished_at"])
    return run


@transaction.atomic
@configuration.held()
def _step(run_id: uuid.UUID, *, at: dt.datetime) -> bool:
    """Work on the next tickets of a run; False when none is left, and the run is finished then."""
    # The run before its tickets, as whoever cancels it: nobody who has a ticket waits for a run.
    run = RetargetRun.objects.select_for_update(of=("self",)).get(id=run_id)
    if run.finished_at is not None:
        return False
    rows = tickets_of(run.kinds).order_by("id")
    if run.after is not None:
        rows = rows.filter(id__gt=run.after)
    tickets = list(
        rows.select_related("category", "queue").select_for_update(of=("self",), no_key=True)[
            :BATCH
        ]
    )
    if not tickets:
        RetargetRun.objects.filter(id=run_id).update(finished_at=at, claimed_until=None)
        return False
    result, faults = _retarget(tickets, at=at, reason=run.reason)
    RetargetRun.objects.filter(id=run_id).update(
        after=tickets[-1].pk,
        worked=F("worked") + len(tickets),
        changed=F("changed") + len(result.changed),
        kept=F("kept") + result.kept,
        faults=F("faults") + faults,
        claimed_until=at + LEASE,
    )
    return True


def _retarget(tickets: Sequence[Ticket], *, at: dt.datetime, reason: str) -> tuple[Retargeted, int]:
    """Put ``tickets`` under their policies; where one of them cannot be, all others are."""
    try:
        with transaction.atomic():
            return _together(tickets, at=at, reason=reason), 0
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if len(tickets) == 1:
            log.error("retarget.fault", ticket=str(tickets[0].pk), error=type(error).__name__)
            return Retargeted(), 1
    result, faults = Retargeted(), 0
    for ticket in tickets:
        # As it was before: what failed has changed it.
        again = Ticket.objects.locked(ticket.pk)
        one, fault = _retarget([again], at=at, reason=reason)
        result.changed += one.changed
        result.kept += one.kept
        faults += fault
    return result, faults


def _together(tickets: Sequence[Ticket], *, at: dt.datetime, reason: str) -> Retargeted:
    policies = {ticket.pk: choose_policy(ticket).policy for ticket in tickets}
    result = retarget_many(tickets, policies, at=at, reason=reason)
    for ticket in result.changed:
        ticket.updated_at = max(at, ticket.updated_at)
    Ticket.objects.bulk_update(result.changed, ["due_at", "reasons", "updated_at"])
    tell_of(ticket.pk for ticket in result.changed)
    return result
