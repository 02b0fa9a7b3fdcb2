"""What every view of the desk's API does alike: know its actor, find its ticket, read its input."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers, viewsets
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions.ask_evidence import asked_for
from tickets.actions.open import Filed
from tickets.api.deadlines import deadlines_of_tickets
from tickets.api.for_customers import TicketRowSerializer, TicketSerializer
from tickets.api.for_staff import StaffTicketRowSerializer, StaffTicketSerializer
from tickets.api.guests import GuestAuthentication
from tickets.api.presenting import accepted, presented
from tickets.api.versions import Changed, is_named, tag
from tickets.conversation.visits import with_unread
from tickets.lifecycle.actors import Actor, refuse_readers
from tickets.lifecycle.continuing import with_continuation
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.lifecycle.records import TicketLink
from tickets.lifecycle.versions import version_of
from tickets.sla import clocks
from tickets.staff.actors import actor_of

ANY_TICKET = PolymorphicProxySerializer(
    component_name="AnyTicket",
    serializers=[TicketSerializer, StaffTicketSerializer],
    resource_type_field_name=None,
)
ANY_TICKET_ROW = PolymorphicProxySerializer(
    component_name="AnyTicketRow",
    serializers=[TicketRowSerializer, StaffTicketRowSerializer],
    resource_type_field_name=None,
)


BARE_LINKS = Prefetch("links", TicketLink.objects.defer("snapshot"))
"""What a ticket is about, without the pictures taken of it then."""


class DeskViewSet(viewsets.GenericViewSet[Any]):
    """Reaches tickets through ``visible_to(actor)`` and in no other way."""

    guests_may: ClassVar[frozenset[str]] = frozenset()
    """The actions that the secret of a guest's link opens, for its one ticket."""

    def get_authenticators(self) -> list[BaseAuthentication]:
        # DRF asks before it has said which action is meant.
        method = (self.request.method or "").lower() if self.request else ""
        action = getattr(self, "action", None) or getattr(self, "action_map", {}).get(method)
        guests = [GuestAuthentication()] if action in self.guests_may else []
        return [*super().get_authenticators(), *guests]

    @cached_property
    def actor(self) -> Actor:
        if isinstance(self.request.auth, Actor):
            return self.request.auth
        return actor_of(self.request.user)

    def check_permissions(self, request: Request) -> None:
        """Refuse who only reads whatever is no reading, so that no view can forget it."""
        super().check_permissions(request)
        if request.method not in SAFE_METHODS:
            refuse_readers(self.actor)

    def tickets(self) -> TicketQuerySet:
        return Ticket.objects.visible_to(self.actor)

    def ticket(self) -> Ticket:
        """Return the ticket of the address, with what its page shows. Raises Http404."""
        tickets = self.shown_tickets().prefetch_related(None).prefetch_related("links")
        return get_object_or_404(tickets, id=self.kwargs["ticket_id"])

    def shown_tickets(self) -> TicketQuerySet:
        """Return the reader's tickets with what a row of theirs shows."""
        tickets = with_continuation(self.tickets().for_list(), self.actor)
        if self.actor.is_staff:
            return tickets.select_related("pressing")
        return with_unread(tickets).prefetch_related(BARE_LINKS)

    def input(self, serializer: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """Return the body of the call as ``serializer`` reads it. Raises ValidationError."""
        return accepted(serializer, self.request.data, context=self.get_serializer_context())

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Let nobody change the ticket between the look at ``If-Match`` and the action within.

        The action runs in the transaction that holds the ticket's lock already. Without the field
        nothing is asked. Raises Changed (412), and Http404.
        """
        expected = self.request.headers.get("If-Match")
        if expected is None:
            yield
            return
        with transaction.atomic():
            try:
                ticket = self.tickets().locked(self.kwargs["ticket_id"])
            except Ticket.DoesNotExist:
                raise Http404 from None
            version = version_of(ticket.id)
            if not is_named(version, expected):
                body = JSONRenderer().render(self.shown(self.ticket()))
                raise Changed(tag(body, version))
            yield

    def shown(self, ticket: Ticket) -> Any:
        """Return ``ticket`` as its reader may see it, as plain data."""
        serializer = StaffTicketSerializer if self.actor.is_staff else TicketSerializer
        # What was filed this moment, and what is done, waits for nothing of the customer.
        waits = ticket.reply_count > 0 and ticket.facts.group is not Group.DONE
        context = {"evidence": asked_for(ticket) if waits else None}
        (shown,) = presented(serializer, [ticket], context=context | self.presenting([ticket]))
        return shown

    def ticket_response(self, *, status: int = 200) -> Response:
        """Return the ticket of the address as its reader may see it, with the tag to ask again by.

        Raises Http404.
        """
        version = version_of(self.kwargs["ticket_id"])
        ticket = self.ticket()
        return self._tagged(self.shown(ticket), ticket, version, status=status)

    def filed_response(self, filed: Filed) -> Response:
        """Return what a customer has filed by this call, as it was written: nothing is read."""
        response = self._tagged(self.shown_filed(filed), filed.ticket, filed.version, status=201)
        response["Location"] = response["Content-Location"]
        return response

    def shown_filed(self, filed: Filed) -> Any:
        """Return what was filed as its customer may see it, as plain data."""
        ticket, at = filed.ticket, timezone.now()
        links = ticket.links.all()
        links._result_cache = list(filed.links)
        ticket._prefetched_objects_cache = {"links": links}  # type: ignore[attr-defined]
        promise = clocks.first_promise(filed.clocks)
        context = {
            "by": self.actor,
            "at": at,
            "promises": {ticket.id: promise} if promise else {},
            "deadlines": deadlines_of_tickets([ticket], at=at, known=filed.things),
        }
        (shown,) = presented(TicketSerializer, [ticket], context=context)
        return shown

    def _tagged(self, shown: Any, ticket: Ticket, version: str, *, status: int) -> Response:
        response = Response(shown, status=status)
        response.version = version  # type: ignore[attr-defined]
        response["Content-Location"] = reverse("api:ticket", args=[ticket.id])
        return response

    def presenting(self, tickets: list[Ticket]) -> dict[str, Any]:
        """Return what the serializers of tickets ask for: reader, time, promises, deadlines.

        As many queries for one ticket as for a page of them.
        """
        at = timezone.now()
        return {
            "by": self.actor,
            "at": at,
            "promises": clocks.promises_to_customers(tickets),
            "deadlines": {} if self.actor.is_staff else deadlines_of_tickets(tickets, at=at),
        }
