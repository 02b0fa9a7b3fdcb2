"""Which tickets a talk with the assistant became. The knowledge base knows no tickets.

A row says that a talk was handed to a person, from which turn on and why. A guest must say first
how to be reached: until then its ``ticket`` is missing, and the assistant goes on answering.
"""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from knowledge_base.assistant.models import Dialogue
from knowledge_base.assistant.replies import Reason
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket

AT_ONCE = 2_000
"""So many talks are forgotten in one go."""
REASONS = [(reason.value, reason.value) for reason in Reason]


class HandoverQuerySet(models.QuerySet["Handover"]):
    def of(self, dialogue: Dialogue) -> Self:
        return self.filter(dialogue=dialogue)

    def filed(self) -> Self:
        return self.exclude(ticket=None)

    def newest_first(self) -> Self:
        return self.order_by("-turn", "-id")


class Handover(models.Model):
    """A talk that was handed to a person, with the ticket it became. ``turn`` led to it."""

    dialogue = models.ForeignKey(
        "knowledge_base.Dialogue",
        models.CASCADE,
        related_name="handovers",
        verbose_name=_("talk with the assistant"),
    )
    ticket = models.ForeignKey(
        "tickets.Ticket",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="handovers",
        verbose_name=_("ticket"),
    )
    turn = models.PositiveIntegerField(_("turn"))
    at = models.DateTimeField(_("when"))
    reason = models.CharField(_("why"), max_length=16, choices=REASONS)
    # What whoever takes over must know: ``actions.hand_over_talk`` writes it.
    summary = models.JSONField(_("summary"), default=dict)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handed over talk")
        verbose_name_plural = _("handed over talks")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "turn"], name="handover_once_a_turn"),
            models.UniqueConstraint(
                fields=["dialogue"],
                condition=Q(ticket=None),
                name="handover_without_ticket_once_a_talk",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=[reason.value for reason in Reason]),
                name="handover_reason_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.turn}"


def silence_assistant(ticket: Ticket, *, at: dt.datetime) -> None:
    """Let the assistant say nothing more in the talk that ``ticket`` comes from: a person writes.

    Caller holds the ticket lock. One query, and none for tickets of other channels.
    """
    if ticket.channel == Channel.CHAT:
        for dialogue in Dialogue.objects.filter(handovers__ticket=ticket):
            dialogue.fall_silent(at=at)


def purge(*, at: dt.datetime) -> int:
    """Forget the oldest talks of guests that are kept long enough; return how many.

    Those that became a ticket stay with it. What staff taught by their turns stays as well.
    """
    until = at - dt.timedelta(days=DeskSettings.current().guest_talk_days)
    filed = Handover.objects.filter(dialogue=OuterRef("pk")).filed()
    old = Dialogue.objects.get_queryset().of_guests_before(until).filter(~Exists(filed))
    keys = list(old.order_by("last_at").values_list("pk", flat=True)[:AT_ONCE])
    Dialogue.objects.filter(pk__in=keys).delete()
    return len(keys)
