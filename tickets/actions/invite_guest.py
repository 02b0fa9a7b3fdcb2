"""A guest asks for a new way to a ticket."""

import datetime as dt

from django.db import transaction

from tickets.actions.promising import record_mail
from tickets.lifecycle import guests
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import GuestLink

HOUR = dt.timedelta(hours=1)
MOST_PER_HOUR = 5
"""Links to one address in an hour: who knows a number and the address fills no mailbox by it."""


@transaction.atomic
def send_guest_link(*, email: str, number: int, at: dt.datetime) -> None:
    """Mail a fresh link to the guest of ticket ``number`` when ``email`` is theirs.

    Answers the same either way, so that nobody learns which addresses have tickets, and does
    nothing when the address was given MOST_PER_HOUR links in the last hour.
    """
    ticket = Ticket.objects.filter(
        requester=None, guest_email__iexact=email.strip(), number=number
    ).first()
    if ticket is not None:
        _send(ticket, at=at)


@transaction.atomic
def renew_guest_link(secret: str, *, at: dt.datetime) -> None:
    """Mail a fresh link to where the link with ``secret`` was sent, expired as it is.

    Answers the same for a secret that never was one, and for a ticket that has an owner now.
    """
    ticket = guests.of_link(secret)
    if ticket is not None:
        _send(ticket, at=at)


def _send(ticket: Ticket, *, at: dt.datetime) -> None:
    lately = GuestLink.objects.filter(created_at__gt=at - HOUR)
    if lately.filter(ticket__guest_email=ticket.guest_email).count() < MOST_PER_HOUR:
        record_mail("guest_link", ticket, at=at)
