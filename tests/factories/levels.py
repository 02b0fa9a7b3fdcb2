"""A category that breaks its promise, as the night proposes it."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tickets.insight.levels.models import Ground, LevelProposal, What
from tickets.triage.models import Category

HOUR = 3_600


def propose_level(category: str = "technical", **facts: Any) -> LevelProposal:
    """Propose six hours instead of two for the first answer of ``category`` on the site."""
    now = timezone.now()
    given: dict[str, Any] = {
        "category": Category.objects.get(key=category),
        "ground": Ground.BREACHED,
        "what": What.FIRST_RESPONSE,
        "lane": "standard",
        "channel": "site",
        "old": str(2 * HOUR),
        "new": str(6 * HOUR),
        "contacts": 120,
        "since": now - dt.timedelta(days=28),
        "reckoned_at": now,
        "evidence": [
            {"what": "first_response", "good": 84, "count": 120, "bound": 90.0, "seconds": None},
            {"what": "enough", "good": 0, "count": 0, "bound": None, "seconds": 5 * HOUR},
        ],
    }
    proposal: LevelProposal = LevelProposal.objects.create(**given | facts)
    return proposal
