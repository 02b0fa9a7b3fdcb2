"""Something that is asked again and again, as the night proposes it."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tickets.insight.fewer.models import ProductProposal
from tickets.triage.models import Category


def propose_to_product(question: str = "How do I change my phone number", **facts: Any) -> Any:
    """Propose what was asked nine times, six of them as tickets, and twice before."""
    now = timezone.now()
    category = Category.objects.get(key="technical")
    given: dict[str, Any] = {
        "question": question,
        "language": "en",
        "questions": [
            {"text": question.casefold(), "language": "en", "times": 7},
            {"text": "please update my phone number", "language": "en", "times": 4},
        ],
        "times": 9,
        "before": 2,
        "as_tickets": 6,
        "waited": dt.timedelta(minutes=40),
        "category": category,
        "category_ids": [category.pk],
        "counted_from": now.date() - dt.timedelta(days=55),
        "reckoned_at": now,
    }
    return ProductProposal.objects.create(**given | facts)
