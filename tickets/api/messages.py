"""The conversation of a ticket."""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions import receive, reply
from tickets.api.base import DeskViewSet
from tickets.api.files import UPLOAD_KEY_PARAMETER, FileSerializer, FilesField
from tickets.api.filters import StrictOrdering
from tickets.api.inputs import BodyField
from tickets.api.permissions import Known
from tickets.conversation.models import Author, Message
from tickets.lifecycle.choices import Channel


class MessageSerializer(serializers.ModelSerializer[Message]):
    """A message as both sides read it."""

    author = serializers.ChoiceField(Author.choices, source="author_kind")
    author_name = serializers.CharField(source="public_name")
    files = FileSerializer(source="attachments", many=True)

    class Meta:
        model = Message
        fields = ["id", "author", "author_name", "body", "files", "at"]
        read_only_fields = fields


class NewMessageSerializer(serializers.Serializer[Any]):
    body = BodyField(help_text="Plain text. With files it may be empty.")
    files = FilesField()


class ReplySerializer(NewMessageSerializer):
    then_wait = serializers.BooleanField(
        default=False,
        help_text="Staff only: the message asks something, and work waits for the answer.",
    )


class MessageViewSet(DeskViewSet):
    guests_may = frozenset({"list", "create"})
    permission_classes = [Known]
    queryset = Message.objects.none()
    filter_backends = [StrictOrdering]
    ordering_fields = ["at"]
    ordering = ["at", "id"]

    @extend_schema(operation_id="tickets_messages_list", responses=MessageSerializer)
    def list(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Read the conversation, from its beginning or with `ordering=-at` from its end."""
        messages = self.filter_queryset(self.ticket().messages.prefetch_related("attachments"))
        page = self.paginate_queryset(messages)
        return self.get_paginated_response(MessageSerializer(page, many=True).data)

    @extend_schema(
        operation_id="tickets_messages_create",
        request=ReplySerializer,
        parameters=[UPLOAD_KEY_PARAMETER],
        responses={201: OpenApiResponse(MessageSerializer, "Written.")},
    )
    def create(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Write on a ticket.

        A customer's message lets waiting work go on and reopens a solved ticket. The staff's goes
        to the customer by mail too, and takes a ticket that nobody held.
        """
        who_and_when: dict[str, Any] = {"by": self.actor, "at": timezone.now()}
        if self.actor.is_staff:
            said = self.input(ReplySerializer)
            with self.unchanged():
                message = reply.reply(ticket_id, **who_and_when, **said)
        else:
            given = self.input(NewMessageSerializer)
            with self.unchanged():
                message = receive.receive(ticket_id, channel=Channel.APP, **who_and_when, **given)
        return Response(MessageSerializer(message).data, status=201)
