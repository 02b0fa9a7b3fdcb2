"""Very many open tickets and clocks at once: copies of one that was really filed, by INSERT."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Max

from config.benchmark import records
from config.benchmark.copying import put_aside, settle
from consignment.models import User
from tickets.actions.open import Guest, open_ticket
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.triage.models import Category

HALF = dt.timedelta(hours=12)
DAY = 2 * HALF
NTH_ID = "('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
FIRST_NUMBER = 10_000_000
"""Behind whatever else is filed in the database of the benchmark; the ``n`` of a copy is what its
number is more."""


def template(*, customer: User | None, at: dt.datetime) -> Ticket:
    """File a question on rules, which a person answers within a day, by the clock on the wall."""
    return open_ticket(
        category=Category.objects.get(key="rules-fees"),
        body="How much commission do you take for a watch?",
        customer=customer or Guest(f"crowd-{uuid.uuid4().hex}@example.com"),
        channel=Channel.SITE,
        language="en",
        at=at,
    )


def copy_tickets(ticket: Ticket, count: int) -> range:
    """Write ``count`` tickets like ``ticket``, without its clocks; return the ``n`` of each."""
    copies = _free(count)
    with put_aside([records.TICKETS]):
        _insert(
            Ticket._meta.db_table,
            {"id": NTH_ID, "number": f"{FIRST_NUMBER} + n"},
            "FROM tickets_ticket t, generate_series(%s, %s) n WHERE t.id = %s",
            [copies[0], copies[-1], ticket.id],
        )
    settle([records.TICKETS])
    return copies


def _free(count: int) -> range:
    """Return the ``n`` behind those of the copies that are there."""
    last = Ticket.objects.filter(number__gte=FIRST_NUMBER).aggregate(last=Max("number"))["last"]
    first = (last or FIRST_NUMBER) - FIRST_NUMBER + 1
    return range(first, first + count)


def copy_clocks_as_they_are(ticket: Ticket, copies: range) -> None:
    """Give each of the ``copies`` of ``ticket`` the clocks that ``ticket`` has."""
    with put_aside([records.CLOCKS]):
        _insert(
            Clock._meta.db_table,
            {"ticket_id": NTH_ID},
            "FROM tickets_clock t, generate_series(%s, %s) n WHERE t.ticket_id = %s",
            [copies[0], copies[-1], ticket.id],
        )
    settle([records.CLOCKS])


def copy_clocks(ticket: Ticket, copies: range, count: int, *, due: int, at: dt.datetime) -> None:
    """Write ``count`` running clocks, one of each kind on ``copies`` of ``ticket``; ``due`` of them
    passed their first level, half of a day, a minute before ``at``, and the others will yet.
    """
    kinds = [kind.value for kind in ClockKind]
    every = count // due
    began = (
        f"CASE WHEN i %% {every} = 0 THEN %s::timestamptz - interval '1 minute' - interval '12 h'"
        " ELSE %s::timestamptz - interval '1 h' - (i %% 36000) * interval '1 s' END"
    )
    with put_aside([records.CLOCKS]):
        _insert(
            Clock._meta.db_table,
            {
                "ticket_id": NTH_ID,
                "kind": "made.kind",
                "started_at": "began",
                "last_event_at": "began",
                "running_since": "began",
                "due_at": "began + interval '24 h'",
                "next_mark_at": "began + interval '12 h'",
                "consumed": "interval '0'",
            },
            f"""
            FROM tickets_clock t, generate_series(0, {int(count) - 1}) i,
                 LATERAL (SELECT i / {len(kinds)} + {copies[0]} AS n,
                                 (%s::text[])[i %% {len(kinds)} + 1] AS kind,
                                 {began} AS began) made
            WHERE t.ticket_id = %s AND t.kind = 'first_response'
            """,
            [kinds, at, at, ticket.id],
        )
    settle([records.CLOCKS])


def forget_clocks() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE tickets_clock CASCADE")


def _insert(table: str, changed: Mapping[str, str], source: str, params: list[Any]) -> None:
    """Copy the row that ``source`` finds as ``t``: every column as it is, but the ``changed``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attidentity = '' AND attgenerated = ''",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall()]
        values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} {source}", params)
