"""A buyer asks the assistant where her order is, and then for a person."""

from typing import Any

from config.examples.filing import TICKET
from config.examples.shown import Shown

ID = "0198f0a4-7c1e-7d7a-9d0e-3c5b1f9a2e10"
OF = {"talk_id": ID}
BEGUN: dict[str, Any] = {
    "id": ID,
    "language": "en",
    "stage": "assistant",
    "entries": [],
    "waiting": None,
}
ASKED: dict[str, Any] = {
    "id": "q-1",
    "author": "customer",
    "author_name": "You",
    "text": "Where is my order CO-20260412-0042?",
    "at": "2026-04-12T09:58:00Z",
    "turn": 0,
    "sources": [],
    "actions": [],
    "choices": [],
    "votable": False,
    "helpful": None,
}
ANSWERED: dict[str, Any] = {
    **ASKED,
    "id": "a-1",
    "author": "assistant",
    "author_name": "Assistant",
    "text": "Your order CO-20260412-0042 is paid and should have been shipped by 10 Apr 2026.",
    "turn": 1,
    "actions": [
        {
            "kind": "chase_shipment",
            "words": "Ask us to chase the shipment",
            "url": "/requests/new/not-shipped/?order=CO-20260412-0042",
            "number": "CO-20260412-0042",
        }
    ],
    "votable": True,
}
TOLD: dict[str, Any] = {**BEGUN, "entries": [ASKED, ANSWERED]}
HANDED_OVER: dict[str, Any] = {
    **BEGUN,
    "stage": "waiting",
    "entries": [
        {**ASKED, "id": "q-2", "text": "Talk to a person"},
        {
            **ASKED,
            "id": "a-2",
            "author": "assistant",
            "author_name": "Assistant",
            "text": "Of course. I pass this to a person, with everything said so far.",
            "turn": 2,
        },
    ],
    "waiting": {
        "ticket": TICKET["id"],
        "number": f"T-{TICKET['number']}",
        "place": 3,
        "due_at": "2026-04-12T10:10:00Z",
        "opens_at": None,
        "can_be_called": True,
        "is_readable": True,
    },
}

EXPORTED: dict[str, Any] = {
    "id": ID,
    "language": "en",
    "began": "2026-04-12T09:57:30Z",
    "ended": None,
    "handed_over": None,
    "turns": [
        {
            "number": 1,
            "at": ASKED["at"],
            "text": ASKED["text"],
            "kind": "lookup",
            "reply": ANSWERED["text"],
            "sources": [],
            "helpful": None,
        }
    ],
}

EXAMPLES = {
    "talks_create": Shown(
        sent={"english": {"language": "en"}},
        answers={"201": {**BEGUN, "secret": "Zy7u0vHkP6c1mQm5o0mB1cU3pXg8V7fJ2kL9aS4dE0w"}},
    ),
    "talks_retrieve": Shown(answers={"200": TOLD}, asked=OF),
    "talks_say": Shown(
        sent={
            "order": {"text": "Where is my order CO-20260412-0042?"},
            "person": {"text": "Talk to a person"},
        },
        answers={"201": HANDED_OVER},
        asked=OF,
    ),
    "talks_address": Shown(
        sent={"reach": {"email": "lin@example.com", "name": "Lin Mei"}},
        answers={
            "200": {
                **HANDED_OVER,
                "waiting": {
                    **HANDED_OVER["waiting"],
                    "can_be_called": False,
                    "is_readable": False,
                },
            }
        },
        asked=OF,
    ),
    "talks_vote": Shown(
        sent={"it helped": {"turn": 1, "helpful": True}},
        answers={"200": {**TOLD, "entries": [ASKED, {**ANSWERED, "helpful": True}]}},
        asked=OF,
    ),
    "talks_export": Shown(answers={"200": EXPORTED}, asked=OF),
    "talks_end": Shown(answers={"200": {**TOLD, "stage": "ended"}}, asked=OF),
}
