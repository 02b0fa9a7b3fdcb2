"""Which policy a ticket falls under, and why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.lifecycle import configuration
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.lifecycle.models import Ticket
from tickets.sla.models import Policy

# The stronger matcher first: it decides between policies that match as many fields.
MATCHERS = {
    "lane": gettext_lazy("lane"),
    "tier": gettext_lazy("tier"),
    "urgency": gettext_lazy("urgency"),
    "channel": gettext_lazy("channel"),
}


class NoPolicy(Exception):
    """No active policy fits; the message says what to do."""

    def __init__(self, *, tier: str, channel: str, lane: str, urgency: str) -> None:
        super().__init__(
            _(
                "No active policy fits a ticket of tier “%(tier)s” on channel “%(channel)s” in "
                "lane “%(lane)s” (%(urgency)s). Add one whose matchers are all blank, which fits "
                "every ticket, or load the presets."
            )
            % {
                "tier": Tier(tier).label,
                "channel": Channel(channel).label,
                "lane": Lane(lane).label,
                "urgency": Urgency(urgency).label,
            }
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The policy of a ticket, a sentence that says why, and what else fitted, next best first.

    ``why`` is said in the reader's language by ``tickets.reasons.in_words``.
    """

    policy: Policy
    why: str
    passed_over: tuple[Policy, ...]


def choose(
    *,
    category_id: int | None,
    tier: str,
    channel: str,
    lane: str,
    urgency: str,
) -> Choice:
    """Return the most specific active policy that fits; its calendar comes along. Remembered.

    A policy for the category beats every general one; then the one that matches more fields; then
    by lane, tier, urgency, channel, in this order. Two active policies never match by the same
    fields (``policy_one_active_per_match``), so the answer does not depend on the order of rows.
    Raises NoPolicy.
    """
    ranked = configuration.remembered(
        f"policies {category_id} {tier} {channel} {lane} {urgency}",
        lambda: sorted(
            Policy.objects.active()
            .fitting(
                category_id=category_id, tier=tier, channel=channel, lane=lane, urgency=urgency
            )
            .select_related("calendar", "category"),
            key=specificity,
            reverse=True,
        ),
    )
    if not ranked:
        raise NoPolicy(tier=tier, channel=channel, lane=lane, urgency=urgency)
    best, *rest = ranked
    return Choice(best, _why(best, len(rest)), tuple(rest))


def of(ticket: Ticket) -> Choice:
    """Return the policy that applies to ``ticket`` as it is now. Remembered. Raises NoPolicy."""
    return choose(
        category_id=ticket.category_id,
        tier=Tier(ticket.tier),
        channel=Channel(ticket.channel),
        lane=Lane(ticket.lane),
        urgency=Urgency(ticket.urgency),
    )


def specificity(policy: Policy) -> tuple[bool, int, tuple[bool, ...]]:
    """Return how closely a policy fits, the larger the closer; no two that fit are alike."""
    matched = tuple(bool(getattr(policy, matcher)) for matcher in MATCHERS)
    return policy.category_id is not None, sum(matched), matched


def fits_in_words(policy: Policy) -> str:
    """Return which tickets a policy fits."""
    words = [str(policy.category)] if policy.category else []
    words += [
        str(getattr(policy, f"get_{matcher}_display")())
        for matcher in MATCHERS
        if getattr(policy, matcher)
    ]
    return " · ".join(words) or str(_("every ticket"))


def _why(policy: Policy, others: int) -> str:
    """Return why ``policy`` applies, in a sentence that ``tickets/reasons.py`` knows."""
    words = ["its category"] if policy.category_id else []
    words += [
        f"{matcher} {getattr(policy, matcher)}" for matcher in MATCHERS if getattr(policy, matcher)
    ]
    if words:
        reason = f"“{policy.name}” is the closest fit: it is made for {', '.join(words)}"
    else:
        reason = f"“{policy.name}” fits every ticket, and nothing closer does"
    return f"{reason}; more general and passed over: {others}" if others else reason
