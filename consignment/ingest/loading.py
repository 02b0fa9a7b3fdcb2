"""From rows to the database: each in a transaction of its own, the bad ones refused in words."""

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction

from consignment.ingest.fields import external, moment
from consignment.ingest.reading import Line
from consignment.ingest.shapes import SHAPES, RowRefused, Shape, Values

_ALWAYS = {"type", "external_id", "updated_at"}
_TAKEN = re.compile(r"Key \((?P<column>\w+)\)=\((?P<value>.*)\) already exists")


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    OLDER = "older"


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken: its line, and why, in sentences."""

    line: int
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What became of the rows. ``unread`` counts fields that no shape knows, as ``item.prise``."""

    created: int
    updated: int
    unchanged: int
    older: int
    refused: tuple[Refusal, ...]
    unread: dict[str, int]

    @property
    def rows(self) -> int:
        return self.created + self.updated + self.unchanged + self.older + len(self.refused)


def load(
    lines: Iterable[Line], *, at: datetime, default_type: str | None = None, dry_run: bool = False
) -> Report:
    """Take over the rows of ``lines`` and return what became of them.

    ``at`` is the present time, aware: no row may be younger. ``default_type`` is that of rows that
    name none. ``dry_run`` does all of it and takes it back at the end, alarms included. A row that
    cannot be taken changes nothing and stops no other.
    """
    outcomes: Counter[Outcome] = Counter()
    unread: Counter[str] = Counter()
    refused: list[Refusal] = []
    with ExitStack() as stack:
        if dry_run:
            stack.enter_context(transaction.atomic())
            stack.callback(transaction.set_rollback, True)
        for line in lines:
            try:
                outcomes[_take(line, at=at, default_type=default_type, unread=unread)] += 1
            except RowRefused as refusal:
                refused.append(Refusal(line.number, refusal.problems))
    return Report(
        created=outcomes[Outcome.CREATED],
        updated=outcomes[Outcome.UPDATED],
        unchanged=outcomes[Outcome.UNCHANGED],
        older=outcomes[Outcome.OLDER],
        refused=tuple(refused),
        unread=dict(unread),
    )


def _take(line: Line, *, at: datetime, default_type: str | None, unread: Counter[str]) -> Outcome:
    if line.problem:
        raise RowRefused(line.problem)
    name = line.fields.get("type", default_type)
    shape = SHAPES.get(name) if isinstance(name, str) else None
    if shape is None:
        raise RowRefused(f"type is {str(name)[:40]!r}, which is none of {', '.join(SHAPES)}.")
    unread.update(f"{name}.{field}" for field in line.fields.keys() - shape.fields.keys() - _ALWAYS)
    try:
        return _upsert(shape, line.fields, at=at)
    except IntegrityError:
        # Somebody else may have made the row since we looked: then the second look finds it.
        pass
    try:
        return _upsert(shape, line.fields, at=at)
    except IntegrityError as error:
        raise RowRefused(_in_words(error)) from error


@transaction.atomic
def _upsert(shape: Shape, fields: dict[str, Any], *, at: datetime) -> Outcome:
    """Create or update one row. Locks it; decides by the date of the last report."""
    external_id, updated_at, values = _parse(shape, fields, at=at)
    rows: Any = shape.model._default_manager
    row = rows.select_for_update().filter(external_id=external_id).first() or shape.adopt(values)
    if row is not None and row.source_updated_at and row.source_updated_at > updated_at:
        return Outcome.OLDER
    shape.check(row, values)
    columns = shape.columns(values)
    if row is None:
        _require(shape, values)
        row = shape.new(columns, values)
        row.external_id, row.source_updated_at = external_id, updated_at
        row.save(force_insert=True)
        shape.follow(row, values, at=updated_at)
        return Outcome.CREATED
    dated = _set(row, {"external_id": external_id, "source_updated_at": updated_at})
    changed = _set(row, columns)
    if dated or changed:
        row.save(update_fields=[*dated, *changed])
    followed = shape.follow(row, values, at=updated_at)
    return Outcome.UPDATED if changed or followed else Outcome.UNCHANGED


def _parse(
    shape: Shape, fields: dict[str, Any], *, at: datetime
) -> tuple[str, datetime, dict[str, Any]]:
    """Return id, date and values of a row. Raises RowRefused with all that is wrong with it."""
    problems: list[str] = []
    read: dict[str, Any] = {}
    for name, reader in (("external_id", external), ("updated_at", moment())):
        try:
            read[name] = reader(fields[name], at)
        except KeyError:
            problems.append(f"{name} is missing.")
        except ValueError as error:
            problems.append(f"{name} {error}")
    values: dict[str, Any] = {}
    for name, field in shape.fields.items():
        if name not in fields:
            continue
        if fields[name] is None and field.nullable:
            values[name] = field.empty
            continue
        try:
            values[name] = field.read(fields[name], at)
        except ValueError as error:
            problems.append(f"{name} {error}")
    if problems:
        raise RowRefused(*problems)
    return read["external_id"], read["updated_at"], values


def _require(shape: Shape, values: Values) -> None:
    missing = [name for name, field in shape.fields.items() if field.needed and name not in values]
    if missing:
        raise RowRefused(*(f"{name} is missing, and this is new." for name in missing))


def _set(row: Any, columns: dict[str, Any]) -> list[str]:
    """Set what differs and return its names."""
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, columns[name])
    return changed


def _in_words(error: IntegrityError) -> str:
    """Say which rule of the database the row broke."""
    diagnosis = getattr(error.__cause__, "diag", None)
    taken = _TAKEN.search((diagnosis and diagnosis.message_detail) or "")
    if taken:
        return f"{taken['column']} {taken['value']} belongs to another one already."
    rule = (diagnosis and diagnosis.constraint_name) or "unknown"
    return f"The row breaks the rule {rule} of the database."
