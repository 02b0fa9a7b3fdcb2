"""Steps that merging and splitting share. Callers hold the locks of both tickets, and save."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from tickets.actions.promising import record_mail
from tickets.conversation import writing
from tickets.conversation.models import Author, Message, Note
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.lifecycle.models import Ticket
from tickets.triage import classifying

TIERS = list(Tier)


@contextmanager
def as_read_by(ticket: Ticket) -> Iterator[None]:
    """Say things inside in the language of the customer of ``ticket``, and on their clock."""
    zone = ticket.requester.time_zone if ticket.requester else settings.TIME_ZONE
    with translation.override(ticket.language), timezone.override(ZoneInfo(zone)):
        yield


def moment(at: dt.datetime) -> str:
    """Return ``at`` as people write moments, in the language and on the clock that are active."""
    return date_format(localtime(at), "DATETIME_FORMAT")


def tell_customer(
    ticket: Ticket, body: Callable[[], str], *, at: dt.datetime, by_mail: bool = True
) -> Message:
    """Write to the customer what is different now. It is automatic: it keeps no promise."""
    with as_read_by(ticket):
        words = body()
    message = writing.write(
        ticket, by=SYSTEM, body=words, at=at, channel=Channel(ticket.channel), automatic=True
    )
    if by_mail:
        record_mail("moved", ticket, at=at, message=str(message.id))
    return message


def move_rows(rows: "QuerySet[Message] | QuerySet[Note]", to: Ticket, *, source: uuid.UUID) -> None:
    """Let messages or notes of ``source`` stand on ``to``; each keeps where it was said first."""
    rows.update(ticket=to, said_on=Coalesce(F("said_on"), source))


def who_spoke_last(ticket: Ticket) -> bool:
    """Tell whether the last word of a person is the customer's. One query."""
    spoken = ticket.messages.filter(
        automatic=False, author_kind__in=[Author.CUSTOMER, Author.AGENT]
    )
    last = spoken.order_by("-at", "-id").values_list("author_kind", flat=True).first()
    return last != Author.AGENT


def weigh_again(ticket: Ticket, other: Ticket) -> None:
    """Let ``ticket`` be as urgent as the more urgent of both, and VIP if either is.

    Its promises stay as they are: what is nearly broken must not be broken by being made shorter.
    """
    said = {}
    if TIERS.index(Tier(other.tier)) < TIERS.index(Tier(ticket.tier)):
        ticket.tier = other.tier
        said["tier"] = f"as {other.reference}, which was merged into it"
    if other.lane == Lane.VIP and ticket.lane != Lane.VIP:
        ticket.lane = Lane.VIP
        said["lane"] = f"as {other.reference}, which was merged into it"
    ticket.priority = classifying.priority(Tier(ticket.tier), Lane(ticket.lane))
    ticket.head_start = max(ticket.head_start, other.head_start)
    ticket.reasons = {**ticket.reasons, **said}
