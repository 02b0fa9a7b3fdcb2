"""A customer reads a request and writes on it."""

import uuid

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tickets import live
from tickets.actions.follow_up import FollowUpRefused, follow_up, needs_follow_up
from tickets.actions.receive import TicketIsDone, receive
from tickets.conversation.drafts import DraftRefused
from tickets.conversation.files.refusals import FilesRefused
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.choices import ActorKind, Channel
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.public import access, drafts, talk
from tickets.public.files import files_field
from tickets.public.forms import Intent, ReplyForm
from tickets.public.limits import stranger_may
from tickets.public.once import once
from tickets.public.refusals import words_of
from tickets.public.views.page import place_of, show, to_page
from tickets.sla.policies import NoPolicy


@require_safe
@access.private_page
@access.for_readers
def ticket(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Show a request: where it stands, what was said, what it is about."""
    return show(request, ticket_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_readers
def message(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Take what the customer writes: a message, a reopening, or a follow-up, as the page said."""
    if request.method != "POST":
        return to_page(request, ticket_id)
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    if actor.kind is ActorKind.ANONYMOUS:
        return _log_in_first(request, ticket_id)
    found = access.ticket_or_404(actor, ticket_id)
    form = ReplyForm(request.POST, request.FILES, files=files_field(request))
    if not form.is_valid():
        return show(request, ticket_id, form=form, status=422)
    why_not = _changed_meanwhile(form, found, actor)
    if why_not:
        return show(request, ticket_id, form=form, notice=why_not, status=409)
    try:
        made = once(
            request, form.key, content=form.content, make=lambda: _write(form, found, actor)
        )
    except (TextRefused, FilesRefused) as refusal:
        form.refuse(refusal)
    except (TicketIsDone, MoveRefused, FollowUpRefused) as refusal:
        form.add_error(None, refusal.why)
    except NoPolicy as refusal:
        form.add_error(None, words_of(refusal))
        return show(request, ticket_id, form=form, status=503)
    else:
        drafts.forget(request, place_of(ticket_id))
        return _written(request, form, ticket_id, made, actor)
    return show(request, ticket_id, form=form, status=422)


@require_POST
def typing(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponse:
    """Tell the desk's page, while it is open, that the customer writes."""
    actor = access.actor_for(request, ticket_id, at=timezone.now())
    live.tell_typing(access.ticket_or_404(actor, ticket_id).id, by=actor)
    return HttpResponse(status=204)


@require_safe
def events(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Stream that the request changed, to whoever may read it."""
    actor = access.actor_for(request, ticket_id, at=timezone.now())
    access.ticket_or_404(actor, ticket_id)
    return live.stream(request, ticket_id, by=actor)


def _changed_meanwhile(form: ReplyForm, ticket: Ticket, actor: Actor) -> str:
    """Return what is other than the page said when the message was written; empty: nothing is.

    What a page did not say cannot have changed.
    """
    follows_up = needs_follow_up(ticket, by=actor, at=timezone.now())
    if follows_up and form.cleaned_data["intent"] is Intent.REPLY:
        return _("This request was closed meanwhile. Read what happens now when you send.")
    if not follows_up and form.cleaned_data["intent"] is Intent.FOLLOW_UP:
        return _("This request is open again. Send, and your message is added to it.")
    if talk.news_since(ticket, form.cleaned_data["seen"]):
        return _(
            "We wrote to you while you were writing. Read it, and send yours if it still fits."
        )
    return ""


def _write(form: ReplyForm, ticket: Ticket, actor: Actor) -> uuid.UUID:
    """Write the message; return its id, or that of the ticket it went on in."""
    said = {
        "body": form.cleaned_data["body"],
        "files": form.uploads,
        "channel": Channel.SITE,
        "at": timezone.now(),
    }
    if form.cleaned_data["intent"] is Intent.FOLLOW_UP:
        return follow_up(ticket.id, by=actor, **said).id
    return receive(ticket.id, by=actor, **said).id


def _written(
    request: HttpRequest, form: ReplyForm, ticket_id: uuid.UUID, made: uuid.UUID, actor: Actor
) -> HttpResponse:
    """Lead to the message, or to the ticket that goes on with the matter."""
    if form.cleaned_data["intent"] is not Intent.FOLLOW_UP:
        return redirect(f"{reverse('public:ticket', args=[ticket_id])}#m-{made}")
    if actor.kind is ActorKind.GUEST:
        # Who came by the link of a mail reads what is mailed to the same address.
        access.let_in(request, guest(made), at=timezone.now())
    messages.success(request, _("We go on with it here, and see what was said before."))
    return redirect("public:ticket", made)


def _log_in_first(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponse:
    """Keep what was typed while the log-in ended, and lead back to it after the log-in.

    Nothing is asked of the ticket: a stranger learns of none.
    """
    if stranger_may(request):
        try:
            drafts.keep(request, place_of(ticket_id), drafts.typed(request.POST), at=timezone.now())
        except DraftRefused as refusal:
            messages.warning(request, refusal.why)
        else:
            words = _("You are signed out. What you wrote is kept: sign in, and send it.")
            messages.info(request, words)
    return redirect_to_login(reverse("public:ticket", args=[ticket_id]))
