"""A customer books a call on their request, moves it, or cancels it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tickets.actions.book_callback import CallbackRefused, book_callback, change_callback
from tickets.actions.cancel_callback import cancel_callback
from tickets.lifecycle.facts import Group
from tickets.public import access, calling
from tickets.public.once import SentBefore, once
from tickets.public.presenting import head_of
from tickets.public.views.page import refused, to_page


@require_http_methods(["GET", "HEAD", "POST"])
@access.private_page
@access.for_readers
def callback(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Ask for number and time; book them, or move the call that is booked."""
    now = timezone.now()
    by = access.actor_for(request, ticket_id, at=now)
    ticket = access.ticket_or_404(by, ticket_id)
    if ticket.facts.group is Group.DONE:
        return redirect("public:ticket", ticket_id)
    booked = ticket.callbacks.open().select_related("plan").first()
    form = calling.form_on(ticket, booked, data=request.POST or None, at=now)
    if form is None:
        return refused(request, ticket_id, _("No time is free in the next days. Write to us."))
    if request.method == "POST" and form.is_valid() and form.wanted is not None:
        wanted, act = form.wanted, change_callback if booked else book_callback
        try:
            once(
                request,
                form.key,
                content={**form.content, "ticket": ticket_id},
                make=lambda: act(ticket_id, wanted, by=by, at=timezone.now()).id,
            )
        except CallbackRefused as refusal:
            form.refuse(refusal)
        except SentBefore:
            return redirect("public:ticket", ticket_id)
        else:
            messages.success(request, _("It is noted: we call you."))
            return redirect("public:ticket", ticket_id)
    context = {"ticket": head_of(ticket), "form": form, "booked": booked}
    status = 422 if form.errors else 200
    return render(request, "public/callback.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_readers
def cancel(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Cancel the call that is booked."""
    if request.method != "POST":
        return to_page(request, ticket_id)
    now = timezone.now()
    by = access.actor_for(request, ticket_id, at=now)
    access.ticket_or_404(by, ticket_id)
    try:
        cancel_callback(ticket_id, by=by, at=now)
    except CallbackRefused as refusal:
        return refused(request, ticket_id, refusal.why)
    messages.success(request, _("The call is cancelled. We answer in writing."))
    return redirect("public:ticket", ticket_id)
