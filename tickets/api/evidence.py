"""The customer is asked for pictures or papers, with a time."""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions.ask_evidence import LEAST_HOURS, MOST_HOURS, ask_evidence
from tickets.api.base import DeskViewSet
from tickets.api.files import UPLOAD_KEY_PARAMETER, FilesField
from tickets.api.inputs import BodyField
from tickets.api.messages import MessageSerializer
from tickets.api.permissions import StaffOnly


class AskSerializer(serializers.Serializer[Any]):
    body = BodyField(help_text="What is needed, and for what. The time is added to it.")
    hours = serializers.IntegerField(
        required=False,
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        help_text="By the clock on the wall; without it, as the desk has it.",
    )
    files = FilesField()


class EvidenceViewSet(DeskViewSet):
    permission_classes = [IsAuthenticated, StaffOnly]

    @extend_schema(
        operation_id="tickets_evidence_ask",
        request=AskSerializer,
        parameters=[UPLOAD_KEY_PARAMETER],
        responses={201: OpenApiResponse(MessageSerializer, "Asked.")},
    )
    def ask(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Ask the customer for pictures or papers, with a time. Staff only.

        The ticket waits for them. Whatever they write or send is taken for it; they are reminded
        before the time is over, and what does not come is no failure of the desk.
        """
        given = self.input(AskSerializer)
        with self.unchanged():
            message = ask_evidence(ticket_id, by=self.actor, at=timezone.now(), **given)
        return Response(MessageSerializer(message).data, status=201)
