"""The page of one request, as every step on it comes back to it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.handlers.asgi import ASGIRequest
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.actions.ask_evidence import asked_for
from tickets.actions.follow_up import open_follow_up
from tickets.actions.offers import Offers, offers
from tickets.conversation import visits
from tickets.conversation.models import Message
from tickets.lifecycle import configuration, linked
from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.choices import ActorKind
from tickets.lifecycle.continuing import kept_id
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.versions import version_of
from tickets.public import access, deadlines, drafts, presenting, talk, things
from tickets.public.calling import calling_of
from tickets.public.files import files_field
from tickets.public.forms import SCORES, Intent, ReplyForm, WithdrawForm

HIDDEN = "X-Hidden"
"""The header of a page that fetches itself anew while nobody looks at it."""
KNOWN = "X-Known"
"""The header of such a page with the version that it shows."""


@configuration.held()
def show(
    request: HttpRequest,
    ticket_id: uuid.UUID,
    *,
    form: ReplyForm | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the request. ``form`` holds what was typed and was not sent; ``notice`` says why.

    An open page that shows the request as it is, and says so, is answered 204.
    """
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    version = version_of(ticket_id)
    ticket = access.ticket_or_404(actor, ticket_id)
    if ticket.merged_into_id is not None:
        return _to_kept(request, ticket, actor, at=now)
    conversation = talk.conversation_of(ticket, before=_before(request, ticket))
    if request.method == "GET" and HIDDEN not in request.headers and conversation.is_newest:
        _has_seen(ticket, conversation, at=now)
    offered = offers(ticket, by=actor, at=now)
    banner = presenting.banner_of(ticket, at=now, over=offered.follow_up)
    version = f"{version} {banner.kind}"
    if request.headers.get(KNOWN) == version:
        return HttpResponse(status=204)
    going_on = open_follow_up(ticket, at=now) if offered.follow_up else None
    about = linked.own_things(ticket)
    due = linked.deadlines_of_links(ticket, at=now, things=about)
    context = {
        "ticket": presenting.head_of(ticket),
        "banner": banner,
        "version": version,
        "talk": conversation,
        "answers": presenting.answers_of(ticket),
        "things": things.shown(about),
        "deadlines": deadlines.shown(due, at=now, without=ticket.category.key),
        **_near(ticket, actor),
        "evidence": _evidence(ticket, at=now),
        "offers": offered,
        "calling": calling_of(ticket, by=actor, at=now),
        "scores": SCORES,
        "can_claim": actor.kind is ActorKind.GUEST and request.user.is_authenticated,
        "form": _reply_form(request, ticket, offered, conversation, form),
        "before_writing": _said_before(offered, going_on),
        "withdraw_form": WithdrawForm(auto_id="withdraw_%s"),
        "notice": notice,
        "live": isinstance(request, ASGIRequest),
    }
    return render(request, "public/ticket.html", context, status=status)


def refused(
    request: HttpRequest, ticket_id: uuid.UUID, why: str, *, status: int = 409
) -> HttpResponse:
    """Show the request as it is now, and why it could not be done."""
    messages.error(request, why)
    return show(request, ticket_id, status=status)


def to_page(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponse:
    """Lead to the request who comes to the address of a step without sending anything."""
    actor = access.actor_for(request, ticket_id, at=timezone.now())
    return redirect("public:ticket", access.ticket_or_404(actor, ticket_id).id)


def place_of(ticket_id: uuid.UUID) -> str:
    """Return where drafts of messages to this request are kept."""
    return f"reply:{ticket_id}"


def _to_kept(
    request: HttpRequest, ticket: Ticket, actor: Actor, *, at: dt.datetime
) -> HttpResponse:
    """Lead to the request that holds all that was said on this one."""
    kept = kept_id(ticket.id)
    if actor.kind is ActorKind.GUEST:
        # What was merged is of one guest, who reads the mail of both.
        access.let_in(request, guest(kept), at=at)
    return redirect("public:ticket", kept)


def _before(request: HttpRequest, ticket: Ticket) -> Message | None:
    """Return the message before which the reader wants to read; 404 for one that is none."""
    wanted = request.GET.get("before")
    if wanted is None:
        return None
    try:
        message_id = uuid.UUID(wanted)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(Message, ticket=ticket, id=message_id)


def _reply_form(
    request: HttpRequest,
    ticket: Ticket,
    offered: Offers,
    conversation: talk.Talk,
    form: ReplyForm | None,
) -> ReplyForm | None:
    """Return the form to write with, as it came back or with the draft that was kept."""
    if not offered.reply and not offered.follow_up:
        return form
    if form is None:
        form = ReplyForm(files=files_field(request))
        if draft := drafts.kept(request, place_of(ticket.id)):
            form.restore(draft)
    form.announce(
        intent=Intent.FOLLOW_UP if offered.follow_up else Intent.REPLY,
        seen=conversation.last,
        reader=drafts.reader_of(request),
    )
    return form


def _said_before(offered: Offers, going_on: Ticket | None) -> str:
    """Return what becomes of a message, where it is more than a message."""
    if going_on is not None:
        return _(
            "This request is closed, and goes on in %(number)s. What you write is added there."
        ) % {"number": going_on.reference}
    if offered.follow_up:
        return _(
            "This request is closed. What you write opens a follow-up with a number of its own, "
            "and we see what was said here."
        )
    return _("Your message reopens this request.") if offered.reopen else ""


def _near(ticket: Ticket, actor: Actor) -> dict[str, Any]:
    """Return the requests that this one hangs together with. One query."""
    before = {ticket.follows_id, ticket.split_from_id} - {None}
    near = Q(id__in=before) | Q(follows=ticket) | Q(split_from=ticket)
    found = list(Ticket.objects.visible_to(actor).filter(near).order_by("id"))
    return {
        "follows": _chain(one for one in found if one.id == ticket.follows_id),
        "continued": _chain(one for one in found if one.follows_id == ticket.id),
        "split_from": _chain(one for one in found if one.id == ticket.split_from_id),
        "parts": _chain(one for one in found if one.split_from_id == ticket.id),
    }


def _chain(tickets: Iterable[Ticket]) -> list[dict[str, Any]]:
    return [
        {"id": ticket.id, "number": ticket.reference, "label": ticket.facts.customer_words}
        for ticket in tickets
    ]


def _evidence(ticket: Ticket, *, at: dt.datetime) -> dict[str, Any] | None:
    """Return until when we wait for what the customer was asked for. One query, if any."""
    waits = ticket.reply_count > 0 and ticket.facts.group is not Group.DONE
    asked = asked_for(ticket) if waits else None
    if asked is None or asked.due_at is None:
        return None
    return {"due_at": asked.due_at, "late": asked.due_at < at}


def _has_seen(ticket: Ticket, conversation: talk.Talk, *, at: dt.datetime) -> None:
    """Keep that the customer has seen our last words, unless it is kept already."""
    last = conversation.last_of_ours_at
    if last and not visits.Visit.objects.filter(ticket=ticket, at__gte=last).exists():
        visits.seen(ticket, at=at)
