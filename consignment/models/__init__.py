"""What support must know of the trade: people, goods, orders, payouts."""

from consignment.models.goods import Consignment, Item, ItemEvent
from consignment.models.orders import Order, OrderLine, ReturnRequest, Shipment
from consignment.models.payouts import Payout, PayoutEvent
from consignment.models.people import Buyer, Consignor, User

__all__ = [
    "Buyer",
    "Consignment",
    "Consignor",
    "Item",
    "ItemEvent",
    "Order",
    "OrderLine",
    "Payout",
    "PayoutEvent",
    "ReturnRequest",
    "Shipment",
    "User",
]
