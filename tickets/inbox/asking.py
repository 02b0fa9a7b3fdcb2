"""Words of a search as a query of PostgreSQL's: the counterpart of ``lexemes.py``. Pure.

What comes out is made of quoted lexemes and of our own operators alone, so nothing that is typed
can be an operator.
"""

import re
from collections.abc import Iterable

from consignment.numbers import Kind, canonical
from knowledge_base.language.segmenting import has_han, normalise, runs
from tickets.inbox.lexemes import cut, lexemes, quoted, wholes, word

TICKET = re.compile(r"#?\s*(?:t-?)?(\d{1,15})")
SHORTEST_BEGINNING = 3
"""Letters of a word that is still being typed from which it is looked for by its beginning."""
HALF_ENDINGS = ("in", "i", "e", "ie")
"""What the stemmer leaves of an ending that is typed half: "shippi" is on the way to "ship"."""


def text(said: str, *, phrase: bool = False, unfinished: bool = False) -> str:
    """Return the query that finds ``said``; empty when there is no word in it.

    A number finds what it may be: a ticket, something of the trade, or a number in a text. Words of
    a ``phrase`` must follow each other; else all must be there. A last word that is ``unfinished``
    is found by its beginning as well.
    """
    normal = normalise(said)
    if not phrase:
        if "@" in normal:
            return f"{quoted(cut(normal))}:*"
        if names := _numbers(normal):
            return _any(names)
    found = lexemes(said)
    if not found:
        return ""
    if phrase:
        return f"({' <-> '.join(map(_one, found))})" if len(found) > 1 else _one(found[0])
    parts = [_one(lexeme) for lexeme in dict.fromkeys(found)]
    if unfinished:
        last = runs(said)[-1]
        if not has_han(last) and len(last) >= SHORTEST_BEGINNING and not last.isdecimal():
            parts[-1] = _beginning(last)
    return " & ".join(parts)


def customer(said: str) -> str:
    """Return the query for a customer: their address, its beginning, its end, or their name."""
    normal = normalise(said)
    if not normal:
        return ""
    if "@" in normal:
        return f"{quoted(cut(normal))}:*B"
    return " & ".join(f"{quoted(lexeme)}:*B" for lexeme in lexemes(said))


def ticket_number(number: int) -> str:
    """Return the lexeme of a ticket's own number."""
    return f"t-{number}"


def _numbers(normal: str) -> list[str]:
    """Return the lexemes of all that ``normal`` may be the number of."""
    found = [number.lower() for kind in Kind if (number := canonical(normal, kind))]
    if match := TICKET.fullmatch(normal):
        found.insert(0, ticket_number(int(match[1])))
        if normal.isdecimal():
            found.append(word(normal))
    return list(dict.fromkeys([*found, *(() if found else wholes(normal))]))


def _one(lexeme: str) -> str:
    # One Chinese character is in the index only as the first of a pair.
    single = len(lexeme) == 1 and has_han(lexeme)
    return f"{quoted(lexeme)}:*" if single else quoted(lexeme)


def _beginning(said: str) -> str:
    begun = [said] + [
        root
        for ending in HALF_ENDINGS
        if said.endswith(ending)
        and len(root := _undoubled(said.removesuffix(ending))) > SHORTEST_BEGINNING
    ]
    return _any([word(said)], begun)


def _undoubled(root: str) -> str:
    return root[:-1] if len(root) > 3 and root[-1] == root[-2] else root


def _any(whole: Iterable[str], begun: Iterable[str] = ()) -> str:
    some = [quoted(lexeme) for lexeme in whole] + [f"{quoted(cut(one))}:*" for one in begun]
    return f"({' | '.join(dict.fromkeys(some))})"
