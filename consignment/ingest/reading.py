"""From a file to rows: JSON lines or CSV, one bad line at a time."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, BinaryIO, NoReturn

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of a line; the rest of a longer one is passed over unread."""

_BOM = b"\xef\xbb\xbf"


class Format(StrEnum):
    JSON_LINES = "jsonl"
    CSV = "csv"


class FileRefused(Exception):
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True)
class Line:
    """One row of a file: its line (from 1) and its fields, or the ``problem`` in reading it."""

    number: int
    fields: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def read(stream: BinaryIO, *, form: Format) -> Iterator[Line]:
    """Yield the rows of ``stream`` in their order; blank lines are none.

    A line that cannot be read is yielded with its problem. Raises FileRefused for a CSV heading
    that cannot be used. A byte order mark is passed over.
    """
    return _json_lines(stream) if form is Format.JSON_LINES else _csv_rows(stream)


def _raw_lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Yield each line, cut at LONGEST_LINE, and whether it was cut."""
    first = True
    while raw := stream.readline(LONGEST_LINE):
        cut, rest = False, raw
        while not rest.endswith(b"\n") and (rest := stream.readline(LONGEST_LINE)):
            cut = True
        yield raw.removeprefix(_BOM) if first else raw, cut
        first = False


def _json_lines(stream: BinaryIO) -> Iterator[Line]:
    for number, (raw, cut) in enumerate(_raw_lines(stream), start=1):
        if not raw.strip():
            continue
        if cut:
            yield Line(number, problem=f"The line is longer than {LONGEST_LINE:,} bytes.")
            continue
        try:
            value = json.loads(raw.decode(), parse_float=Decimal, parse_constant=_no_constant)
        except UnicodeDecodeError as error:
            yield Line(number, problem=f"The line is not UTF-8 (byte {error.start + 1}).")
        except (ValueError, RecursionError) as error:
            yield Line(number, problem=f"The line is not JSON: {error}.")
        else:
            if isinstance(value, dict):
                yield Line(number, value)
            else:
                yield Line(number, problem="The line is JSON, but not an object.")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _csv_rows(stream: BinaryIO) -> Iterator[Line]:
    # Bytes that are not UTF-8 become surrogates, so that one bad cell spoils its row only.
    texts = (raw.decode(errors="surrogateescape") for raw, _ in _raw_lines(stream))
    rows = csv.reader(texts, strict=True)
    heading: list[str] = []
    while True:
        number = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if not heading:
                raise FileRefused(f"The heading is not CSV: {error}.") from error
            yield Line(number, problem=f"The line is not CSV: {error}.")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not heading:
            heading = _heading(cells)
        elif any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
            yield Line(number, problem="The line is not UTF-8.")
        elif len(cells) > len(heading):
            yield Line(
                number, problem=f"The line has {len(cells)} cells, the heading {len(heading)}."
            )
        else:
            yield Line(number, _with_currencies(dict(zip(heading, cells, strict=False))))


def _heading(cells: list[str]) -> list[str]:
    heading = [cell.strip() for cell in cells]
    if len(set(heading)) < len(heading) or "" in heading:
        raise FileRefused("The heading of the file has empty or double names.")
    return heading


def _with_currencies(cells: dict[str, str]) -> dict[str, Any]:
    """Drop empty cells, and join ``price`` and ``price_currency`` to one amount."""
    fields = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    for name in [name for name in fields if name.endswith("_currency")]:
        amount = name.removesuffix("_currency")
        if amount in fields:
            fields[amount] = f"{fields[amount]} {fields.pop(name)}"
    return fields
