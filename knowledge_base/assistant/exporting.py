"""A talk as plain data to take away: what was said on both sides, and nothing of how."""

from collections.abc import Iterable
from typing import Any

from knowledge_base.assistant.models import Dialogue, Turn


def plain(talk: Dialogue, turns: Iterable[Turn]) -> dict[str, Any]:
    """Return ``talk`` with its ``turns``, in their order; moments in ISO 8601, in UTC."""
    return {
        "id": str(talk.id),
        "language": talk.language,
        "began": talk.started_at.isoformat(),
        "ended": talk.ended_at.isoformat() if talk.ended_at else None,
        "handed_over": talk.handed_off_at.isoformat() if talk.handed_off_at else None,
        "turns": [
            {
                "number": turn.number,
                "at": turn.at.isoformat(),
                "text": turn.text,
                "kind": turn.kind,
                "reply": turn.words,
                "sources": [source["slug"] for source in turn.reply.get("sources", ())],
                "helpful": turn.helpful,
            }
            for turn in turns
        ],
    }
