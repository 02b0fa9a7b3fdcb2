"""The page "Changes": who changed what, when, before and after; undone by a click."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consignment.models import User
from tickets.admin.configuration.checks import desk_still_holds
from tickets.admin.configuration.doors import frame, may_undo, parts_key, reading_changes
from tickets.admin.configuration.words import (
    Names,
    Row,
    Thing,
    how,
    names_for,
    parts_named,
    said,
    things_of,
    who,
)
from tickets.admin.rough import number
from tickets.admin.who import reader_of
from tickets.changes.deltas import Change, Kind, columns_of, concrete
from tickets.changes.reading import NOBODY, Asked, NoSuchChange, change, page_of
from tickets.changes.tracking import TRACKED
from tickets.changes.undoing import ChangedSince, Since, UndoRefused, undo

PER_PAGE = 25
LAST_PAGE = 10_000
SHOWN = 8
"""Things of one change that the list shows; the rest stands on its own page."""
FIELDS_SHOWN = 12


@reading_changes
@require_GET
def change_list(request: HttpRequest, known: set[str]) -> HttpResponse:
    """Show the latest changes, of all or of one thing, by anybody or one person."""
    page = min(max(1, number(request.GET.get("page", "")) or 1), LAST_PAGE)
    asked = _asked(request, known)
    reader, first = reader_of(request), (page - 1) * PER_PAGE
    found = page_of(asked, known=known, reader=reader, offset=first, limit=PER_PAGE + 1)
    more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    names = names_for(found)
    context = {
        "changes": [_shown(request, one, names, most=SHOWN) for one in found],
        "kinds": _kinds(known),
        "people": User.objects.filter(is_staff=True).order_by("name").only("id", "name", "email"),
        "asked": {
            "kind": request.GET.get("kind", ""),
            "by": asked.user_id,
            "of": request.GET.get("of", ""),
        },
        "nobody": NOBODY,
        "of_name": _name_of(request, asked.owner),
        "page": page,
        "earlier": _address(request, page + 1) if more else "",
        "later": _address(request, page - 1) if page > 1 else "",
    }
    return frame(request, "admin/configuration/changes.html", context, title=_("Changes"))


@reading_changes
@require_GET
def change_page(request: HttpRequest, known: set[str], key: str) -> HttpResponse:
    """Show one change whole."""
    return _one(request, _found(request, key, known))


@reading_changes
@require_POST
def undo_change(request: HttpRequest, known: set[str], key: str) -> HttpResponse:
    """Undo a change whole; say why when it cannot be, ask when something came after it."""
    wanted = _found(request, key, known)
    if not _may_undo(request, wanted):
        raise PermissionDenied(_("You may see this change, but not undo it."))
    try:
        undo(
            key,
            known=known,
            user=request.user,
            reader=reader_of(request),
            although_changed=request.POST.get("although") == "changed",
            check=desk_still_holds(),
        )
    except UndoRefused as refusal:
        return _one(request, wanted, refusal=refusal.why, status=409)
    except ChangedSince as changed:
        return _one(request, wanted, since=changed.since, status=409)
    messages.success(request, _("Undone. It stands as it was before; this is a change of its own."))
    return redirect("admin:desk_changes")


def _one(
    request: HttpRequest,
    wanted: Change,
    *,
    refusal: str = "",
    since: list[Since] | None = None,
    status: int = 200,
) -> HttpResponse:
    names = names_for([wanted])
    context = {
        "change": _shown(request, wanted, names, most=1_000),
        "refusal": refusal,
        "since": [_since(one, names) for one in since or []],
    }
    title = _("A change")
    return frame(request, "admin/configuration/change.html", context, title=title, status=status)


def _found(request: HttpRequest, key: str, known: set[str]) -> Change:
    try:
        return change(key, known=known, reader=reader_of(request))
    except NoSuchChange as missing:
        raise Http404 from missing


def _asked(request: HttpRequest, known: set[str]) -> Asked:
    label, _sep, pk = request.GET.get("of", "").partition(":")
    kind = request.GET.get("kind", "")
    return Asked(
        models=tuple(sorted(k for k in known if kind and parts_key(k) == kind)),
        owner=(label, pk) if label in known and pk else None,
        user_id=request.GET.get("by", "")[:64],
    )


def _kinds(known: set[str]) -> list[tuple[str, str]]:
    kinds = {parts_key(label): parts_named(TRACKED[label]) for label in known}
    return sorted(kinds.items(), key=lambda pair: pair[1])


def _name_of(request: HttpRequest, owner: tuple[str, str] | None) -> str:
    if owner is None:
        return ""
    model = concrete(TRACKED[owner[0]])
    row = admin.site._registry[model].get_queryset(request).filter(pk=number(owner[1])).first()
    return str(row) if row else f"{model._meta.verbose_name} #{owner[1][:20]}"


def _address(request: HttpRequest, page: int) -> str:
    return "?" + urlencode({**request.GET.dict(), "page": page})


def _may_undo(request: HttpRequest, one: Change) -> bool:
    """Tell whether the reader may undo; what a command loaded is changed thing by thing."""
    return not one.how.get("command") and all(may_undo(request, d) for d in one.deltas)


def _shown(request: HttpRequest, one: Change, names: Names, *, most: int) -> dict[str, Any]:
    things = things_of(one, names)
    counts: dict[str, int] = {}
    for thing in things[most:]:
        counts[thing.what] = counts.get(thing.what, 0) + 1
    return {
        "key": one.key,
        "at": one.at,
        "who": who(one, names),
        "how": how(one),
        "undoes": one.undoes,
        "undone_by": one.undone_by,
        "may_undo": not one.undone_by and _may_undo(request, one),
        "things": [_with_link(request, thing) for thing in things[:most]],
        "rest": counts,
        "rest_count": sum(counts.values()),
    }


def _with_link(request: HttpRequest, thing: Thing) -> dict[str, Any]:
    app, model = thing.label.lower().split(".")
    try:
        link = reverse(f"admin:{app}_{model}_change", args=[thing.pk])
    except NoReverseMatch:
        link = ""
    keeper = admin.site._registry.get(concrete(TRACKED[thing.label]))
    shown = bool(keeper) and thing.kind is not Kind.REMOVED
    return {
        "thing": thing,
        "link": link if shown else "",
        "rows": thing.rows[:FIELDS_SHOWN],
        "folded": thing.rows[FIELDS_SHOWN:],
    }


def _since(one: Since, names: Names) -> dict[str, Any]:
    fields = {column.attname: column for column in columns_of(one.delta.tracked)}
    rows = [
        Row(
            str(fields[name].verbose_name),
            said(fields[name], one.delta.after.get(name), names),
            said(fields[name], one.now[name], names),
        )
        for name in one.columns
    ]
    return {
        "name": str(one.delta.tracked.model._meta.verbose_name),
        "rows": rows,
        "parts": one.parts,
    }
