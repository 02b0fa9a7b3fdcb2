"""A customer follows a request, answers, reopens, takes it back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.handlers.asgi import ASGIRequest
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tickets import live
from tickets.actions.offers import offers
from tickets.actions.receive import TicketIsDone, receive
from tickets.actions.reopen import reopen as reopen_ticket
from tickets.actions.withdraw import withdraw as withdraw_ticket
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.lifecycle.moves import MoveRefused
from tickets.public import access, presenting, things
from tickets.public.forms import ReplyForm
from tickets.public.once import once
from tickets.public.refusals import words_of
from tickets.sla.policies import NoPolicy

PER_PAGE = 20
SHOW = {"open": TicketQuerySet.unfinished, "closed": TicketQuerySet.done}


@require_safe
@login_required
@access.private_page
def tickets(request: HttpRequest) -> HttpResponse:
    """List the reader's own requests, newest first, open or closed."""
    mine = Ticket.objects.visible_to(access.customer_of(request))
    show = request.GET.get("show", "open")
    if show not in SHOW:
        raise Http404
    paginator = Paginator(SHOW[show](mine).for_list().order_by("-created_at", "-id"), PER_PAGE)
    context = {
        "show": show,
        "counts": {word: keep(mine).count() for word, keep in SHOW.items()},
        "query": f"show={show}&",
        "last_page": paginator.num_pages,
    }
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage:
        return render(request, "public/tickets.html", {**context, "page": None}, status=404)
    rows = presenting.rows_of(page, at=timezone.now())
    return render(request, "public/tickets.html", {**context, "page": page, "rows": rows})


@require_safe
@access.private_page
@access.for_readers
def ticket(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Show a request: where it stands, what was said, what it is about."""
    return _page(request, ticket_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_readers
def message(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Take what the customer writes; a solved request reopens by it."""
    if request.method != "POST":
        return _to_page(request, ticket_id)
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, ticket_id, form=form, status=422)
    body = form.cleaned_data["body"]

    def write() -> uuid.UUID:
        return receive(ticket_id, by=actor, body=body, channel=Channel.SITE, at=now).id

    try:
        message_id = once(request, form.key, content=form.content, make=write)
    except TextRefused as refusal:
        form.add_error("body", refusal.why)
    except (TicketIsDone, MoveRefused) as refusal:
        form.add_error(None, refusal.why)
    except NoPolicy as refusal:
        form.add_error(None, words_of(refusal))
        return _page(request, ticket_id, form=form, status=503)
    else:
        return redirect(f"{reverse('public:ticket', args=[ticket_id])}#m-{message_id}")
    return _page(request, ticket_id, form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_readers
def reopen(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Put a solved request back to work."""
    if request.method != "POST":
        return _to_page(request, ticket_id)
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    try:
        reopen_ticket(ticket_id, by=actor, at=now, reason=_("the customer reopened it"))
    except MoveRefused as refusal:
        return _refused(request, ticket_id, refusal.why)
    except NoPolicy as refusal:
        return _refused(request, ticket_id, words_of(refusal), status=503)
    messages.success(request, _("We work on it again. Tell us what is left to do."))
    return redirect("public:ticket", ticket_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_readers
def withdraw(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Take a request back."""
    if request.method != "POST":
        return _to_page(request, ticket_id)
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    try:
        withdraw_ticket(ticket_id, by=actor, at=now)
    except MoveRefused as refusal:
        return _refused(request, ticket_id, refusal.why)
    return redirect("public:ticket", ticket_id)


@require_safe
def events(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Stream that the request changed, to whoever may read it."""
    actor = access.actor_for(request, ticket_id, at=timezone.now())
    access.ticket_or_404(actor, ticket_id)
    return live.stream(request, ticket_id)


def _to_page(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponse:
    """Lead to the request who comes to the address of a step without sending anything."""
    actor = access.actor_for(request, ticket_id, at=timezone.now())
    return redirect("public:ticket", access.ticket_or_404(actor, ticket_id).id)


def _refused(
    request: HttpRequest, ticket_id: uuid.UUID, why: str, *, status: int = 409
) -> HttpResponse:
    """Show the request as it is now, and why it could not be done."""
    messages.error(request, why)
    return _page(request, ticket_id, status=status)


def _page(
    request: HttpRequest,
    ticket_id: uuid.UUID,
    *,
    form: ReplyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the request; ``form`` holds what was typed and could not be taken."""
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    ticket = access.ticket_or_404(actor, ticket_id)
    offered = offers(ticket, by=actor, at=now)
    context = {
        "ticket": presenting.head_of(ticket),
        "banner": presenting.banner_of(ticket, at=now),
        "thread": presenting.conversation_of(ticket),
        "answers": presenting.answers_of(ticket),
        "things": things.things_of(ticket),
        "offers": offered,
        "form": form or (ReplyForm() if offered.reply else None),
        "live": isinstance(request, ASGIRequest),
    }
    return render(request, "public/ticket.html", context, status=status)
