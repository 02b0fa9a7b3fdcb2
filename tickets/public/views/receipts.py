"""What a customer reads right after a request was filed."""

import uuid

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tickets.channels.files.showing import files_of
from tickets.public import access, presenting


@require_safe
@access.private_page
@access.for_readers
def receipt(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Say the number, the promise, what was sent and what happens next."""
    now = timezone.now()
    actor = access.filer_for(request, ticket_id, at=now)
    ticket = access.ticket_or_404(actor, ticket_id)
    # Nothing that came from another ticket: who filed this one has not proven to have filed that.
    own = ticket.messages.filter(said_on=None).in_order()
    first = own.prefetch_related("attachments").first()
    context = {
        "ticket": presenting.head_of(ticket),
        "banner": presenting.banner_of(ticket, at=now),
        "email": ticket.customer_email,
        "is_guest": ticket.requester_id is None,
        "written": first.body if first else "",
        "files": files_of(first, route="public:file") if first else (),
        "answers": presenting.answers_of(ticket),
    }
    return render(request, "public/receipt.html", context)
