"""Links by which a guest reaches one ticket."""

import datetime as dt

from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.continuing import kept_id
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import GuestLink
from tickets.lifecycle.tokens import hashed, new_secret


class GuestLinkRefused(Exception):
    """The link is unknown or expired; both look the same from outside."""


def make(ticket: Ticket, *, at: dt.datetime) -> str:
    """Store a new link to ``ticket`` and return its secret, which is never seen again."""
    secret, token_hash = new_secret()
    GuestLink.objects.create(
        ticket=ticket,
        token_hash=token_hash,
        created_at=at,
        expires_at=at + dt.timedelta(days=DeskSettings.current().guest_link_days),
    )
    return secret


def follow(secret: str, *, at: dt.datetime) -> Actor:
    """Return the actor whom ``secret`` lets in. Raises GuestLinkRefused.

    What was merged is of one guest: whoever reads the mail of the one may read the other.
    """
    link = (
        GuestLink.objects.select_related("ticket")
        .filter(token_hash=hashed(secret), expires_at__gt=at, ticket__requester=None)
        .first()
    )
    if link is None:
        raise GuestLinkRefused
    return guest(kept_id(link.ticket_id), link.ticket.customer_name)


def of_link(secret: str) -> Ticket | None:
    """Return the guest's ticket to which ``secret`` leads or led, whether or not it expired."""
    links = GuestLink.objects.filter(token_hash=hashed(secret), ticket__requester=None)
    link = links.select_related("ticket").first()
    return link.ticket if link else None
