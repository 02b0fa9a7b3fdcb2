"""When a customer last looked: what was said since is new to them.

A row of its own and not a column of the ticket, so that a look never waits for whoever holds the
ticket, and changes nothing of it.
"""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tickets.conversation.models import Author, Message
from tickets.lifecycle.models import Ticket, TicketQuerySet


class Visit(models.Model):
    """The last look of a ticket's customer at its page; there is one customer a ticket."""

    ticket = models.OneToOneField("tickets.Ticket", models.CASCADE, related_name="visit")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.at:%Y-%m-%d %H:%M}"


def seen(ticket: Ticket, *, at: dt.datetime) -> None:
    """Keep that the customer has seen all that was said until ``at``. One statement."""
    Visit.objects.bulk_create(
        [Visit(ticket=ticket, at=at)],
        update_conflicts=True,
        unique_fields=["ticket"],
        update_fields=["at"],
    )


def with_unread(tickets: TicketQuerySet) -> TicketQuerySet:
    """Annotate ``is_unread``: we said something that the customer has not looked at."""
    news = Message.objects.filter(ticket=OuterRef("pk")).exclude(author_kind=Author.CUSTOMER)
    since = Q(at__gt=OuterRef("visit__at")) | Q(ticket__visit__isnull=True)
    return tickets.annotate(is_unread=Exists(news.filter(since)))
