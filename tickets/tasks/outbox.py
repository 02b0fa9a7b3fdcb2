"""Which handler carries which kind of outbox row, and the tasks that carry them.

Workers run with ``-P solo``, which ignores Celery's time limits: ``relay.deliver`` has a deadline
of its own, and each handler sets its own timeouts.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from celery import shared_task
from django.utils import timezone

from tickets.actions.hold import DUE
from tickets.actions.release import release_overdue
from tickets.channels.email import alerting, delivery
from tickets.outbox import relay
from tickets.outbox.models import OutboxEntry
from tickets.tasks import bulk, retargets, warnings


def handlers() -> Mapping[str, relay.Handler]:
    """Return the handler of each kind of row. A kind without one is given up, and says so."""
    return {
        **delivery.HANDLERS,
        **alerting.HANDLERS,
        **warnings.HANDLERS,
        **bulk.HANDLERS,
        **retargets.HANDLERS,
        DUE: _send_held,
    }


def _send_held(entry: OutboxEntry) -> None:
    """Send the reply that its page did not send."""
    release_overdue(uuid.UUID(entry.payload["held"]), at=timezone.now())


@shared_task(queue="now", ignore_result=True)
def deliver(**kwargs: Any) -> None:
    """Deliver what waits: the bell rang."""
    relay.deliver(handlers=handlers(), at=timezone.now())


@shared_task(queue="now", ignore_result=True)
def sweep(**kwargs: Any) -> None:
    """Deliver what no bell announced: put off, or lost with a broker or a worker."""
    relay.deliver(handlers=handlers(), at=timezone.now())


@shared_task(queue="slow", ignore_result=True)
def purge(**kwargs: Any) -> None:
    """Forget delivered rows and stored replies whose time is over."""
    relay.purge(at=timezone.now())
