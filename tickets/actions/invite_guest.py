"""A guest asks for a new way to a ticket."""

import datetime as dt

from django.db import transaction

from tickets.actions.promising import record_mail
from tickets.lifecycle.models import Ticket

HOUR = dt.timedelta(hours=1)
MOST_PER_HOUR = 5
"""Links to one ticket in an hour: who knows its number and the address fills no mailbox by it."""


@transaction.atomic
def send_guest_link(*, email: str, number: int, at: dt.datetime) -> None:
    """Mail a fresh link to the guest of ticket ``number`` when ``email`` is theirs.

    Answers the same either way, so that nobody learns which addresses have tickets, and does
    nothing when the ticket was given MOST_PER_HOUR links in the last hour.
    """
    ticket = Ticket.objects.filter(
        requester=None, guest_email__iexact=email.strip(), number=number
    ).first()
    if ticket is None:
        return
    if ticket.guest_links.filter(created_at__gt=at - HOUR).count() < MOST_PER_HOUR:
        record_mail("guest_link", ticket, at=at)
