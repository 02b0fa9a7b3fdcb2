"""How soon: tier and urgency of a ticket, with reasons. Pure."""

from dataclasses import dataclass

from tickets.lifecycle.choices import Lane, Tier, Urgency
from tickets.lifecycle.facts import LINE
from tickets.triage.models import Category


@dataclass(frozen=True, slots=True)
class Classified:
    tier: Tier
    urgency: Urgency
    reason: str


def classify(category: Category) -> Classified:
    """Return tier and urgency of a ticket in ``category``, and why."""
    return Classified(
        Tier(category.tier), Urgency(category.urgency), f"set for category {category.key}"
    )


def priority(tier: Tier, lane: Lane) -> int:
    """Return the line in which a ticket waits; 0 comes first."""
    return LINE[tier, lane]
