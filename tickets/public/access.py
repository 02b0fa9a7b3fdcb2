"""From a request to the actor in whose name the site reads and acts.

On the site everybody is a customer. Staff who log in here see their own requests and nobody's
else: what they do for customers they do at the desk.

A guest is whoever followed the link of a mail: the session then keeps the ticket for a day. To
have filed a ticket proves nothing of the mail address that was typed, so it opens the receipt and
not the conversation.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control

from consignment.models import User
from tickets.lifecycle.actors import ANONYMOUS, Actor, guest
from tickets.lifecycle.choices import ActorKind
from tickets.lifecycle.models import Ticket

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

OPENED = "opened_requests"
FILED = "filed_requests"
REMEMBERED_FOR = dt.timedelta(days=1)
MOST_REMEMBERED = 20

# Never kept by a cache between us and the reader; asked for again each time.
private_page = cache_control(private=True, no_cache=True)


def customer_of(request: HttpRequest) -> Actor:
    """Return who is logged in, as a customer; ANONYMOUS when nobody is."""
    user = request.user
    if not isinstance(user, User):
        return ANONYMOUS
    return Actor(ActorKind.CUSTOMER, user_id=user.id, name=str(user))


def actor_for(request: HttpRequest, ticket_id: uuid.UUID, *, at: dt.datetime) -> Actor:
    """Return in whose name ``request`` comes to this ticket: its guest, or who is logged in."""
    return guest_for(request, ticket_id, at=at) or customer_of(request)


def guest_for(request: HttpRequest, ticket_id: uuid.UUID, *, at: dt.datetime) -> Actor | None:
    """Return the guest of this ticket, if its link was followed in this browser; else None."""
    return (_remembers(request, OPENED, ticket_id, at=at) and _guest_of(ticket_id)) or None


def filer_for(request: HttpRequest, ticket_id: uuid.UUID, *, at: dt.datetime) -> Actor:
    """Return as ``actor_for``, but who filed the ticket from this browser counts as its guest.

    Enough for the receipt, and for nothing that others wrote.
    """
    guest_here = _remembers(request, FILED, ticket_id, at=at) and _guest_of(ticket_id)
    return guest_here or actor_for(request, ticket_id, at=at)


def let_in(request: HttpRequest, actor: Actor, *, at: dt.datetime) -> None:
    """Keep in the session that ``actor`` came by a guest's link."""
    _remember(request, OPENED, actor.ticket_id, at=at)


def has_filed(request: HttpRequest, ticket_id: uuid.UUID, *, at: dt.datetime) -> None:
    """Keep in the session that this browser filed the ticket, for the receipt."""
    _remember(request, FILED, ticket_id, at=at)


def ticket_or_404(actor: Actor, ticket_id: uuid.UUID) -> Ticket:
    """Return the ticket if ``actor`` may know of it; not theirs is as good as not there."""
    return get_object_or_404(Ticket.objects.visible_to(actor).for_list(), id=ticket_id)


def for_readers(view: View[P]) -> View[P]:
    """Answer 404 for a ticket that the reader cannot know of; ask a stranger to log in first.

    Strangers are asked whatever the address, so that they learn of none. Who follows a link of a
    mail has often been logged out since.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (Ticket.DoesNotExist, Http404):
            if request.user.is_authenticated:
                raise Http404 from None
            return redirect_to_login(request.get_full_path())

    return guarded


def _guest_of(ticket_id: uuid.UUID) -> Actor | None:
    """Return the guest of the ticket by name; None once it belongs to somebody with a login."""
    ticket = Ticket.objects.visible_to(guest(ticket_id)).first()
    return guest(ticket_id, ticket.customer_name) if ticket else None


def _remember(
    request: HttpRequest, what: str, ticket_id: uuid.UUID | None, *, at: dt.datetime
) -> None:
    known = dict(request.session.get(what, {}))
    known.pop(str(ticket_id), None)
    known[str(ticket_id)] = (at + REMEMBERED_FOR).timestamp()
    request.session[what] = dict(list(known.items())[-MOST_REMEMBERED:])


def _remembers(request: HttpRequest, what: str, ticket_id: uuid.UUID, *, at: dt.datetime) -> bool:
    until = request.session.get(what, {}).get(str(ticket_id))
    return until is not None and at.timestamp() < until
