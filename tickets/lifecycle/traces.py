"""Who and what stands behind a ticket: items, consignors, couriers, authenticators, by their keys.

Links say what a ticket is about. Faults that recur show one step further: two orders, and one
courier had both. A trace is that step, written down with the link, so that all tickets behind a
courier are one look into an index.
"""

import uuid
from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from consignment import prepared
from tickets.lifecycle.models import Ticket


class TraceKind(models.TextChoices):
    """What faults can recur of. Couriers and authenticators are known by name alone."""

    ITEM = "item", _("Item")
    CONSIGNOR = "consignor", _("Consignor")
    COURIER = "courier", _("Courier")
    AUTHENTICATOR = "authenticator", _("Authenticator")


class TicketTrace(models.Model):
    """One of those who stand behind a ticket, through one thing of the trade.

    ``key``: the id of an item or consignor; of others their name in lower case. ``name`` as it was
    written, of those who are known by it alone. ``through``: the id of the item, or for a courier
    of the order, that led there, so that twelve tickets on nine orders can be told from twelve on
    one. ``at``: when the ticket was filed, also where its link came later.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="traces")
    kind = models.CharField(_("kind"), max_length=16, choices=TraceKind.choices)
    key = models.CharField(_("key"), max_length=80)
    name = models.CharField(_("name"), max_length=80, blank=True)
    through = models.UUIDField(_("through"))
    at = models.DateTimeField(_("filed"))

    class Meta:
        verbose_name = _("trace")
        verbose_name_plural = _("traces")
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "kind", "key", "through"], name="ticket_trace_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["kind", "key", "at"],
                include=["ticket", "through"],
                name="ticket_trace_by_key",
            ),
            models.Index(
                fields=["kind", "at"], include=["key", "ticket"], name="ticket_trace_by_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind} {self.key}"


# One statement, whatever hangs on a link: filing waits for it. A payout leads to its item and whose
# it was; that it is late says nothing about who judged the piece.
WRITE = """
WITH link AS (
    SELECT l.ticket_id, l.item_id, l.order_id, l.consignment_id, l.payout_id, t.created_at AS at
    FROM tickets_ticketlink l JOIN tickets_ticket t ON t.id = l.ticket_id
    WHERE l.ticket_id = ANY(%s)
), piece AS (
    SELECT ticket_id, at, item_id, TRUE AS judged FROM link WHERE item_id IS NOT NULL
    UNION SELECT ticket_id, at, line.item_id, TRUE
        FROM link JOIN consignment_orderline line ON line.order_id = link.order_id
    UNION SELECT ticket_id, at, payout.item_id, FALSE
        FROM link JOIN consignment_payout payout ON payout.id = link.payout_id
), traced AS (
    SELECT ticket_id, 'item' AS kind, item_id::text AS key, '' AS name, item_id AS through, at
        FROM piece
    UNION SELECT ticket_id, 'consignor', consignor_id::text, '', item_id, at
        FROM piece
        JOIN consignment_item item ON item.id = item_id
        JOIN consignment_consignment c ON c.id = item.consignment_id
    UNION SELECT ticket_id, 'consignor', consignor_id::text, '', c.id, at
        FROM link JOIN consignment_consignment c ON c.id = link.consignment_id
    UNION SELECT ticket_id, 'courier', lower(courier), courier, link.order_id, at
        FROM link JOIN consignment_shipment parcel ON parcel.order_id = link.order_id
        WHERE courier <> ''
    UNION SELECT ticket_id, 'authenticator', lower(authenticator), authenticator, item_id, at
        FROM piece JOIN consignment_item item ON item.id = item_id
        WHERE judged AND authenticator <> ''
)
INSERT INTO tickets_tickettrace (ticket_id, kind, key, name, through, at)
SELECT ticket_id, kind, key, name, through, at FROM traced
ON CONFLICT DO NOTHING
"""
WRITE_ONE = WRITE.replace("= ANY(%s)", "= %s")


def trace(ticket_ids: Sequence[uuid.UUID]) -> int:
    """Write who stands behind the linked things of ``ticket_ids`` now; return how many are new.

    One statement. What was written stays, also when a parcel went to another courier since: it
    was behind the ticket too. Callers hold the ticket's lock, or only add what came later.
    """
    if not ticket_ids:
        return 0
    # Of one that is compared as such PostgreSQL knows how many rows to expect, and plans it once.
    one = len(ticket_ids) == 1
    with prepared.cursor() as cursor:
        cursor.execute(WRITE_ONE if one else WRITE, [ticket_ids[0] if one else list(ticket_ids)])
        return int(cursor.rowcount)


def trace_unfinished() -> int:
    """Write what the trade has told since of all unfinished tickets: the courier of a parcel that
    had not left when somebody asked for it, an authenticator named later. Return how many are new.
    """
    rows = Ticket.objects.unfinished().filter(links__isnull=False).distinct()
    ids = list(rows.values_list("id", flat=True))
    return sum(trace(ids[start : start + BATCH]) for start in range(0, len(ids), BATCH))


BATCH = 1_000
