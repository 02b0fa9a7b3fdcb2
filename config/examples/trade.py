"""Who is logged in, and their orders, items and payouts."""

from typing import Any

from config.examples.shown import Shown, page

ORDER_ID = "0198e2b1-4c1f-7a55-9d3e-1f2a3b4c5d6e"
ITEM_ID = "0198d0c7-9a2b-7e10-8f44-6b5a49382716"
PAYOUT_ID = "0198ee90-0b7d-7c22-a1b3-c4d5e6f70819"

ME: dict[str, Any] = {
    "id": "0198c9d2-3e4f-7a6b-8c9d-0e1f2a3b4c5d",
    "email": "lin@example.com",
    "name": "Lin Mei",
    "phone": "+8613812345678",
    "language": "en",
    "time_zone": "Asia/Shanghai",
    "roles": ["buyer", "consignor"],
}
ORDER: dict[str, Any] = {
    "id": ORDER_ID,
    "number": "CO-20260405-0042",
    "state": "paid",
    "state_label": "Paid",
    "total": {"amount": "1200.00", "currency": "USD"},
    "placed_at": "2026-04-05T08:12:00Z",
    "paid_at": "2026-04-05T08:14:31Z",
    "ship_by": "2026-04-10T16:00:00Z",
    "ships_late": True,
    "return_until": None,
    "lines": [
        {
            "item": "IT-100234",
            "title": "Kelly 28, Togo leather, gold",
            "picture_url": "https://pictures.example.com/IT-100234.jpg",
            "price": {"amount": "1200.00", "currency": "USD"},
        }
    ],
    "shipments": [],
}
ITEM: dict[str, Any] = {
    "id": ITEM_ID,
    "number": "IT-100871",
    "title": "Speedmaster Professional, 1969",
    "brand": "Omega",
    "kind": "watch",
    "picture_url": "https://pictures.example.com/IT-100871.jpg",
    "price": {"amount": "5400.00", "currency": "USD"},
    "state": "sold",
    "state_label": "Sold",
    "consignment": "CN-20260301-0007",
}
PAYOUT: dict[str, Any] = {
    "id": PAYOUT_ID,
    "number": "PO-300118",
    "amount": {"amount": "4590.00", "currency": "USD"},
    "state": "pending",
    "state_label": "Pending",
    "held": False,
    "due_on": "2026-04-20",
    "paid_at": None,
    "item": "IT-100871",
    "item_title": "Speedmaster Professional, 1969",
}

EXAMPLES = {
    "me_retrieve": Shown(answers={"200": ME}),
    "me_update": Shown(
        sent={"chinese": {"language": "zh-hans"}, "name": {"name": "Lin Mei"}},
        answers={"200": {**ME, "language": "zh-hans"}},
    ),
    "me_orders_list": Shown(answers={"200": page(ORDER)}, asked={"state": "paid"}),
    "me_orders_retrieve": Shown(answers={"200": ORDER}, asked={"id": ORDER_ID}),
    "me_items_list": Shown(answers={"200": page(ITEM)}, asked={"state": "sold"}),
    "me_items_retrieve": Shown(answers={"200": ITEM}, asked={"id": ITEM_ID}),
    "me_payouts_list": Shown(answers={"200": page(PAYOUT)}, asked={"state": "pending"}),
    "me_payouts_retrieve": Shown(answers={"200": PAYOUT}, asked={"id": PAYOUT_ID}),
}
