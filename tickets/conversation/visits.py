"""When somebody last looked: what was said since is new to them.

A row of its own and not a column of the ticket, so that a look never waits for whoever holds the
ticket, and changes nothing of it.
"""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from tickets.conversation.models import Author, Message
from tickets.lifecycle.models import Ticket, TicketQuerySet

OFTEN = dt.timedelta(seconds=30)
"""An open page that goes on looking is written down once in so long."""


SETTLED = dt.timedelta(seconds=10)
"""So long after its time a message is committed, and clocks of two machines agree."""


class Visit(models.Model):
    """The last look of a ticket's customer at its page; there is one customer a ticket."""

    ticket = models.OneToOneField("tickets.Ticket", models.CASCADE, related_name="visit")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.at:%Y-%m-%d %H:%M}"


class StaffVisit(models.Model):
    """The last look of one of the staff at a ticket's page."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="staff_visits")
    user = models.ForeignKey("consignment.User", models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("visit of the staff")
        verbose_name_plural = _("visits of the staff")
        constraints = [
            models.UniqueConstraint(fields=["ticket", "user"], name="staff_visit_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.user_id} {self.at:%Y-%m-%d %H:%M}"


def with_looked_at(tickets: TicketQuerySet, *, user_id: uuid.UUID | None) -> TicketQuerySet:
    """Annotate ``looked_at``: until when ``user_id``, of the staff, has seen the talk; None before
    the first look.
    """
    visits = StaffVisit.objects.filter(ticket=OuterRef("pk"), user=user_id)
    return tickets.annotate(looked_at=Subquery(visits.values("at")[:1]))


def visited(ticket_id: uuid.UUID, *, user_id: uuid.UUID, at: dt.datetime) -> None:
    """Keep that ``user_id``, of the staff, has seen all that was said until ``at``."""
    StaffVisit.objects.bulk_create(
        [StaffVisit(ticket_id=ticket_id, user_id=user_id, at=at)],
        update_conflicts=True,
        unique_fields=["ticket", "user"],
        update_fields=["at"],
    )


def seen(ticket: Ticket, *, at: dt.datetime) -> None:
    """Keep that the customer has seen all that was said until ``at``. One statement."""
    Visit.objects.bulk_create(
        [Visit(ticket=ticket, at=at)],
        update_conflicts=True,
        unique_fields=["ticket"],
        update_fields=["at"],
    )


def looks_at(ticket_id: uuid.UUID, *, at: dt.datetime) -> None:
    """Keep that the customer has the talk before them at ``at``, as an open chat says often.

    Written when something new is seen, else now and then.
    """
    last = Visit.objects.filter(ticket=ticket_id).values_list("at", flat=True).first()
    if last is not None and at - last < OFTEN:
        news = Message.objects.filter(ticket=ticket_id, at__gt=last, at__lte=at)
        if not news.exclude(author_kind=Author.CUSTOMER).exists():
            return
    seen(Ticket(id=ticket_id), at=at)


def has_seen(message: Message) -> bool:
    """Tell whether the customer has surely seen ``message``: looked once it was there for all.

    A message has the time at which its writing began, and is there when that is committed.
    """
    return looked_since(message.ticket, message.at + SETTLED)


def looked_since(ticket: Ticket, at: dt.datetime) -> bool:
    """Tell whether the customer looked at the talk at ``at`` or later."""
    return Visit.objects.filter(ticket=ticket, at__gte=at).exists()


def with_unread(tickets: TicketQuerySet) -> TicketQuerySet:
    """Annotate ``is_unread``: we said something that the customer has not looked at."""
    news = Message.objects.filter(ticket=OuterRef("pk")).exclude(author_kind=Author.CUSTOMER)
    since = Q(at__gt=OuterRef("visit__at")) | Q(ticket__visit__isnull=True)
    return tickets.annotate(is_unread=Exists(news.filter(since)))
