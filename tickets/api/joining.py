"""Two tickets become one, and one becomes two: for the staff."""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions import merge, split
from tickets.actions.open import SUBJECT_LENGTH
from tickets.api.base import DeskViewSet
from tickets.api.for_staff import StaffTicketSerializer
from tickets.api.inputs import CategoryField
from tickets.api.permissions import StaffOnly


class MergeSerializer(serializers.Serializer[Any]):
    into = serializers.UUIDField(help_text="Another open ticket of the same customer: it is kept.")


class SplitSerializer(serializers.Serializer[Any]):
    messages = serializers.ListField(
        child=serializers.UUIDField(),
        min_length=1,
        max_length=split.MOST,
        help_text="Ids of messages: at least one of the customer's, and one of theirs stays.",
    )
    subject = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=SUBJECT_LENGTH,
        help_text="Without one, the first line of the customer's message.",
    )
    category = CategoryField(required=False, help_text="The key of a category; else the same.")


class JoiningViewSet(DeskViewSet):
    permission_classes = [IsAuthenticated, StaffOnly]

    @extend_schema(
        operation_id="tickets_merge", request=MergeSerializer, responses=StaffTicketSerializer
    )
    def merge(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Merge this ticket into another one of the same customer. Staff only.

        All that was said is on the other one from then on, with the earliest promise of each kind;
        this one is closed as merged, and leads there. The customer is told. It cannot be undone,
        but what went over can be split off. The answer is the ticket that is kept.
        """
        given = self.input(MergeSerializer)
        with self.unchanged():
            kept = merge.merge(ticket_id, into=given["into"], by=self.actor, at=timezone.now())
        self.kwargs["ticket_id"] = kept.id
        return self.ticket_response()

    @extend_schema(
        operation_id="tickets_split",
        request=SplitSerializer,
        responses={201: OpenApiResponse(StaffTicketSerializer, "The new ticket.")},
    )
    def split(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Let messages of this ticket become a ticket of their own. Staff only.

        It is of the same customer, has promises of its own, which begin now, and the two lead to
        each other. The customer is told. The answer is the new ticket.
        """
        given = self.input(SplitSerializer)
        with self.unchanged():
            new = split.split(ticket_id, by=self.actor, at=timezone.now(), **given)
        self.kwargs["ticket_id"] = new.id
        response = self.ticket_response(status=201)
        response["Location"] = response["Content-Location"]
        return response
