"""People and their trade, around one fixed moment: NOW.

Items reach their state by ``moves``, payouts by ``holds``, as in life. ``late`` is late at NOW.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from djmoney.money import Money

from consignment.holds import hold, record_paid
from consignment.models import (
    Buyer,
    Consignment,
    Consignor,
    Item,
    Order,
    OrderLine,
    Payout,
    Shipment,
    User,
)
from consignment.models.goods import ItemState
from consignment.moves import walk_item

NOW = datetime(2026, 4, 12, 9, 30, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        chinese = factory.Trait(
            name="林美", phone="+8613812345678", language="zh-hans", time_zone="Asia/Shanghai"
        )
        staff = factory.Trait(is_staff=True)
        administrator = factory.Trait(is_staff=True, is_superuser=True)
        # May log in by PASSWORD: the address is proven.
        verified = factory.Trait(proof=factory.RelatedFactory(f"{__name__}.ProofFactory", "user"))

    email = factory.Sequence("person{}@example.com".format)
    name = factory.Sequence("Person {}".format)
    password = factory.django.Password(PASSWORD)
    date_joined = NOW - timedelta(days=400)


class ProofFactory(factory.django.DjangoModelFactory[EmailAddress]):
    """The proof that a person owns their address."""

    class Meta:
        model = EmailAddress

    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")
    verified = True
    primary = True


class BuyerFactory(factory.django.DjangoModelFactory[Buyer]):
    class Meta:
        model = Buyer

    user = factory.SubFactory(UserFactory)
    since = NOW - timedelta(days=300)


class ConsignorFactory(factory.django.DjangoModelFactory[Consignor]):
    class Meta:
        model = Consignor

    user = factory.SubFactory(UserFactory)
    since = NOW - timedelta(days=300)


class ConsignmentFactory(factory.django.DjangoModelFactory[Consignment]):
    class Meta:
        model = Consignment

    number = factory.Sequence("CN-20260301-{:04}".format)
    consignor = factory.SubFactory(ConsignorFactory)
    received_at = NOW - timedelta(days=42)
    commission_percent = 20


class ItemFactory(factory.django.DjangoModelFactory[Item]):
    """An item in ``state``; it walked there ``at`` one moment."""

    class Meta:
        model = Item

    class Params:
        in_review = factory.Trait(state=ItemState.IN_REVIEW)
        listed = factory.Trait(state=ItemState.LISTED)
        reserved = factory.Trait(state=ItemState.RESERVED)
        sold = factory.Trait(state=ItemState.SOLD)
        settled = factory.Trait(state=ItemState.SETTLED)
        rejected = factory.Trait(state=ItemState.REJECTED)
        returned = factory.Trait(state=ItemState.RETURNED)

    number = factory.Sequence(lambda n: f"IT-{100_000 + n}")
    consignment = factory.SubFactory(ConsignmentFactory)
    title = "Reverso Classic, steel, 1998"
    brand = "Jaeger-LeCoultre"
    kind = "watch"
    price = Money("1200.00", "USD")
    state = ItemState.RECEIVED
    at = NOW - timedelta(days=30)

    @classmethod
    def _create(cls, model_class: type[Item], *args: Any, **fields: Any) -> Item:
        state, at = fields.pop("state"), fields.pop("at")
        return walk_item(super()._create(model_class, *args, **fields), state, at=at)


class OrderFactory(factory.django.DjangoModelFactory[Order]):
    """An order of one sold item, or of ``items=[...]``, waiting for payment unless a trait says."""

    class Meta:
        model = Order
        skip_postgeneration_save = True

    class Params:
        paid = factory.Trait(
            state=Order.State.PAID,
            paid_at=NOW - timedelta(days=6),
            ship_by=NOW + timedelta(days=2),
        )
        shipped = factory.Trait(
            paid=True,
            state=Order.State.SHIPPED,
            shipment=factory.RelatedFactory(
                f"{__name__}.ShipmentFactory", "order", in_transit=True
            ),
        )
        # Shipped, and the parcel should have come.
        late = factory.Trait(
            paid=True,
            state=Order.State.SHIPPED,
            shipment=factory.RelatedFactory(f"{__name__}.ShipmentFactory", "order", late=True),
        )
        delivered = factory.Trait(
            paid=True,
            state=Order.State.DELIVERED,
            return_until=NOW + timedelta(days=12),
            shipment=factory.RelatedFactory(f"{__name__}.ShipmentFactory", "order", delivered=True),
        )

    number = factory.Sequence("CO-20260405-{:04}".format)
    buyer = factory.SubFactory(BuyerFactory)
    total = Money("1200.00", "USD")
    placed_at = NOW - timedelta(days=7)

    @factory.post_generation
    def items(order: Order, create: bool, items: list[Item] | None, **_: Any) -> None:  # noqa: N805
        for item in [ItemFactory(sold=True)] if items is None else items:
            OrderLineFactory(order=order, item=item)


class OrderLineFactory(factory.django.DjangoModelFactory[OrderLine]):
    class Meta:
        model = OrderLine

    order = factory.SubFactory(OrderFactory, items=[])
    item = factory.SubFactory(ItemFactory, sold=True)
    price = factory.SelfAttribute("item.price")


class ShipmentFactory(factory.django.DjangoModelFactory[Shipment]):
    class Meta:
        model = Shipment

    class Params:
        in_transit = factory.Trait(
            state=Shipment.State.IN_TRANSIT, shipped_at=NOW - timedelta(days=4)
        )
        late = factory.Trait(in_transit=True, promised_at=NOW - timedelta(days=1))
        delivered = factory.Trait(
            in_transit=True,
            state=Shipment.State.DELIVERED,
            delivered_at=NOW - timedelta(days=2),
        )

    order = factory.SubFactory(OrderFactory, paid=True)
    courier = "SF Express"
    tracking_number = factory.Sequence(lambda n: f"SF{10_000_000 + n}")
    promised_at = NOW + timedelta(days=3)


class PayoutFactory(factory.django.DjangoModelFactory[Payout]):
    """The payout of a sold item to whoever consigned it; held and paid both: an alarm."""

    class Meta:
        model = Payout

    class Params:
        due = factory.Trait(state=Payout.State.SCHEDULED, due_on=(NOW + timedelta(days=3)).date())
        held = factory.Trait(hold_reason="The buyer doubts that it is genuine")
        paid = factory.Trait(paid_at=NOW - timedelta(days=1))

    number = factory.Sequence(lambda n: f"PO-{300_000 + n}")
    item = factory.SubFactory(ItemFactory, sold=True)
    consignor = factory.SelfAttribute("item.consignment.consignor")
    amount = Money("960.00", "USD")
    hold_reason = ""
    paid_at = None

    @classmethod
    def _create(cls, model_class: type[Payout], *args: Any, **fields: Any) -> Payout:
        reason, paid_at = fields.pop("hold_reason"), fields.pop("paid_at")
        payout: Payout = super()._create(model_class, *args, **fields)
        if reason:
            payout = hold(payout, reason=reason, at=NOW - timedelta(days=2))
        if paid_at:
            payout = record_paid(payout, at=paid_at)
        return payout
