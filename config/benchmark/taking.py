"""Take the next of very many tickets that wait, and what that costs at the database."""

import statistics
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tickets.actions.assign import take_next
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Presence

WAITING = 100_000
TIMES = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """What one ticket taken costs at the database, all its statements together, in milliseconds of
    its processor: how long they take besides, a busy machine decides.
    """

    waiting: int
    p50: float
    p95: float
    statements: int


def measure(*, waiting: int = WAITING, times: int = TIMES) -> Taken:
    """Let ``waiting`` tickets wait, and take the next ``times`` times; nothing of it is kept.

    They are copies of tickets that are there, so their kinds are mixed as contacts are.
    """
    agent = Agent.objects.working().select_related("user").order_by("id").first()
    if agent is None:
        raise ValueError("Nobody works here.")
    with transaction.atomic():
        let_wait(waiting)
        Agent.objects.filter(id=agent.id).update(capacity=200, presence=Presence.HERE)
        by, server = actor_of(agent.user), _Server()
        # Statements that somebody reads along are not prepared: they are counted apart.
        with CaptureQueriesContext(connection) as queries:
            _take(by)
        costs: list[float] = []
        for _ in range(times):
            before = server.milliseconds()
            _take(by)
            costs.append(server.milliseconds() - before)
        transaction.set_rollback(True)
    costs.sort()
    return Taken(waiting, statistics.median(costs), costs[int(len(costs) * 0.95)], len(queries))


def _take(by: Actor) -> None:
    with transaction.atomic():
        take_next(by=by, at=timezone.now())
        transaction.set_rollback(True)


class _Server:
    """The process of PostgreSQL that serves this connection, and the processor time it took."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self._path = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def milliseconds(self) -> float:
        return int(self._path.read_text().split()[0]) / 1e6


def let_wait(count: int) -> None:
    """Add copies of tickets that are there as ones that wait, until ``count`` do."""
    missing = count - Ticket.objects.filter(state=State.NEW).count()
    if missing <= 0:
        return
    columns = [
        field.column
        for field in Ticket._meta.local_concrete_fields
        if not field.generated and field.name not in OWN
    ]
    listed = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        # A slow machine may take longer than any page would.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            f"INSERT INTO tickets_ticket ({listed}, id, state, assignee_id, due_at) "  # noqa: S608
            f"SELECT {listed}, gen_random_uuid(), 'new', NULL,"
            " now() + (random() * 2 - 1) * interval '1 day' FROM ("
            " SELECT ticket.* FROM tickets_ticket ticket"
            " CROSS JOIN generate_series(1, %s / (SELECT count(*) FROM tickets_ticket) + 2)"
            " WHERE ticket.merged_into_id IS NULL"
            " LIMIT %s) copied",
            [missing, missing],
        )
        cursor.execute("ANALYZE tickets_ticket")
        # What else would be looked through again by each statement of this transaction.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("RESET statement_timeout")


OWN = {"id", "number", "state", "assignee", "due_at", "resolved_at", "closed_at"}
"""What a copy has of its own."""
