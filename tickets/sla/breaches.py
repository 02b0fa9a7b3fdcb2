"""The sweep: find the clocks that passed a level, and say so."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from tickets.sla.marks import Noticed, notice, write
from tickets.sla.models import Clock


@dataclass(frozen=True, slots=True)
class Swept:
    """How many levels were noticed below 100 %, and how many promises were broken."""

    warnings: int
    breaches: int


def sweep(*, at: dt.datetime, limit: int = 500) -> Swept:
    """Notice every level that was passed before ``at``; return how many.

    Works in batches of ``limit``, one transaction each, until none is left, and reads nothing but
    what is due (index ``clock_to_sweep``). Each level gets its row and its outbox row once, with
    the time when it was truly reached, however late the sweep comes; a breach is dated when the
    promise fell due.

    Lock order: clock rows alone, earliest mark first, skipping those that others hold: another
    sweep, which notices them itself, or an action, which does so as well (``clocks.py``). Tickets
    are never locked here, so an action that holds its ticket and waits for a clock cannot meet
    this waiting for a ticket.
    """
    warnings = breaches = 0
    while True:
        with transaction.atomic():
            batch = list(
                Clock.objects.marked_before(at)
                .select_for_update(of=("self",), skip_locked=True, no_key=True)
                .select_related("calendar_version")[:limit]
            )
            noticed = Noticed()
            for clock in batch:
                notice(clock, until=at, noticed_at=at, into=noticed)
            write(noticed, at=at)
        warnings += len(noticed.warnings) - len(noticed.breaches)
        breaches += len(noticed.breaches)
        if len(batch) < limit:
            return Swept(warnings, breaches)
