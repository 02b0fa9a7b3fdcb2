"""Plans for complex cases: promise one, move it once, give it."""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions.extend_plan import extend_plan
from tickets.actions.give_plan import give_plan
from tickets.actions.promise_plan import promise_plan
from tickets.api.base import DeskViewSet
from tickets.api.for_staff import StaffTicketSerializer
from tickets.api.inputs import BodyField, DueReasonSerializer
from tickets.api.permissions import StaffOnly


class PlanSerializer(serializers.Serializer[Any]):
    body = BodyField(help_text="The plan, as the customer reads it.")


class PlanViewSet(DeskViewSet):
    permission_classes = [IsAuthenticated, StaffOnly]

    @extend_schema(
        operation_id="tickets_plan_promise",
        request=DueReasonSerializer,
        responses=StaffTicketSerializer,
    )
    def promise(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Register a complex case, and say why. Staff only.

        The customer is told at once by when a plan comes; the reason is kept in the history.
        """
        given = self.input(DueReasonSerializer)
        promise_plan(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self.ticket_response()

    @extend_schema(
        operation_id="tickets_plan_extend",
        request=DueReasonSerializer,
        responses=StaffTicketSerializer,
    )
    def extend(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Move the promised plan: once, before it is due. Staff only.

        The customer reads the reason, with the new time.
        """
        given = self.input(DueReasonSerializer)
        extend_plan(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self.ticket_response()

    @extend_schema(
        operation_id="tickets_plan_give", request=PlanSerializer, responses=StaffTicketSerializer
    )
    def give(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Send the plan to the customer, which keeps the promise of one. Staff only."""
        given = self.input(PlanSerializer)
        give_plan(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self.ticket_response()
