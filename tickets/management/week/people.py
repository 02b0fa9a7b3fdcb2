"""The customers: who they are, where they live, what they speak, and the logins of the demo."""

import datetime as dt
import random
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from consignment.languages import CHINESE, ENGLISH
from consignment.models import Buyer, Consignor, User
from tickets.management.week import names

PASSWORD = "consign-demo-2026"  # noqa: S105 - everybody may know it: the demo refuses production
LOGINS = {
    "buyer": "buyer@demo.example",
    "consignor": "consignor@demo.example",
    "agent": "agent@demo.example",
    "supervisor": "supervisor@demo.example",
}
"""Mail address of each role that a visitor of the demo can be; all have PASSWORD."""

SHANGHAI, NEW_YORK, LONDON, BERLIN = (
    "Asia/Shanghai",
    "America/New_York",
    "Europe/London",
    "Europe/Berlin",
)
SHARES = {SHANGHAI: 0.68, NEW_YORK: 0.15, LONDON: 0.09, BERLIN: 0.08}
"""Which part of the customers lives in which time zone."""

CURRENCIES = {SHANGHAI: "CNY", NEW_YORK: "USD", LONDON: "USD", BERLIN: "EUR"}
CHINESE_ABROAD = 0.04
ENGLISH_IN_SHANGHAI = 0.07
DOMAINS = ("example.com", "example.net", "example.org")


@dataclass(slots=True, eq=False)
class Person:
    """A customer; ``buyer`` and ``consignor`` are the roles, not saved yet."""

    user: User
    buyer: Buyer | None = None
    consignor: Consignor | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.user.time_zone)

    @property
    def language(self) -> str:
        return self.user.language

    @property
    def currency(self) -> str:
        return CURRENCIES[self.user.time_zone]


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who writes without a login."""

    name: str
    email: str


class People:
    """Everybody who buys or consigns. ``demo`` are the two with a login that is told."""

    def __init__(
        self, rng: random.Random, *, buyers: int, consignors: int, now: dt.datetime
    ) -> None:
        self._rng = rng
        self._now = now
        self._addresses: set[str] = set()
        self.demo = {role: self._demo_person(role) for role in ("buyer", "consignor")}
        ordinary = [self._person() for _ in range(buyers - 1 + round((consignors - 1) * 0.7))]
        # The rest of the consignors buy as well.
        self.buyers = [self.demo["buyer"], *ordinary[: buyers - 1]]
        both = [p for p in self.buyers[1:] if p.user.time_zone == SHANGHAI]
        others = ordinary[buyers - 1 :]
        self.consignors = [self.demo["consignor"], *others, *both[: consignors - 1 - len(others)]]
        for person in self.buyers:
            person.buyer = Buyer(user=person.user, since=person.user.date_joined)
        for person in self.consignors:
            person.consignor = Consignor(user=person.user, since=person.user.date_joined)
        self.all = list(dict.fromkeys([*self.buyers, *self.consignors]))

    def guest(self, *, zone: str, language: str) -> Guest:
        """Return somebody new, who has no account."""
        name, address = self._name(zone, language)
        return Guest(name, address)

    def in_zone(self, people: Sequence[Person], zone: str, language: str | None = None) -> Person:
        """Return one of ``people`` in ``zone``; some come up far more often than others."""
        ordinary = [p for p in people if p not in self.demo.values()]
        near = [p for p in ordinary if p.user.time_zone == zone] or ordinary
        speaking = [p for p in near if language in {None, p.language}] or near
        return speaking[int(len(speaking) * self._rng.random() ** 1.6)]

    def save(self) -> None:
        """Store accounts, roles and the proofs that they own their addresses."""
        User.objects.bulk_create(person.user for person in self.all)
        Buyer.objects.bulk_create(p.buyer for p in self.buyers if p.buyer)
        Consignor.objects.bulk_create(p.consignor for p in self.consignors if p.consignor)
        prove_addresses(person.user for person in self.all)

    def _person(self) -> Person:
        zone = self._rng.choices(list(SHARES), list(SHARES.values()))[0]
        chance = self._rng.random()
        if zone == SHANGHAI:
            language = ENGLISH if chance < ENGLISH_IN_SHANGHAI else CHINESE
        else:
            language = CHINESE if chance < CHINESE_ABROAD else ENGLISH
        name, address = self._name(zone, language)
        user = User(
            email=address,
            name=name,
            phone=self._phone(zone) if self._rng.random() < 0.6 else "",
            language=language,
            time_zone=zone,
            date_joined=self._now - dt.timedelta(days=self._rng.uniform(180, 1400)),
            password=make_password(None),
        )
        return Person(user)

    def _demo_person(self, role: str) -> Person:
        user = User(
            email=LOGINS[role],
            name={"buyer": "Robin Ashworth", "consignor": "Carla Steiner"}[role],
            language=ENGLISH,
            time_zone=LONDON if role == "buyer" else BERLIN,
            date_joined=self._now - dt.timedelta(days=410),
            password=hashed_password(),
        )
        return Person(user)

    def _name(self, zone: str, language: str) -> tuple[str, str]:
        """Return a name and a mail address that nobody else has."""
        if language == CHINESE:
            family, family_letters = self._rng.choice(names.CHINESE_FAMILY)
            given, given_letters = self._rng.choice(names.CHINESE_GIVEN)
            name, letters = family + given, f"{given_letters}.{family_letters}"
        else:
            american = zone == NEW_YORK
            first = self._rng.choice(names.AMERICAN_FIRST if american else names.EUROPEAN_FIRST)
            last = self._rng.choice(names.AMERICAN_LAST if american else names.EUROPEAN_LAST)
            name, letters = f"{first} {last}", _letters(f"{first}.{last}")
        address = f"{letters}@{self._rng.choice(DOMAINS)}"
        number = 2
        while address in self._addresses:
            address = f"{letters}{number}@{DOMAINS[number % len(DOMAINS)]}"
            number += 1
        self._addresses.add(address)
        return name, address

    def _phone(self, zone: str) -> str:
        """Return a number that rings nowhere: of ranges kept for fiction, or never given out."""
        if zone == NEW_YORK:
            return f"+1212555{self._rng.randint(100, 199):04}"
        if zone == SHANGHAI:
            return f"+861000000{self._rng.randint(0, 9999):04}"
        return f"+447700900{self._rng.randint(0, 999):03}"


@cache
def hashed_password() -> str:
    """Return PASSWORD as it is stored. One hash for all four logins: it is slow on purpose."""
    return make_password(PASSWORD)


def prove_addresses(users: Iterable[User]) -> None:
    """Store for allauth that ``users`` own their mail addresses."""
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )


def _letters(name: str) -> str:
    """Return ``name`` in lower case without accents, for a mail address."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ø", "o").replace("'", ""))
    return "".join(letter for letter in plain if letter.isascii())
