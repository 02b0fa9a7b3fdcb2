"""Scripted dialogues as JSON lines: worlds, and what each turn must say and do in one of them.

``{"world": NAME, "guest": true, "orders": [...], "items": [...], "payouts": [...]}`` says what the
customer has, days counted from the moment of the dialogue; ``assistant_world`` builds it.
``{"name", "in": WORLD, "lang", "at", "turns": [[TEXT, {...}], ...]}`` is one dialogue. What a turn
may expect: ``kind`` ("lookup|hand_off"), ``not_kind``, ``topic``, ``source`` (an article),
``choices`` (how many), ``says``, ``not_says``, ``does``, ``not_does`` (actions), ``facts``. What
happens around it: ``matter`` ("payout/high"), ``after`` (days), ``person_writes``, ``given_back``.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from config.evaluation.assistant_world import STRANGER, World, world_of
from config.evaluation.subject import InputRefused, Line, list_of, text_of
from consignment.languages import CHINESE, ENGLISH
from knowledge_base.assistant.intents import Topic
from knowledge_base.assistant.matters import Level, Matter
from knowledge_base.assistant.replies import ActionKind, ReplyKind

USUALLY_AT = "2026-04-12T09:30:00+00:00"
FORBIDDEN = STRANGER
"""Nothing of the other customer in every world may ever be said."""
_HAPPENS = {"matter", "after", "person_writes", "given_back"}
_EXPECTED = _HAPPENS | {
    *("kind", "not_kind", "topic", "source", "choices"),
    *("says", "not_says", "does", "not_does", "facts"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    kinds: frozenset[str]
    not_kinds: frozenset[str]
    topic: str
    source: str
    choices: int | None
    says: tuple[str, ...]
    not_says: tuple[str, ...]
    does: frozenset[str]
    not_does: frozenset[str]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    matter: Matter
    after: dt.timedelta
    person_writes: bool
    given_back: bool
    expected: Expected


@dataclass(frozen=True, slots=True)
class Script:
    name: str
    language: str
    world: World
    at: dt.datetime
    steps: tuple[Step, ...]


def data_of(lines: Sequence[Line]) -> list[Script]:
    """Return the dialogues of ``lines``. Raises InputRefused, naming the line that does not do."""
    worlds: dict[str, World] = {}
    scripts = []
    for line in lines:
        try:
            if "world" in line.row:
                worlds[text_of(line.row, "world")] = world_of(line.row)
            else:
                scripts.append(_script(line.row, worlds))
        except InputRefused as refused:
            raise InputRefused(f"line {line.number}: {refused.why}") from refused
    if not scripts:
        raise InputRefused('The file needs dialogues ({"name", "in", "turns"}), one a line.')
    return scripts


def _script(row: Mapping[str, Any], worlds: Mapping[str, World]) -> Script:
    name = text_of(row, "in")
    if name not in worlds:
        raise InputRefused(f'There is no world "{name}" above this line.')
    try:
        at = dt.datetime.fromisoformat(str(row.get("at", USUALLY_AT)))
    except ValueError as error:
        raise InputRefused('"at" must be a moment such as "2026-04-12T09:30:00+00:00".') from error
    language = text_of(row, "lang", required=False) or ENGLISH
    if language not in {ENGLISH, CHINESE}:
        raise InputRefused(f'"lang" must be "{ENGLISH}" or "{CHINESE}".')
    steps = tuple(map(_step, list_of(row, "turns")))
    if at.tzinfo is None or not steps:
        raise InputRefused('"turns" must not be empty, and "at" must say its offset.')
    return Script(text_of(row, "name"), language, worlds[name], at, steps)


def _step(turn: Any) -> Step:
    if not (isinstance(turn, list) and len(turn) == 2 and isinstance(turn[0], str)):
        raise InputRefused('A turn is [text, {"kind": ...}].')
    text, row = turn
    if not isinstance(row, dict) or row.keys() - _EXPECTED:
        raise InputRefused(f"A turn may expect {', '.join(sorted(_EXPECTED))}.")
    days = row.get("after", 0)
    if not isinstance(days, int | float):
        raise InputRefused('"after" must be a number of days.')
    key, _, level = str(row.get("matter", "")).partition("/")
    return Step(
        text=text,
        matter=Matter(key, _one_of(Level, level or Level.ROUTINE)),
        after=dt.timedelta(days=days),
        person_writes=bool(row.get("person_writes")),
        given_back=bool(row.get("given_back")),
        expected=_expected(row),
    )


def _expected(row: Mapping[str, Any]) -> Expected:
    facts, choices = row.get("facts", {}), row.get("choices")
    if not isinstance(facts, dict) or not isinstance(choices, int | None):
        raise InputRefused('"facts" must be an object, "choices" a number.')
    return Expected(
        kinds=_words(ReplyKind, str(row.get("kind", "")).split("|")),
        not_kinds=_words(ReplyKind, str(row.get("not_kind", "")).split("|")),
        topic=_one_of(Topic, row["topic"]).value if "topic" in row else "",
        source=text_of(row, "source", required=False),
        choices=choices,
        says=_strings(row, "says"),
        not_says=_strings(row, "not_says"),
        does=_words(ActionKind, _strings(row, "does")),
        not_does=_words(ActionKind, _strings(row, "not_does")),
        facts=facts,
    )


def _strings(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = list_of(row, key) if key in row else []
    return tuple(map(str, values))


def _words(choices: Any, values: Iterable[str]) -> frozenset[str]:
    return frozenset(_one_of(choices, value).value for value in values if value)


def _one_of(choices: Any, value: Any) -> Any:
    try:
        return choices(value)
    except ValueError as error:
        raise InputRefused(f'"{value}" must be one of {", ".join(choices)}.') from error
