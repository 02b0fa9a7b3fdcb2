"""Keeping what tickets are found by. Called by the actions that write, in their transaction."""

import uuid
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction

from consignment.together import insert
from tickets.conversation.models import Message, Note
from tickets.inbox.asking import ticket_number
from tickets.inbox.lexemes import Part, vector
from tickets.inbox.models import SearchRow
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink

SUBJECT, CUSTOMER, SAID, NOTED = "A", "B", "C", "D"

MOST_LEXEMES = 10_000
"""Different words of one ticket; what is said after that is not indexed. A tsvector ends at 1 MB
(``lexemes.MOST_LEXEMES``), and an action must never fail for what it is found by."""


def begin(ticket: Ticket, said: str, *, numbers: Iterable[str] = ()) -> None:
    """Index a ticket that was filed with ``said``, about things of the trade with ``numbers``.

    Caller holds the ticket lock.
    """
    parts = [*_about(ticket, numbers), Part(said, SAID)]
    insert([SearchRow(ticket=ticket, vector=vector(parts))])


def said(ticket: Ticket, text: str) -> None:
    """Index what was said on ``ticket``. Caller holds the ticket lock."""
    _add(ticket, Part(text, SAID))


def noted(ticket: Ticket, text: str) -> None:
    """Index a note of the staff. Caller holds the ticket lock."""
    _add(ticket, Part(text, NOTED))


def linked(ticket: Ticket, numbers: Iterable[str]) -> None:
    """Index things of the trade that ``ticket`` turned out to be about. Caller holds the lock."""
    _add(ticket, Part(" ".join(numbers), CUSTOMER))


def claimed(ticket: Ticket) -> None:
    """Index whose ``ticket`` is now; whose it was still finds it. Caller holds the ticket lock."""
    _add(ticket, Part(_customer(ticket), CUSTOMER))


def renumbered(ticket: Ticket) -> None:
    """Index the number that ``ticket`` has now; the one it had still finds it. Caller holds the
    ticket lock.
    """
    _add(ticket, Part("", CUSTOMER, whole=(ticket_number(ticket.number),)))


def _about(ticket: Ticket, numbers: Iterable[str]) -> list[Part]:
    who = f"{_customer(ticket)} {' '.join(numbers)}"
    return [
        Part(ticket.subject, SUBJECT),
        Part(who, CUSTOMER, whole=(ticket_number(ticket.number),)),
    ]


def _customer(ticket: Ticket) -> str:
    return f"{ticket.customer_name} {ticket.customer_email}"


def _add(ticket: Ticket, part: Part) -> None:
    """Append ``part``. A ticket that was never indexed waits for the command that indexes all."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {SearchRow._meta.db_table} SET vector = vector || %s::tsvector"  # noqa: S608
            " WHERE ticket_id = %s AND length(vector) < %s",
            [vector([part]), ticket.id, MOST_LEXEMES],
        )


def _store(rows: Sequence[tuple[uuid.UUID, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {SearchRow._meta.db_table} (ticket_id, vector)"  # noqa: S608
            " VALUES (%s, %s::tsvector)"
            " ON CONFLICT (ticket_id) DO UPDATE SET vector = excluded.vector",
            rows,
        )


START = uuid.UUID(int=0)


def rebuild(
    *,
    batch: int = 500,
    missing_only: bool = False,
    after: uuid.UUID = START,
    until: uuid.UUID | None = None,
) -> Iterator[int]:
    """Index every ticket anew, in the order of their ids; yield how many are done so far.

    ``after`` and ``until``, which belongs to it, bound one of several parts done side by side.

    One short transaction a batch, which holds the locks of its tickets: nothing that is said
    meanwhile is lost. An interrupted run is simply begun again.
    """
    done = 0
    while True:
        with transaction.atomic():
            tickets = Ticket.objects.filter(id__gt=after).order_by("id")
            if until is not None:
                tickets = tickets.filter(id__lte=until)
            if missing_only:
                tickets = tickets.filter(search_row=None)
            rows = list(tickets.select_related("requester").select_for_update(of=("self",))[:batch])
            if not rows:
                return
            _store(list(_vectors(rows)))
        after = rows[-1].id
        done += len(rows)
        yield done


def _vectors(tickets: Sequence[Ticket]) -> Iterator[tuple[uuid.UUID, str]]:
    """Yield id and vector of ``tickets``: three queries, whatever their number."""
    ids = [ticket.id for ticket in tickets]
    parts: dict[uuid.UUID, list[Part]] = {ticket_id: [] for ticket_id in ids}
    numbers: dict[uuid.UUID, list[str]] = {ticket_id: [] for ticket_id in ids}
    for ticket_id, number in TicketLink.objects.filter(ticket__in=ids).values_list(
        "ticket", "snapshot__number"
    ):
        numbers[ticket_id].append(number or "")
    spoken = Message.objects.filter(ticket__in=ids).exclude(
        automatic=True, author_kind=SYSTEM.kind.value
    )
    for ticket_id, body in spoken.order_by("at", "id").values_list("ticket", "body"):
        parts[ticket_id].append(Part(body, SAID))
    for ticket_id, body in Note.objects.filter(ticket__in=ids).values_list("ticket", "body"):
        parts[ticket_id].append(Part(body, NOTED))
    for ticket in tickets:
        yield ticket.id, vector([*_about(ticket, numbers[ticket.id]), *parts[ticket.id]])
