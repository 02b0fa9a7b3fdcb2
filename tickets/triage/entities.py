"""What a message names that can be looked up or used: numbers of the trade, phones, addresses."""

import re
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from consignment import numbers

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MAX_CHARACTERS = 10_000
REGIONS = ("CN", "US")
"""Where a number without a country code is looked for, in this order."""


class EntityKind(StrEnum):
    ORDER = "order"
    ITEM = "item"
    CONSIGNMENT = "consignment"
    PAYOUT = "payout"
    PHONE = "phone"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Entity:
    """``value`` in its one form: a number of ours, E.164, an address in lower case."""

    kind: EntityKind
    value: str


def entities(text: str) -> list[Entity]:
    """Return what ``text`` names, each once: numbers of ours first, then addresses, then phones."""
    read = text[:MAX_CHARACTERS]
    mentions = numbers.mentions(read)
    found = [Entity(EntityKind(mention.kind), mention.number) for mention in mentions]
    rest = list(read)
    for mention in mentions:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    left = "".join(rest)
    found += [Entity(EntityKind.MAIL, m.group().lower()) for m in _MAIL.finditer(left)]
    found += [Entity(EntityKind.PHONE, phone) for phone in _phones(_MAIL.sub(" ", left))]
    return list(dict.fromkeys(found))


def _phones(text: str) -> list[str]:
    """Return the phone numbers in ``text``, where no two regions read the same place twice."""
    found: dict[tuple[int, int], str] = {}
    for region in REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            if all(match.end <= start or end <= match.start for start, end in found):
                found[match.start, match.end] = phonenumbers.format_number(
                    match.number, phonenumbers.PhoneNumberFormat.E164
                )
    return [found[place] for place in sorted(found)]
