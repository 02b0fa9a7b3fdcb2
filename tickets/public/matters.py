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
from tickets.actions import previewing
from tickets.lifecycle.choices import Channel, Tier
from tickets.public.own import OwnThing
from tickets.triage.models import Audience, Category, FieldKind
from tickets.triage.suggesting import suggest
from tickets.triage.templates import Thing

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


def of_thing(
    thing: Thing, card: OwnThing, categories: list[Category], *, at: dt.datetime
) -> tuple[list[Matter], list[Matter]]:
    """Return the matters that suit ``thing`` as it stands, best first, and its side's others."""
    suited = [found.category for found in suggest("", at=at, things=[thing], categories=categories)]
    side = Audience.BUYERS if card.kind is FieldKind.ORDER else Audience.CONSIGNORS
    others = [c for c in categories if c.audience == side and c not in suited]
    return (
        [matter_of(category, about=card) for category in suited],
        [matter_of(category, about=card) for category in others],
    )


def frequent_for(person: Person, categories: Iterable[Category], *, each: int) -> list[Matter]:
    """Return the first ``each`` matters of each group that is the reader's side, or may be."""
    groups = groups_for(person, categories)
    return [matter for group in groups for matter in group.matters[:each]]


def matter_of(category: Category, *, about: OwnThing | None = None) -> Matter:
    """Return ``category`` to choose; the thing it is ``about`` goes along."""
    url = reverse("public:new_request", args=[category.key])
    return Matter(
        url=f"{url}?{about.query}" if about else url,
        icon=ICONS.get(category.key, ANY_ICON),
        title=category.name,
        hint=category.hint,
    )


def urgent_of(categories: Iterable[Category]) -> Urgent | None:
    """Return the first matter of the urgent tier with its promise; None when none is offered."""
    category = next((c for c in categories if c.tier == Tier.URGENT), None)
    if category is None:
        return None
    policy = previewing.policy_of(category, channel=Channel.SITE)
    within = policy and policy.first_response_within
    promise = _("A person answers within %(time)s.") % {"time": _words(within)} if within else ""
    return Urgent(reverse("public:new_request", args=[category.key]), promise)


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
