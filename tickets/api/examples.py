"""Examples for the description of the API."""

from drf_spectacular.utils import OpenApiExample

TICKET = OpenApiExample(
    "Ticket",
    summary="As the customer reads it",
    value={
        "id": "0198f0a4-6f0e-7d62-8a59-3c1d2b8e9f10",
        "number": 100123,
        "reference": "T-100123",
        "subject": "It should have shipped on Friday. When will it?",
        "state": "new",
        "state_words": "Received",
        "group": "open",
        "category": {"key": "not-shipped", "name": "My order has not shipped"},
        "promise": {
            "kind": "first_response",
            "words": "A person answers by",
            "due_at": "2026-04-12T10:30:00Z",
            "late": False,
        },
        "created_at": "2026-04-12T09:30:00Z",
        "updated_at": "2026-04-12T09:30:00Z",
        "resolved_at": None,
        "next_step": "Your request is in the queue. A person answers by the time shown.",
        "language": "en",
        "party": "buyer",
        "links": [
            {
                "kind": "order",
                "number": "CO-20260405-0042",
                "snapshot": {
                    "kind": "order",
                    "number": "CO-20260405-0042",
                    "state": "paid",
                    "total": {"amount": "1200.00", "currency": "USD"},
                    "ship_by": "2026-04-10T16:00:00+00:00",
                    "ships_late": True,
                },
                "snapshot_at": "2026-04-12T09:30:00Z",
            }
        ],
        "answers": [
            {
                "key": "order",
                "kind": "order",
                "label": "Which order?",
                "value": "CO-20260405-0042",
            }
        ],
        "can": {"reply": True, "reopen": False, "withdraw": True, "rate": False},
    },
    response_only=True,
)
MESSAGE = OpenApiExample(
    "Message",
    value={
        "id": "0198f0a4-7b11-7c3e-b1a5-90e1c2d3f4a5",
        "author": "agent",
        "author_name": "Ana Ruiz",
        "body": "It leaves today; the courier's number follows here.",
        "at": "2026-04-12T09:48:12Z",
    },
    response_only=True,
)
RATING = OpenApiExample(
    "Rating",
    value={
        "score": 5,
        "comment": "Quick and clear.",
        "at": "2026-04-13T08:02:40Z",
        "can_be_rated": False,
    },
    response_only=True,
)
