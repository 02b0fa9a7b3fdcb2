"""What the assistant offers, as links with the customer's own things filled in."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from consignment.models import Order, User
from knowledge_base.addresses import Address
from knowledge_base.articles.models import ArticleText
from knowledge_base.assistant.replies import ActionKind
from tickets.triage.clarifying import MODEL_OF
from tickets.triage.models import FieldKind
from tickets.triage.situations import Thing
from tickets.triage.templates import offered_category


@dataclass(frozen=True, slots=True)
class Link:
    """``kind`` is of ``ActionKind``, or "article"; ``number`` the thing that is filled in."""

    kind: str
    words: str
    url: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The form that an offer leads to: its category, the kinds that fill it in, best first."""

    category: str
    fills: tuple[FieldKind, ...]
    words: str | LazyText


ORDER, ITEM, PAYOUT = FieldKind.ORDER, FieldKind.ITEM, FieldKind.PAYOUT
FORMS: dict[ActionKind, Form] = {
    ActionKind.AFTER_SALES: Form(
        "return-refund", (ORDER,), gettext_lazy("Ask for a return or a refund")
    ),
    ActionKind.CHASE_SHIPMENT: Form(
        "not-shipped", (ORDER,), gettext_lazy("Ask us to chase the shipment")
    ),
    ActionKind.CHANGE_ADDRESS: Form(
        "technical", (ORDER,), gettext_lazy("Ask for another delivery address")
    ),
    ActionKind.DISPUTE: Form(
        "not-as-described", (ORDER,), gettext_lazy("Report what is wrong with this order")
    ),
    ActionKind.PAYOUT_QUESTION: Form(
        "payout", (PAYOUT, ITEM), gettext_lazy("Ask about this payout")
    ),
    ActionKind.ITEM_QUESTION: Form("item-review", (ITEM,), gettext_lazy("Ask about this item")),
}
ON_ITS_WAY = "not-received"
"""What chasing is about once the parcel has left."""

Offer = Mapping[str, Any]
"""An action as ``Reply.as_json`` gives it: ``kind`` and ``about``."""


def own_of(offers: Iterable[Offer], person: User | None) -> dict[str, Thing]:
    """Return what ``offers`` name of the person's own, by number. One query a kind."""
    if person is None:
        return {}
    wanted: dict[FieldKind, set[str]] = defaultdict(set)
    for offer in offers:
        for kind, number in offer["about"].items():
            if kind in MODEL_OF:
                wanted[FieldKind(kind)].add(number)
    return {
        thing.number: thing
        for kind, some in wanted.items()
        for thing in MODEL_OF[kind].objects.owned_by(person).filter(number__in=some)
    }


def link_of(offer: Offer, own: Mapping[str, Thing], *, here: str) -> Link | None:
    """Return the link of ``offer``; None where it leads nowhere (any more), and for what the talk
    itself has: the way to a person.
    """
    kind = ActionKind(offer["kind"])
    if kind is ActionKind.SIGN_IN:
        url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}"
        return Link(kind.value, str(gettext_lazy("Sign in")), url)
    form = FORMS.get(kind)
    if form is None:
        return None
    numbers = (offer["about"].get(fill.value, "") for fill in form.fills)
    thing = next((own[number] for number in numbers if number in own), None)
    fill = next((fill for fill in form.fills if isinstance(thing, MODEL_OF[fill])), None)
    left = isinstance(thing, Order) and thing.state not in {Order.State.PENDING, Order.State.PAID}
    key = ON_ITS_WAY if kind is ActionKind.CHASE_SHIPMENT and left else form.category
    if thing is None or fill is None or offered_category(key) is None:
        return None
    url = reverse("public:new_request", args=[key])
    filled = urlencode({fill.value: thing.number})
    return Link(kind.value, str(form.words), f"{url}?{filled}", thing.number)


def articles_of(
    slugs: Iterable[str], person: User | None, *, language: str, at: dt.datetime
) -> dict[str, Link]:
    """Return the articles that can still be read, by slug: one withdrawn meanwhile is none."""
    wanted = set(slugs)
    if not wanted:
        return {}
    texts = ArticleText.objects.for_reader(person, language=language, at=at)
    rows = texts.filter(article__slug__in=wanted).values_list("article__slug", "title")
    return {
        slug: Link("article", title, Address("article", slug).path(), slug) for slug, title in rows
    }
