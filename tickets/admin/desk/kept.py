"""Views that are kept: saved, changed, moved, deleted, brought back, and the one to begin with."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.admin.desk.doors import DeskRequest, desk
from tickets.changes.tracking import recorded
from tickets.inbox import views
from tickets.inbox.models import SavedView
from tickets.inbox.views import View, ViewRefused
from tickets.lifecycle.actors import Actor


@desk
@require_POST
def save_view(request: DeskRequest, by: Actor) -> HttpResponse:
    """Keep what the list is asked for as a view, and open it."""
    sent = request.POST
    try:
        with recorded(user=request.user):
            view = views.save(
                by=by,
                name=sent.get("name", ""),
                query=sent.get("q", ""),
                sharing=sent.get("sharing", ""),
                team_id=_number(sent.get("team", "")),
                at=timezone.now(),
            )
    except ViewRefused as refused:
        return _refused(request, refused)
    messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return _open(view)


@desk
@require_POST
def change_view(request: DeskRequest, by: Actor, key: str) -> HttpResponse:
    """Do one of the things that a view's menu offers."""
    with recorded(user=request.user):
        return _changed(request, by, key)


def _changed(request: DeskRequest, by: Actor, key: str) -> HttpResponse:
    sent = request.POST
    try:
        match sent.get("do"):
            case "change":
                view = views.change(
                    key,
                    by=by,
                    name=sent.get("name", ""),
                    query=sent.get("q", ""),
                    sharing=sent.get("sharing", ""),
                    team_id=_number(sent.get("team", "")),
                )
                messages.success(request, _("The view is changed."))
            case "default":
                view = views.set_default(key, by=by)
                said = _("Your inbox now opens with “%(name)s”.") % {"name": view.name}
                messages.success(request, said)
            case "up" | "down":
                view = views.shift(key, by=by, up=sent["do"] == "up")
            case "delete":
                view = views.delete(key, by=by, at=timezone.now())
                return redirect(f"{reverse('admin:desk_inbox')}?{urlencode({'deleted': view.key})}")
            case "restore":
                view = views.restore(key, by=by)
                messages.success(request, _("The view is back."))
            case _:
                return HttpResponse(_("Choose what to do with the view."), status=422)
    except ViewRefused as refused:
        return _refused(request, refused)
    except SavedView.DoesNotExist as missing:
        raise Http404 from missing
    return _open(view)


def _open(view: View) -> HttpResponse:
    return redirect(f"{reverse('admin:desk_inbox')}?{urlencode({'view': view.key})}")


def _refused(request: DeskRequest, refused: ViewRefused) -> HttpResponse:
    """Say why, on the list as it was asked for."""
    messages.warning(request, refused.why)
    asked = {name: request.POST[name] for name in ("view", "q") if name in request.POST}
    return redirect(f"{reverse('admin:desk_inbox')}?{urlencode(asked)}")


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 16 else None
