"""How soon: tier and urgency of a ticket, with reasons, and whether a person looks at it. Pure."""

from dataclasses import dataclass

from tickets.lifecycle.choices import Lane, Tier, Urgency
from tickets.lifecycle.facts import LINE
from tickets.triage.models import Category
from tickets.triage.understanding import Understood


@dataclass(frozen=True, slots=True)
class Classified:
    """``to_sort``: its words say something else than its category, so a person looks."""

    tier: Tier
    urgency: Urgency
    reason: str
    to_sort: bool = False


def classify(
    category: Category,
    understood: Understood | None = None,
    *,
    urgent_from: int = 0,
    sort_from: int = 100,
    guessed: float | None = None,
) -> Classified:
    """Return tier and urgency of a ticket in ``category``, and why.

    A category decides, but for this: words that sound urgent from ``urgent_from`` percent on make
    it urgent (0: never), since a missed urgent matter costs more than one too many. From
    ``sort_from`` percent of confidence in another category on, a person sorts it; and below, where
    nobody chose the category: it was ``guessed`` with so much confidence, 0-1.
    """
    unsure = guessed is not None and 100 * guessed < sort_from
    plain = Classified(
        Tier(category.tier), Urgency(category.urgency), f"set for category {category.key}", unsure
    )
    if understood is None:
        return plain
    if plain.tier is not Tier.URGENT and 0 < urgent_from <= 100 * understood.urgent:
        words = ", ".join(f"“{word}”" for word in understood.because)
        return Classified(
            Tier.URGENT,
            Urgency.BLOCKING,
            f"may be urgent, {understood.urgent:.0%}, because of: {words}",
            to_sort=True,
        )
    differs = understood.category != category.key
    return Classified(
        plain.tier,
        plain.urgency,
        plain.reason,
        to_sort=unsure or (differs and 100 * understood.confidence >= sort_from),
    )


def priority(tier: Tier, lane: Lane) -> int:
    """Return the line in which a ticket waits; 0 comes first."""
    return LINE[tier, lane]
