"""What a change did to each row: pure, from the rows of the history."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Field, Model

from tickets.changes.tracking import TRACKED, Tracked
from tickets.changes.tracking import concrete as concrete_of


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Delta:
    """What a change did to one row. ``before`` and ``after`` are whole rows, by column.

    ``before`` is empty for what was added, ``after`` for what was removed.
    """

    tracked: Tracked
    pk: Any
    kind: Kind
    before: dict[str, Any]
    after: dict[str, Any]
    last_id: int

    @property
    def fields(self) -> list["Field[Any, Any]"]:
        """The columns that differ, in the order of the model; all of what was added or removed."""
        return [
            one
            for one in columns_of(self.tracked)
            if self.kind is not Kind.CHANGED
            or self.before.get(one.attname) != self.after.get(one.attname)
        ]

    @property
    def row(self) -> dict[str, Any]:
        """The row as it was last known."""
        return self.after or self.before

    @property
    def owner(self) -> tuple[str, Any]:
        """The label and the key of what a person knows the row as a part of; itself, for most."""
        if not self.tracked.part_of:
            return self.tracked.key, self.pk
        parent = parent_of(self.tracked)
        return parent.related_model._meta.label, self.row.get(parent.attname)


@dataclass(frozen=True, slots=True)
class Change:
    """What was saved at once: who, when, how, and what became of each row.

    ``key`` is the id of its context, or the moment of its transaction where nobody said who acts.
    """

    key: str
    at: dt.datetime
    user_id: str = ""
    how: dict[str, Any] = field(default_factory=dict)
    deltas: list[Delta] = field(default_factory=list)
    undone_by: str = ""

    @property
    def undoes(self) -> str:
        return str(self.how.get("undoes") or "")

    @property
    def owners(self) -> list[tuple[str, Any]]:
        return list(dict.fromkeys(delta.owner for delta in self.deltas))


def columns_of(tracked: Tracked) -> list["Field[Any, Any]"]:
    """Return the columns that are kept, but for the id and what the row is a part of."""
    kept = {one.name for one in tracked.events._meta.fields}
    return [
        one
        for one in concrete(tracked)._meta.fields
        if one.name in kept and not one.primary_key and one.name != tracked.part_of
    ]


def concrete(tracked: Tracked) -> type[Model]:
    """Return the model itself, where a proxy of it is tracked."""
    return concrete_of(tracked.model)


def parent_of(tracked: Tracked) -> Any:
    """Return the foreign key to what the row is a part of."""
    return tracked.model._meta.get_field(tracked.part_of)


def parts_of(label: str) -> list[Tracked]:
    """Return the tracked kinds of rows that are parts of what ``label`` names."""
    return [
        one
        for one in TRACKED.values()
        if one.part_of and parent_of(one).related_model._meta.label == label
    ]


def as_model(tracked: Tracked, row: dict[str, Any]) -> Model:
    """Return the row as an object that is not saved, to ask it for its name."""
    return tracked.model(**row)


def change_of(key: str, events: Sequence[dict[str, Any]], *, known: set[str]) -> Change:
    """Return the change that ``events`` are, the oldest first; only its rows of kinds ``known``."""
    how = plain(events[0]["metadata"]) or {}
    by_row: dict[tuple[str, Any], list[dict[str, Any]]] = {}
    for event in events:
        if event["model"] in known:
            by_row.setdefault((event["model"], event["pk"]), []).append(event)
    deltas = [one for (model, _), rows in by_row.items() if (one := _delta(TRACKED[model], rows))]
    deltas.sort(key=lambda one: bool(one.tracked.part_of))
    return Change(
        key=key,
        at=events[-1]["at"],
        user_id=str(how.get("user") or ""),
        how=how,
        deltas=deltas,
        undone_by=events[0]["undone_by"] or "",
    )


def _delta(tracked: Tracked, events: list[dict[str, Any]]) -> Delta | None:
    """Return what several events did to one row in the end; None when nothing is left of it."""
    first, last = events[0], events[-1]
    came, went = first["pgh_label"] == "insert", last["pgh_label"] == "delete"
    if came and went:
        return None
    kind = Kind.ADDED if came else Kind.REMOVED if went else Kind.CHANGED
    before = _row(tracked, first["row"] if first["pgh_label"] == "delete" else first["before"])
    after = _row(tracked, last["row"])
    if kind is Kind.CHANGED and before == after:
        return None
    return Delta(
        tracked,
        last["pk"],
        kind,
        before={} if came else before,
        after={} if went else after,
        last_id=last["pgh_id"],
    )


def _row(tracked: Tracked, raw: Any) -> dict[str, Any]:
    fields = {one.attname: one for one in tracked.events._meta.fields}
    return {
        name: _python(fields[name], value)
        for name, value in (plain(raw) or {}).items()
        if name in fields and not name.startswith("pgh_")
    }


def _python(column: Any, value: Any) -> Any:
    if value is None or column.get_internal_type() == "JSONField":
        return value
    return (column.target_field if column.is_relation else column).to_python(value)


def plain(value: Any) -> Any:
    """Return what the database wrote as JSON."""
    return json.loads(value) if isinstance(value, str) else value
