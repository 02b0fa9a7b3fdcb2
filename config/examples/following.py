"""A customer follows a ticket, answers, ends it, and rates."""

from typing import Any

from config.examples.filing import NOTHING, ROW, TICKET
from config.examples.shown import Shown, page

ID = TICKET["id"]
OF = {"ticket_id": ID}
MESSAGE: dict[str, Any] = {
    "id": "0198f0a4-7b11-7c3e-b1a5-90e1c2d3f4a5",
    "author": "agent",
    "author_name": "Ana Ruiz",
    "body": "It leaves today; the courier's number follows here.",
    "at": "2026-04-12T09:48:12Z",
    "files": [],
}
MINE = {
    **MESSAGE,
    "id": "0198f0a4-6f10-7b21-9c3d-4e5f60718293",
    "author": "customer",
    "author_name": "Lin Mei",
    "body": "It should have shipped on Friday. When will it?",
    "at": "2026-04-12T09:30:00Z",
}
RATING: dict[str, Any] = {
    "score": 5,
    "reasons": [],
    "comment": "",
    "at": "2026-04-13T08:02:40Z",
    "can_be_rated": False,
    "can_be_explained": True,
}
REOPENED = {
    **TICKET,
    "promise": {
        "kind": "resolution",
        "words": "Solved by",
        "due_at": "2026-04-14T10:30:00Z",
        "late": False,
    },
    "updated_at": "2026-04-13T08:20:00Z",
}
WITHDRAWN = {
    **TICKET,
    "state": "withdrawn",
    "state_words": "Withdrawn",
    "group": "done",
    "promise": None,
    "next_step": "You withdrew this request. For something new, file a new one.",
    "can": {**NOTHING, "follow_up": True},
}
FOLLOW_UP = {
    **TICKET,
    "id": "0198ffb0-1a2b-7c3d-9e4f-5a6b7c8d9e0f",
    "number": 100377,
    "reference": "T-100377",
    "follows": ID,
}
STREAM = f'retry: 2000\n\n: still here\n\nevent: changed\ndata: {{"ticket": "{ID}"}}\n\n'

EXAMPLES = {
    "tickets_list": Shown(
        answers={"200": page(ROW)},
        asked={"group": "open", "order": "CO-20260405-0042", "q": "shipped"},
    ),
    "tickets_retrieve": Shown(answers={"200": TICKET}, asked=OF),
    "tickets_messages_list": Shown(answers={"200": page(MINE, MESSAGE)}, asked=OF),
    "tickets_messages_create": Shown(
        sent={"answer": {"body": "The address is right."}},
        answers={"201": {**MINE, "body": "The address is right."}},
        asked=OF,
    ),
    "tickets_reopen": Shown(
        sent={"why": {"reason": "The courier brought it back."}},
        answers={"200": REOPENED},
        asked=OF,
    ),
    "tickets_withdraw": Shown(
        sent={"why": {"reason": "It came this morning, thank you."}},
        answers={"200": WITHDRAWN},
        asked=OF,
    ),
    "tickets_follow_up": Shown(
        sent={"message": {"body": "The clasp broke again."}},
        answers={"201": FOLLOW_UP},
        asked=OF,
    ),
    "tickets_seen": Shown(asked=OF),
    "tickets_typing": Shown(asked=OF),
    "tickets_rating_retrieve": Shown(answers={"200": RATING}, asked=OF),
    "tickets_rating_create": Shown(sent={"good": {"score": 5}}, answers={"201": RATING}, asked=OF),
    "tickets_rating_explain": Shown(
        sent={"why": {"reasons": ["fast", "clear"], "comment": "Quick and clear."}},
        answers={
            "200": {
                **RATING,
                "reasons": ["fast", "clear"],
                "comment": "Quick and clear.",
                "can_be_explained": False,
            }
        },
        asked=OF,
    ),
    "tickets_events": Shown(answers={"200": STREAM}, asked=OF),
    "events": Shown(answers={"200": STREAM}),
}
