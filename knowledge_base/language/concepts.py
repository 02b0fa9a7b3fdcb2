"""Words by which customers mean the same thing, in both languages. Pure.

A customer asks for "my money back", the article says "refund"; nothing in the letters tells that
they are one. A group of ``concept_words.py`` is a concept, in English and Chinese: what any shop,
bank or service is asked about. A marketplace's own names are for its editors, who keep synonyms
beside it. Since both languages share a concept, a question in one comes near an article in the
other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge_base.language.concept_words import TABLE
from knowledge_base.language.segmenting import has_han, normalise, runs
from knowledge_base.language.stemming import stem
from knowledge_base.language.wordforms import base_forms

MARK = "§"
"""Begins the name of a concept, so that it is never mistaken for a word."""

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Concepts:
    """Which concepts a form stands for: English by stems with spaces between, Chinese as it is."""

    english: Mapping[str, frozenset[str]]
    chinese: Mapping[str, frozenset[str]]
    _beginnings: Mapping[str, int] = field(init=False, repr=False)
    """How long the longest form is that begins with a stem or a character."""

    def __post_init__(self) -> None:
        longest: dict[str, int] = {}
        for parts in [*(form.split(" ") for form in self.english), *map(list, self.chinese)]:
            longest[parts[0]] = max(len(parts), longest.get(parts[0], 0))
        object.__setattr__(self, "_beginnings", longest)

    @classmethod
    def of(cls, groups: Iterable[Sequence[str]]) -> "Concepts":
        """Return the concepts of ``groups``: the forms in one group mean the same."""
        english: dict[str, set[str]] = {}
        chinese: dict[str, set[str]] = {}
        for forms in groups:
            name = ""
            for form in forms:
                written = normalise(form)
                if not written:
                    continue
                name = name or MARK + written
                side = chinese if has_han(written) else english
                side.setdefault(written if has_han(written) else _stems(written), set()).add(name)
        return cls(
            {form: frozenset(names) for form, names in english.items()},
            {form: frozenset(names) for form, names in chinese.items()},
        )

    def with_groups(self, groups: Iterable[Sequence[str]]) -> "Concepts":
        """Return these and those of ``groups``."""
        more = Concepts.of(groups)
        return Concepts(_joined(self.english, more.english), _joined(self.chinese, more.chinese))

    def among(self, stems: Sequence[str], han: Iterable[str]) -> set[str]:
        """Return the concepts of ``stems``, in order, and of the stretches of ``han``."""
        found: set[str] = set()
        for form in _phrases(stems, " ", self._beginnings):
            found |= self.english.get(form, _NONE)
        for run in han:
            for form in _phrases(run, "", self._beginnings):
                found |= self.chinese.get(form, _NONE)
        return found


def _phrases(parts: Sequence[str], glue: str, longest: Mapping[str, int]) -> Iterator[str]:
    """Yield what stands in ``parts`` from each word that begins a form, as long as forms are."""
    for start, first in enumerate(parts):
        for end in range(start + 1, min(start + longest.get(first, 0), len(parts)) + 1):
            yield glue.join(parts[start:end])


def _stems(form: str) -> str:
    return " ".join(stem(run) for run in runs(base_forms(form)))


def _joined(
    one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    return {
        form: one.get(form, _NONE) | other.get(form, _NONE) for form in one.keys() | other.keys()
    }


# A Chinese line that does not end with a comma, or an English one before another English one.
_GROUP_ENDS = re.compile(r"(?<=[^,\n])\n\s+(?!\|)")

BUILT_IN = Concepts.of(
    [form.strip() for form in group.replace("|", "").replace("\n", "").split(",")]
    for group in _GROUP_ENDS.split(TABLE.strip())
)
NO_CONCEPTS = Concepts.of([])


def concepts_of(text: str, concepts: Concepts = BUILT_IN) -> set[str]:
    """Return the concepts that ``text`` names, in either language.

    >>> sorted(concepts_of("请问退款")) == sorted(concepts_of("my money back"))
    True
    """
    words = runs(base_forms(normalise(text)))
    return concepts.among(
        [stem(word) for word in words if not has_han(word)],
        [word for word in words if has_han(word)],
    )
