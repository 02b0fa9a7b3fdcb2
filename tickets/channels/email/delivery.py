"""Handlers of the outbox kinds ``mail.*``: read the ticket as it is now, write, send.

Secrets in links are made here, when the mail leaves, since only their hashes are kept.
"""

import smtplib
from collections.abc import Callable, Mapping
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailInvalidAddress, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from tickets.channels.email.composing import compose
from tickets.conversation import visits
from tickets.conversation.models import Message
from tickets.lifecycle import guests
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import Claim
from tickets.outbox.models import OutboxEntry
from tickets.outbox.relay import DeliveryError
from tickets.routing.callbacks.models import Callback, CallbackAttempt
from tickets.satisfaction import surveys
from tickets.sla.models import Clock

Handler = Callable[[OutboxEntry], None]

SERVER_ERROR = 500
REFUSED_FOR_GOOD = {400, 413, 422}
REFUSED_BY_SERVER = 500


def send_receipt(entry: OutboxEntry) -> None:
    """Tell the customer the number and the promised time, and what was asked back."""
    ticket = _ticket(entry)
    links = {
        "url": _address(ticket),
        "question": _message(entry, ticket, name="question"),
        "call": _call(entry, ticket),
    }
    _send("receipt", ticket, entry, automatic=True, links=links)


def send_reply(entry: OutboxEntry) -> None:
    """Carry an agent's reply, unless it was to wait for the customer to see it, and they have."""
    ticket = _ticket(entry)
    if entry.payload.get("unless_seen"):
        message = Message.objects.filter(pk=entry.payload["message"]).first()
        if message is not None and visits.has_seen(message):
            return
    links = {"url": _address(ticket), "message": _message(entry, ticket)}
    _send("reply", ticket, entry, automatic=False, links=links)


def send_plan(entry: OutboxEntry) -> None:
    """Tell that the case is complex, and when its plan comes."""
    ticket = _ticket(entry)
    links = {"url": _address(ticket), "message": _message(entry, ticket)}
    _send("plan", ticket, entry, automatic=True, links=links)


def send_resolved(entry: OutboxEntry) -> None:
    """Tell that it is solved, and ask for a rating by a link that works once."""
    ticket = _ticket(entry)
    with transaction.atomic():
        secret = surveys.invite(ticket, at=timezone.now())
    links = {
        "url": _address(ticket),
        "message": _message(entry, ticket),
        "rate_url": settings.SITE_URL + reverse("public:rate", args=[secret]),
    }
    _send("resolved", ticket, entry, automatic=False, links=links)


def send_moved(entry: OutboxEntry) -> None:
    """Carry what the desk wrote by itself when a promise moved, or the number changed."""
    ticket = _ticket(entry)
    links = {"url": _address(ticket), "message": _message(entry, ticket)}
    _send("moved", ticket, entry, automatic=True, links=links)


def send_evidence(entry: OutboxEntry) -> None:
    """Remind of what the customer was asked for, unless it has come meanwhile."""
    ticket = _ticket(entry)
    asked = Clock.objects.open().filter(pk=entry.payload["clock"]).first()
    if asked is None or asked.due_at is None:
        return
    links = {"url": _address(ticket), "due_at": asked.due_at}
    _send("evidence", ticket, entry, automatic=True, links=links)


def send_guest_link(entry: OutboxEntry) -> None:
    """Give a guest a fresh way to the ticket."""
    ticket = _ticket(entry)
    _send("guest_link", ticket, entry, automatic=True, links={"url": _address(ticket)})


def send_claimed(entry: OutboxEntry) -> None:
    """Tell the address of a guest that the ticket went to an account."""
    ticket = _ticket(entry)
    to = Claim.objects.get(pk=entry.payload["claim"]).guest_email
    _send("claimed", ticket, entry, automatic=True, links={"url": _address(ticket)}, to=to)


def send_callback_booked(entry: OutboxEntry) -> None:
    """Tell when we call, or that it is at another time now."""
    _send_call("callback_booked", entry)


def send_callback_missed(entry: OutboxEntry) -> None:
    """Tell that we called and reached nobody, and how it goes on."""
    _send_call("callback_missed", entry)


HANDLERS: dict[str, Handler] = {
    "mail.receipt": send_receipt,
    "mail.reply": send_reply,
    "mail.plan": send_plan,
    "mail.resolved": send_resolved,
    "mail.moved": send_moved,
    "mail.evidence": send_evidence,
    "mail.guest_link": send_guest_link,
    "mail.claimed": send_claimed,
    "mail.callback_booked": send_callback_booked,
    "mail.callback_missed": send_callback_missed,
}


def _ticket(entry: OutboxEntry) -> Ticket:
    try:
        return Ticket.objects.select_related("category", "requester").get(
            id=entry.payload["ticket"]
        )
    except Ticket.DoesNotExist:
        raise DeliveryError("The ticket is gone.", permanent=True) from None


def _message(entry: OutboxEntry, ticket: Ticket, *, name: str = "message") -> str:
    """Return the text the mail carries; empty when the row names no message."""
    message_id = entry.payload.get(name)
    if message_id is None:
        return ""
    # It may have gone to another ticket of the same customer since: merged, or split off.
    said_here = Q(ticket=ticket) | Q(said_on=ticket)
    return Message.objects.get(said_here, id=message_id).body


def _send_call(template: str, entry: OutboxEntry) -> None:
    ticket = _ticket(entry)
    links = {"url": _address(ticket), "call": _call(entry, ticket)}
    _send(template, ticket, entry, automatic=True, links=links)


def _call(entry: OutboxEntry, ticket: Ticket) -> Callback | None:
    """Return the call that the row names, as it stands now, with how its last attempt ended."""
    last = CallbackAttempt.objects.filter(callback=OuterRef("pk")).order_by("-number")
    calls = Callback.objects.filter(ticket=ticket, id=entry.payload.get("callback"))
    return calls.annotate(last_outcome=Subquery(last.values("outcome")[:1])).first()


def _address(ticket: Ticket) -> str:
    """Return where the customer reads the ticket: behind the login, or by a guest's link."""
    if ticket.requester_id:
        return settings.SITE_URL + reverse("public:ticket", args=[ticket.id])
    with transaction.atomic():
        secret = guests.make(ticket, at=timezone.now())
    return settings.SITE_URL + reverse("public:guest", args=[secret])


def _send(
    template: str,
    ticket: Ticket,
    entry: OutboxEntry,
    *,
    automatic: bool,
    links: Mapping[str, Any],
    to: str = "",
) -> None:
    post(compose(template, ticket, entry_id=entry.pk, automatic=automatic, links=links, to=to))


def post(mail: EmailMultiAlternatives) -> None:
    """Hand ``mail`` to the mail server. Raises DeliveryError."""
    try:
        mail.send()
    except (AnymailInvalidAddress, AnymailRecipientsRefused):
        raise DeliveryError("The address was refused.", permanent=True) from None
    except smtplib.SMTPRecipientsRefused as refused:
        (code, _) = next(iter(refused.recipients.values()))
        raise _refused("address", code) from None
    except smtplib.SMTPDataError as refused:
        raise _refused("mail", refused.smtp_code) from None
    except AnymailAPIError as error:
        status = error.status_code or SERVER_ERROR
        raise DeliveryError(
            f"The mail service answered {status}.", permanent=status in REFUSED_FOR_GOOD
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(f"The mail server failed: {type(error).__name__}.") from None


def _refused(what: str, code: int) -> DeliveryError:
    """Return what follows from the answer of a mail server: 4xx later, 5xx never (RFC 5321)."""
    return DeliveryError(
        f"The mail server refused the {what}: {code}.", permanent=code >= REFUSED_BY_SERVER
    )
