"""A customer is called back: the slots, the call that is booked, moved and cancelled."""

from typing import Any

from config.examples.filing import TICKET
from config.examples.shown import Shown

OF = {"ticket_id": TICKET["id"]}
SLOTS: dict[str, Any] = {
    "slots": [
        {"starts_at": "2026-04-12T14:00:00Z", "ends_at": "2026-04-12T14:30:00Z"},
        {"starts_at": "2026-04-12T14:30:00Z", "ends_at": "2026-04-12T15:00:00Z"},
    ],
    "countries": [],
    "wait_minutes": 12,
    "is_peak": False,
}
BOOKED: dict[str, Any] = {
    **SLOTS,
    "callback": {
        "state": "booked",
        "phone": "+442071838750",
        "starts_at": "2026-04-12T14:00:00Z",
        "ends_at": "2026-04-12T14:30:00Z",
        "next_at": "2026-04-12T14:00:00Z",
        "next_until": "2026-04-12T14:30:00Z",
        "attempts": 0,
        "booked_at": "2026-04-12T10:02:00Z",
        "ended_at": None,
    },
    "can_be_booked": False,
}
CANCELLED: dict[str, Any] = {
    **BOOKED,
    "callback": {
        **BOOKED["callback"],
        "state": "cancelled",
        "ended_at": "2026-04-12T11:15:00Z",
    },
    "can_be_booked": True,
}

EXAMPLES = {
    "callback_slots": Shown(answers={"200": SLOTS}),
    "tickets_callback_retrieve": Shown(answers={"200": BOOKED}, asked=OF),
    "tickets_callback_create": Shown(
        sent={"call": {"phone": "020 7183 8750", "starts_at": "2026-04-12T14:00:00Z"}},
        answers={"201": BOOKED},
        asked=OF,
    ),
    "tickets_callback_change": Shown(
        sent={"later": {"starts_at": "2026-04-12T14:30:00Z"}},
        answers={"200": BOOKED},
        asked=OF,
    ),
    "tickets_callback_cancel": Shown(answers={"200": CANCELLED}, asked=OF),
}
