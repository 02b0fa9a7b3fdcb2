"""The customer's own requests: open and closed, found by words, number or order."""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from consignment.models import Order
from consignment.numbers import Kind, canonical
from tickets.actions.claim import claim_verified, claimable_by
from tickets.conversation import visits
from tickets.conversation.models import Message
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.public import access, presenting

PER_PAGE = 20
MOST_ORDERS = 30
LONGEST_SEARCH = 100
SHOW = {"open": TicketQuerySet.unfinished, "closed": TicketQuerySet.done}
NUMBER = re.compile(r"[Tt][\s–-]*(\d{1,18})|(\d{4,18})")


@require_safe
@login_required
@access.private_page
def tickets(request: HttpRequest) -> HttpResponse:
    """List the reader's own requests, newest first: open or closed, all or what was searched."""
    actor = access.customer_of(request)
    mine = Ticket.objects.visible_to(actor)
    show = request.GET.get("show", "open")
    if show not in SHOW:
        raise Http404
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    order = canonical(request.GET.get("order", "")[:LONGEST_SEARCH], Kind.ORDER)
    found = _about(_saying(mine, words), order)
    rows = visits.with_unread(SHOW[show](found).for_list()).order_by("-created_at", "-id")
    paginator = Paginator(rows, PER_PAGE)
    filters = {name: value for name, value in (("q", words), ("order", order)) if value}
    context: dict[str, Any] = {
        "show": show,
        "q": words,
        "order": order or "",
        "orders": _orders(mine),
        "filtered": bool(filters),
        "filters": urlencode(filters),
        "counts": {word: keep(found).count() for word, keep in SHOW.items()},
        "query": urlencode({"show": show, **filters}) + "&",
        "claimable": claimable_by(actor.user_id).count() if actor.user_id else 0,
        "last_page": paginator.num_pages,
    }
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage:
        return render(request, "public/tickets.html", {**context, "page": None}, status=404)
    shown = presenting.rows_of(page, at=timezone.now())
    return render(request, "public/tickets.html", {**context, "page": page, "rows": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def claim_all(request: HttpRequest) -> HttpResponse:
    """Add what was filed as a guest with an address that this account has verified."""
    if request.method == "POST":
        added = claim_verified(by=access.customer_of(request), at=timezone.now())
        words = ngettext(
            "%(count)d request was added to your account.",
            "%(count)d requests were added to your account.",
            added,
        )
        messages.success(request, words % {"count": added})
    return redirect("public:tickets")


def _saying(tickets: TicketQuerySet, words: str) -> TicketQuerySet:
    """Keep what has each of ``words`` in its subject or its messages, or this number."""
    number = NUMBER.fullmatch(words)
    if number:
        by_number = Q(number=int(number[1] or number[2]))
        return tickets.filter(by_number | _says(words))
    for word in words.split():
        tickets = tickets.filter(_says(word))
    return tickets


def _says(word: str) -> Q:
    said = Message.objects.filter(ticket=OuterRef("pk"), body__icontains=word)
    return Q(subject__icontains=word) | Q(Exists(said))


def _about(tickets: TicketQuerySet, order: str | None) -> TicketQuerySet:
    return tickets.filter(links__order__number=order) if order else tickets


def _orders(mine: TicketQuerySet) -> list[str]:
    """Return the numbers of the orders that the reader's requests are about, newest first."""
    orders = Order.objects.filter(ticket_links__ticket__in=mine).distinct().newest_first()
    return list(orders.values_list("number", flat=True)[:MOST_ORDERS])
