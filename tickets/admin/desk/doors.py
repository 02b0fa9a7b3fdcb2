"""Who comes in, and the frame around each page."""

import uuid
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from consignment.compiled import Compiled
from consignment.models import User
from knowledge_base.assistant.corrections import Correction
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.proposals.models import ArticleProposal
from tickets.admin.desk.framing import frame_of
from tickets.admin.navigation import Badges
from tickets.admin.rough import without_nul
from tickets.admin.who import who
from tickets.conversation.visits import with_looked_at
from tickets.insight.fewer.models import ProductProposal
from tickets.insight.levels.models import LevelProposal
from tickets.lifecycle.actors import Actor, OnlyReads, refuse_readers
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.routing.callbacks.models import Callback
from tickets.satisfaction.coaching import Coaching
from tickets.satisfaction.models import Review
from tickets.sla.models import Alert
from tickets.staff.models import Presence


class DeskRequest(HttpRequest):
    """A request as our middleware hands it on."""

    htmx: HtmxDetails


View = Callable[..., HttpResponseBase]
MISSING = (
    Ticket.DoesNotExist,
    Review.DoesNotExist,
    Coaching.DoesNotExist,
    Callback.DoesNotExist,
    Alert.DoesNotExist,
    Dialogue.DoesNotExist,
    Turn.DoesNotExist,
    Correction.DoesNotExist,
    ArticleProposal.DoesNotExist,
    LevelProposal.DoesNotExist,
    ProductProposal.DoesNotExist,
)
"""What is not there, or not for who asks: 404."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FOR_READERS = "is_for_readers"
FOR_EDITORS = "is_for_editors"
READS_TALKS = "knowledge_base.view_dialogue"


def desk(view: View) -> View:
    """Let in who works on tickets, as ``view(request, by, ...)``, in the admin's own way.

    Others are sent to the login, or refused. What is not visible to them raises DoesNotExist
    below and answers 404 here. A part of a page that is fetched after the login ended gets 401:
    sending it to the login would put that page into the part.

    Who only reads is refused whatever is no GET, before the view is asked: so no door can forget
    it. The few that are the reader's own say so with ``for_readers``.
    """

    @wraps(view)
    def opened(request: DeskRequest, **kwargs: Any) -> HttpResponseBase:
        by = who(request)
        if by.agent_id is None and not (
            getattr(view, FOR_EDITORS, False) and request.user.has_perm(READS_TALKS)
        ):
            raise PermissionDenied(_("Your account does not work on tickets."))
        if request.method not in SAFE_METHODS and not getattr(view, FOR_READERS, False):
            try:
                refuse_readers(by)
            except OnlyReads as refused:
                return _refused(request, refused)
        without_nul(request)
        try:
            return view(request, by, **kwargs)
        except MISSING as missing:
            raise Http404 from missing

    in_admin: View = admin.site.admin_view(opened)

    @wraps(view)
    def door(request: DeskRequest, **kwargs: Any) -> HttpResponseBase:
        if request.htmx and not request.user.is_authenticated:
            return HttpResponse(status=401)
        return in_admin(request, **kwargs)

    return door


def for_readers(view: View) -> View:
    """Let who only reads in as well, for what changes nothing but their own; stands in ``desk``."""
    setattr(view, FOR_READERS, True)
    return view


def for_editors(view: View) -> View:
    """Let in whoever writes the help centre as well, who is no staff of the desk; in ``desk``."""
    setattr(view, FOR_EDITORS, True)
    return view


def _refused(request: DeskRequest, refused: OnlyReads) -> HttpResponse:
    """Say why: on a page of its own, or for the page that is open (``forms.js`` shows it)."""
    if request.htmx:
        return HttpResponse(refused.why, status=403, headers={"Desk-Refused": "role"})
    raise PermissionDenied(refused.why)


def page(
    request: DeskRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    status: int = 200,
) -> HttpResponse:
    """Return a whole page: ``template`` in Unfold's frame, with the agent's presence."""
    frame = {
        "frame": frame_of(request),
        "badges": Badges(request),
        "title": title,
        "me": getattr(cast(User, request.user), "agent", None),
        "may": who(request).may,
        "presences": Presence,
        "now": timezone.now(),
    }
    return render(request, template, {**frame, **context}, status=status)


def visible_ticket(by: Actor, ticket_id: uuid.UUID) -> Ticket:
    """Return the ticket with what its page shows of it, if ``by`` may know of it.

    ``goes_on``: whether another follows it, was split from it or merged into it.
    Raises Ticket.DoesNotExist.
    """
    return _shown(by.sight).get(ticket_id, by.user_id)


@lru_cache(maxsize=64)
def _shown(sight: Actor) -> Compiled[Ticket]:
    def shown(ticket_id: uuid.UUID, user_id: uuid.UUID) -> TicketQuerySet:
        me = OuterRef("pk")
        near = Ticket.objects.filter(Q(follows=me) | Q(split_from=me) | Q(merged_into=me))
        visible = with_looked_at(Ticket.objects.visible_to(sight), user_id=user_id)
        shown = visible.for_list().select_related("requester__standing", "pressing")
        return shown.annotate(goes_on=Exists(near)).filter(id=ticket_id)

    return Compiled(shown, uuid.UUID, uuid.UUID)
