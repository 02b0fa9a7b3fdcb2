"""The inbox: lists of tickets, the next one, and who is here."""

import datetime as dt
from functools import lru_cache

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consignment.compiled import Compiled
from tickets import live
from tickets.actions.assign import take_next
from tickets.actions.change_presence import change_presence
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.filters import controls, read_address
from tickets.admin.desk.listing import tabs_of, wanted_tickets
from tickets.admin.desk.paging import read_page
from tickets.admin.desk.refusals import Refused, refusal
from tickets.admin.desk.reviews import own_reviews
from tickets.admin.desk.rows import drawn, looks, seen
from tickets.admin.rough import number
from tickets.admin.who import keep_waiting
from tickets.inbox import views
from tickets.inbox.completing import complete
from tickets.inbox.models import Sharing
from tickets.inbox.searching import Found
from tickets.inbox.vocabulary import Vocabulary
from tickets.insight.patterns import name_of
from tickets.lifecycle.actors import Actor
from tickets.staff.models import Presence, Team

MOST_NEWS = 99
YEARS = range(2000, 2201)
"""Of the moments that an address may name."""


@desk
@require_GET
def inbox(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show one view of the inbox, as the address asks for it."""
    at, vocabulary = timezone.now(), Vocabulary(by)
    wanted = read_address(request.GET, by=by, vocabulary=vocabulary, at=at)
    found = wanted_tickets(wanted, by=by, at=at)
    tabs = tabs_of(views.views_of(by), by=by, at=at, all_counted=False)
    counts = {tab.view.key: tab.count for tab in tabs}
    known = None if wanted.changed else counts.get(wanted.view.key)
    ids = found.tickets.values_list("id", flat=True)
    first = read_page(ids, wanted.page, counted=found.counted, known=known)
    listed = first.showing(seen(first.rows, by=by))
    shown_as = looks(works=by.may.works, waiting_only=wanted.waiting_only)
    keep_waiting(request, next(tab.count for tab in tabs if tab.count is not None))
    deleted = request.GET.get("deleted", "")
    context = {
        "wanted": wanted,
        "behind_name": name_of(wanted.behind.kind, wanted.behind.key) if wanted.behind else "",
        "listed": listed,
        "rows": [drawn(row, looks=shown_as, at=at) for row in listed.rows],
        "shown": ".".join(str(row.number) for row in listed.rows),
        "tabs": tabs,
        "controls": controls(wanted, vocabulary),
        "sharings": Sharing,
        "teams": SimpleLazyObject(_teams(by.team_ids).rows),
        "own_reviews": own_reviews(by),
        "deleted": deleted if views.is_kept(deleted) else "",
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
    """Show the views with their counts as they are now, and what is new since the page was made."""
    at, vocabulary = timezone.now(), Vocabulary(by)
    wanted = read_address(request.GET, by=by, vocabulary=vocabulary, at=at)
    context = {
        "tabs": tabs_of(views.views_of(by), by=by, at=at, all_counted=True),
        "wanted": wanted,
        "address": wanted.address,
        "news": _news(request, wanted_tickets(wanted, by=by, at=at)),
        "now": at,
    }
    return render(request, "admin/desk/inbox/counts.html", context)


@desk
@require_GET
def inbox_words(request: DeskRequest, by: Actor) -> HttpResponse:
    """Offer how the word could go on that is being typed at ``at`` of ``q``."""
    text = request.GET.get("q", "")[:1_000]
    typed = request.GET.get("at", "")
    place = min(int(typed), len(text)) if typed.isdecimal() and len(typed) < 5 else len(text)
    return JsonResponse({"offers": complete(text, place, vocabulary=Vocabulary(by))})


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


@lru_cache(maxsize=64)
def _teams(team_ids: frozenset[int]) -> Compiled[Team]:
    return Compiled(lambda: Team.objects.filter(pk__in=team_ids))


def _news(request: DeskRequest, found: Found) -> int:
    """Return how many tickets came into the list, or changed in it, since it was shown; up to
    MOST_NEWS. Of words that are in most tickets nobody counts.
    """
    since = _moment(request.GET.get("since", ""))
    if since is None or not found.counted:
        return 0
    shown = [
        known
        for said in request.GET.get("shown", "")[:1_000].split(".")
        if (known := number(said)) is not None
    ]
    news = found.tickets.filter(updated_at__gt=since).exclude(number__in=shown)
    return news.order_by()[:MOST_NEWS].count()


def _moment(said: str) -> dt.datetime | None:
    try:
        moment = parse_datetime(said)
    except ValueError:
        return None
    if moment is None or timezone.is_naive(moment) or moment.year not in YEARS:
        return None
    return moment
