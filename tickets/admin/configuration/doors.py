"""Who comes in to the pages of configuration, and the frame around each."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.admin.rough import without_nul
from tickets.admin.who import who
from tickets.changes.deltas import Delta, Kind, as_model, concrete, parent_of
from tickets.changes.tracking import TRACKED, Tracked
from tickets.sla.models import Policy

View = Callable[..., HttpResponseBase]


def configuring(view: View) -> View:
    """Let in who may see any of how the desk works, as ``view(request, known, ...)``.

    ``known`` are the labels of the kinds of rows that the reader may see.
    """
    return _opened(view, enough=configures_the_desk)


def reading_changes(view: View) -> View:
    """Let in who may see anything whose changes are kept, as ``view(request, known, ...)``."""
    return _opened(view, enough=bool)


def configures_the_desk(known: set[str]) -> bool:
    """Tell whether any of ``known`` says how the desk works: more than texts and articles."""
    return any(
        not TRACKED[label].owner
        and concrete(TRACKED[label])._meta.app_label == Policy._meta.app_label
        for label in known
        if label == parts_key(label)
    )


def parts_key(label: str) -> str:
    """Return the label of the thing that rows of ``label`` are, or are parts of."""
    tracked = TRACKED[label]
    return str(parent_of(tracked).related_model._meta.label) if tracked.part_of else label


def _opened(view: View, *, enough: Callable[[set[str]], bool]) -> View:
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        known = known_to(request)
        if not enough(known):
            raise PermissionDenied(_("Your account does not configure the desk."))
        without_nul(request)
        return view(request, known, **kwargs)

    door: View = admin.site.admin_view(opened)
    return door


def frame(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    status: int = 200,
) -> HttpResponse:
    """Return a whole page: ``template`` in Unfold's frame."""
    around = {**admin.site.each_context(request), "title": title, "now": timezone.now()}
    return render(request, template, {**around, **context}, status=status)


def known_to(request: HttpRequest) -> set[str]:
    """Return the labels of the tracked kinds of rows that the reader may see."""
    return {one.key for one in TRACKED.values() if _may(request, one, "view")}


def may_undo(request: HttpRequest, delta: Delta) -> bool:
    """Tell whether the reader may put a row back: whoever may change it, each column of it."""
    keeper = _keeper(delta.tracked)
    row = _whole(request, delta) if delta.tracked.part_of else as_model(delta.tracked, delta.row)
    if keeper is None:
        return False
    if hasattr(keeper, "may_take_back"):
        # Where nobody edits a row on its stock page, its keeper says who undoes.
        return bool(keeper.may_take_back(request, row))
    if not keeper.has_change_permission(request, row):
        return False
    if delta.kind is not Kind.CHANGED and not delta.tracked.part_of:
        allowed: bool = keeper.has_add_permission(request)
        return allowed
    row = None if delta.tracked.part_of else row
    fixed = set(keeper.get_readonly_fields(request, row))
    return not fixed & ({one.name for one in delta.fields} | _linked(delta.tracked))


def _whole(request: HttpRequest, delta: Delta) -> Model | None:
    """Return what a row is a part of, as far as it says whose own that is; None where nobody's is.

    At most one query a request and kind.
    """
    label, pk = delta.owner
    whole = TRACKED[label]
    if not whole.owner:
        return None
    kept: dict[str, set[Any]] = request.__dict__.setdefault("_own_of_the_reader", {})
    agent = who(request).agent_id
    if label not in kept:
        own = whole.model._base_manager.filter(**{whole.owner: agent}) if agent else ()
        kept[label] = {row.pk for row in own}
    return whole.model(pk=pk, **{f"{whole.owner}_id": agent if pk in kept[label] else None})


def _linked(tracked: Tracked) -> set[str]:
    """Return the name of the many-to-many field whose rows these are."""
    if not tracked.links:
        return set()
    owner = parent_of(tracked).related_model
    return {
        one.name
        for one in owner._meta.many_to_many
        if one.remote_field.through is concrete(tracked)
    }


def _may(request: HttpRequest, tracked: Tracked, what: str) -> bool:
    keeper = _keeper(tracked)
    return keeper is not None and getattr(keeper, f"has_{what}_permission")(request)


def _keeper(tracked: Tracked) -> Any:
    """Return the admin of the thing that a row is, or is a part of; None without one."""
    model: type[Model] = parent_of(tracked).related_model if tracked.part_of else concrete(tracked)
    return admin.site.get_model_admin(model) if admin.site.is_registered(model) else None
