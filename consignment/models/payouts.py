"""What the platform owes a consignor, and its hold."""

from typing import TYPE_CHECKING, NamedTuple, Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from consignment.models.source import FromMarketplace
from consignment.money import money_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from consignment.models.people import User


class PayoutQuerySet(models.QuerySet["Payout"]):
    def owned_by(self, user: "User | AnonymousUser") -> Self:
        """Keep what is or was owed to ``user``; nothing for a visitor without a login."""
        if user.pk is None:
            return self.none()
        return self.filter(consignor__user=user)

    def owed(self) -> Self:
        """Keep payouts whose money has not left yet, held or not."""
        return self.filter(state__in=[state for state, facts in PAYOUT_FACTS.items() if facts.owed])

    def held(self) -> Self:
        return self.filter(held_at__isnull=False)

    def newest_first(self) -> Self:
        """Order by the day they fall due, the last one first; those without a day before all."""
        return self.order_by(models.F("due_on").desc(nulls_first=True), "-id")


class Payout(FromMarketplace):
    """The money of one sold item on its way to its consignor.

    ``held_at`` set means: must not be paid. A "paid" that the marketplace reports all the same is
    recorded as a ``PayoutEvent`` of kind ``paid_while_held`` and alarms staff. Hold, release and
    "paid" go through ``consignment.holds``.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Pending")
        SCHEDULED = "scheduled", _("Scheduled")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # PO-300118
    number = models.CharField(_("number"), max_length=20, unique=True)
    consignor = models.ForeignKey(
        "consignment.Consignor", models.PROTECT, related_name="payouts", verbose_name=_("consignor")
    )
    item = models.ForeignKey(
        "consignment.Item", models.PROTECT, related_name="payouts", verbose_name=_("item")
    )
    amount = money_field(_("amount"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    held_at = models.DateTimeField(_("held since"), null=True, blank=True)
    hold_reason = models.CharField(_("reason of the hold"), max_length=200, blank=True)

    objects = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_at__isnull=True, hold_reason="")
                | models.Q(held_at__isnull=False) & ~models.Q(hold_reason=""),
                name="payout_hold_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="payout_amount_not_negative"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="paid") | models.Q(paid_at__isnull=False),
                name="payout_paid_has_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_at"],
                name="payout_held",
                condition=models.Q(held_at__isnull=False),
            ),
            models.Index(
                fields=["due_on"], name="payout_due", condition=models.Q(due_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_held(self) -> bool:
        return self.held_at is not None


class PayoutFacts(NamedTuple):
    """What a state means: the money is still ``owed``; a hold would still stop something."""

    owed: bool
    can_be_held: bool


PAYOUT_FACTS: dict[str, PayoutFacts] = {
    Payout.State.PENDING: PayoutFacts(owed=True, can_be_held=True),
    Payout.State.SCHEDULED: PayoutFacts(owed=True, can_be_held=True),
    Payout.State.PAID: PayoutFacts(owed=False, can_be_held=False),
    # The bank sent it back: owed still, and the marketplace may try again.
    Payout.State.FAILED: PayoutFacts(owed=True, can_be_held=True),
    Payout.State.CANCELLED: PayoutFacts(owed=False, can_be_held=False),
}


class PayoutEventQuerySet(models.QuerySet["PayoutEvent"]):
    def alarms(self) -> Self:
        """Keep what staff must look at and nobody has acknowledged."""
        return self.filter(kind=PayoutEvent.Kind.PAID_WHILE_HELD, acknowledged_at__isnull=True)


class PayoutEvent(models.Model):
    """What happened to a payout; append-only but for the acknowledgement of an alarm."""

    class Kind(models.TextChoices):
        HELD = "held", _("Held")
        RELEASED = "released", _("Released")
        PAID = "paid", _("Paid")
        PAID_WHILE_HELD = "paid_while_held", _("Paid while held")
        FAILED = "failed", _("Failed")

    payout = models.ForeignKey(
        Payout, models.PROTECT, related_name="events", verbose_name=_("payout")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("at"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "consignment.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acknowledged by"),
    )

    objects = PayoutEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout event")
        verbose_name_plural = _("payout events")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="payout_event_acknowledged_by_somebody",
            )
        ]
        indexes = [
            models.Index(
                fields=["at"],
                name="payout_event_alarms",
                condition=models.Q(kind="paid_while_held", acknowledged_at__isnull=True),
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="payout_events_append_only",
                exclude=["acknowledged_at", "acknowledged_by"],
            ),
            pgtrigger.Protect(name="payout_events_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.payout_id} {self.kind}"

    @property
    def is_alarm(self) -> bool:
        """Whether this is one of ``alarms()``: staff must look at it, and nobody has."""
        return self.kind == PayoutEvent.Kind.PAID_WHILE_HELD and self.acknowledged_at is None
