"""Consignments and the items in them, each item with its own life."""

from typing import TYPE_CHECKING, NamedTuple, Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from consignment.ids import new_id
from consignment.models.orders import Order, OrderLine
from consignment.models.source import FromMarketplace
from consignment.money import money_field
from consignment.pictures import MAX_ADDRESS, known_picture

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from consignment.models.people import User


class ConsignmentQuerySet(models.QuerySet["Consignment"]):
    def owned_by(self, user: "User | AnonymousUser") -> Self:
        """Keep what ``user`` handed over as a consignor; nothing for a visitor without a login."""
        if user.pk is None:
            return self.none()
        return self.filter(consignor__user=user)

    def newest_first(self) -> Self:
        return self.order_by("-received_at", "-id")


class Consignment(FromMarketplace):
    """One hand-over of goods by a consignor, with its agreed commission."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # CN-20260412-0007
    number = models.CharField(_("number"), max_length=20, unique=True)
    consignor = models.ForeignKey(
        "consignment.Consignor",
        models.PROTECT,
        related_name="consignments",
        verbose_name=_("consignor"),
    )
    received_at = models.DateTimeField(_("received"))
    commission_percent = models.DecimalField(_("commission, %"), max_digits=5, decimal_places=2)

    objects = ConsignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consignment")
        verbose_name_plural = _("consignments")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(commission_percent__gte=0, commission_percent__lte=100),
                name="consignment_commission_is_a_share",
            )
        ]

    def __str__(self) -> str:
        return self.number


class ItemState(models.TextChoices):
    RECEIVED = "received", _("Received")
    IN_REVIEW = "in_review", _("In review")
    LISTED = "listed", _("Listed")
    RESERVED = "reserved", _("Reserved")
    SOLD = "sold", _("Sold")
    SETTLED = "settled", _("Settled")
    REJECTED = "rejected", _("Rejected")
    RETURNED = "returned", _("Returned to consignor")


class ItemFacts(NamedTuple):
    """What a state means: ``accepted`` for sale (or sold), still ``in_custody``."""

    accepted: bool
    in_custody: bool


ITEM_FACTS = {
    ItemState.RECEIVED: ItemFacts(accepted=False, in_custody=True),
    ItemState.IN_REVIEW: ItemFacts(accepted=False, in_custody=True),
    ItemState.LISTED: ItemFacts(accepted=True, in_custody=True),
    ItemState.RESERVED: ItemFacts(accepted=True, in_custody=True),
    ItemState.SOLD: ItemFacts(accepted=True, in_custody=False),
    ItemState.SETTLED: ItemFacts(accepted=True, in_custody=False),
    ItemState.REJECTED: ItemFacts(accepted=False, in_custody=True),
    ItemState.RETURNED: ItemFacts(accepted=False, in_custody=False),
}


class ItemMove(NamedTuple):
    source: tuple[ItemState, ...]
    target: ItemState


# The whole life of an item: its transitions and the trigger in the database are both made of this.
ITEM_MOVES = {
    "review": ItemMove((ItemState.RECEIVED,), ItemState.IN_REVIEW),
    "list": ItemMove((ItemState.IN_REVIEW,), ItemState.LISTED),
    "reject": ItemMove((ItemState.IN_REVIEW,), ItemState.REJECTED),
    "reserve": ItemMove((ItemState.LISTED,), ItemState.RESERVED),
    "release": ItemMove((ItemState.RESERVED,), ItemState.LISTED),
    "sell": ItemMove((ItemState.RESERVED,), ItemState.SOLD),
    "settle": ItemMove((ItemState.SOLD,), ItemState.SETTLED),
    "relist": ItemMove((ItemState.SOLD,), ItemState.LISTED),
    "return_to_consignor": ItemMove(
        (ItemState.RECEIVED, ItemState.REJECTED, ItemState.LISTED), ItemState.RETURNED
    ),
}


class ItemQuerySet(models.QuerySet["Item"]):
    def consigned_by(self, user: "User | AnonymousUser") -> Self:
        """Keep what ``user`` handed over as a consignor."""
        if user.pk is None:
            return self.none()
        return self.filter(consignment__consignor__user=user)

    def owned_by(self, user: "User | AnonymousUser") -> Self:
        """Keep what ``user`` handed over, or bought in an order that was not cancelled."""
        if user.pk is None:
            return self.none()
        bought = OrderLine.objects.filter(order__in=Order.objects.owned_by(user).not_cancelled())
        consigned = Item.objects.consigned_by(user)
        # Each by its index, and then both: for an OR of the two PostgreSQL reads every item.
        return self.filter(pk__in=consigned.values("pk").union(bought.values("item")))

    def accepted(self) -> Self:
        """Keep what passed the review: offered, reserved or sold."""
        return self.filter(
            state__in=[state for state, facts in ITEM_FACTS.items() if facts.accepted]
        )

    def newest_first(self) -> Self:
        return self.order_by("-consignment__received_at", "-id")


class Item(FromMarketplace):
    """One piece in custody. ``state`` changes only by the transitions below, through ``moves``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # IT-100234
    number = models.CharField(_("number"), max_length=20, unique=True)
    consignment = models.ForeignKey(
        Consignment, models.PROTECT, related_name="items", verbose_name=_("consignment")
    )
    title = models.CharField(_("title"), max_length=200)
    brand = models.CharField(_("brand"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=40, blank=True, help_text=_("watch, bag, ..."))
    picture_url = models.CharField(
        _("picture"), max_length=MAX_ADDRESS, blank=True, validators=[known_picture]
    )
    authenticator = models.CharField(
        _("authenticator"),
        max_length=80,
        blank=True,
        help_text=_("Who judged it to be genuine, as the marketplace names them. For staff alone."),
    )
    price = money_field(_("price"))
    state = FSMField(
        _("state"), choices=ItemState.choices, default=ItemState.RECEIVED, protected=True
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price__gte=0), name="item_price_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(picture_url="")
                | models.Q(picture_url__regex="^(https://|/[^/])"),
                name="item_picture_is_https_or_ours",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="item_state_moves",
                field="state",
                transitions=[
                    (str(source), str(move.target))
                    for move in ITEM_MOVES.values()
                    for source in move.source
                ],
            ),
            pgtrigger.Trigger(
                name="item_starts_as_received",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__state=ItemState.RECEIVED.value),
                func="RAISE EXCEPTION 'A new item starts as received, not as %', NEW.state"
                " USING ERRCODE = 'check_violation';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @transition(state, *ITEM_MOVES["review"])
    def review(self) -> None:
        """The authenticators begin."""

    @transition(state, *ITEM_MOVES["list"])
    def list(self) -> None:
        """Accepted and offered for sale."""

    @transition(state, *ITEM_MOVES["reject"])
    def reject(self) -> None:
        """Not accepted: authenticity, condition or rules."""

    @transition(state, *ITEM_MOVES["reserve"])
    def reserve(self) -> None:
        """Ordered, payment under way."""

    @transition(state, *ITEM_MOVES["release"])
    def release(self) -> None:
        """The order fell through: offered again."""

    @transition(state, *ITEM_MOVES["sell"])
    def sell(self) -> None:
        """Paid for by the buyer."""

    @transition(state, *ITEM_MOVES["settle"])
    def settle(self) -> None:
        """The consignor has the money."""

    @transition(state, *ITEM_MOVES["relist"])
    def relist(self) -> None:
        """Came back from the buyer: offered again."""

    @transition(state, *ITEM_MOVES["return_to_consignor"])
    def return_to_consignor(self) -> None:
        """Leaves custody."""


class ItemEvent(models.Model):
    """What happened to an item: one row per transition, append-only."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="events", verbose_name=_("item"))
    transition = models.CharField(_("transition"), max_length=40)
    source = models.CharField(_("from"), max_length=20, choices=ItemState.choices)
    target = models.CharField(_("to"), max_length=20, choices=ItemState.choices)
    at = models.DateTimeField(_("at"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("item event")
        verbose_name_plural = _("item events")
        ordering = ["at", "id"]
        triggers = [
            pgtrigger.Protect(
                name="item_events_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.transition}"
