"""The inbox: lists of tickets, the next one, and who is here."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tickets import live
from tickets.actions.assign import take_next
from tickets.actions.change_presence import change_presence
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.filters import InboxForm
from tickets.admin.desk.listing import Folder, counts, wanted_tickets
from tickets.admin.desk.paging import read_page
from tickets.admin.desk.refusals import Refused, refusal
from tickets.admin.desk.rows import row_of
from tickets.insight.patterns import name_of
from tickets.lifecycle.actors import Actor
from tickets.staff.models import Presence


@desk
@require_GET
def inbox(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show one view of the inbox, as the address asks for it."""
    at = timezone.now()
    form = InboxForm(request.GET, by=by)
    wanted = form.wanted(at=at)
    listed = read_page(wanted_tickets(wanted, by=by, at=at), form.page_number)
    context = {
        "form": form,
        "wanted": wanted,
        "behind_name": name_of(wanted.behind.kind, wanted.behind.key) if wanted.behind else "",
        "listed": listed,
        "rows": [row_of(ticket, at=at) for ticket in listed.rows],
        "counts": counts(by=by, at=at),
        "folders": Folder,
        # Nobody holds what waits, and it is new: two columns that would say nothing.
        "waiting_only": wanted.folder is Folder.WAITING and not wanted.everywhere,
        "now": at,
    }
    return page(
        request,
        "admin/desk/inbox/page.html",
        context,
        title=_("Inbox"),
        status=404 if listed.beyond_the_end else 200,
    )


@desk
@require_GET
def inbox_counts(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show the views with their counts as they are now, for a page that is open already."""
    at = timezone.now()
    context = {
        "counts": counts(by=by, at=at),
        "folders": Folder,
        "wanted": InboxForm(request.GET, by=by).wanted(at=at),
    }
    return render(request, "admin/desk/inbox/views.html", context)


@desk
@require_GET
def inbox_events(request: DeskRequest, by: Actor) -> HttpResponseBase:
    """Stream that some ticket changed; which, the page learns through its own door."""
    return live.stream(request, None, by=by)


@desk
@require_POST
def take_next_ticket(request: DeskRequest, by: Actor) -> HttpResponse:
    """Take what comes first in the order of work, and open it."""
    try:
        ticket = take_next(by=by, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refusal(refused).why)
        return redirect("admin:desk_inbox")
    return redirect("admin:desk_ticket", ticket_id=ticket.id)


@desk
@require_POST
def set_presence(request: DeskRequest, by: Actor) -> HttpResponse:
    """Take the agent's word on being here, busy or away."""
    chosen = request.POST.get("presence", "")
    if chosen not in Presence.values:
        return HttpResponse(_("Choose here, busy or away."), status=422)
    me = change_presence(by=by, presence=Presence(chosen), at=timezone.now())
    if request.htmx:
        return render(request, "admin/desk/presence.html", {"me": me, "presences": Presence})
    return redirect("admin:desk_inbox")
