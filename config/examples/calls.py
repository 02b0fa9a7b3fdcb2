"""A customer is called back: the slots, the call that is booked, moved and cancelled."""

from typing import Any

from config.examples.filing import TICKET
from config.examples.shown import Shown, page

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

TO_MAKE: dict[str, Any] = {
    "id": "0198f0c1-5d6e-7f80-9a1b-2c3d4e5f6071",
    "ticket": TICKET["id"],
    "reference": TICKET["reference"],
    "subject": TICKET["subject"],
    "customer": "Lin Mei",
    "taken_by": None,
    **BOOKED["callback"],
    "tries": [],
}
TAKEN_CALL = {**TO_MAKE, "taken_by": {"id": 3, "name": "Ana Ruiz"}}
TRIED = {
    **TO_MAKE,
    "next_at": "2026-04-12T14:50:00Z",
    "next_until": "2026-04-12T15:20:00Z",
    "attempts": 1,
    "tries": [
        {
            "number": 1,
            "at": "2026-04-12T14:20:00Z",
            "by": {"id": 3, "name": "Ana Ruiz"},
            "outcome": "no_answer",
            "note": "Rang out.",
        }
    ],
}
CALL = {"callback_id": TO_MAKE["id"]}

EXAMPLES = {
    "calls_list": Shown(answers={"200": page(TO_MAKE)}, asked={"folder": "due"}),
    "calls_take": Shown(
        sent={"free": {}, "taken over": {"seen": 5}}, answers={"200": TAKEN_CALL}, asked=CALL
    ),
    "calls_leave": Shown(answers={"200": TO_MAKE}, asked=CALL),
    "calls_outcome": Shown(
        sent={
            "no answer": {"outcome": "no_answer", "note": "Rang out."},
            "reached": {"outcome": "reached"},
        },
        answers={"200": TRIED},
        asked=CALL,
    ),
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
