"""Write who stands behind the tickets that are there already, as ``lifecycle/traces.py`` does."""

from django.db import migrations

WRITE = """
WITH link AS (
    SELECT l.ticket_id, l.item_id, l.order_id, l.consignment_id, l.payout_id, t.created_at AS at
    FROM tickets_ticketlink l JOIN tickets_ticket t ON t.id = l.ticket_id
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


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0006_recurring_faults"),
        ("consignment", "0003_item_authenticator"),
    ]

    # Going back, the table goes with the migration before.
    operations = [migrations.RunSQL(WRITE, migrations.RunSQL.noop)]
