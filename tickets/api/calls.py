"""Calls that customers booked, for whoever makes them: which wait, whose, what became of them."""

import uuid
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions.record_call import record_call
from tickets.actions.take_callback import leave_callback, take_callback
from tickets.api.base import DeskViewSet
from tickets.api.callbacks import CallbackSerializer
from tickets.api.filters import StrictFilters, StrictOrdering
from tickets.api.for_staff import AssigneeSerializer
from tickets.api.permissions import StaffOnly
from tickets.routing.callbacks.choices import Folder, Outcome
from tickets.routing.callbacks.models import Callback, CallbackAttempt, CallbackQuerySet
from tickets.staff.actors import actor_of

LONGEST_NOTE = CallbackAttempt._meta.get_field("note").max_length


class AttemptSerializer(serializers.ModelSerializer[CallbackAttempt]):
    by = AssigneeSerializer(source="agent")
    outcome = serializers.ChoiceField(Outcome.choices)

    class Meta:
        model = CallbackAttempt
        fields = ["number", "at", "by", "outcome", "note"]
        read_only_fields = fields


class CallSerializer(CallbackSerializer):
    """A call as whoever makes it reads it: the whole number, the ticket, the attempts so far."""

    ticket = serializers.UUIDField(source="ticket_id")
    reference = serializers.CharField(source="ticket.reference")
    subject = serializers.CharField(source="ticket.subject")
    customer = serializers.CharField(source="ticket.customer_name")
    taken_by = AssigneeSerializer(allow_null=True, help_text="Who makes the call.")
    attempts = serializers.SerializerMethodField(  # type: ignore[assignment]  # without a query
        help_text="How often we have called."
    )
    tries = AttemptSerializer(many=True)

    class Meta(CallbackSerializer.Meta):
        fields = [
            "id",
            "ticket",
            "reference",
            "subject",
            "customer",
            "taken_by",
            *CallbackSerializer.Meta.fields,
            "tries",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField())
    def get_attempts(self, call: Callback) -> int:
        return len(call.tries.all())


class TakeCallSerializer(serializers.Serializer[Any]):
    seen = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=2**31 - 1,
        help_text="Whose call you take over, knowingly: the id of `taken_by`.",
    )


class OutcomeSerializer(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(Outcome.choices)
    note = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=LONGEST_NOTE
    )
    again_at = serializers.DateTimeField(
        required=False, help_text="When to call again; else as the desk has it."
    )


class CallFilter(filters.FilterSet):
    folder = filters.ChoiceFilter(
        choices=Folder.choices,
        method="in_folder",
        label="Those of one folder; without it all that are to be made.",
    )

    class Meta:
        model = Callback
        fields: list[str] = []

    def in_folder(self, calls: CallbackQuerySet, name: str, folder: str) -> CallbackQuerySet:
        me = actor_of(self.request.user).agent_id
        return calls.in_folder(Folder(folder), agent_id=me, at=timezone.now())


class CallViewSet(DeskViewSet):
    permission_classes = [IsAuthenticated, StaffOnly]
    queryset = Callback.objects.none()
    filter_backends = [StrictFilters, StrictOrdering]
    filterset_class = CallFilter
    ordering_fields = ["next_until"]
    ordering = ["next_until", "id"]

    @extend_schema(operation_id="calls_list", responses=CallSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List calls to make, the one that was promised the earliest first. Staff only."""
        calls = self.calls()
        if "folder" not in request.query_params:
            calls = calls.open()
        page = self.paginate_queryset(self.filter_queryset(calls))
        return self.get_paginated_response(CallSerializer(page, many=True).data)

    @extend_schema(operation_id="calls_take", request=TakeCallSerializer, responses=CallSerializer)
    def take(self, request: Request, callback_id: uuid.UUID) -> Response:
        """Say that you make a call; a ticket that waits is taken with it. Staff only.

        A call that a colleague makes is refused with their name: name them in `seen` to take over.
        """
        given = self.input(TakeCallSerializer)
        take_callback(callback_id, by=self.actor, at=timezone.now(), seen=given.get("seen"))
        return self._show(callback_id)

    @extend_schema(operation_id="calls_leave", request=None, responses=CallSerializer)
    def leave(self, request: Request, callback_id: uuid.UUID) -> Response:
        """Leave a call of yours to others. Staff only."""
        leave_callback(callback_id, by=self.actor, at=timezone.now())
        return self._show(callback_id)

    @extend_schema(
        operation_id="calls_outcome", request=OutcomeSerializer, responses=CallSerializer
    )
    def outcome(self, request: Request, callback_id: uuid.UUID) -> Response:
        """Record an attempt and what became of it. Staff only.

        It keeps the promise of the call. Without an answer the next attempt is promised, as often
        as the desk has it; after the last the customer hears by mail how it goes on.
        """
        given = self.input(OutcomeSerializer)
        record_call(
            callback_id,
            outcome=Outcome(given["outcome"]),
            note=given["note"],
            again_at=given.get("again_at"),
            by=self.actor,
            at=timezone.now(),
        )
        return self._show(callback_id)

    def calls(self) -> CallbackQuerySet:
        """Return the calls on tickets that the caller may know of, with what a row shows."""
        found = Callback.objects.of(self.tickets()).for_list()
        return found.prefetch_related("tries__agent__user")

    def _show(self, callback_id: uuid.UUID) -> Response:
        return Response(CallSerializer(get_object_or_404(self.calls(), id=callback_id)).data)
