"""A guest asks for a new way to a ticket."""

import datetime as dt

from django.db import transaction

from tickets.actions.promising import record_mail
from tickets.lifecycle.models import Ticket


@transaction.atomic
def send_guest_link(*, email: str, number: int, at: dt.datetime) -> None:
    """Mail a fresh link to the guest of ticket ``number`` when ``email`` is theirs.

    Answers the same either way, so that nobody learns which addresses have tickets.
    """
    ticket = Ticket.objects.filter(
        requester=None, guest_email__iexact=email.strip(), number=number
    ).first()
    if ticket is not None:
        record_mail("guest_link", ticket, at=at)
