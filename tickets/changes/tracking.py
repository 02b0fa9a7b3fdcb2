"""Which rows are kept with every change, and who makes the changes of a moment.

A trigger writes each change (``pghistory``), so none is missed, whoever makes it: a page, an
action, a command, somebody at the database. The rows of the history are append-only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import pghistory
from django.db.models import Index, Model
from pghistory import runtime
from pghistory.models import Event
from uuid_utils.compat import uuid7

M = TypeVar("M", bound=type[Model])

BASELINE = "baseline"
"""The label of rows that stood before their history began; they are no change."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a row that has an owner is others' as well, by the values of its column ``column``:
    everybody's, or those's who are in the team that the column ``team`` names.
    """

    column: str
    with_all: str
    with_team: str
    team: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """A model whose changes are kept.

    ``part_of`` names the foreign key to what a person knows the row as a part of: a question's
    category, a window's calendar. ``links`` names the other end of a many-to-many table.
    ``owner`` names the column that says whose own a row is: what was ever somebody's own is read
    by nobody else. With ``shared`` a row that has an owner may be others' all the same: they read
    a change when the row was theirs to see before it and ever since.
    """

    model: type[Model]
    events: type[Model]
    part_of: str = ""
    links: str = ""
    owner: str = ""
    shared: Sharing | None = None

    @property
    def key(self) -> str:
        """The label by which staff know it: of the model itself, where a proxy of it is tracked."""
        return self.model._meta.label if self.part_of else concrete(self.model)._meta.label


TRACKED: dict[str, Tracked] = {}
"""By label, parents before their parts: the order in which rows can be made."""


def tracked(
    *,
    part_of: str = "",
    links: str = "",
    owner: str = "",
    shared: Sharing | None = None,
    exclude: Iterable[str] = (),
) -> Callable[[M], M]:
    """Keep every change of the model, but for the columns ``exclude``.

    A many-to-many table, and a model of another app, is tracked by a proxy of it, which migrations
    know by name.
    """

    def keep(model: M) -> M:
        _keep(model, list(exclude), part_of=part_of, links=links, owner=owner, shared=shared)
        return model

    return keep


def concrete(model: type[Model]) -> type[Model]:
    """Return the model itself, of a proxy of it."""
    return model._meta.concrete_model or model


def recorded(*, user: Any = None, **how: Any) -> pghistory.context:
    """Group what is changed within as one change of ``user``; without one, of the desk itself.

    ``how`` is kept with it: ``command`` for what was run, ``undoes`` for the change taken back.
    """
    return _InOrder(user=str(user.pk) if user else None, **how)


class _InOrder(pghistory.context):
    """A context whose id tells its time, so that changes of one instant are read in their order."""

    def __enter__(self) -> Any:
        super().__enter__()
        if self._pre_execute_hook:
            runtime._tracker.value = runtime._tracker.value._replace(id=uuid7())
        return runtime._tracker.value


def _keep(model: Any, exclude: list[str], **facts: Any) -> None:
    short = model._meta.model_name[:17]
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        pghistory.ManualEvent(BASELINE),
        exclude=exclude,
        obj_field=None,
        append_only=True,
        meta={"indexes": [Index(fields=["id", "pgh_id"], name=f"{short}_change_of")]},
    )(model)
    events = next(m for m in _event_models() if m.pgh_tracked_model is model)
    entry = Tracked(model, events, **facts)
    TRACKED[entry.key] = entry


def _event_models() -> list[Any]:
    return Event.__subclasses__()
