"""What every view of the desk's API does alike: know its actor, find its ticket, read its input."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers, viewsets
from rest_framework.response import Response

from tickets.api.for_customers import TicketRowSerializer, TicketSerializer
from tickets.api.for_staff import StaffTicketRowSerializer, StaffTicketSerializer
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket, TicketQuerySet
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


class DeskViewSet(viewsets.GenericViewSet[Any]):
    """Reaches tickets through ``visible_to(actor)`` and in no other way."""

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self.request.user)

    def tickets(self) -> TicketQuerySet:
        return Ticket.objects.visible_to(self.actor)

    def ticket(self) -> Ticket:
        """Return the ticket of the address, with what its page shows. Raises Http404."""
        tickets = self.tickets().for_list().prefetch_related("links")
        return get_object_or_404(tickets, id=self.kwargs["ticket_id"])

    def input(self, serializer: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """Return the body of the call as ``serializer`` reads it. Raises ValidationError."""
        given = serializer(data=self.request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        data: dict[str, Any] = given.validated_data
        return data

    def ticket_response(self, ticket: Ticket, *, status: int = 200) -> Response:
        """Return ``ticket`` as its reader may see it."""
        serializer = StaffTicketSerializer if self.actor.is_staff else TicketSerializer
        return Response(serializer(ticket, context=self.presenting([ticket])).data, status=status)

    def presenting(self, tickets: list[Ticket]) -> dict[str, Any]:
        """Return what the serializers of tickets ask for: reader, time and promises. One query."""
        return {
            "by": self.actor,
            "at": timezone.now(),
            "promises": clocks.promises_to_customers(tickets),
        }
