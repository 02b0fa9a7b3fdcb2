"""What can be filed, what can be told while writing, and a ticket that was filed."""

from typing import Any

from config.examples.shown import Shown

CATEGORY: dict[str, Any] = {
    "key": "not-shipped",
    "name": "My order has not shipped",
    "hint": "The promised day is near or over",
    "audience": "buyers",
    "questions": [
        {
            "key": "order",
            "kind": "order",
            "label": "Which order?",
            "help": "It begins with CO- and stands in your confirmation mail.",
            "required": True,
            "choices": [],
        }
    ],
}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://desk.example.com/api/v1/categories/not-shipped/schema/",
    "title": "My order has not shipped",
    "description": "The promised day is near or over",
    "type": "object",
    "properties": {
        "order": {
            "title": "Which order?",
            "description": "It begins with CO- and stands in your confirmation mail.",
            "x-kind": "order",
            "type": "string",
            "maxLength": 200,
            "examples": ["CO-20260405-0042"],
            "x-own": [
                {
                    "value": "CO-20260405-0042",
                    "title": "Kelly 28, Togo leather, gold",
                    "state": "Paid",
                }
            ],
            "enum": ["CO-20260405-0042"],
        }
    },
    "required": ["order"],
    "additionalProperties": False,
    "x-order": ["order"],
}
ADVICE: dict[str, Any] = {
    "categories": [
        {
            "key": "not-shipped",
            "name": "My order has not shipped",
            "score": 0.91,
            "why": (
                "because of: “shipped”, CO-20260405-0042 (Order: should have been sent by now)"
            ),
        }
    ],
    "articles": [
        {
            "slug": "shipping-windows",
            "title": "When your order ships",
            "snippet": "Most orders leave within <mark>five working days</mark> of payment.",
            "language": "en",
            "is_fallback": False,
        }
    ],
    "question": {
        "key": "order",
        "words": "Which order?",
        "about": "thing",
        "choices": [
            {
                "value": "CO-20260405-0042",
                "words": "Kelly 28, Togo leather, gold · Paid · CO-20260405-0042",
            }
        ],
    },
    "promised_at": "2026-04-12T10:30:00Z",
}
ROW: dict[str, Any] = {
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
    "follows": None,
    "continued_in": None,
    "merged_into": None,
    "split_from": None,
    "split_into": [],
    "unread": False,
    "deadlines": [
        {
            "kind": "ship_by",
            "thing_kind": "order",
            "number": "CO-20260405-0042",
            "at": "2026-04-10T16:00:00Z",
            "is_day": False,
            "passed": True,
            "words": "It was to be shipped by %(when)s.",
            "whose": "platform",
        }
    ],
}
LINKS: list[dict[str, Any]] = [
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
]
ANSWERS: list[dict[str, Any]] = [
    {"key": "order", "kind": "order", "label": "Which order?", "value": "CO-20260405-0042"}
]
NOTHING = {"reply": False, "reopen": False, "follow_up": False, "withdraw": False, "rate": False}
TICKET: dict[str, Any] = {
    **ROW,
    "next_step": "Your request is in the queue. A person answers by the time shown.",
    "evidence": None,
    "language": "en",
    "party": "buyer",
    "links": LINKS,
    "answers": ANSWERS,
    "can": {**NOTHING, "reply": True, "withdraw": True},
}

EXAMPLES = {
    "categories_list": Shown(answers={"200": [CATEGORY]}, asked={"party": "buyer"}),
    "categories_retrieve": Shown(answers={"200": CATEGORY}, asked={"key": "not-shipped"}),
    "categories_schema": Shown(answers={"200": SCHEMA}, asked={"key": "not-shipped"}),
    "suggestions": Shown(
        sent={
            "typing": {"text": "my order should have shipp"},
            "chosen": {
                "text": "It should have shipped on Friday.",
                "category": "not-shipped",
                "things": ["CO-20260405-0042"],
                "party": "buyer",
            },
        },
        answers={"200": ADVICE},
    ),
    "tickets_create": Shown(
        sent={
            "buyer": {
                "category": "not-shipped",
                "body": "It should have shipped on Friday. When will it?",
                "answers": {"order": "CO-20260405-0042"},
            },
            "about": {
                "category": "rules-fees",
                "body": "How long can I return this one?",
                "about": ["CO-20260405-0042"],
            },
            "guest": {
                "category": "account-security",
                "body": "I am logged out, and the password was changed. It was not me.",
                "answers": {"seen": "Yesterday at eight a mail about a new password."},
                "guest": {"email": "lin@example.com", "name": "Lin Mei"},
                "language": "zh-hans",
            },
        },
        answers={"201": TICKET},
    ),
}
