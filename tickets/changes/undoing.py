"""Take a change back, as a new change: nothing of the history is ever rewritten.

What the change touched gets the values it had before; what it did not touch stays as it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tickets.changes.deltas import Change, Delta, Kind, as_model, concrete, parts_of
from tickets.changes.reading import NO_AGENT, Reader, now_and_later
from tickets.changes.reading import change as read_change
from tickets.changes.tracking import TRACKED, recorded

ONE_AT_A_TIME = 0x75_6E_64_6F
"""The advisory lock of undoing: two who press the button at once undo once."""


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to a row after the change, which undoing would take along.

    ``columns`` are those of the change that differ by now, in ``now``; ``parts`` is how many rows
    were added to it.
    """

    delta: Delta
    now: dict[str, Any]
    columns: tuple[str, ...] = ()
    parts: int = 0


class UndoRefused(Exception):
    """It cannot be undone; the message says why, and what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ChangedSince(Exception):
    """Somebody changed the same since. Undoing all the same needs to be asked for."""

    def __init__(self, since: list[Since]) -> None:
        super().__init__("changed since")
        self.since = since


def undo(
    key: str,
    *,
    known: Iterable[str],
    user: Any,
    reader: Reader = NO_AGENT,
    although_changed: bool = False,
    check: Callable[[], None] = lambda: None,
) -> Change:
    """Undo the change whole, or not at all; return it.

    ``check`` is asked at the end, within the transaction, whether the desk holds together; it
    raises ValidationError. Raises NoSuchChange, UndoRefused, and ChangedSince unless
    ``although_changed``.
    """
    with recorded(user=user, undoes=key), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        change = read_change(key, known=known, reader=reader)
        if change.undone_by:
            raise UndoRefused(_("This change is undone already."))
        _lock(change)
        since = since_of(change)
        if since and not although_changed:
            raise ChangedSince(since)
        try:
            _take_back(change)
            check()
            # Foreign keys are asked about at the end of a transaction otherwise.
            connection.check_constraints()
        except (ProtectedError, RestrictedError) as error:
            raise UndoRefused(_still_used(error)) from error
        except ValidationError as error:
            raise UndoRefused(" ".join(_said(error))) from error
        except IntegrityError as error:
            raise UndoRefused(_violated(error)) from error
    return change


def since_of(change: Change) -> list[Since]:
    """Return what would be lost by undoing ``change``. Raises UndoRefused when a row is gone."""
    found: list[Since] = []
    added = {(one.tracked.key, one.pk) for one in change.deltas if one.kind is Kind.ADDED}
    for delta in change.deltas:
        now, later = now_and_later(delta)
        if now is None and delta.kind is Kind.CHANGED:
            raise UndoRefused(
                _("“%(name)s” was removed since. Undo its removal first, then this change.")
                % {"name": as_model(delta.tracked, delta.row)}
            )
        if now is None or delta.kind is Kind.REMOVED:
            continue
        columns = tuple(
            one.attname
            for one in delta.fields
            if later and now[one.attname] != delta.after.get(one.attname)
        )
        parts = _added_since(delta, added) if delta.kind is Kind.ADDED else 0
        if columns or parts:
            found.append(Since(delta, now, columns, parts))
    return found


def _added_since(delta: Delta, added: set[tuple[str, Any]]) -> int:
    """Return how many parts a row got that did not come with it."""
    return sum(
        1
        for part in parts_of(delta.tracked.key)
        for pk in part.model._base_manager.filter(**{part.part_of: delta.pk}).values_list(
            "pk", flat=True
        )
        if (part.key, pk) not in added
    )


def _lock(change: Change) -> None:
    """Lock the things that the change is about, in one order; who edits them locks them too."""
    for label, pk in sorted(change.owners, key=str):
        model = TRACKED[label].model
        list(model._base_manager.select_for_update(of=("self",)).filter(pk=pk).values("pk"))


def _take_back(change: Change) -> None:
    by_kind: dict[Kind, list[Delta]] = {kind: [] for kind in Kind}
    for delta in change.deltas:
        by_kind[delta.kind].append(delta)
    touched: list[Model] = []
    # Parts go before what they are parts of, and come after it.
    for delta in reversed(by_kind[Kind.ADDED]):
        for row in concrete(delta.tracked)._base_manager.filter(pk=delta.pk):
            row.delete()
    for delta in by_kind[Kind.CHANGED]:
        rows = concrete(delta.tracked)._base_manager.filter(pk=delta.pk)
        rows.update(**{one.attname: delta.before.get(one.attname) for one in delta.fields})
        touched += rows
    for delta in by_kind[Kind.REMOVED]:
        model = concrete(delta.tracked)
        if not model._base_manager.filter(pk=delta.pk).exists():
            row = model(**delta.before)
            row.save(force_insert=True)
            touched.append(row)
    for row in touched:
        row.full_clean()


def _still_used(error: ProtectedError | RestrictedError) -> str:
    rows = (
        error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
    )
    by_model: dict[Any, int] = {}
    for row in rows:
        by_model[row._meta] = by_model.get(row._meta, 0) + 1
    used = ", ".join(
        f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"
        for meta, count in by_model.items()
    )
    return _(
        "What this change added is in use by now: %(used)s. Retire it instead, or move them first."
    ) % {"used": used}


def _said(error: ValidationError) -> list[str]:
    """Return the reasons, each with the label of its column."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        f"{capfirst(name.replace('_', ' '))}: {why}" if name != "__all__" else why
        for name, reasons in error.message_dict.items()
        for why in reasons
    ]


def _violated(error: IntegrityError) -> str:
    """Return the words of the constraint that the database refused by."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    for tracked in TRACKED.values():
        for constraint in concrete(tracked)._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    if "_fk_" in name:
        return _("Something it belongs to is gone. Undo the removal of that first.")
    return _("Something else has taken its place by now: the same key, or the same name.")
