"""A guest's ticket goes to the account of the same person, by proof."""

import datetime as dt
import uuid

from allauth.account.models import EmailAddress
from django.db import transaction

from consignment.models import User
from tickets.actions.locking import forward
from tickets.actions.promising import announce, record_mail
from tickets.inbox import indexing
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ActorKind
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.lifecycle.records import Claim, Proof


def claimable_by(user_id: uuid.UUID) -> TicketQuerySet:
    """Return the guests' tickets that were filed with an address which the account has verified."""
    return Ticket.objects.of_guest(*_addresses(user_id))


def claim_verified(*, by: Actor, at: dt.datetime) -> int:
    """Add every ticket of ``claimable_by`` to the account of ``by``; return how many.

    One transaction a ticket, in the order of their ids. What somebody else took meanwhile, or is
    no longer a guest's, is passed over.
    """
    if by.user_id is None:
        return 0
    added = 0
    for ticket_id in claimable_by(by.user_id).order_by("id").values_list("id", flat=True):
        try:
            claim(ticket_id, by=by, at=at)
        except Ticket.DoesNotExist:
            continue
        added += 1
    return added


@transaction.atomic
def claim(
    ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, guest: Actor | None = None
) -> Ticket:
    """Add a guest's ticket to the account of ``by``, a customer with a login.

    Proof is the verified address of the account, or ``guest``: the actor whom a valid link of a
    mail let in. The links of the guest end, and a mail tells the address of the guest. Of two
    accounts at once one has the ticket.

    Raises Ticket.DoesNotExist without proof, and when it is nobody's to take: the same to whoever
    asks.
    """
    if by.kind is not ActorKind.CUSTOMER or by.user_id is None:
        raise Ticket.DoesNotExist
    ticket = Ticket.objects.filter(requester=None).locked(ticket_id)
    proof = _proof(ticket, by.user_id, guest)
    if proof is None:
        raise Ticket.DoesNotExist
    at = forward(ticket, at)
    kept = Claim.objects.create(
        ticket=ticket, guest_email=ticket.guest_email, by_id=by.user_id, proof=proof, at=at
    )
    ticket.requester = User.objects.get(pk=by.user_id)
    ticket.guest_email = ticket.guest_name = ""
    ticket.updated_at = at
    ticket.save()
    ticket.guest_links.filter(expires_at__gt=at).update(expires_at=at)
    indexing.claimed(ticket)
    history.claimed(ticket, proof=proof, by=by, at=at)
    record_mail("claimed", ticket, at=at, claim=str(kept.pk))
    announce(ticket)
    return ticket


def _proof(ticket: Ticket, user_id: uuid.UUID, guest: Actor | None) -> Proof | None:
    if ticket.guest_email in _addresses(user_id):
        return Proof.ADDRESS
    if guest is not None and guest.kind is ActorKind.GUEST and guest.ticket_id == ticket.id:
        return Proof.LINK
    return None


def _addresses(user_id: uuid.UUID) -> set[str]:
    """Return the addresses that the account has proven, as guests' are stored: in lower case."""
    verified = EmailAddress.objects.filter(user_id=user_id, verified=True)
    return {email.lower() for email in verified.values_list("email", flat=True)}
