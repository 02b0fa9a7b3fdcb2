"""Read the corpus: what customers write and what the desk answers, by category and language.

One file of ``corpus/`` per category. Its tables are *matters*, things that go wrong in their own
way; a matter has a ``weight`` among the others, the ``thing`` of the trade that it needs
(``situations.py`` makes it), ``answers`` that all its openings share, and for each language:

===========  =======================================================================
openings     how it begins: ``subject`` and ``text``; ``answers`` to the questions of
             the category; ``cross`` when the writer is angry; ``dearer`` when a price
             is to go up; ``when = "promotion"`` for what is written only then. An
             opening with a ``solution`` of its own brings its own ``follow_up`` and
             ``comeback``, and of the lists below only ``asks``, ``holds`` and ``notes``
             apply
asks         the agent asks something, the customer answers
holds        the agent tells that somebody else is asked, and the reason of the wait
solutions    what solves it; ``refusals``, what ends it with a no
follow_ups   the customer asks on, the agent answers
comebacks    the customer comes back after the solution, the agent solves it anew
notes        what the staff tells the staff
===========  =======================================================================

``common.toml`` holds what is said on any matter. Words in braces are filled in by ``telling.py``.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from consignment.languages import CHINESE, ENGLISH

FOLDER = Path(__file__).parent / "corpus"
COMMON = "common"
# TOML keys are ASCII words.
LANGUAGES = {"en": ENGLISH, "zh": CHINESE}

Exchange = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Opening:
    """The first message. ``own``: its solution fits no other opening."""

    text: str
    subject: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    cross: bool = False
    dearer: bool = False
    when: str = ""
    solution: str = ""
    follow_up: Exchange | None = None
    comeback: Exchange | None = None

    @property
    def own(self) -> bool:
        return bool(self.solution)


@dataclass(frozen=True, slots=True)
class Talk:
    """All that may be said on one matter in one language."""

    openings: tuple[Opening, ...]
    asks: tuple[Exchange, ...] = ()
    holds: tuple[Exchange, ...] = ()
    solutions: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    follow_ups: tuple[Exchange, ...] = ()
    comebacks: tuple[Exchange, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """One way in which things of a category go wrong."""

    category: str
    key: str
    weight: int
    thing: str
    answers: dict[str, str]
    talks: dict[str, Talk]


@dataclass(frozen=True, slots=True)
class Common:
    """What fits everywhere: ``said`` and ``comments`` by language, the rest in that of the desk."""

    said: dict[str, dict[str, list[str]]]
    comments: dict[str, dict[str, list[str]]]
    reviews: dict[str, dict[str, list[str]]]
    put_back: list[str]


@cache
def matters() -> dict[str, tuple[Matter, ...]]:
    """Return the matters of each category by its key."""
    return {
        path.stem: tuple(_matter(path.stem, key, data) for key, data in _read(path).items())
        for path in sorted(FOLDER.glob("*.toml"))
        if path.stem != COMMON
    }


@cache
def common() -> Common:
    """Return what is said on any matter."""
    data = _read(FOLDER / f"{COMMON}.toml")
    return Common(
        said={language: data[key] for key, language in LANGUAGES.items()},
        comments={language: data["ratings"][key] for key, language in LANGUAGES.items()},
        reviews=data["reviews"],
        put_back=data["put_back"]["reasons"],
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _matter(category: str, key: str, data: dict[str, Any]) -> Matter:
    return Matter(
        category=category,
        key=key,
        weight=data["weight"],
        thing=data.get("thing", ""),
        answers=data.get("answers", {}),
        talks={language: _talk(data[short]) for short, language in LANGUAGES.items()},
    )


def _talk(data: dict[str, Any]) -> Talk:
    lists = {
        name: tuple(_exchange(entry) for entry in data[name]) for name in data.keys() - {"openings"}
    }
    return Talk(openings=tuple(_opening(**entry) for entry in data["openings"]), **lists)


def _opening(**entry: Any) -> Opening:
    for pair in entry.keys() & {"follow_up", "comeback"}:
        entry[pair] = _exchange(entry[pair])
    return Opening(**entry)


def _exchange(entry: str | list[str]) -> Any:
    return tuple(entry) if isinstance(entry, list) else entry
