"""Orders with their lines, shipments with promised dates, requests to return.

Their states are reported by the marketplace and taken over by ``consignment.ingest``; nothing here
decides them.
"""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from consignment.models.source import FromMarketplace
from consignment.money import money_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from consignment.models.people import User


class OrderQuerySet(models.QuerySet["Order"]):
    def owned_by(self, user: "User | AnonymousUser") -> Self:
        """Keep what ``user`` bought; nothing for a visitor without a login."""
        if user.pk is None:
            return self.none()
        return self.filter(buyer__user=user)

    def not_cancelled(self) -> Self:
        return self.exclude(state=Order.State.CANCELLED)

    def spent(self) -> Self:
        """Keep orders whose money the buyer has parted with for good."""
        return self.filter(state__in=[state for state, facts in ORDER_FACTS.items() if facts.spent])

    def newest_first(self) -> Self:
        return self.order_by("-placed_at", "-id")


class Order(FromMarketplace):
    """One purchase of a buyer, of one item or more."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for payment")
        PAID = "paid", _("Paid")
        SHIPPED = "shipped", _("Shipped")
        DELIVERED = "delivered", _("Delivered")
        COMPLETED = "completed", _("Completed")
        CANCELLED = "cancelled", _("Cancelled")
        REFUNDED = "refunded", _("Refunded")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # CO-20260412-0042
    number = models.CharField(_("number"), max_length=20, unique=True)
    buyer = models.ForeignKey(
        "consignment.Buyer", models.PROTECT, related_name="orders", verbose_name=_("buyer")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.PENDING
    )
    total = money_field(_("total"))
    placed_at = models.DateTimeField(_("placed"))
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    ship_by = models.DateTimeField(_("promised to ship by"), null=True, blank=True)
    return_until = models.DateTimeField(_("return window ends"), null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-placed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total__gte=0), name="order_total_not_negative"
            )
        ]
        indexes = [
            models.Index(fields=["buyer", "-placed_at"], name="order_of_buyer_newest_first"),
            models.Index(
                fields=["return_until"],
                name="order_by_return_window",
                condition=models.Q(return_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def ships_late(self, *, at: datetime) -> bool:
        """Tell whether the promise to ship is broken: paid, nothing sent, the date gone by."""
        return self.ship_by is not None and self.ship_by < at and ORDER_FACTS[self.state].to_ship


class OrderFacts(NamedTuple):
    """What a state means: the money is ``spent`` for good; paid, yet still ``to_ship``."""

    spent: bool
    to_ship: bool


ORDER_FACTS: dict[str, OrderFacts] = {
    Order.State.PENDING: OrderFacts(spent=False, to_ship=False),
    Order.State.PAID: OrderFacts(spent=True, to_ship=True),
    Order.State.SHIPPED: OrderFacts(spent=True, to_ship=False),
    Order.State.DELIVERED: OrderFacts(spent=True, to_ship=False),
    Order.State.COMPLETED: OrderFacts(spent=True, to_ship=False),
    Order.State.CANCELLED: OrderFacts(spent=False, to_ship=False),
    Order.State.REFUNDED: OrderFacts(spent=False, to_ship=False),
}


class OrderLineQuerySet(models.QuerySet["OrderLine"]):
    def with_items(self) -> Self:
        """Join the items, in the order the lines were written."""
        return self.select_related("item").order_by("pk")


class OrderLine(models.Model):
    """One item in an order, at the price it was sold for."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines", verbose_name=_("order"))
    item = models.ForeignKey(
        "consignment.Item", models.PROTECT, related_name="order_lines", verbose_name=_("item")
    )
    price = money_field(_("price"))

    objects = OrderLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        constraints = [
            models.UniqueConstraint(
                fields=["order", "item"], name="order_line_item_once_per_order"
            ),
            models.CheckConstraint(
                condition=models.Q(price__gte=0), name="order_line_price_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.item_id}"


class Shipment(FromMarketplace):
    """One parcel of an order, with the delivery that was promised."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("Being prepared")
        IN_TRANSIT = "in_transit", _("On its way")
        DELIVERED = "delivered", _("Delivered")
        LOST = "lost", _("Lost")
        RETURNED = "returned", _("Returned")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, models.CASCADE, related_name="shipments", verbose_name=_("order")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.PREPARING
    )
    courier = models.CharField(_("courier"), max_length=60, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=60, blank=True)
    promised_at = models.DateTimeField(_("promised delivery"), null=True, blank=True)
    shipped_at = models.DateTimeField(_("shipped at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["delivered_at"],
                name="shipment_delivered",
                condition=models.Q(delivered_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.tracking_number or str(self.id)

    def is_late(self, *, at: datetime) -> bool:
        """Tell whether the promised delivery was missed: it came after the date, or is overdue.

        A parcel reported as delivered without a time counts as come in time: no one can show the
        contrary.
        """
        if self.promised_at is None:
            return False
        if self.delivered_at is not None:
            return self.delivered_at > self.promised_at
        return self.state != Shipment.State.DELIVERED and self.promised_at < at


class ReturnRequest(FromMarketplace):
    """A buyer's wish to give an order back."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        ARRIVED = "arrived", _("Arrived")
        REFUNDED = "refunded", _("Refunded")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        Order, models.CASCADE, related_name="returns", verbose_name=_("order")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("asked at"))

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.state}"
