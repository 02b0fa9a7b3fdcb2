"""The staff's work on tickets: take, put back, wait, go on, resolve."""

import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions import assign, reclassify, resolve, wait
from tickets.actions.reclassify import Wanted
from tickets.api.base import DeskViewSet
from tickets.api.for_staff import StaffTicketSerializer
from tickets.api.inputs import BodyField, CategoryField, DueReasonSerializer, ReasonSerializer
from tickets.api.permissions import StaffOnly
from tickets.lifecycle.choices import Lane, Tier, Urgency

CUSTOMER, PARTNER = "customer", "partner"


class WaitSerializer(ReasonSerializer):
    waits_for = serializers.ChoiceField(
        [(CUSTOMER, "the customer: promises stand still"), (PARTNER, "a courier or specialist")],
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if given["waits_for"] == PARTNER and not given["reason"]:
            raise ValidationError({"reason": _("Say for whom, and for what.")}, code="required")
        return given


class ResolveSerializer(ReasonSerializer):
    body = BodyField(required=False, default="", help_text="A last message to the customer.")


class KindSerializer(DueReasonSerializer):
    """What the ticket is to be. A category brings its tier and urgency, unless these are sent."""

    category = CategoryField(required=False, help_text="The key of a category.")
    tier = serializers.ChoiceField(Tier.choices, required=False)
    urgency = serializers.ChoiceField(Urgency.choices, required=False)
    lane = serializers.ChoiceField(Lane.choices, required=False)


class WorkViewSet(DeskViewSet):
    permission_classes = [IsAuthenticated, StaffOnly]

    @extend_schema(
        operation_id="tickets_take_next",
        request=None,
        responses={
            200: StaffTicketSerializer,
            404: OpenApiResponse(description="For customers there is nothing here."),
        },
    )
    def take_next(self, request: Request) -> Response:
        """Take the next ticket: the first in the order of work that fits me. Staff only."""
        ticket = assign.take_next(by=self.actor, at=timezone.now())
        return self._show(ticket.id)

    @extend_schema(operation_id="tickets_assign", request=None, responses=StaffTicketSerializer)
    def assign(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Take this ticket, which nobody holds. Staff only."""
        assign.take(ticket_id, by=self.actor, at=timezone.now())
        return self._show(ticket_id)

    @extend_schema(
        operation_id="tickets_put_back",
        request=DueReasonSerializer,
        responses=StaffTicketSerializer,
    )
    def put_back(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Give a ticket back to its queue, and say why. Staff only."""
        given = self.input(DueReasonSerializer)
        assign.put_back(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self._show(ticket_id)

    @extend_schema(
        operation_id="tickets_wait", request=WaitSerializer, responses=StaffTicketSerializer
    )
    def wait(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Wait for somebody. Staff only.

        For the customer: promises stand still until they answer. For a partner, which asks for a
        reason: promises run on.
        """
        given = self.input(WaitSerializer)
        step = {CUSTOMER: wait.wait_for_customer, PARTNER: wait.wait_for_partner}
        step[given.pop("waits_for")](ticket_id, by=self.actor, at=timezone.now(), **given)
        return self._show(ticket_id)

    @extend_schema(
        operation_id="tickets_reclassify",
        request=KindSerializer,
        responses={
            200: StaffTicketSerializer,
            204: OpenApiResponse(description="It went to a queue of a team that is not yours."),
        },
    )
    def reclassify(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Change category, tier, urgency or lane of a ticket, and say why. Staff only.

        Open promises follow, and what was used up stays used up. When one moves later, the customer
        is told in the same moment. In another queue the ticket may get another number.
        """
        given = self.input(KindSerializer)
        wanted = Wanted(
            given.get("category"),
            Tier(given["tier"]) if "tier" in given else None,
            Urgency(given["urgency"]) if "urgency" in given else None,
            Lane(given["lane"]) if "lane" in given else None,
        )
        at, reason = timezone.now(), given["reason"]
        reclassify.reclassify(ticket_id, wanted, by=self.actor, at=at, reason=reason)
        if not self.tickets().filter(id=ticket_id).exists():
            return Response(status=204)
        return self._show(ticket_id)

    @extend_schema(
        operation_id="tickets_resume", request=ReasonSerializer, responses=StaffTicketSerializer
    )
    def resume(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Go on with a ticket that waited. Staff only."""
        given = self.input(ReasonSerializer)
        wait.resume(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self._show(ticket_id)

    @extend_schema(
        operation_id="tickets_resolve", request=ResolveSerializer, responses=StaffTicketSerializer
    )
    def resolve(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Solve a ticket. Staff only.

        `body` is sent as a last message; without any message ever written the ticket cannot be
        solved. The customer is asked to rate.
        """
        given = self.input(ResolveSerializer)
        resolve.resolve(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self._show(ticket_id)

    def _show(self, ticket_id: uuid.UUID) -> Response:
        self.kwargs["ticket_id"] = ticket_id
        return self.ticket_response()
