"""What becomes of the outbox rows that a sweep writes when a promise wears thin or breaks."""

import structlog

from tickets.lifecycle.telling import tell_of
from tickets.outbox.models import OutboxEntry

log = structlog.get_logger(__name__)


def tell(entry: OutboxEntry) -> None:
    """Log what was noticed, as ``clock.warned`` or ``clock.breached``, and wake open pages.

    The row that the sweep wrote (``ClockWarning``) is the truth; this only says so aloud.
    """
    log.warning(entry.kind, **entry.payload)
    tell_of([entry.payload["ticket"]])
