"""Take over from the marketplace what it reports, as often as it likes: idempotent upserts.

A report is one row. Each names its ``type``, the thing's ``external_id`` (up to 64 characters) and
``updated_at``, the marketplace's own date of this state. A row with an older date than the one
taken over last is ignored; the same row twice changes nothing. Things are named to each other by
external id, and must have come before they are named.

==============  ================================================================================
type            fields (``*`` needed when the thing is new; all others may be left out)
==============  ================================================================================
person          email*, name, phone (with country code), language, time_zone, joined_at,
                roles (``buyer``, ``consignor``; only ever added)
consignment     number* (CN-20260412-0007), consignor* (a person), received_at*,
                commission_percent*
item            number* (IT-100234), consignment*, title*, price*, brand, kind, picture_url,
                authenticator (who judged it; up to 80 characters), state, note
order           number* (CO-20260412-0042), buyer* (a person), total*, placed_at*, lines*, state,
                paid_at, ship_by, return_until
shipment        order*, state, courier, tracking_number, promised_at, shipped_at, delivered_at
return          order*, asked_at*, state, reason
payout          number* (PO-300118), consignor* (a person), item*, amount*, state, due_on, paid_at
==============  ================================================================================

Left out means: as it is. Null means: empty. Fields nobody reads are counted in the report.

**JSON lines**, one object a line; ``lines`` is a list of ``{"item": ..., "price": ...}``::

    {"type": "item", "external_id": "m-77", "updated_at": "2026-04-12T09:30:00Z", "state": "listed",
     "number": "IT-100234", "consignment": "c-5", "title": "Reverso", "price":
     {"amount": "5200.00", "currency": "USD"}}

**CSV**, the fields as headings, with a ``type`` column unless all rows are of one type; an empty
cell is one left out. ``price`` may carry its currency (``5200.00 USD``) or have a
``price_currency`` column beside it; ``roles`` are split by blanks, ``lines`` by semicolons
(``m-77=5200.00 USD; m-78=80.00 USD``).

Times are ISO 8601 with their offset and, but for promises, not in the future; ``due_on`` is a day.
Money is positive or zero, with two decimals at most, in one of ``settings.CURRENCIES``. States are
those of the models. Two of them do more than fill a column: an item goes to its state by
``moves.walk_item`` and is refused where no way leads there; a payout that is ``paid`` goes through
``holds.record_paid``.

A row that cannot be taken is refused with its line and the reasons, and the others are loaded: each
is a transaction of its own.
"""

from consignment.ingest.loading import Refusal, Report, load
from consignment.ingest.reading import FileRefused, Format, Line, read

__all__ = ["FileRefused", "Format", "Line", "Refusal", "Report", "load", "read"]
