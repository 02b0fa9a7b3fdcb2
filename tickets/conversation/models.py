"""Messages and notes, in tables of their own so that no serializer can mix them up."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import TicketQuerySet


class Author(models.TextChoices):
    CUSTOMER = "customer", _("Customer")
    AGENT = "agent", _("Agent")
    ASSISTANT = "assistant", _("Assistant")
    SYSTEM = "system", _("System")


class MessageQuerySet(models.QuerySet["Message"]):
    def of(self, tickets: TicketQuerySet) -> Self:
        """Keep the messages of ``tickets``, which the door has already narrowed to its actor."""
        return self.filter(ticket__in=tickets)

    def in_order(self) -> Self:
        return self.order_by("at", "id")


class Message(models.Model):
    """Something said on a ticket that the customer can read. Plain text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # ``message_in_order`` begins with it.
    ticket = models.ForeignKey(
        "tickets.Ticket", models.CASCADE, related_name="messages", db_index=False
    )
    author_kind = models.CharField(_("by"), max_length=10, choices=Author.choices)
    author = models.ForeignKey(
        "consignment.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(_("name"), max_length=150, blank=True)
    body = models.TextField(_("text"))
    channel = models.CharField(_("channel"), max_length=16, choices=Channel.choices)
    provider_id = models.CharField(  # noqa: DJ001
        _("id at the channel"),
        max_length=255,
        null=True,
        blank=True,
    )
    automatic = models.BooleanField(_("automatic"), default=False)
    asks_after = models.BooleanField(
        _("asks where it stands"),
        null=True,
        blank=True,
        editable=False,
        help_text=_(
            "Whether the customer asks where our answer is; empty where that was not read."
        ),
    )
    at = models.DateTimeField(_("when"))
    said_on = models.ForeignKey(
        "tickets.Ticket",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="said_here",
        verbose_name=_("first said on"),
        help_text=_("The ticket on which it was written, where it has come from another."),
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "provider_id"], name="message_once_per_channel_and_provider_id"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="message_says_something"),
        ]
        indexes = [
            models.Index(fields=["ticket", "at", "id"], name="message_in_order"),
            models.Index(
                fields=["said_on"], name="message_said_on", condition=Q(said_on__isnull=False)
            ),
            models.Index(
                fields=["ticket"], name="message_asks_after", condition=Q(asks_after=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_kind} {self.at:%Y-%m-%d %H:%M}"

    @property
    def public_name(self) -> str:
        """The writer's name for whoever reads: never the address of one of the staff."""
        ours = self.author_kind != Author.CUSTOMER
        nameless = self.author_kind == Author.SYSTEM or "@" in self.author_name
        return gettext("Client services") if ours and nameless else self.author_name


class Note(models.Model):
    """Something the staff tells the staff. No customer's serializer knows this table."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="notes")
    author = models.ForeignKey("consignment.User", models.PROTECT, related_name="+")
    body = models.TextField(_("text"))
    at = models.DateTimeField(_("when"))
    said_on = models.ForeignKey(
        "tickets.Ticket",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="noted_here",
        verbose_name=_("first said on"),
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="note_says_something")]
        indexes = [
            models.Index(
                fields=["said_on"], name="note_said_on", condition=Q(said_on__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.at:%Y-%m-%d %H:%M}"
