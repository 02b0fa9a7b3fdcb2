"""The several things that one text asks: "where is my order and when is my payout". Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consignment.numbers import Kind, Mention
from knowledge_base.assistant import phrases
from knowledge_base.assistant.intents import KIND_OF, USUAL, Topic, Understood, understand
from knowledge_base.assistant.mistyped import mended
from knowledge_base.language.segmenting import normalise

MOST = 4
"""So many are answered; a text that asks more is for people to read."""
SHORTEST = 4
"""A sentence of fewer characters asks nothing by itself."""


def askings_of(text: str) -> list[Understood]:
    """Return what ``text`` asks, one thing each, in its order; of one thing alone, that.

    A number belongs to the question beside it; two numbers in one question are asked alike.
    """
    clauses = [understand(part) for part in phrases.CLAUSES.split(text) if part.strip()]
    found: list[Understood] = []
    waiting: list[Mention] = []
    for clause in clauses:
        if clause.topics and not clause.general:
            fits = {KIND_OF[clause.topics[0]], Kind.ITEM}
            found += [_usual(clause, one) for one in waiting if one.kind not in fits]
            before = (one for one in waiting if one.kind in fits)
            found += _for_each(clause, (*before, *clause.numbers))
            waiting = []
        elif clause.numbers and found and not found[-1].numbers:
            found[-1:] = _for_each(found[-1], clause.numbers)
        elif clause.numbers and found:
            found += _for_each(found[-1], clause.numbers)
        else:
            waiting += clause.numbers
    found += [_usual(clauses[0], number) for number in waiting]
    return _without_what_led_there(found)[:MOST]


def _without_what_led_there(found: list[Understood]) -> list[Understood]:
    """Return ``found`` but for what is told of a sale by whoever asks for its money: "I sold the
    Kelly, when do I get paid".
    """
    if not any(Topic.PAYOUT in one.topics for one in found):
        return found
    return [
        one
        for one in found
        if one.topics[0] != Topic.ITEM or one.numbers or not phrases.SOLD.search(one.bare)
    ]


def _usual(said: Understood, number: Mention) -> Understood:
    """Return what is asked by a number alone."""
    return replace(said, topics=(USUAL[number.kind],), numbers=(number,))


def questions_of(text: str) -> list[str]:
    """Return the clauses of ``text`` that ask how things are done: for the articles."""
    parts = (part.strip() for part in phrases.CLAUSES.split(text))
    return [part for part in parts if part and understand(part).general][:MOST]


def other_words(text: str) -> list[str]:
    """Return ``text`` in words that an article may be found by where it is not as it stands: each
    sentence of several, and all of it with its words mended.
    """
    sentences = [part.strip() for part in phrases.SENTENCES.split(text) if part.strip()]
    asked = [one for one in sentences if len(one) >= SHORTEST] if len(sentences) > 1 else []
    meant = mended(normalise(text))
    return [*asked[::-1], *([meant] if meant != normalise(text) else [])][:MOST]


def _for_each(asked: Understood, numbers: Sequence[Mention]) -> Iterator[Understood]:
    if not numbers:
        yield asked
    for number in numbers:
        yield replace(asked, numbers=(number,))
