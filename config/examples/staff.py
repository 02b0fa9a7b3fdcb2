"""The work of the staff, through the same addresses."""

from typing import Any

from config.examples.filing import ANSWERS, LINKS, NOTHING, ROW
from config.examples.following import ID, MESSAGE, OF
from config.examples.shown import Shown, page

SHARED = {key: value for key, value in ROW.items() if key not in {"unread", "deadlines"}}
TAKEN: dict[str, Any] = {
    **SHARED,
    "state": "open",
    "state_words": "Open",
    "customer": {"name": "Lin Mei", "email": "lin@example.com", "is_guest": False},
    "party": "buyer",
    "language": "en",
    "channel": "app",
    "lane": "standard",
    "tier": "medium",
    "urgency": "blocking",
    "priority": 5,
    "queue": "logistics",
    "assignee": {"id": 3, "name": "Ana Ruiz"},
    "evidence": None,
    "due_at": "2026-04-12T10:30:00Z",
    "pressing": None,
    "reasons": {
        "tier": "the category's",
        "lane": "below every limit",
        "policy": "medium, by the app",
    },
    "cycle": 1,
    "first_replied_at": None,
    "closed_at": None,
    "reply_count": 0,
    "links": LINKS,
    "answers": ANSWERS,
    "moves": ["put_back", "wait_for_customer", "wait_for_partner"],
    "can": {**NOTHING, "reply": True},
}
KEPT = {
    **TAKEN,
    "id": "0198f0b7-2c3d-7e4f-8a5b-6c7d8e9f0a1b",
    "number": 100391,
    "reference": "T-100391",
}
WAITING = {**TAKEN, "state": "waiting_on_customer", "group": "waiting", "promise": None}
QUEUED = {**TAKEN, "state": "new", "state_words": "New", "assignee": None, "moves": []}
SOLVED = {
    **TAKEN,
    "state": "resolved",
    "state_words": "Resolved",
    "group": "done",
    "promise": None,
    "resolved_at": "2026-04-12T09:58:00Z",
    "due_at": None,
    "reply_count": 1,
    "moves": ["reopen", "close"],
}
NOTE = {
    "id": 4711,
    "author_name": "Ana Ruiz",
    "body": "The courier confirms the pick-up at six.",
    "at": "2026-04-12T09:50:00Z",
}

STEP: dict[str, Any] = {
    "id": 2,
    "whom": "supervisor",
    "address": "A supervisor",
    "within_seconds": 1800.0,
    "others": 2,
}
ASKED: dict[str, Any] = {
    "whom": "supervisor",
    "address": "A supervisor",
    "by": {"id": 3, "name": "Ana Ruiz"},
    "by_itself": False,
    "reason": "The courier has lost it, and the buyer leaves tomorrow.",
    "at": "2026-04-12T10:05:00Z",
    "due_at": "2026-04-12T10:35:00Z",
    "taken_by": None,
    "taken_at": None,
    "ended_at": None,
}
TAKEN_BY = {**ASKED, "taken_by": {"id": 5, "name": "Li Na"}, "taken_at": "2026-04-12T10:11:00Z"}

EXAMPLES = {
    "tickets_plan_promise": Shown(
        sent={"why": {"reason": "Courier and buyer say different things."}},
        answers={"200": TAKEN},
        asked=OF,
    ),
    "tickets_plan_extend": Shown(
        sent={"why": {"reason": "The courier's report comes tomorrow morning."}},
        answers={"200": TAKEN},
        asked=OF,
    ),
    "tickets_plan_give": Shown(
        sent={"plan": {"body": "We send the same model on Monday and take back the first."}},
        answers={"200": TAKEN},
        asked=OF,
    ),
    "tickets_escalations": Shown(answers={"200": {"chain": [ASKED], "ladder": [STEP]}}, asked=OF),
    "tickets_escalate": Shown(
        sent={"why": {"step": 2, "reason": ASKED["reason"]}},
        answers={"201": {"chain": [ASKED], "ladder": [STEP]}},
        asked=OF,
    ),
    "tickets_take_escalation": Shown(
        answers={"200": {"chain": [TAKEN_BY], "ladder": [STEP]}}, asked=OF
    ),
    "tickets_take_next": Shown(answers={"200": TAKEN}),
    "tickets_assign": Shown(answers={"200": TAKEN}, asked=OF),
    "tickets_put_back": Shown(
        sent={"why": {"reason": "Needs somebody who reads Chinese."}},
        answers={"200": QUEUED},
        asked=OF,
    ),
    "tickets_reclassify": Shown(
        sent={
            "category": {"category": "not-shipped", "reason": "It asks for the parcel."},
            "tier": {"tier": "high", "reason": "The goods are on their way to the wrong town."},
        },
        answers={"200": TAKEN},
        asked=OF,
    ),
    "tickets_evidence_ask": Shown(
        sent={"pictures": {"body": "Please send pictures of the clasp.", "hours": 48}},
        answers={
            "201": {
                **MESSAGE,
                "body": "Please send pictures of the clasp.\n\n"
                "Please send it to us by 14 April 2026, 09:48.",
            }
        },
        asked=OF,
    ),
    "tickets_merge": Shown(
        sent={"other": {"into": KEPT["id"]}},
        answers={"200": KEPT},
        asked=OF,
    ),
    "tickets_split": Shown(
        sent={
            "messages": {
                "messages": ["0198f0a4-6f10-7b21-9c3d-4e5f60718293"],
                "subject": "The second parcel",
                "category": "not-shipped",
            }
        },
        answers={"201": {**KEPT, "subject": "The second parcel", "split_from": ID}},
        asked=OF,
    ),
    "tickets_wait": Shown(
        sent={
            "customer": {"waits_for": "customer"},
            "partner": {"waits_for": "partner", "reason": "The courier looks for the parcel."},
        },
        answers={"200": WAITING},
        asked=OF,
    ),
    "tickets_resume": Shown(
        sent={"why": {"reason": "The courier found it."}}, answers={"200": TAKEN}, asked=OF
    ),
    "tickets_resolve": Shown(
        sent={"words": {"body": "It is on its way: tracking number YT2026041200042."}},
        answers={"200": SOLVED},
        asked=OF,
    ),
    "tickets_notes_list": Shown(answers={"200": page(NOTE)}, asked=OF),
    "tickets_notes_create": Shown(
        sent={"note": {"body": NOTE["body"]}}, answers={"201": NOTE}, asked=OF
    ),
}
