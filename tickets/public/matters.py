"""The matters a customer can choose from, in groups, the reader's own side first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consignment.models import User
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.sla import policies, previewing
from tickets.sla.models import Policy
from tickets.triage.models import Audience, Category

Person = User | AnonymousUser

ICONS = {
    "not-shipped": "truck",
    "not-received": "parcel",
    "not-as-described": "tag",
    "authenticity": "loupe",
    "return-refund": "return",
    "payment-failed": "card",
    "item-review": "clock",
    "authentication-rejected": "loupe",
    "price-change": "price",
    "damage-in-custody": "damage",
    "payout": "coin",
    "unsold-return": "return",
    "account-security": "lock",
    "funds-frozen": "shield",
    "technical": "tool",
    "rules-fees": "book",
}
ANY_ICON = "talk"

TITLES: dict[Audience, str | LazyText] = {
    Audience.BUYERS: gettext_lazy("Something I bought"),
    Audience.CONSIGNORS: gettext_lazy("Something I consigned"),
    Audience.BOTH: gettext_lazy("My account and everything else"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    url: str
    icon: str
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str | LazyText
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Urgent:
    """The matter for which nobody should have to search, and how soon a person answers it."""

    url: str
    promise: str


def groups_for(person: Person, categories: Iterable[Category]) -> list[Group]:
    """Return the matters in groups; of a consignor who never bought, that side first."""
    order = [Audience.BUYERS, Audience.CONSIGNORS, Audience.BOTH]
    if hasattr(person, "consignor") and not hasattr(person, "buyer"):
        order = [Audience.CONSIGNORS, Audience.BUYERS, Audience.BOTH]
    matters: dict[str, list[Matter]] = {audience: [] for audience in order}
    for category in categories:
        matters[category.audience].append(matter_of(category))
    return [Group(TITLES[a], tuple(matters[a])) for a in order if matters[a]]


def frequent_for(person: Person, categories: Iterable[Category], *, each: int) -> list[Matter]:
    """Return the first ``each`` matters of each group that is the reader's side, or may be."""
    groups = groups_for(person, categories)
    return [matter for group in groups for matter in group.matters[:each]]


def matter_of(category: Category) -> Matter:
    return Matter(
        url=reverse("public:new_request", args=[category.key]),
        icon=ICONS.get(category.key, ANY_ICON),
        title=category.name,
        hint=category.hint,
    )


def urgent_of(categories: Iterable[Category]) -> Urgent | None:
    """Return the first matter of the urgent tier with its promise; None when none is offered."""
    category = next((c for c in categories if c.tier == Tier.URGENT), None)
    if category is None:
        return None
    policy = policy_of(category)
    within = policy and policy.first_response_within
    promise = _("A person answers within %(time)s.") % {"time": _words(within)} if within else ""
    return Urgent(reverse("public:new_request", args=[category.key]), promise)


def promised_by(category: Category, *, at: dt.datetime) -> dt.datetime | None:
    """Return by when a person would answer if it were sent ``at``; None: nothing is promised.

    Reckoned for the standard lane: money at stake is known only once the form is sent, and makes
    the answer sooner if anything.
    """
    policy = policy_of(category)
    return previewing.first_response_by(policy, at=at) if policy else None


def policy_of(category: Category) -> Policy | None:
    """Return the policy of a ticket in ``category`` from the site, in the standard lane.

    None when no policy fits: who only looks at a page is promised nothing; who files is told.
    """
    try:
        return policies.choose(
            category_id=category.pk,
            tier=category.tier,
            channel=Channel.SITE,
            lane=Lane.STANDARD,
            urgency=category.urgency,
        ).policy
    except policies.NoPolicy:
        return None


def _words(time: dt.timedelta) -> str:
    """Return ``time`` in words: minutes below two hours, hours below two days, then days."""
    minutes = max(1, round(time / dt.timedelta(minutes=1)))
    if minutes < 120:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days = round(hours / 24)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
