"""Fill the benchmark's empty database: tables, presets, people, and then the tickets of a year."""

import datetime as dt
import multiprocessing
import os
import random
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone, translation

from config import broker
from config.benchmark import records, trade
from config.benchmark.bare import make_table
from config.benchmark.copying import Row, Table, put_aside, settle, unhurried
from config.benchmark.facts import Facts
from config.benchmark.stories import Stories
from knowledge_base import content
from tickets.actions import learn
from tickets.inbox import indexing
from tickets.insight import facts
from tickets.lifecycle import traces
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink
from tickets.management import presets

SEED = 20260412
LENGTH = dt.timedelta(days=365)
BATCH = 5_000
FIRST_NUMBER = 100_001

# Called with how many tickets are there, of how many.
Progress = Callable[[int, int], None]


def load(*, tickets: int, progress: Progress) -> float:
    """Make the desk and ``tickets`` tickets of four messages each; return seconds for the tickets.

    The same number gives the same desk, but for its times, which end now.
    """
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    now = timezone.now()
    with translation.override("en"):
        presets.load()
        content.load(now)
        learn.learn(at=now)
        broker.install()
        make_table()
        started = time.monotonic()
        _copy(tickets, now=now, progress=progress)
        took = time.monotonic() - started
        # What the desk counts in the background, a minute at a time.
        facts.fill(at=timezone.now())
    return took


def _copy(tickets: int, *, now: dt.datetime, progress: Progress) -> None:
    rng = random.Random(SEED)  # noqa: S311
    since = now - LENGTH
    tables = (*trade.TABLES, *records.TABLES)
    with put_aside(tables):
        with transaction.atomic():
            crowd = trade.gather(rng, tickets=tickets, since=since, now=now)
        stories = Stories(rng, crowd, Facts(now=now), now=now)
        # One batch is written while the next is told.
        with ThreadPoolExecutor(1, initializer=unhurried) as writer:
            written: Future[None] | None = None
            for n in range(tickets):
                at = since + (LENGTH - dt.timedelta(minutes=5)) * ((n + 1) / tickets)
                stories.tell(FIRST_NUMBER + n, at)
                if n % BATCH == BATCH - 1 or n == tickets - 1:
                    if written is not None:
                        written.result()
                    rows = {table: stories.rows.pop(table, ()) for table in records.TABLES}
                    written = writer.submit(_write, rows)
                    progress(n + 1, tickets)
            if written is not None:
                written.result()
            writer.submit(connections.close_all).result()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('tickets_ticket_number', %s)", [FIRST_NUMBER + tickets])
    _follow()
    settle(tables)


def _write(rows: Mapping[Table, Iterable[Row]]) -> None:
    with transaction.atomic():
        for table, told in rows.items():
            table.copy(told)


def _follow() -> None:
    """Write what the desk keeps beside the tickets, by its own functions."""
    named = TicketLink.objects.order_by("ticket").values_list("ticket", flat=True)
    traces.trace(list(named))
    with put_aside([records.SEARCH]):
        _index(os.cpu_count() or 1)


def _index(parts: int) -> None:
    """Index all tickets, in as many processes as there are ``parts``."""
    ids = list(Ticket.objects.order_by("id").values_list("id", flat=True))
    ends = [ids[len(ids) * part // parts - 1] for part in range(1, parts + 1)]
    own: Any = connections["default"]
    own.close()
    own.close_pool()
    forked = multiprocessing.get_context("fork")
    processes = [
        forked.Process(target=_index_part, args=bounds)
        for bounds in zip([indexing.START, *ends], ends, strict=False)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode:
            raise RuntimeError("Part of the tickets were not indexed.")


def _index_part(after: uuid.UUID, until: uuid.UUID) -> None:
    unhurried()
    for _ in indexing.rebuild(batch=2_000, after=after, until=until):
        pass
