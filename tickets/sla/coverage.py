"""Which policies are ever reached, and which tickets would be left without one. Pure.

A ticket takes tier and urgency from its category, and comes in any channel and lane.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla.models import Policy
from tickets.sla.policies import MATCHERS, specificity


@dataclass(frozen=True, slots=True)
class Kind:
    """What of a category decides its policy."""

    category_id: int | None
    tier: str
    urgency: str


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of ticket that can exist."""

    category_id: int | None
    tier: str
    urgency: str
    channel: str
    lane: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How a policy stands among the others.

    ``reached``: some ticket of today's categories falls under it. ``reachable``: some ticket could.
    ``shadows`` are the policies that come before it wherever it fits, the closest first.
    """

    reached: bool
    reachable: bool
    shadows: tuple[Policy, ...] = ()


def cases(kinds: Iterable[Kind]) -> Iterator[Case]:
    """Yield every ticket of ``kinds``, in every channel and lane."""
    for kind, channel, lane in product(dict.fromkeys(kinds), Channel.values, Lane.values):
        yield Case(kind.category_id, kind.tier, kind.urgency, channel, lane)


def winner(policies: Iterable[Policy], case: Case) -> Policy | None:
    """Return the policy that applies to ``case``, as ``policies.choose`` does; None for a gap."""
    fitting = [policy for policy in policies if fits(policy, case)]
    return max(fitting, key=specificity, default=None)


def fits(policy: Policy, case: Case) -> bool:
    return policy.category_id in (None, case.category_id) and all(
        getattr(policy, matcher) in ("", getattr(case, matcher)) for matcher in MATCHERS
    )


def reach(policy: Policy, policies: Sequence[Policy], kinds: Iterable[Kind]) -> Reach:
    """Return how ``policy``, one of the active ``policies``, stands among them."""
    kinds = list(kinds)
    before = [p for p in policies if p is not policy and specificity(p) > specificity(policy)]
    mine = [case for case in cases(kinds) if fits(policy, case)]
    if any(winner(before, case) is None for case in mine):
        return Reach(reached=True, reachable=True)
    possible = [case for case in cases(_possible(policy, kinds)) if fits(policy, case)]
    won = [winner(before, case) for case in possible]
    shadows = {p.key: p for p in sorted(filter(None, won), key=specificity, reverse=True)}
    return Reach(
        reached=False,
        reachable=any(one is None for one in won),
        shadows=tuple(shadows.values()),
    )


def _possible(policy: Policy, kinds: list[Kind]) -> list[Kind]:
    """Return the kinds of tickets that could be: those of its category, else every one."""
    if policy.category_id is not None:
        return [kind for kind in kinds if kind.category_id == policy.category_id]
    return [Kind(None, tier, urgency) for tier, urgency in product(Tier.values, Urgency.values)]


def gaps(policies: Sequence[Policy], kinds: Iterable[Kind]) -> list[Case]:
    """Return the tickets of ``kinds`` that no policy fits."""
    return [case for case in cases(kinds) if winner(policies, case) is None]


def is_net(policy: Policy) -> bool:
    """Tell whether a policy fits every ticket: it stands in when the others are switched off."""
    return policy.category_id is None and not any(getattr(policy, m) for m in MATCHERS)
