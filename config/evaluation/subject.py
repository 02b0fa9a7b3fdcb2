"""What a subject of measuring offers, and what it says of input that does not do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

Value = TypeVar("Value")

Operation = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Takes one request, gives the reply; raises InputRefused and has then done nothing."""


class InputRefused(Exception):
    """The input does not do; ``why`` says what to change."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: ``number`` as an editor counts it."""

    number: int
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """``figures`` for programs, ``said`` for people: one sentence a line, what was done first."""

    figures: Mapping[str, Any]
    said: Sequence[str]


class Subject(Protocol):
    """Triage or answers, on a store of its own that ends with the process."""

    operations: Mapping[str, Operation]
    """By the name in ``op``; ``reset`` belongs to the loop and makes every subject anew."""

    def evaluate(self, lines: Sequence[Line]) -> Report:
        """Measure over a whole file. Raises InputRefused, naming the line, before it does much."""
        ...

    def close(self) -> None:
        """Give back what was taken: scratch databases, files."""
        ...


def text_of(row: Mapping[str, Any], key: str = "text", *, required: bool = True) -> str:
    """Return the string under ``key``, in Unicode that can be written. Raises InputRefused."""
    value = row.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise InputRefused(f'"{key}" must be a string that is not empty.')
    return value.encode("utf-8", "replace").decode("utf-8")


def list_of(row: Mapping[str, Any], key: str) -> list[Any]:
    """Return the list under ``key``. Raises InputRefused."""
    value = row.get(key)
    if not isinstance(value, list):
        raise InputRefused(f'"{key}" must be a list.')
    return value


def objects_of(row: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the objects in the list under ``key``. Raises InputRefused, naming the first other."""
    values = list_of(row, key)
    for index, value in enumerate(values):
        if not isinstance(value, dict):
            raise InputRefused(f'"{key}"[{index}] must be an object.')
    return values
