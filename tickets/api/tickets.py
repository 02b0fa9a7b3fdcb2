"""Tickets: file, list, read, reopen, withdraw."""

import uuid

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from tickets.actions import follow_up, reopen, withdraw
from tickets.actions import open as opening
from tickets.actions.book_callback import CallbackRefused
from tickets.api.base import ANY_TICKET, ANY_TICKET_ROW, DeskViewSet
from tickets.api.files import UPLOAD_KEY_PARAMETER
from tickets.api.filing import NewTicketSerializer, filed_by
from tickets.api.filters import StaffTicketFilter, StrictFilters, StrictOrdering, TicketFilter
from tickets.api.for_customers import TicketRowSerializer, TicketSerializer
from tickets.api.for_staff import StaffTicketRowSerializer
from tickets.api.inputs import ReasonSerializer
from tickets.api.messages import NewMessageSerializer
from tickets.api.permissions import CustomersOnly, Known
from tickets.api.presenting import presented
from tickets.conversation.visits import seen
from tickets.lifecycle import configuration
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import TicketQuerySet
from tickets.limits import GuestThrottle


class TicketViewSet(DeskViewSet):
    """Customers see their own tickets; the staff sees those of every queue that is open to them."""

    guests_may = frozenset({"retrieve", "withdraw", "seen"})
    filter_backends = [StrictFilters, StrictOrdering]
    ordering_fields = ["created_at", "updated_at"]
    ordering = ["-created_at", "-id"]

    def get_permissions(self) -> list[BasePermission]:
        match self.action:
            case "create":
                return [AllowAny(), CustomersOnly()]
            case "withdraw" | "follow_up" | "seen":
                return [Known(), CustomersOnly()]
        return [Known()]

    def get_throttles(self) -> list[BaseThrottle]:
        guests = [GuestThrottle()] if self.action == "create" else []
        return [*super().get_throttles(), *guests]

    @property
    def filterset_class(self) -> type[TicketFilter]:
        described = getattr(self, "swagger_fake_view", False)
        return StaffTicketFilter if described or self.actor.is_staff else TicketFilter

    def get_queryset(self) -> TicketQuerySet:
        return self.shown_tickets()

    @extend_schema(operation_id="tickets_list", responses=ANY_TICKET_ROW)
    @configuration.held()
    def list(self, request: Request) -> Response:
        """List tickets, newest first.

        Customers get their own, staff those of every queue that is open to them, with more on each.
        Ask with `updated_since` for what changed since the last call.
        """
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        row = StaffTicketRowSerializer if self.actor.is_staff else TicketRowSerializer
        rows = presented(row, page, context=self.presenting(page))
        return self.get_paginated_response(rows)

    @extend_schema(
        operation_id="tickets_create",
        request=NewTicketSerializer,
        parameters=[UPLOAD_KEY_PARAMETER],
        responses={201: OpenApiResponse(TicketSerializer, "Filed.")},
    )
    @configuration.held()
    def create(self, request: Request) -> Response:
        """File a ticket.

        `answers` answers the questions of the category's template; orders, items, consignments and
        payouts are named by their numbers and must be the caller's own. Without a login `guest`
        says who files: the receipt and the way to the ticket are sent by mail.
        """
        facts = filed_by(request, self.input(NewTicketSerializer))
        try:
            filed = opening.file(**facts, channel=Channel.APP, at=timezone.now())
        except CallbackRefused as refused:
            raise refused.within("callback") from refused
        if filed.ticket.requester_id is None:
            # Written by hand: a guest's ticket opens by the mail alone, so nothing leads to it.
            return Response(self.shown_filed(filed), status=201)
        return self.filed_response(filed)

    @extend_schema(
        operation_id="tickets_retrieve",
        responses=ANY_TICKET,
    )
    def retrieve(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Read one ticket: where it stands, what is promised, what can be done."""
        return self.ticket_response()

    @extend_schema(operation_id="tickets_reopen", request=ReasonSerializer, responses=ANY_TICKET)
    def reopen(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Reopen a solved ticket.

        Staff must say why. A message of the customer reopens it as well.
        """
        given = self.input(ReasonSerializer)
        with self.unchanged():
            reopen.reopen(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self.ticket_response()

    @extend_schema(
        operation_id="tickets_withdraw", request=ReasonSerializer, responses=TicketSerializer
    )
    def withdraw(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Withdraw a ticket that is not solved yet, and say why. Customers only; it stays so."""
        given = self.input(ReasonSerializer)
        with self.unchanged():
            withdraw.withdraw(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self.ticket_response()

    @extend_schema(
        operation_id="tickets_follow_up",
        request=NewMessageSerializer,
        responses={201: OpenApiResponse(TicketSerializer, "The ticket that goes on.")},
    )
    def follow_up(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Go on with a matter that is over, in a new ticket about the same things.

        Offered by `can.follow_up`. While such a ticket takes messages, what is written goes into
        it. The answer is that ticket. Customers only.
        """
        given = self.input(NewMessageSerializer)
        with self.unchanged():
            going_on = follow_up.follow_up(
                ticket_id, by=self.actor, channel=Channel.APP, at=timezone.now(), **given
            )
        self.kwargs["ticket_id"] = going_on.id
        response = self.ticket_response(status=201)
        response["Location"] = response["Content-Location"]
        return response

    @extend_schema(operation_id="tickets_seen", request=None, responses={204: None})
    def seen(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Say that the customer has read all that was written so far: `unread` turns false."""
        seen(self.ticket(), at=timezone.now())
        return Response(status=204)
