"""Who waits, and what is under work: the facts by which the next ticket is chosen.

Tickets that differ in nothing that decides who may take them form a *kind*: line, queue, category,
language, channel. Only the first of each kind can be next. They are found by hopping over the index
of those that wait, one step a kind, so that it takes as long with a hundred thousand as with ten.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q

from consignment import prepared
from tickets.lifecycle.choices import State
from tickets.lifecycle.facts import OCCUPYING_IN_SQL, Line
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.routing import assigning, bands, order
from tickets.routing.choices import Band
from tickets.routing.placing import Need
from tickets.routing.shares import Head, Load, Shares, is_late
from tickets.routing.shares import queues as queues_of


@dataclass(frozen=True, slots=True, kw_only=True)
class First(Head):
    """The first ticket of its kind, with what it asks of an agent, but for who knows it."""

    queue_id: int
    category_id: int
    need: Need

    @property
    def kind(self) -> tuple[int, int, int, str, str]:
        return (
            self.priority,
            self.queue_id,
            self.category_id,
            self.need.language,
            self.need.channel,
        )


def firsts() -> list[First]:
    """Return the first ticket of each kind that waits. One statement."""
    with prepared.cursor() as cursor:
        cursor.execute(_FIRSTS)
        rows = cursor.fetchall()
    of_categories = bands.of_categories()
    ahead = assigning.ahead()
    return [
        First(
            id=ticket_id,
            priority=priority,
            band=of_categories.get(category_id, Band.RARE),
            due_at=due_at,
            created_at=created_at,
            head_start=head_start,
            queue_id=queue_id,
            category_id=category_id,
            need=Need(
                skill_id=skill_id,
                language=language,
                team_id=team_id,
                channel=channel,
                urgent=priority == Line.URGENT,
                ahead=ahead,
            ),
        )
        for (
            priority,
            queue_id,
            category_id,
            language,
            channel,
            ticket_id,
            due_at,
            created_at,
            head_start,
            skill_id,
            team_id,
        ) in rows
    ]


_KIND = "priority, queue_id, category_id, language, channel"
_ROW = f"{_KIND}, id, due_at, created_at, head_start"
_FIRSTS = f"""
WITH RECURSIVE first AS (
    (SELECT {_ROW} FROM tickets_ticket WHERE state = '{State.NEW.value}'
      ORDER BY {_KIND}, turn, created_at, id LIMIT 1)
    UNION ALL
    SELECT following.* FROM first CROSS JOIN LATERAL (
        SELECT {_ROW} FROM tickets_ticket waits
         WHERE state = '{State.NEW.value}'
           AND (waits.priority, waits.queue_id, waits.category_id, waits.language, waits.channel)
             > (first.priority, first.queue_id, first.category_id, first.language, first.channel)
         ORDER BY {_KIND}, turn, created_at, id LIMIT 1
    ) following
)
SELECT first.*, category.skill_id, queue.restricted_to_id
  FROM first
  JOIN tickets_category category ON category.id = first.category_id
  JOIN tickets_queue queue ON queue.id = first.queue_id
"""  # noqa: S608  # constants of ours alone


def place_of(ticket: Ticket) -> int | None:
    """Return the place of ``ticket`` among those that wait in its queue, the first being 1.

    None once somebody has it, and behind MOST_COUNTED others. One query.
    """
    if ticket.state != State.NEW:
        return None
    waits: TicketQuerySet = Ticket.objects.unassigned().filter(queue=ticket.queue_id)
    within = Q(priority=ticket.priority, turn__lt=order.turn(ticket))
    sooner = Q(priority__lt=ticket.priority) | within
    ahead = len(waits.filter(sooner).values_list("pk")[:MOST_COUNTED])
    return ahead + 1 if ahead < MOST_COUNTED else None


def locked_first_of(first: First) -> Ticket | None:
    """Return the first ticket of the kind of ``first`` that nobody holds a lock on, locked.

    Mostly ``first`` itself. None when all of that kind are being taken at this moment.
    """
    tickets: TicketQuerySet = Ticket.objects.unassigned()
    return (
        tickets.filter(
            priority=first.priority,
            queue=first.queue_id,
            category=first.category_id,
            language=first.need.language,
            channel=first.need.channel,
        )
        .order_by("turn", "created_at", "id")
        .select_related("category", "queue", "requester")
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )


def load(shares: Shares, *, firsts: Iterable[First] = (), at: dt.datetime) -> Load:
    """Return what is under work and, if it matters for ``firsts``, who waits. One small statement,
    up to three where the ordinary lane is late.
    """
    of_categories = bands.of_categories()
    lines: Counter[int] = Counter()
    in_bands: Counter[Band] = Counter()
    queues: dict[int, int] = {}
    with prepared.cursor() as cursor:
        cursor.execute(_UNDER_WORK)
        for line, category_id, count in cursor.fetchall():
            lines[line] += count
            in_bands[of_categories.get(category_id, Band.RARE)] += count
        if any(first.priority == Line.ORDINARY and is_late(first, at) for first in firsts):
            queues = queues_of(shares, partial(_count, cursor))
    return Load(lines, in_bands, queues)


def _count(cursor: Any, line: Line, most: int) -> int:
    cursor.execute(_WAITING, [line.value, most])
    count: int = cursor.fetchone()[0]
    return count


MOST_COUNTED = 1_000
"""So far the place in a queue is counted."""
_UNDER_WORK = f"""
SELECT priority, category_id, count(*) FROM tickets_ticket
 WHERE state IN ({OCCUPYING_IN_SQL}) GROUP BY priority, category_id
"""  # noqa: S608  # constants of ours alone
# In the order of the index of what waits: else the whole table may be read for a line of few.
_WAITING = f"""
SELECT count(*) FROM (
    SELECT FROM tickets_ticket WHERE state = '{State.NEW.value}' AND priority = %s
     ORDER BY {_KIND} LIMIT %s
) waits
"""  # noqa: S608  # constants of ours alone
