"""Who of the staff has a ticket open right now, and whether they write: rows that live for seconds.

A page says every few seconds that somebody looks at it; who says nothing for SEEN_FOR has left,
whether they closed the page, lost the network or the machine died. The table is unlogged: nothing
of it is worth a crash's recovery, and it works over many processes and machines. Callers have
proven that the agent may see the ticket.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.lifecycle.models import Ticket
from tickets.staff.models import Agent

SEEN_FOR = dt.timedelta(seconds=9)
"""Pages beat every four seconds: one beat may be lost."""
KEPT_FOR = dt.timedelta(minutes=1)


class Doing(models.TextChoices):
    """What somebody does on the page, the most telling first."""

    REPLYING = "replying", _("writes a reply")
    NOTING = "noting", _("writes a note")
    READING = "reading", _("reads")


class Reader(models.Model):
    """One page that is open: whose, on what, and when it last said so."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="readers")
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="+")
    page = models.UUIDField()
    doing = models.CharField(max_length=8, choices=Doing.choices, default=Doing.READING)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        constraints = [models.UniqueConstraint(fields=["agent", "page"], name="reader_once_a_page")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.doing}"


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague on the ticket, and for how long this holds unless they are heard of again."""

    name: str
    doing: Doing
    left: dt.timedelta


def seen(
    ticket_id: uuid.UUID, *, agent_id: int, page: uuid.UUID, doing: Doing, at: dt.datetime
) -> bool:
    """Keep that ``agent_id`` looks at the ticket; return whether that is news to the others.

    One statement while nothing changes. What is old is forgotten when somebody comes.
    """
    mine = Reader.objects.filter(agent_id=agent_id, page=page, ticket_id=ticket_id)
    if mine.filter(doing=doing, seen_at__gt=at - SEEN_FOR).update(seen_at=at):
        return False
    Reader.objects.filter(seen_at__lt=at - KEPT_FOR).delete()
    Reader.objects.bulk_create(
        [Reader(ticket_id=ticket_id, agent_id=agent_id, page=page, doing=doing, seen_at=at)],
        update_conflicts=True,
        unique_fields=["agent", "page"],
        update_fields=["ticket", "doing", "seen_at"],
    )
    return True


def left(*, agent_id: int, page: uuid.UUID) -> bool:
    """Forget that ``agent_id`` looks at it; return whether anybody was there."""
    return bool(Reader.objects.filter(agent_id=agent_id, page=page).delete()[0])


def others(ticket_id: uuid.UUID, *, agent_id: int, at: dt.datetime) -> list[Present]:
    """Return who else is on the ticket, each once, by name. One query."""
    rows = (
        Reader.objects.filter(ticket_id=ticket_id, seen_at__gt=at - SEEN_FOR)
        .exclude(agent_id=agent_id)
        .select_related("agent__user")
    )
    order = list(Doing)
    present: dict[int, Present] = {}
    for row in sorted(rows, key=lambda row: (order.index(Doing(row.doing)), row.seen_at)):
        lasts = row.seen_at + SEEN_FOR - at
        known = present.get(row.agent_id)
        if known is None:
            present[row.agent_id] = Present(str(row.agent), Doing(row.doing), lasts)
    return sorted(present.values(), key=lambda reader: reader.name)
