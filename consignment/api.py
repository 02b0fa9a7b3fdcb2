"""What customers may read of their own trade: orders, items and payouts.

Read only, found by whose they are, every field named; somebody else's thing is not there. The app
above binds the routes.
"""

from typing import Any, ClassVar, Generic, TypeVar, cast

from django.db.models import Model, Prefetch, QuerySet
from django.utils import timezone
from djmoney.money import Money
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.pagination import CursorPagination

from consignment.models import Item, Order, OrderLine, Payout, Shipment

Row = TypeVar("Row", bound=Model)


class MoneySerializer(serializers.Serializer[Money]):
    """Present money as ``{"amount": "1200.00", "currency": "USD"}``."""

    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    currency = serializers.CharField(source="currency.code", help_text="ISO 4217")


class StateLabelField(serializers.CharField):
    """Present the word for a state in the reader's language."""

    def __init__(self) -> None:
        super().__init__(source="get_state_display", read_only=True)


class OrderLineSerializer(serializers.ModelSerializer[OrderLine]):
    item = serializers.CharField(source="item.number", read_only=True)
    title = serializers.CharField(source="item.title", read_only=True)
    picture_url = serializers.CharField(source="item.picture_url", read_only=True)
    price = MoneySerializer(read_only=True)

    class Meta:
        model = OrderLine
        fields = ["item", "title", "picture_url", "price"]
        read_only_fields = fields


class ShipmentSerializer(serializers.ModelSerializer[Shipment]):
    state_label = StateLabelField()
    late = serializers.SerializerMethodField()

    class Meta:
        model = Shipment
        fields = [
            "id",
            "state",
            "state_label",
            "courier",
            "tracking_number",
            "promised_at",
            "shipped_at",
            "delivered_at",
            "late",
        ]
        read_only_fields = fields

    def get_late(self, shipment: Shipment) -> bool:
        return shipment.is_late(at=self.context["at"])


class OrderSerializer(serializers.ModelSerializer[Order]):
    state_label = StateLabelField()
    total = MoneySerializer(read_only=True)
    ships_late = serializers.SerializerMethodField()
    lines = OrderLineSerializer(many=True, read_only=True)
    shipments = ShipmentSerializer(many=True, read_only=True)

    class Meta:
        model = Order
        fields = [
            "id",
            "number",
            "state",
            "state_label",
            "total",
            "placed_at",
            "paid_at",
            "ship_by",
            "ships_late",
            "return_until",
            "lines",
            "shipments",
        ]
        read_only_fields = fields

    def get_ships_late(self, order: Order) -> bool:
        return order.ships_late(at=self.context["at"])


class ItemSerializer(serializers.ModelSerializer[Item]):
    state_label = StateLabelField()
    price = MoneySerializer(read_only=True)
    consignment = serializers.CharField(source="consignment.number", read_only=True)

    class Meta:
        model = Item
        fields = [
            "id",
            "number",
            "title",
            "brand",
            "kind",
            "picture_url",
            "price",
            "state",
            "state_label",
            "consignment",
        ]
        read_only_fields = fields


class PayoutSerializer(serializers.ModelSerializer[Payout]):
    """Says that a payout is held, not why: the reason may name the other party of a dispute."""

    state_label = StateLabelField()
    amount = MoneySerializer(read_only=True)
    held = serializers.BooleanField(source="is_held", read_only=True)
    item = serializers.CharField(source="item.number", read_only=True)
    item_title = serializers.CharField(source="item.title", read_only=True)

    class Meta:
        model = Payout
        fields = [
            "id",
            "number",
            "amount",
            "state",
            "state_label",
            "held",
            "due_on",
            "paid_at",
            "item",
            "item_title",
        ]
        read_only_fields = fields


class OwnRows(viewsets.ReadOnlyModelViewSet[Row], Generic[Row]):
    """One's own rows, newest first by ``order_by`` (columns that are never null)."""

    filterset_fields: ClassVar = ["state"]
    order_by: ClassVar[tuple[str, ...]] = ("-id",)

    @property
    def paginator(self) -> CursorPagination:
        """The project's pages by cursor, in the order of these rows."""
        paginator = cast(CursorPagination, super().paginator)
        paginator.ordering = self.order_by
        return paginator

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "at": timezone.now()}

    def get_queryset(self) -> QuerySet[Row]:
        # The schema is drawn without anybody logged in.
        rows = super().get_queryset()
        return rows.none() if getattr(self, "swagger_fake_view", False) else self.own(rows)

    def own(self, rows: Any) -> QuerySet[Row]:
        return cast(QuerySet[Row], rows.owned_by(self.request.user))


@extend_schema_view(
    list=extend_schema(summary="List my orders"), retrieve=extend_schema(summary="Read my order")
)
class OrderViewSet(OwnRows[Order]):
    """Orders that the caller placed, with their lines and shipments."""

    queryset = Order.objects.prefetch_related(
        Prefetch("lines", OrderLine.objects.with_items()), "shipments"
    )
    serializer_class = OrderSerializer
    order_by = ("-placed_at", "-id")


@extend_schema_view(
    list=extend_schema(summary="List my items"), retrieve=extend_schema(summary="Read my item")
)
class ItemViewSet(OwnRows[Item]):
    """Items that the caller consigned; what they bought stands in their orders."""

    queryset = Item.objects.select_related("consignment")
    serializer_class = ItemSerializer

    def own(self, rows: Any) -> QuerySet[Item]:
        return cast(QuerySet[Item], rows.consigned_by(self.request.user))


@extend_schema_view(
    list=extend_schema(summary="List my payouts"), retrieve=extend_schema(summary="Read my payout")
)
class PayoutViewSet(OwnRows[Payout]):
    """Payouts that are or were owed to the caller."""

    queryset = Payout.objects.select_related("item")
    serializer_class = PayoutSerializer
