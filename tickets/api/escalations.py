"""Escalations: the ladder of a ticket, its chain, asking and taking. Staff only."""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions.escalate import choices, escalate
from tickets.actions.take_escalation import take_escalation
from tickets.api.base import DeskViewSet
from tickets.api.for_staff import AssigneeSerializer
from tickets.api.inputs import DueReasonSerializer
from tickets.api.permissions import StaffOnly
from tickets.routing.escalating import Escalation, Whom


class EscalationSerializer(serializers.ModelSerializer[Escalation]):
    whom = serializers.ChoiceField(Whom.choices)
    address = serializers.CharField(help_text="Whom, in words.")
    by = AssigneeSerializer(allow_null=True)
    taken_by = AssigneeSerializer(allow_null=True)

    class Meta:
        model = Escalation
        fields = [
            "whom",
            "address",
            "by",
            "by_itself",
            "reason",
            "at",
            "due_at",
            "taken_by",
            "taken_at",
            "ended_at",
        ]
        read_only_fields = fields


class StepSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="step.pk")
    whom = serializers.ChoiceField(Whom.choices, source="step.whom")
    address = serializers.CharField(source="step.address")
    within_seconds = serializers.FloatField()
    others = serializers.IntegerField(help_text="How many could take it; none: refused.")


class EscalationsSerializer(serializers.Serializer[Any]):
    chain = EscalationSerializer(many=True, help_text="The oldest first.")
    ladder = StepSerializer(many=True, help_text="The lowest step first.")


class EscalateSerializer(DueReasonSerializer):
    step = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="From `ladder`.")


class EscalationViewSet(DeskViewSet):
    permission_classes = [IsAuthenticated, StaffOnly]

    @extend_schema(operation_id="tickets_escalations", responses=EscalationsSerializer)
    def retrieve(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Read who was asked to take a ticket, and who could be. Staff only."""
        return self._show()

    @extend_schema(
        operation_id="tickets_escalate",
        request=EscalateSerializer,
        responses={201: EscalationsSerializer},
    )
    def create(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Ask whoever stands on a step of the ladder to take it, and say why. Staff only."""
        given = self.input(EscalateSerializer)
        escalate(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self._show(status=201)

    @extend_schema(
        operation_id="tickets_take_escalation", request=None, responses=EscalationsSerializer
    )
    def take(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Take a ticket that was escalated to me. Staff only."""
        take_escalation(ticket_id, by=self.actor, at=timezone.now())
        return self._show()

    def _show(self, *, status: int = 200) -> Response:
        ticket = self.ticket()
        chain = ticket.escalations.select_related("by__user", "taken_by__user", "skill", "team")
        shown = {"chain": chain, "ladder": choices(ticket, by=self.actor)}
        return Response(EscalationsSerializer(shown).data, status=status)
