"""What the desk and the assistant may know of a customer's trade, read only.

``dossier_of`` gives all of it on one page, ``orders_of`` and its siblings the newest of one kind;
``find_order`` and its siblings one thing of a customer's own; ``snapshot`` freezes a thing as it
stands; ``money_at_stake`` says what it is worth.
"""

from consignment.dossier.lookups import (
    find_consignment,
    find_item,
    find_named,
    find_order,
    find_payout,
)
from consignment.dossier.parts import read_parts
from consignment.dossier.reading import (
    NEWEST,
    consignments_of,
    dossier_of,
    items_of,
    orders_of,
    payouts_of,
)
from consignment.dossier.snapshots import snapshot
from consignment.dossier.stakes import Stake, money_at_stake, stakes_of
from consignment.dossier.views import (
    ConsignmentView,
    Dossier,
    ItemView,
    LineView,
    OrderView,
    PayoutView,
    PersonView,
    ShipmentView,
    Shown,
    consignment_view,
    item_view,
    order_view,
    payout_view,
)

__all__ = [
    "NEWEST",
    "ConsignmentView",
    "Dossier",
    "ItemView",
    "LineView",
    "OrderView",
    "PayoutView",
    "PersonView",
    "ShipmentView",
    "Shown",
    "Stake",
    "consignment_view",
    "consignments_of",
    "dossier_of",
    "find_consignment",
    "find_item",
    "find_named",
    "find_order",
    "find_payout",
    "item_view",
    "items_of",
    "money_at_stake",
    "order_view",
    "orders_of",
    "payout_view",
    "payouts_of",
    "read_parts",
    "snapshot",
    "stakes_of",
]
