"""What the presets say of a ticket: its category and what follows from it, worked out once."""

import datetime as dt
import json
import random
from dataclasses import dataclass
from functools import cached_property

from config.benchmark.copying import data, text
from config.benchmark.trade import Customer
from consignment import dossier
from consignment.models import Order
from tickets.actions.open import PARTY_OF
from tickets.lifecycle.choices import Channel, Lane, Party, Tier, Urgency
from tickets.sla import policies
from tickets.sla.choices import KINDS, ClockKind
from tickets.sla.models import Calendar, CalendarVersion, Policy
from tickets.sla.timetables import version_of
from tickets.sla.what_counts import AT_FILING
from tickets.triage import classifying
from tickets.triage.models import Audience, Category, FieldKind

CHANNELS = (Channel.APP, Channel.APP, Channel.SITE, Channel.SITE, Channel.EMAIL)
SECURITY = 0.06
"""Share of the matters whose queue is restricted to a team."""
VIP = 0.08


@dataclass(frozen=True, slots=True)
class Matter:
    """A category on a channel in a lane, as COPY reads it."""

    category_id: str
    queue_id: str
    party: str
    channel: str
    tier: str
    urgency: str
    lane: str
    priority: str
    reasons: str
    opened: str
    about_order: bool
    policy: Policy
    targets: dict[ClockKind, dt.timedelta]


class Facts:
    """The configuration of the benchmark's desk, which has only the presets."""

    def __init__(self, *, now: dt.datetime) -> None:
        self._now = now
        self._matters: dict[bool, list[Matter]] = {True: [], False: []}
        for category in Category.objects.select_related("queue").with_template():
            restricted = category.queue.restricted_to_id is not None
            for channel in CHANNELS:
                for lane in Lane:
                    times = 1 if lane is Lane.VIP else round(1 / VIP)
                    self._matters[restricted] += [_matter(category, channel, lane)] * times

    @cached_property
    def version(self) -> CalendarVersion:
        """The hours by which all promises here are measured: day and night."""
        return version_of(Calendar.objects.filter(always_open=True).order_by("pk")[0])

    def any_matter(self, rng: random.Random) -> Matter:
        return rng.choice(self._matters[rng.random() < SECURITY])

    def snapshot(self, customer: Customer) -> str:
        """Return the customer's order as a link freezes it."""
        return self._snapshot.replace(self._sample, customer.order_number)

    @cached_property
    def _order(self) -> Order:
        return Order.objects.order_by("pk")[0]

    @cached_property
    def _sample(self) -> str:
        return self._order.number

    @cached_property
    def _snapshot(self) -> str:
        return text(json.dumps(dossier.snapshot(self._order, at=self._now)))


def _matter(category: Category, channel: Channel, lane: Lane) -> Matter:
    tier, urgency = Tier(category.tier), Urgency(category.urgency)
    choice = policies.choose(
        category_id=category.pk, tier=tier, channel=channel, lane=lane, urgency=urgency
    )
    policy = choice.policy
    return Matter(
        category_id=str(category.pk),
        queue_id=str(category.queue_id),
        party=PARTY_OF.get(Audience(category.audience), Party.BUYER).value,
        channel=channel.value,
        tier=tier.value,
        urgency=urgency.value,
        lane=lane.value,
        priority=str(classifying.priority(tier, lane)),
        reasons=data({"tier": f"set for category {category.key}", "policy": choice.why}),
        opened=data({"policy": policy.key, "tier": tier.value, "lane": lane.value}),
        about_order=any(field.kind == FieldKind.ORDER for field in category.fields.all()),
        policy=policy,
        targets={
            kind: target
            for kind in AT_FILING
            if (target := getattr(policy, KINDS[kind].promised_by)) is not None
        },
    )
