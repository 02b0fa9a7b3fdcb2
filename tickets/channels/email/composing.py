"""Write a mail to the customer of a ticket, or to one of the staff, in their language."""

from collections.abc import Mapping
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.encoding import punycode

from consignment.models import User
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks

SUBJECT_LENGTH = 160


def compose(
    template: str,
    ticket: Ticket,
    *,
    entry_id: int,
    automatic: bool,
    links: Mapping[str, Any],
    to: str = "",
) -> EmailMultiAlternatives:
    """Return the mail ``templates/email/<template>`` to the customer, as text and HTML.

    ``to``: an address other than the ticket's, of which no name is known.

    Times are the customer's own. ``automatic`` mails say so (RFC 3834, section 5), so that other
    robots leave them alone. ``Message-ID`` is the same when a delivery is tried again, so that
    mailboxes can drop the double.
    """
    zone = ticket.requester.time_zone if ticket.requester else settings.TIME_ZONE
    context: dict[str, Any] = {
        "ticket": ticket,
        "customer_name": ticket.customer_name,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        **links,
    }
    with translation.override(ticket.language), timezone.override(_zone(zone)):
        context["promise"] = clocks.promise_to_customer(ticket)
        subject = " ".join(render_to_string(f"email/{template}.subject.txt", context).split())
        text = render_to_string(f"email/{template}.txt", context)
        html = render_to_string(f"email/{template}.html", context)
    # What a guest typed leads nowhere in a mail that nobody wrote, not even as a name.
    name = "" if to or (automatic and ticket.requester is None) else ticket.customer_name
    mail = EmailMultiAlternatives(
        subject=subject[:SUBJECT_LENGTH],
        body=text,
        to=[_mailbox(name, to or ticket.customer_email)],
        headers={
            "Message-ID": f"<desk-{entry_id}@{_host()}>",
            "X-Auto-Response-Suppress": "All",
            **({"Auto-Submitted": "auto-replied"} if automatic else {}),
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def compose_for_staff(
    template: str, user: User, *, entry_id: int, context: Mapping[str, Any]
) -> EmailMultiAlternatives:
    """Return the mail ``templates/email/<template>`` to one of the staff, in their language and
    on their clock. It is automatic, and holds nothing that a customer wrote.
    """
    around = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **context}
    with translation.override(user.language), timezone.override(_zone(user.time_zone)):
        subject = " ".join(render_to_string(f"email/{template}.subject.txt", around).split())
        text = render_to_string(f"email/{template}.txt", around)
        html = render_to_string(f"email/{template}.html", around)
    mail = EmailMultiAlternatives(
        subject=subject[:SUBJECT_LENGTH],
        body=text,
        to=[_mailbox(str(user), user.email)],
        headers={
            "Message-ID": f"<desk-{entry_id}@{_host()}>",
            "X-Auto-Response-Suppress": "All",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _mailbox(name: str, email: str) -> str:
    """Return the address as a header holds it: letters beyond ASCII in its host as RFC 3492."""
    user, _, host = email.rpartition("@")
    return formataddr((name, f"{user}@{punycode(host)}"))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
