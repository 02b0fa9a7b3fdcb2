"""What a ticket is about, what happened to it, and the links of guests to it."""

from typing import Any

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.lifecycle.choices import ActorKind, EventKind, Move, State, ThingKind
from tickets.lifecycle.models import Ticket


class TicketLink(models.Model):
    """What of the trade a ticket is about, as it was when it was named: mostly at filing."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=12, choices=ThingKind.choices)
    item = models.ForeignKey(
        "consignment.Item", models.PROTECT, null=True, blank=True, related_name="ticket_links"
    )
    order = models.ForeignKey(
        "consignment.Order", models.PROTECT, null=True, blank=True, related_name="ticket_links"
    )
    consignment = models.ForeignKey(
        "consignment.Consignment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ticket_links",
    )
    payout = models.ForeignKey(
        "consignment.Payout", models.PROTECT, null=True, blank=True, related_name="ticket_links"
    )
    snapshot = models.JSONField(_("as it was at filing"))
    snapshot_at = models.DateTimeField(_("filed"))

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    *[
                        models.Q(
                            kind=kind,
                            **{f"{other}__isnull": other != kind for other in ThingKind.values},
                        )
                        for kind in ThingKind.values
                    ],
                    _connector=models.Q.OR,
                ),
                name="ticket_link_names_one_thing_of_its_kind",
            ),
            *[
                models.UniqueConstraint(
                    fields=["ticket", kind], name=f"ticket_link_{kind}_once_per_ticket"
                )
                for kind in ThingKind.values
            ],
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.snapshot.get('number', '')}"

    @property
    def thing(self) -> Any:
        """The item, order, consignment or payout as it is now."""
        return getattr(self, self.kind)


class TicketEvent(models.Model):
    """What happened to a ticket: who, when and why. Append-only, held by a trigger."""

    # ``ticket_event_in_order`` begins with it.
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="events", db_index=False)
    kind = models.CharField(_("what"), max_length=16, choices=EventKind.choices)
    at = models.DateTimeField(_("when"))
    actor_kind = models.CharField(_("by"), max_length=12, choices=ActorKind.choices)
    actor = models.ForeignKey(
        "consignment.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    move = models.CharField(_("move"), max_length=24, choices=Move.choices, blank=True)
    source = models.CharField(_("from"), max_length=24, choices=State.choices, blank=True)
    target = models.CharField(_("to"), max_length=24, choices=State.choices, blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["ticket", "at"], name="ticket_event_in_order"),
            models.Index(fields=["move", "at"], name="ticket_event_by_move"),
            # What has happened lately. Events come in the order of time, so this costs nothing.
            BrinIndex(fields=["at"], name="ticket_event_lately", pages_per_range=32),
        ]
        triggers = [
            pgtrigger.Protect(
                name="ticket_event_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind} {self.move}"


class GuestLink(models.Model):
    """A way to one ticket for a guest, by mail. The secret is kept as its SHA-256 alone."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="guest_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("guest link")
        verbose_name_plural = _("guest links")

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.expires_at:%Y-%m-%d}"


class Proof(models.TextChoices):
    """What shows that a guest's ticket is somebody's own."""

    ADDRESS = "address", _("Verified mail address")
    LINK = "link", _("Link of a mail")


class Claim(models.Model):
    """A guest's ticket went to an account: whose it was before, for the mail that tells them."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="claim")
    guest_email = models.EmailField(_("guest's mail address"))
    by = models.ForeignKey("consignment.User", models.PROTECT, related_name="+")
    proof = models.CharField(_("proof"), max_length=8, choices=Proof.choices)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.proof}"
