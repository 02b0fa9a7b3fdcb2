"""What a sweep costs when as many clocks are due of few open ones, and of very many."""

import datetime as dt
import json
import time
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from config.benchmark import crowds
from tickets.sla.breaches import sweep
from tickets.sla.models import Clock

DUE = 1_000
FEW, MANY = 10_000, 1_000_000
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Swept:
    """The quickest sweep in milliseconds, and the blocks read to find its first batch, of FEW and
    of MANY.
    """

    few: float
    many: float
    few_blocks: int
    many_blocks: int

    @property
    def ratio(self) -> float:
        return self.many / self.few


def measure() -> Swept:
    """Sweep when DUE of FEW open clocks are due, and when as many of MANY are."""
    at = timezone.now()
    ticket = crowds.template(customer=None, at=at - dt.timedelta(hours=1))
    copies = crowds.copy_tickets(ticket, MANY // 8 + 1)
    took, blocks = {}, {}
    kept = list(Clock.objects.filter(ticket=ticket))
    for count in (FEW, MANY):
        crowds.forget_clocks()
        Clock.objects.bulk_create(kept)
        crowds.copy_clocks(ticket, copies, count, due=DUE, at=at)
        blocks[count] = _blocks(at)
        # The quickest: what else the machine does meanwhile only ever adds.
        took[count] = min(_sweep(at) for _ in range(REPEATS)) * 1000
    return Swept(took[FEW], took[MANY], blocks[FEW], blocks[MANY])


def _sweep(at: dt.datetime) -> float:
    """Return how long one sweep took, in seconds; the same is due again after it."""
    started = time.perf_counter()
    swept = sweep(at=at)
    took = time.perf_counter() - started
    if swept.warnings != DUE:
        raise ValueError(f"The sweep noticed {swept.warnings} and not {DUE}.")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tickets_clock SET next_level = 50,"
            " next_mark_at = running_since + interval '12 h' WHERE next_level = 80"
        )
        cursor.execute(
            "TRUNCATE tickets_clockwarning, tickets_warningact, tickets_outboxentry CASCADE"
        )
    return took


def _blocks(at: dt.datetime) -> int:
    sql, params = Clock.objects.marked_before(at)[:500].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    top = plan[0]["Plan"]
    return int(top["Shared Hit Blocks"] + top["Shared Read Blocks"])
