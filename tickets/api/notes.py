"""Notes of the staff for the staff."""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions import note
from tickets.api.base import DeskViewSet
from tickets.api.filters import StrictOrdering
from tickets.api.inputs import BodyField
from tickets.api.permissions import StaffOnly
from tickets.conversation.models import Note


class NoteSerializer(serializers.ModelSerializer[Note]):
    author_name = serializers.CharField(source="author.get_full_name")

    class Meta:
        model = Note
        fields = ["id", "author_name", "body", "at"]
        read_only_fields = fields


class NewNoteSerializer(serializers.Serializer[Any]):
    body = BodyField(help_text="Plain text that no customer sees.")


class NoteViewSet(DeskViewSet):
    queryset = Note.objects.none()
    permission_classes = [IsAuthenticated, StaffOnly]
    filter_backends = [StrictOrdering]
    ordering_fields = ["at"]
    ordering = ["at", "id"]

    @extend_schema(operation_id="tickets_notes_list", responses=NoteSerializer)
    def list(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Read the notes, from the first or with `ordering=-at` from the last. Staff only."""
        notes = self.filter_queryset(self.ticket().notes.select_related("author"))
        page = self.paginate_queryset(notes)
        return self.get_paginated_response(NoteSerializer(page, many=True).data)

    @extend_schema(
        operation_id="tickets_notes_create",
        request=NewNoteSerializer,
        responses={201: NoteSerializer},
    )
    def create(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Leave a note for the staff. Staff only; no customer ever sees it."""
        given = self.input(NewNoteSerializer)
        written = note.note(ticket_id, by=self.actor, at=timezone.now(), **given)
        return Response(NoteSerializer(written).data, status=201)
