"""What a test does with the outbox and reads of a mail."""

import datetime as dt
import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from tickets.outbox import relay
from tickets.outbox.models import OutboxEntry
from tickets.outbox.relay import Delivered
from tickets.tasks.outbox import handlers


def deliver(*, at: dt.datetime | None = None) -> Delivered:
    """Deliver what is due ``at``, as a worker does."""
    return relay.deliver(handlers=handlers(), at=at or timezone.now())


def entry(kind: str) -> OutboxEntry:
    """Return the one row of ``kind`` as it is now."""
    found: OutboxEntry = OutboxEntry.objects.get(kind=kind)
    return found


def html_of(mail: EmailMultiAlternatives) -> str:
    (alternative,) = mail.alternatives
    assert alternative.mimetype == "text/html"
    return str(alternative.content)


def links_in(text: str) -> list[str]:
    """Return the paths of the links to the site in a mail."""
    return re.findall(re.escape(settings.SITE_URL) + r"(/[^\s\"<>]*)", text)
