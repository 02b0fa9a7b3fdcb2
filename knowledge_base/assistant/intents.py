"""What a text wants of the assistant. Pure: text in, ``Understood`` out.

Lookups and what concerns people (a person, anger, danger, money) are recognised by their phrases:
each must be right every time, and be explained to whoever asks why. All else is a question for the
articles, whose engine learns.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from consignment.languages import CHINESE, ENGLISH
from consignment.numbers import Kind, Mention, Scrap, mentions, scraps
from knowledge_base.assistant import alike, phrases
from knowledge_base.assistant.mistyped import mended
from knowledge_base.language.segmenting import HAN, has_han, normalise

MOST_NUMBERS = 5
READ = 2_000
"""What is read of a text: what somebody wants is said long before."""
SHORT = 30
"""In so short a text a single word such as "both" says what is meant."""
HEARD = 80
"""What is kept of the words by which something was recognised."""


class Topic(StrEnum):
    """What can be looked up."""

    PROGRESS = "progress"
    SHIPPING = "shipping"
    RETURN = "return"
    ADDRESS = "address"
    CANCEL = "cancel"
    ITEM = "item"
    PAYOUT = "payout"
    HOLD = "hold"


KIND_OF: dict[Topic, Kind] = {
    Topic.PROGRESS: Kind.ORDER,
    Topic.SHIPPING: Kind.ORDER,
    Topic.RETURN: Kind.ORDER,
    Topic.ADDRESS: Kind.ORDER,
    Topic.CANCEL: Kind.ORDER,
    Topic.ITEM: Kind.ITEM,
    Topic.PAYOUT: Kind.PAYOUT,
    Topic.HOLD: Kind.PAYOUT,
}
USUAL: dict[Kind, Topic] = {
    Kind.ORDER: Topic.PROGRESS,
    Kind.ITEM: Topic.ITEM,
    Kind.PAYOUT: Topic.PAYOUT,
    Kind.CONSIGNMENT: Topic.ITEM,
}
"""What is meant by a number and nothing else."""


class Wish(StrEnum):
    """What a text wants that is no lookup; those that end with a person stand first."""

    PERSON = "person"
    CALLBACK = "callback"
    SECURITY = "security"
    ANGER = "anger"
    MONEY = "money"
    PROBLEM = "problem"
    NOT_IT = "not_it"
    SMALL_TALK = "small_talk"
    WHO_ARE_YOU = "who_are_you"
    THANKS = "thanks"
    GREETING = "greeting"


# The first that fits is meant; a whole text that is a courtesy comes last.
WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (Wish.SECURITY, phrases.SECURITY),
    (Wish.WHO_ARE_YOU, phrases.WHO_ARE_YOU),
    (Wish.CALLBACK, phrases.CALLBACK),
    (Wish.PERSON, phrases.PERSON),
    (Wish.ANGER, phrases.ANGER),
    (Wish.MONEY, phrases.MONEY),
    (Wish.PROBLEM, phrases.PROBLEM),
    (Wish.NOT_IT, phrases.NOT_IT),
)
COURTESIES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (Wish.THANKS, phrases.THANKS),
    (Wish.GREETING, phrases.GREETING),
)
# The narrower first: "has my money been frozen" is asked of a hold, not of a payout.
TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    (Topic.HOLD, phrases.HOLD),
    (Topic.ADDRESS, phrases.ADDRESS),
    (Topic.CANCEL, phrases.CANCEL),
    (Topic.PAYOUT, phrases.PAYOUT),
    (Topic.RETURN, phrases.RETURN),
    (Topic.SHIPPING, phrases.SHIPPING),
    (Topic.ITEM, phrases.ITEM),
    (Topic.PROGRESS, phrases.PROGRESS),
)
_SHOUTED = re.compile(r"[!！]{3,}")
_ENGLISH_WORD = re.compile(r"[a-z]{2,}")
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Understood:
    """``text`` is normalised and cut. ``topics`` are those that fit, the narrower first."""

    text: str
    bare: str
    """Without numbers, and as it was meant where somebody mistyped."""
    wish: Wish | None
    topics: tuple[Topic, ...]
    numbers: tuple[Mention, ...]
    scraps: tuple[Scrap, ...]
    """Digits that may be a number."""
    corrects: bool
    points: bool
    """Says "it", "that one" and the like."""
    goes_on: bool
    """Asks the same of something else: "and the bag?"."""
    general: bool
    """Asks how things are done, not how theirs stands."""
    ordinal: int | None
    every: bool
    """Means all that were offered: "both"."""
    agrees: bool
    heard: tuple[tuple[str, str], ...] = ()
    """What was recognised, and the words of the text by which: ("anger", "worst service")."""


def understand(text: str) -> Understood:
    """Return what ``text`` wants. Any text does."""
    read = normalise(text[:READ])
    bare = _without_numbers(read)
    found, left = mentions(text[:READ]), scraps(text[:READ])[:MOST_NUMBERS]
    by_topic = _topics(bare) or _topics_of_parts(bare)
    wish, words = _wish(text[:READ], bare)
    if wish is None and not by_topic and (meant := mended(bare)) != bare:
        bare, by_topic = meant, _topics(meant) or _topics_of_parts(meant)
        wish, words = _wish(text[:READ], meant)
    corrects = phrases.CORRECTION.search(bare) or phrases.NEGATED.search(bare)
    heard = [(wish.value, words)] if wish else []
    heard += [(topic.value, by) for topic, by in by_topic.items()]
    return Understood(
        text=read,
        bare=bare,
        wish=wish,
        topics=tuple(by_topic),
        numbers=found[:MOST_NUMBERS],
        scraps=left,
        # "I typed the address wrong" corrects nothing that was said here, nor "not what I asked".
        corrects=corrects is not None and Topic.ADDRESS not in by_topic and wish != Wish.NOT_IT,
        points=phrases.POINTING.search(bare) is not None,
        goes_on=phrases.SAME_AGAIN.match(bare) is not None,
        general=phrases.GENERAL.search(bare) is not None and not found,
        ordinal=next(
            (at for at, said in phrases.ORDINALS if len(bare) <= SHORT and said.search(bare)), None
        ),
        every=len(bare) <= SHORT and phrases.EVERY.search(bare) is not None,
        agrees=phrases.YES.fullmatch(bare) is not None,
        heard=tuple((what, by[:HEARD]) for what, by in heard),
    )


def _topics(bare: str) -> dict[Topic, str]:
    """Return what is asked of a thing, the narrower first, each with the words that say so."""
    found = {topic: by[0] for topic, said in TOPICS if (by := said.search(bare))}
    if phrases.OTHER.search(bare):
        # "An invoice for my order" does not ask where the order is.
        found.pop(Topic.PROGRESS, None)
        found.pop(Topic.ITEM, None)
    if Topic.RETURN in found and "cancel" not in bare and "取消" not in bare:
        # "I changed my mind, can I return it".
        found.pop(Topic.CANCEL, None)
    return found


def _topics_of_parts(bare: str) -> dict[Topic, str]:
    """Return what a part of the text asks: "another thing: my parcel"."""
    parts = (_topics(part.strip()) for part in phrases.CLAUSES.split(bare))
    return {topic: by for part in parts for topic, by in part.items()}


def by_example(said: Understood, *, among: Collection[str], least: float = 0.0) -> Understood:
    """Return ``said`` with what it is like others said, where that is sure and one of ``among``.

    For a text in which no phrase was recognised; ``least`` is the score that it must have. How
    things are done is for the articles.
    """
    near = alike.nearest(said.bare) if said.wish is None and not said.topics else None
    if near is None or not near.is_sure or near.score < least or near.what not in among:
        return said
    heard = (*said.heard, (near.what, near.example[:HEARD]))
    if near.what in set(Wish):
        return replace(said, wish=Wish(near.what), heard=heard)
    return replace(said, topics=(Topic(near.what),), heard=heard)


def language_of(text: str, *, otherwise: str) -> str:
    """Return the language of the product that ``text`` is in, by what most of it is written in."""
    read = normalise(text[:READ])
    bare = _without_numbers(read)
    han, words = len(_HAN.findall(bare)), len(_ENGLISH_WORD.findall(bare))
    if han == words:
        return otherwise
    # A word of English says about as much as two characters of Chinese.
    return CHINESE if has_han(bare) and han >= 2 * words else ENGLISH if words else otherwise


def _without_numbers(read: str) -> str:
    for mention in reversed(mentions(read)):
        read = f"{read[: mention.start]} {read[mention.end :]}"
    return " ".join(read.split())


def _wish(raw: str, bare: str) -> tuple[Wish | None, str]:
    """Return what is wished, and the words that say so."""
    for wish, said in WISHES:
        if found := said.search(bare):
            return wish, found[0]
    for wish, said in COURTESIES:
        if found := said.fullmatch(bare):
            return wish, found[0]
    letters = [letter for letter in raw if letter.isalpha() and letter.isascii()]
    is_shouted = len(letters) > 15 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
    return (Wish.ANGER, raw.strip()) if is_shouted and _SHOUTED.search(raw) else (None, "")
