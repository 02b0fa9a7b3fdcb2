"""The views of the inbox: those of the house, and those that people keep."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consignment.compiled import Compiled
from tickets.inbox.models import OwnDefault, SavedView, SavedViewQuerySet, Sharing
from tickets.inbox.words import LONGEST
from tickets.lifecycle.actors import Actor
from tickets.staff.models import Team

LONGEST_NAME = 60
MOST_VIEWS = 40
"""Views of one agent: more than can be found at a glance helps nobody."""


class ViewRefused(Exception):
    """The view cannot be kept so; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class View:
    """A search with a name. ``key`` stands in addresses; ``saved`` is its row, if it has one."""

    key: str
    name: str | Promise
    query: str
    saved: SavedView | None = None
    changeable: bool = False


BUILT_IN = (
    View("waiting", _("Unassigned"), "is:unassigned"),
    View("mine", _("Mine"), "is:mine is:open"),
    View("unfinished", _("All unfinished"), "is:open"),
    View("late", _("Late"), "is:late"),
    View("done", _("Done"), "is:done"),
)
FIRST = BUILT_IN[0]
EVERYTHING = View("", _("All tickets"), "")


def views_of(by: Actor) -> list[View]:
    """Return the views that ``by`` may open, those of the house first. One query."""
    rows = [] if by.agent_id is None else _kept(by.sight).rows(by.agent_id)
    return [*BUILT_IN, *(_view(row, by) for row in rows)]


@lru_cache(maxsize=64)
def _kept(sight: Actor) -> Compiled[SavedView]:
    def kept(agent_id: int) -> SavedViewQuerySet:
        views = SavedView.objects.kept().visible_to(replace(sight, agent_id=agent_id))
        return views.in_order()[:MOST_VIEWS]

    return Compiled(kept, int)


def default_of(by: Actor) -> str:
    """Return the key of the view with which the inbox of ``by`` opens."""
    row = OwnDefault.objects.filter(agent_id=by.agent_id or 0).first()
    return row.view if row else FIRST.key


def set_default(key: str, *, by: Actor) -> View:
    """Let the inbox of ``by`` open with the view ``key``. Raises SavedView.DoesNotExist."""
    view = find(key, by=by)
    OwnDefault.objects.update_or_create(agent_id=by.agent_id or 0, defaults={"view": view.key})
    return view


def find(key: str, *, by: Actor) -> View:
    """Return the view ``key`` of those of ``by``. Raises SavedView.DoesNotExist."""
    built_in = next((view for view in BUILT_IN if view.key == key), None)
    if built_in:
        return built_in
    return _view(SavedView.objects.kept().visible_to(by).get(pk=_id_of(key)), by)


@transaction.atomic
def save(
    *,
    by: Actor,
    name: str,
    query: str,
    sharing: str = Sharing.NOBODY,
    team_id: int | None = None,
    at: dt.datetime,
) -> View:
    """Keep ``query`` under ``name``, at the end of the list. Raises ViewRefused."""
    mine = SavedView.objects.kept().filter(owner_id=by.agent_id or 0)
    if mine.count() >= MOST_VIEWS:
        raise ViewRefused(
            gettext("You keep %(count)d views. Delete one first.") % {"count": MOST_VIEWS}
        )
    last = SavedView.objects.kept().visible_to(by).in_order().last()
    row = SavedView(
        owner_id=by.agent_id,
        query=_checked_query(query),
        position=last.position + 1 if last else 1,
        created_at=at,
    )
    _fill(row, by=by, name=name, sharing=sharing, team_id=team_id)
    row.save()
    return _view(row, by)


@transaction.atomic
def change(
    key: str,
    *,
    by: Actor,
    name: str,
    query: str,
    sharing: str = Sharing.NOBODY,
    team_id: int | None = None,
) -> View:
    """Change a view of one's own, or as a supervisor a shared one.

    Raises SavedView.DoesNotExist, ViewRefused.
    """
    row = _changeable(key, by)
    row.query = _checked_query(query)
    _fill(row, by=by, name=name, sharing=sharing, team_id=team_id)
    row.save()
    return _view(row, by)


@transaction.atomic
def delete(key: str, *, by: Actor, at: dt.datetime) -> View:
    """Delete a view; ``restore`` brings it back. Raises SavedView.DoesNotExist, ViewRefused."""
    row = _changeable(key, by)
    row.deleted_at = at
    row.save(update_fields=["deleted_at"])
    OwnDefault.objects.filter(view=_key(row)).delete()
    return _view(row, by)


@transaction.atomic
def restore(key: str, *, by: Actor) -> View:
    """Bring back a view that was deleted. Raises SavedView.DoesNotExist."""
    row = SavedView.objects.changeable_by(by).exclude(deleted_at=None).get(pk=_id_of(key))
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])
    return _view(row, by)


@transaction.atomic
def shift(key: str, *, by: Actor, up: bool) -> View:
    """Move a view one place up or down among those that ``by`` sees and may change.

    Raises SavedView.DoesNotExist, ViewRefused.
    """
    moved = _changeable(key, by)
    rows = list(SavedView.objects.kept().changeable_by(by).select_for_update().in_order())
    at = next(place for place, row in enumerate(rows) if row.pk == moved.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows.insert(to, rows.pop(at))
    for place, row in enumerate(rows, start=1):
        row.position = place
    SavedView.objects.bulk_update(rows, ["position"])
    return _view(moved, by)


def _changeable(key: str, by: Actor) -> SavedView:
    row = (
        SavedView.objects.kept().visible_to(by).select_for_update(of=("self",)).get(pk=_id_of(key))
    )
    if not may_change(row, by):
        raise ViewRefused(
            gettext("This view is %(owner)s's: save it under a name of your own instead.")
            % {"owner": row.owner or gettext("the desk")}
        )
    return row


def may_change(row: SavedView, by: Actor) -> bool:
    """Tell whether ``by`` may change the view, of those that ``by`` sees."""
    shared = row.sharing != Sharing.NOBODY
    return row.owner_id == by.agent_id or (shared and by.may.supervises)


def _fill(row: SavedView, *, by: Actor, name: str, sharing: str, team_id: int | None) -> None:
    name = " ".join(name.split())
    if not name:
        raise ViewRefused(gettext("Give the view a name."))
    if len(name) > LONGEST_NAME:
        raise ViewRefused(
            gettext("The name is too long: %(limit)d characters fit.") % {"limit": LONGEST_NAME}
        )
    if sharing not in Sharing.values:
        raise ViewRefused(gettext("Choose with whom the view is shared."))
    row.name, row.name_zh = name, row.name_zh if row.name == name else ""
    row.sharing = sharing
    row.team_id = _team(by, team_id) if sharing == Sharing.TEAM else None
    if row.owner_id is None and sharing != Sharing.ALL:
        row.owner_id = by.agent_id


def _team(by: Actor, team_id: int | None) -> int:
    """Return the team to share with: the one that was chosen, or the only one there is."""
    mine = sorted(by.team_ids)
    if team_id is None and len(mine) == 1:
        return mine[0]
    if team_id not in by.team_ids or not Team.objects.filter(pk=team_id).exists():
        raise ViewRefused(gettext("Choose a team of yours to share the view with."))
    return int(team_id)


def _checked_query(query: str) -> str:
    query = " ".join(query.split()) if '"' not in query else query.strip()
    if len(query) > LONGEST:
        raise ViewRefused(
            gettext("The search is too long: %(limit)d characters fit.") % {"limit": LONGEST}
        )
    return query


def _view(row: SavedView, by: Actor) -> View:
    return View(_key(row), str(row), row.query, row, may_change(row, by))


def is_kept(key: str) -> bool:
    """Tell whether ``key`` is one of a view that is or was kept."""
    return bool(_id_of(key))


def _key(row: SavedView) -> str:
    return f"v{row.pk}"


def _id_of(key: str) -> int:
    """Return the id in ``key``; 0, which no view has, when it is none."""
    digits = key.removeprefix("v")
    return int(digits) if key.startswith("v") and digits.isdecimal() and len(digits) < 16 else 0
