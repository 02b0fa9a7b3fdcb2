"""Numbers of orders, items, consignments and payouts as people write them in prose.

Four kinds: ``CO-20260412-0042`` (order) and ``CN-20260412-0007`` (consignment) carry a day and a
count, ``IT-100234`` (item) and ``PO-300118`` (payout) a count. Found in any case, in full-width
characters, with other dashes, blanks or nothing between the parts, after a ``#`` and right beside
Chinese text. Pure: whether such a thing exists, and whose it is, is for the lookups to say.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    ORDER = "order"
    ITEM = "item"
    CONSIGNMENT = "consignment"
    PAYOUT = "payout"


@dataclass(frozen=True)
class Mention:
    """One number in a text: its canonical form, and where it stands (``text[start:end]``)."""

    kind: Kind
    number: str
    start: int
    end: int


LETTERS = {
    Kind.ORDER: "CO",
    Kind.CONSIGNMENT: "CN",
    Kind.ITEM: "IT",
    Kind.PAYOUT: "PO",
}
# The word may stand for the letters, as in “order 20260412-0042”, but only before a number with a
# day in it: in “item 100234” the count may as well be a price.
WORDS = {
    "order": Kind.ORDER,
    "订单": Kind.ORDER,
    "consignment": Kind.CONSIGNMENT,
    "寄售单": Kind.CONSIGNMENT,
}
_KIND_OF_LETTERS = {letters: kind for kind, letters in LETTERS.items()}

# One character for one, so that positions in the text stay true.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣ー－_＿"), ord("-"))
_PLAIN |= dict.fromkeys(map(ord, "\t\n\r\u00a0\u2002\u2003\u2009\u202f\u3000"), ord(" "))

# ASCII digits and ASCII case only: “²” and “ſ” are neither.
_FLAGS = re.ASCII | re.IGNORECASE
_GAP = "[ .:#/-]{0,3}"
_DAY_AND_COUNT = f"(?P<day>[0-9]{{8}}){_GAP}(?P<count>[0-9]{{4,6}})"
_COUNT = "(?P<only_count>[0-9]{6,9})"
_START, _END = "(?<![A-Za-z0-9])", "(?![A-Za-z0-9])"

_LETTERED = re.compile(
    f"{_START}(?:(?P<dated>CO|CN){_GAP}{_DAY_AND_COUNT}"
    f"|(?P<counted>IT|PO)(?P<gap>{_GAP}){_COUNT}){_END}",
    _FLAGS,
)
_WORDED = re.compile(
    f"{_START}(?P<word>{'|'.join(WORDS)})(?: ?(?:number|no|id|编号|号码|号))?"
    f"{_GAP}(?:(?:is|是|为) ?)?{_DAY_AND_COUNT}{_END}",
    _FLAGS,
)
_BARE_DATED = re.compile(f"#? ?{_DAY_AND_COUNT}", _FLAGS)
_BARE_COUNTED = re.compile(f"#? ?{_COUNT}", _FLAGS)


def mentions(text: str) -> tuple[Mention, ...]:
    """Return the numbers that ``text`` names, each once, in the order of their first mention."""
    plain = text.translate(_PLAIN)
    found = [mention for match in _LETTERED.finditer(plain) if (mention := _lettered(match))]
    found += [mention for match in _WORDED.finditer(plain) if (mention := _worded(match))]
    found.sort(key=lambda mention: mention.start)
    first = {mention.number: mention for mention in reversed(found)}
    return tuple(sorted(first.values(), key=lambda mention: mention.start))


def canonical(text: str, kind: Kind) -> str | None:
    """Return the number of ``kind`` that ``text`` is, all of it; None when it is something else.

    For a field that asks for one: the letters may be left out (``100234``).
    """
    plain = text.translate(_PLAIN).strip(" ")
    match = _LETTERED.fullmatch(plain.lstrip("# "))
    if match:
        mention = _lettered(match, certain=True)
        return mention.number if mention and mention.kind is kind else None
    dated = kind in {Kind.ORDER, Kind.CONSIGNMENT}
    match = (_BARE_DATED if dated else _BARE_COUNTED).fullmatch(plain)
    return _number(kind, match) if match else None


@dataclass(frozen=True)
class Scrap:
    """Digits that may be a number of ours, mistyped or a part of one; ``kind`` where letters or a
    word beside them tell. They stand at ``text[start:end]``.
    """

    digits: str
    kind: Kind | None
    start: int
    end: int

    @property
    def mention(self) -> Mention | None:
        """Return the order that the digits are, where they are a day and a count."""
        match = _BARE_DATED.fullmatch(self.digits)
        number = _number(self.kind or Kind.ORDER, match) if match else None
        return Mention(self.kind or Kind.ORDER, number, self.start, self.end) if number else None


# What is typed for a digit or for the letters of a kind; looked for where digits are all around.
_CONFUSED = str.maketrans("oOlI", "0011")
_KIND_TYPED = {"c": Kind.ORDER, "co": Kind.ORDER, "c0": Kind.ORDER, "cn": Kind.CONSIGNMENT}
_KIND_TYPED |= {"it": Kind.ITEM, "1t": Kind.ITEM, "po": Kind.PAYOUT, "p0": Kind.PAYOUT}
_SCRAP = re.compile(
    f"{_START}(?P<letters>c[o0]|c(?=[0-9])|cn|[i1]t|p[o0])?[ .:#/-]{{0,3}}"
    "(?P<digits>[0-9](?:[ ./-]{0,3}[0-9olOI]){3,19})(?![A-Za-z0-9])",
    _FLAGS,
)


def scraps(text: str) -> tuple[Scrap, ...]:
    """Return runs of four digits and more that ``mentions`` does not take for a number.

    With ``O`` for ``0`` and ``l`` for ``1``, cut up by blanks, dashes and slashes.
    """
    plain = text.translate(_PLAIN)
    for mention in mentions(text):
        blank = " " * (mention.end - mention.start)
        plain = plain[: mention.start] + blank + plain[mention.end :]
    return tuple(
        Scrap(
            re.sub("[^0-9]", "", match["digits"].translate(_CONFUSED)),
            _KIND_TYPED.get((match["letters"] or "").lower()),
            match.start(),
            match.end(),
        )
        for match in _SCRAP.finditer(plain)
    )


def _lettered(match: re.Match[str], *, certain: bool = False) -> Mention | None:
    letters = match["dated"] or match["counted"]
    # “I paid for it 100234 yen” names no item.
    if letters == "it" and not match["gap"].strip(" ") and match["gap"] and not certain:
        return None
    return _mention(_KIND_OF_LETTERS[letters.upper()], match)


def _worded(match: re.Match[str]) -> Mention | None:
    return _mention(WORDS[match["word"].lower()], match)


def _mention(kind: Kind, match: re.Match[str]) -> Mention | None:
    number = _number(kind, match)
    return Mention(kind, number, match.start(), match.end()) if number else None


def _number(kind: Kind, match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if parts.get("only_count"):
        return f"{LETTERS[kind]}-{parts['only_count']}"
    day = parts["day"]
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None
    return f"{LETTERS[kind]}-{day}-{parts['count']}"
