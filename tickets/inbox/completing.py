"""How the word could go on that somebody is typing."""

from dataclasses import asdict, dataclass
from typing import Any

from tickets.inbox.vocabulary import KEYS, Key, Vocabulary, key_of
from tickets.inbox.words import MINUS, Term, parse, written

MOST = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """``text`` goes in place of what stands from ``start`` to ``end``; ``label`` explains it."""

    text: str
    label: str
    start: int
    end: int


def complete(text: str, place: int, *, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Return what may be offered at ``place`` of ``text``: keys, or the values of one.

    Nothing where a plain word is typed that is the beginning of no key.
    """
    terms = [term for term in parse(text).terms if term.start < place <= term.end]
    if not terms:
        offers = [_of_key(key, place, place, "") for key in Key]
        return [asdict(offer) for offer in offers[:MOST]]
    term = terms[0]
    if term.phrase and not term.key:
        return []
    said = text[term.start : place]
    minus = said[0] if said[0] in MINUS and len(said) > 1 else ""
    key = key_of(term.key) if term.key else None
    if key is not None:
        return [asdict(offer) for offer in _values(key, term, said, vocabulary)]
    begun = said[len(minus) :].casefold()
    keys = [key for key in Key if _begins(key, begun)]
    return [asdict(_of_key(key, term.start, term.end, minus)) for key in keys[:MOST]]


def _values(key: Key, term: Term, said: str, vocabulary: Vocabulary) -> list[Offer]:
    begun = said.replace("：", ":").partition(":")[2]
    *others, last = begun.replace("，", ",").split(",")
    wanted = last.strip('"“').casefold()
    kept = [other.strip('"“”') for other in others if other]
    return [
        Offer(
            written(key, *kept, value.said, negated=term.negated),
            value.label,
            term.start,
            term.end,
        )
        for value in vocabulary.values(key)
        if any(wanted in name for name in value.names) and value.said not in kept
    ][:MOST]


def _of_key(key: Key, start: int, end: int, minus: str) -> Offer:
    meaning = KEYS[key]
    return Offer(f"{minus and '-'}{key}:", f"{meaning.label} · {meaning.example}", start, end)


def _begins(key: Key, begun: str) -> bool:
    names = (key.value, str(KEYS[key].label).casefold(), *KEYS[key].others)
    return any(name.startswith(begun) for name in names)
