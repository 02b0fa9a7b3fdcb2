"""What a text wants of the assistant. Pure: text in, ``Understood`` out.

Lookups and what concerns people (a person, anger, danger, money) are recognised by phrases, and by
how a text is like what others said: either is explained to whoever asks why. All else is a question
for the articles, whose engine learns.
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


PEOPLE = frozenset(
    {Wish.PERSON, Wish.CALLBACK, Wish.SECURITY, Wish.ANGER, Wish.MONEY, Wish.PROBLEM}
)
SAME_END: tuple[frozenset[str], ...] = (PEOPLE, frozenset({Topic.PROGRESS, Topic.SHIPPING}))
"""Of a group one may be taken for another: the same comes of it, or nearly."""
BESIDE_ALL = frozenset({Wish.PERSON, Wish.CALLBACK, Wish.SECURITY, Wish.ANGER})
COURTEOUS_WISHES = frozenset({Wish.THANKS, Wish.SMALL_TALK, Wish.WHO_ARE_YOU})
WHOLE = frozenset({Wish.THANKS, Wish.GREETING, Wish.SMALL_TALK})
"""What phrases recognise of a whole text, and orders to the program: no example overrules them."""
SURE_OF_PEOPLE, SURE, OVERRULES, FIRM = 0.85, 0.8, 0.7, 0.95
COURTEOUS, LIKELY_PEOPLE, LIKELY, NEVER = 0.6, 0.6, 0.5, 2.0
"""How likely something must be meant: of sentences of writers that were left out, 95 of 100 that
are taken so wanted a person, and 90 of 100 what is looked up. ``FIRM`` is for what may answer a
question of ours as well, ``LIKELY`` for what no article answers."""

# The first that fits is meant; a whole text that is a courtesy comes last.
WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (Wish.SECURITY, phrases.SECURITY),
    (Wish.WHO_ARE_YOU, phrases.WHO_ARE_YOU),
    (Wish.CALLBACK, phrases.CALLBACK),
    (Wish.PERSON, phrases.PERSON),
    (Wish.SMALL_TALK, phrases.HOSTILE),
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
    affirmed = phrases.NEGATED.sub(" ", bare)
    by_topic = _topics(affirmed) or _topics(bare) or _topics_of_parts(bare)
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
    if phrases.CHARGED.search(bare):
        # "My card was charged and there is no order": nor is that money of theirs that is held.
        return {Topic.RETURN: found[Topic.RETURN]} if Topic.RETURN in found else {}
    if Topic.RETURN in found and "cancel" not in bare and "取消" not in bare:
        # "I changed my mind, can I return it".
        found.pop(Topic.CANCEL, None)
    return found


def _topics_of_parts(bare: str) -> dict[Topic, str]:
    """Return what a part of the text asks: "another thing: my parcel"."""
    parts = (_topics(part.strip()) for part in phrases.CLAUSES.split(bare))
    return {topic: by for part in parts for topic, by in part.items()}


def with_examples(
    said: Understood, near: alike.Alike | None, *, answers: bool = False, points: bool = False
) -> Understood:
    """Return ``said`` with what it is like others said, where that is sure.

    ``answers``: it may as well answer a question of ours; ``points``: it may go on with what was
    told, and not want a person; then it must be very like. Where phrases say something else, the
    examples are right in nine of ten.
    """
    if near is None:
        return said
    if said.wish is not None or said.topics:
        return _overruled(said, near)
    goes_on = answers or said.corrects or said.goes_on
    if near.share_of(PEOPLE) >= (FIRM if goes_on or points else SURE_OF_PEOPLE):
        return _heard(said, near, near.best_of(PEOPLE))
    if near.what == alike.ARTICLE:
        return replace(said, general=said.general or near.share >= LIKELY)
    # A number alone is asked as its kind usually is.
    least = FIRM if goes_on or said.numbers else SURE
    if near.what in COURTEOUS_WISHES:
        least = NEVER if said.numbers else COURTEOUS
    is_sure = near.share_of(_alike_in_end(near.what)) >= least
    return _heard(said, near, near.what) if is_sure else said


def without(said: Understood, impossible: Collection[Topic]) -> Understood:
    """Return ``said`` but for topics that cannot be meant, where nothing else was wished."""
    possible = tuple(topic for topic in said.topics if topic not in impossible)
    return said if said.numbers or said.wish else replace(said, topics=possible)


def likely(said: Understood, near: alike.Alike | None) -> Understood:
    """Return ``said`` with what is likelier meant than not, where nothing else was found in it."""
    if near is None or said.wish is not None or said.topics:
        return said
    if near.share_of(PEOPLE) >= (SURE_OF_PEOPLE if said.general else LIKELY_PEOPLE):
        return _heard(said, near, near.best_of(PEOPLE))
    if near.what in set(Topic) and near.share_of(_alike_in_end(near.what)) >= LIKELY:
        return _heard(said, near, near.what)
    return said


def _overruled(said: Understood, near: alike.Alike) -> Understood:
    """Return ``said`` with what it is like, where its phrases say something else.

    But whoever asks for a person or is angry may say much else.
    """
    by_phrase = {said.wish.value} if said.wish else {topic.value for topic in said.topics}
    same = _alike_in_end(near.what)
    share = near.share_of(same)
    if said.wish in WHOLE or said.numbers or said.corrects:
        return said
    # "Why is my payout held" is very like "when is my payout".
    is_held = near.what == Topic.PAYOUT and Topic.HOLD in said.topics
    if said.wish is None and near.what in said.topics and near.share >= SURE and not is_held:
        first = Topic(near.what)
        return replace(
            said,
            topics=(first, *(one for one in said.topics if one != first)),
            general=False,
        )
    if by_phrase & same or (by_phrase & BESIDE_ALL and near.what in set(Topic)):
        return said
    return _heard(said, near, near.what) if share >= _least(by_phrase) else said


def _least(by_phrase: Collection[str]) -> float:
    return FIRM if BESIDE_ALL & set(by_phrase) or Wish.WHO_ARE_YOU in by_phrase else OVERRULES


def _heard(said: Understood, near: alike.Alike, what: str) -> Understood:
    """Return ``said`` as it wants ``what``, and nothing else."""
    heard = (*said.heard, (what, near.example[:HEARD]))
    if what == alike.ARTICLE:
        return replace(said, wish=None, topics=(), general=True, heard=heard)
    if what in set(Wish):
        return replace(said, wish=Wish(what), heard=heard)
    return replace(said, wish=None, topics=(Topic(what),), general=False, heard=heard)


def _alike_in_end(what: str) -> frozenset[str]:
    """Return those of which one may be taken for another without harm."""
    return next((group for group in SAME_END if what in group), frozenset({what}))


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
