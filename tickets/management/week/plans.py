"""Which tickets the week brings: who writes when, about what, and what will become of it.

Everything that depends on the customer is decided here, before the week begins, so that it does not
depend on how the desk does. When an answer comes, who gives it and what it is rated follows from
the desk alone.
"""

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import cycle
from typing import TypeVar

from tickets.lifecycle.choices import Channel
from tickets.management.week import texts
from tickets.management.week.arrivals import Arrival
from tickets.management.week.goods import Goods, Thing
from tickets.management.week.people import Guest, People, Person
from tickets.management.week.situations import SITUATIONS
from tickets.triage.models import Audience

# Of 318 tickets on an ordinary day.
MIX = {
    "not-shipped": 34, "not-received": 36, "not-as-described": 22, "authenticity": 14,
    "return-refund": 34, "payment-failed": 22, "item-review": 30, "authentication-rejected": 13,
    "price-change": 14, "damage-in-custody": 9, "payout": 27, "unsold-return": 10,
    "account-security": 9, "funds-frozen": 6, "technical": 20, "rules-fees": 18,
}  # fmt: skip
ON_PROMOTION = {"payment-failed": 3.0, "technical": 2.5, "rules-fees": 1.5, "price-change": 1.5}
AFTER_PROMOTION = {"not-shipped": 1.6, "return-refund": 1.4, "not-as-described": 1.3}
GUESTS = {"technical": 0.3, "rules-fees": 0.35, "account-security": 0.3, "not-received": 0.1,
          "not-shipped": 0.06, "payment-failed": 0.1, "return-refund": 0.06}  # fmt: skip
PROMOTION = "promotion"
OWED_EVERY = 12
"""How often a category comes because its turn has come, so that none is missing."""

Choice = TypeVar("Choice")


class Path(StrEnum):
    """How the conversation goes."""

    DIRECT = "direct"  # solved by the first answer
    ASK = "ask"  # the agent asks first
    HOLD = "hold"  # somebody else is asked first
    TALK = "talk"  # the customer asks on
    THANKS = "thanks"  # the customer says thanks, then it is closed


ORDINARY = {Path.DIRECT: 43, Path.ASK: 17, Path.HOLD: 20, Path.TALK: 8, Path.THANKS: 12}
CAREFUL = {Path.ASK: 30, Path.HOLD: 60, Path.DIRECT: 10}
SIMPLE = {Path.DIRECT: 55, Path.TALK: 20, Path.THANKS: 20, Path.HOLD: 5}
PATHS = {
    "authenticity": CAREFUL,
    "damage-in-custody": CAREFUL,
    "account-security": CAREFUL,
    "funds-frozen": CAREFUL,
    "authentication-rejected": {Path.HOLD: 45, Path.ASK: 20, Path.DIRECT: 20, Path.TALK: 15},
    "rules-fees": SIMPLE,
    "price-change": {Path.DIRECT: 50, Path.THANKS: 25, Path.HOLD: 15, Path.TALK: 10},
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What the customer will do, and whether the answer is a no."""

    path: Path
    silent: bool = False
    partner_silent: bool = False
    comes_back: bool = False
    refused: bool = False
    rates: bool = True
    withdraws_after: dt.timedelta | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One ticket to come. ``person`` is whose thing it is, also when a guest writes about it."""

    at: dt.datetime
    category: str
    matter: texts.Matter
    opening: texts.Opening
    language: str
    channel: Channel
    customer: Person | Guest
    person: Person
    thing: Thing | None
    fate: Fate
    follow_up: texts.Exchange
    comeback: texts.Exchange

    @property
    def talk(self) -> texts.Talk:
        return self.matter.talks[self.language]


class Planner:
    """Turns arrivals into plans, and trades what they are about."""

    def __init__(
        self,
        rng: random.Random,
        *,
        people: People,
        goods: Goods,
        audiences: dict[str, Audience],
        promotion: dt.date,
    ) -> None:
        self._rng = rng
        self._people = people
        self._goods = goods
        self._audiences = audiences
        self._promotion = promotion
        self._owed = rng.sample(list(MIX), len(MIX))
        self._planned = 0
        # Openings are dealt like cards, so that one comes again only when all were there.
        self._decks: dict[tuple[object, ...], Iterator[texts.Opening]] = {}

    def plan(self, arrival: Arrival) -> Plan:
        """Return the ticket that ``arrival`` brings."""
        since = (arrival.at.date() - self._promotion).days
        category = self._category(since)
        matter = self._weighted({m: m.weight for m in texts.matters()[category]})
        buys = self._buys(category)
        crowd = self._people.buyers if buys else self._people.consignors
        person = self._people.in_zone(crowd, arrival.zone)
        return self._complete(
            arrival.at, matter, person, guest=self._rng.random() < GUESTS.get(category, 0)
        )

    def script(
        self, at: dt.datetime, category: str, matter: str, person: Person, fate: Fate
    ) -> Plan:
        """Return a ticket of ``person`` whose fate is given."""
        found = next(m for m in texts.matters()[category] if m.key == matter)
        plan = self._complete(at, found, person, guest=False)
        return replace(plan, fate=fate)

    def _complete(
        self, at: dt.datetime, matter: texts.Matter, person: Person, *, guest: bool
    ) -> Plan:
        language = person.language
        opening = self._deal(matter, language, at)
        customer: Person | Guest = person
        if guest:
            customer = self._people.guest(zone=person.user.time_zone, language=language)
        app = not guest and self._rng.random() < 0.46
        talk = matter.talks[language]
        return Plan(
            at=at,
            category=matter.category,
            matter=matter,
            opening=opening,
            language=language,
            channel=Channel.APP if app else Channel.SITE,
            customer=customer,
            person=person,
            thing=self._thing(at, matter, person),
            fate=self._fate(matter, opening, language),
            follow_up=opening.follow_up or self._one_of(talk.follow_ups),
            comeback=opening.comeback or self._one_of(talk.comebacks),
        )

    def _one_of(self, exchanges: tuple[texts.Exchange, ...]) -> texts.Exchange:
        return self._rng.choice(exchanges) if exchanges else ("", "")

    def _category(self, days_since_promotion: int) -> str:
        self._planned += 1
        if self._owed and self._planned % OWED_EVERY == 0:
            return self._owed.pop()
        factors = {0: ON_PROMOTION, 1: AFTER_PROMOTION, 2: AFTER_PROMOTION, 3: AFTER_PROMOTION}
        factor = factors.get(days_since_promotion, {})
        return self._weighted({key: n * factor.get(key, 1) for key, n in MIX.items()})

    def _buys(self, category: str) -> bool:
        """Tell whether the writer is a buyer; where both may write, most are."""
        audience = self._audiences[category]
        if audience is Audience.BOTH:
            return self._rng.random() < 0.75
        return audience is Audience.BUYERS

    def _thing(self, at: dt.datetime, matter: texts.Matter, person: Person) -> Thing | None:
        if not matter.thing:
            return None
        zone = person.user.time_zone
        buyer, consignor = person, person
        if person.buyer is None or self._audiences[matter.category] is Audience.CONSIGNORS:
            buyer = self._people.in_zone(self._people.buyers, zone)
        else:
            consignor = self._people.in_zone(self._people.consignors, zone)
        return SITUATIONS[matter.thing](self._goods, at, buyer, consignor)

    def _deal(self, matter: texts.Matter, language: str, at: dt.datetime) -> texts.Opening:
        at_promotion = (at.date() - self._promotion).days in {0, 1}
        key = matter.category, matter.key, language, at_promotion
        if key not in self._decks:
            cards = [
                opening
                for opening in matter.talks[language].openings
                if at_promotion or opening.when != PROMOTION
            ]
            self._rng.shuffle(cards)
            self._decks[key] = cycle(cards)
        return next(self._decks[key])

    def _fate(self, matter: texts.Matter, opening: texts.Opening, language: str) -> Fate:
        talk, rng = matter.talks[language], self._rng
        possible = {
            Path.DIRECT: True,
            Path.THANKS: True,
            Path.ASK: bool(talk.asks),
            Path.HOLD: bool(talk.holds),
            Path.TALK: bool(opening.follow_up or (talk.follow_ups and not opening.own)),
        }
        weights = PATHS.get(matter.category, ORDINARY)
        path = self._weighted({p: n for p, n in weights.items() if possible[p]})
        refused = bool(talk.refusals) and not opening.own and rng.random() < 0.22
        can_come_back = bool(opening.comeback or (talk.comebacks and not opening.own))
        if refused and path in {Path.THANKS, Path.TALK}:
            path = Path.DIRECT
        hours = rng.uniform(0.2, 7) if rng.random() < 0.06 else None
        return Fate(
            path=path,
            silent=rng.random() < 0.25,
            partner_silent=rng.random() < 0.18,
            comes_back=can_come_back and not refused and rng.random() < 0.1,
            refused=refused,
            rates=rng.random() < 0.6,
            withdraws_after=None if hours is None else dt.timedelta(hours=hours),
        )

    def _weighted(self, weights: Mapping[Choice, float]) -> Choice:
        return self._rng.choices(list(weights), list(weights.values()))[0]
