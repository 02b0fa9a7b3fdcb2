"""Policies that nothing reaches and tickets that none fits, in words; asked before saving."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla.coverage import Kind, gaps, is_net, reach
from tickets.sla.models import Policy
from tickets.sla.policies import specificity
from tickets.triage.models import Category


@dataclass(frozen=True, slots=True)
class Unreached:
    policy: Policy
    why: str


def kinds_of(policies: Iterable[Policy], categories: Iterable[Category]) -> list[Kind]:
    """Return the kinds of tickets that can exist; categories without a policy count as one."""
    own = {policy.category_id for policy in policies}
    kinds = [Kind(one.pk if one.pk in own else None, one.tier, one.urgency) for one in categories]
    return list(dict.fromkeys(kinds))


def unreached(policies: Sequence[Policy], kinds: Iterable[Kind]) -> list[Unreached]:
    """Return the active policies that no ticket falls under now, each with the reason."""
    kinds = list(kinds)
    found = []
    for policy in policies:
        if why := why_unreached(policy, policies, kinds):
            found.append(Unreached(policy, why))
    return found


def why_unreached(policy: Policy, policies: Sequence[Policy], kinds: Iterable[Kind]) -> str:
    """Return why no ticket falls under ``policy``; "" when some does, or when it is the net."""
    kinds = list(kinds)
    if is_net(policy):
        return ""
    stands = reach(policy, policies, kinds)
    if stands.reached:
        return ""
    if stands.reachable:
        return _("No category has such tickets now: it waits until one does.")
    if not stands.shadows:
        return _("Its category has another tier or urgency, so that none of its tickets fits.")
    names = ", ".join(f"“{one}”" for one in stands.shadows[:4])
    return _("Wherever it fits, a closer one comes first: %(names)s.") % {"names": names}


def ask_whether_reached(policy: Policy, *, others: Sequence[Policy]) -> None:
    """Raise ValidationError when no ticket that can exist would fall under ``policy``."""
    if not policy.active or is_net(policy):
        return
    everything = [*others, policy]
    kinds = kinds_of(everything, Category.objects.all())
    stands = reach(policy, everything, kinds)
    if stands.reached or stands.reachable:
        return
    raise ValidationError(
        _(
            "No ticket would ever fall under this policy. %(why)s Match something else, or change "
            "that one."
        )
        % {"why": why_unreached(policy, everything, kinds)},
        code="unreached",
    )


def ask_whether_others_are_reached(policy: Policy, *, before: Sequence[Policy]) -> None:
    """Raise ValidationError when some other policy would never apply again because of ``policy``.

    ``before`` are the active policies as they stand. What nothing could reach before is no reason.
    """
    if not policy.active:
        return
    others = [one for one in before if one.pk != policy.pk]
    after = [*others, policy]
    kinds = kinds_of(after, Category.objects.all())
    for one in others:
        weaker = specificity(one) < specificity(policy)
        if not weaker or is_net(one) or _could_reach(one, after, kinds):
            continue
        if _could_reach(one, before, kinds):
            raise ValidationError(
                _(
                    "Then no ticket would ever fall under “%(name)s” again: this one would come "
                    "first wherever that one fits. Match less, or switch that one off first."
                )
                % {"name": one},
                code="shadows",
            )


def _could_reach(policy: Policy, policies: Sequence[Policy], kinds: Iterable[Kind]) -> bool:
    stands = reach(policy, policies, kinds)
    return stands.reached or stands.reachable


def ask_whether_all_are_promised(
    policies: Sequence[Policy],
    *,
    before: Sequence[Policy] = (),
    categories: Iterable[Category] | None = None,
) -> None:
    """Raise ValidationError when some ticket of today's categories would fit no policy any more.

    What fitted none ``before`` is no reason to refuse a change of something else.
    """
    categories = list(Category.objects.all() if categories is None else categories)
    kinds = kinds_of([*policies, *before], categories)
    known = set(gaps(before, kinds)) if before else set()
    missing = [one for one in gaps(policies, kinds) if one not in known]
    if missing:
        one = missing[0]
        raise ValidationError(
            _(
                "Then no policy would fit tickets of tier “%(tier)s” (%(urgency)s) in lane "
                "“%(lane)s” on channel “%(channel)s”. Keep one that fits them, for example one "
                "that leaves everything blank."
            )
            % {
                "tier": Tier(one.tier).label,
                "urgency": Urgency(one.urgency).label,
                "lane": Lane(one.lane).label,
                "channel": Channel(one.channel).label,
            },
            code="gap",
        )
