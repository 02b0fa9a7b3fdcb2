"""Queues, and who held which ticket when."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consignment.languages import in_readers_words
from tickets.changes.tracking import tracked
from tickets.lifecycle.actors import Actor
from tickets.routing.choices import Band


class QueueQuerySet(models.QuerySet["Queue"]):
    def visible_to(self, actor: Actor) -> Self:
        """Keep the queues whose tickets ``actor`` may know of; see ``TicketQuerySet``."""
        if not actor.is_staff:
            return self.none()
        return self.filter(Q(restricted_to=None) | Q(restricted_to__in=actor.team_ids))


@tracked()
class Queue(models.Model):
    """Where work of certain categories waits."""

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    restricted_to = models.ForeignKey(
        "tickets.Team",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="queues",
        verbose_name=_("restricted to"),
        help_text=_("For everybody else its tickets do not exist."),
    )

    objects = QueueQuerySet.as_manager()

    class Meta:
        verbose_name = _("queue")
        verbose_name_plural = _("queues")
        ordering = ["name"]

    def __str__(self) -> str:
        return in_readers_words(self.name)


@tracked(exclude=("proposed", "contacts", "vip_contacts", "counted_at"))
class CategoryBand(models.Model):
    """How frequent problems of a category are: as it was counted, and as it holds.

    ``band`` holds until staff confirm what was counted (``proposed``) or choose another. A category
    without a row counts as rare.
    """

    category = models.OneToOneField(
        "tickets.Category",
        models.CASCADE,
        related_name="frequency",
        verbose_name=_("category"),
    )
    band = models.CharField(_("band"), max_length=8, choices=Band.choices)
    proposed = models.CharField(_("as counted"), max_length=8, choices=Band.choices)
    contacts = models.PositiveIntegerField(
        _("contacts"), default=0, help_text=_("In the last 28 days.")
    )
    vip_contacts = models.PositiveIntegerField(_("contacts of the VIP lane"), default=0)
    counted_at = models.DateTimeField(_("counted"))

    class Meta:
        verbose_name = _("frequency of a category")
        verbose_name_plural = _("frequency of problems")
        ordering = ["-contacts", "category"]

    def __str__(self) -> str:
        return str(self.category)


class Assignment(models.Model):
    """A stretch of time in which an agent held a ticket, and why it was this agent."""

    class How(models.TextChoices):
        PLACED = "placed", _("Placed by the desk")
        TAKEN = "taken", _("Taken")
        HANDED = "handed", _("Handed over")

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="assignments")
    agent = models.ForeignKey("tickets.Agent", models.PROTECT, related_name="assignments")
    how = models.CharField(_("how"), max_length=8, choices=How.choices)
    why = models.JSONField(_("reasons"), default=list)
    began_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["began_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=Q(ended_at=None),
                name="assignment_one_agent_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["agent", "ended_at"], name="assignment_of_agent")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.agent_id}"
