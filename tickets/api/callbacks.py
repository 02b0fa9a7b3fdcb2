"""Calls back: when one can be had, and the one that is booked on a ticket."""

import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from consignment.languages import supported
from tickets.actions.book_callback import (
    CallbackRefused,
    Wanted,
    book_callback,
    change_callback,
)
from tickets.actions.callback_slots import offered
from tickets.actions.cancel_callback import cancel_callback
from tickets.api.base import DeskViewSet
from tickets.api.callback_inputs import ChangeSerializer, WantedSerializer
from tickets.api.permissions import Known
from tickets.insight.waiting import wait_now
from tickets.lifecycle.facts import Group
from tickets.routing.callbacks.choices import CallbackState
from tickets.routing.callbacks.models import Callback, CallbackPlan


class SlotSerializer(serializers.Serializer[Any]):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class SlotsSerializer(serializers.Serializer[Any]):
    """When a call can be had now. At a peak, offer it by yourself."""

    slots = SlotSerializer(many=True, help_text="Those with room, the earliest first.")
    countries = serializers.ListField(
        child=serializers.CharField(), help_text="ISO codes that are called; empty: every country."
    )
    wait_minutes = serializers.IntegerField(help_text="How long an answer takes at the moment.")
    is_peak = serializers.BooleanField(help_text="The wait is longer than customers should bear.")


class CallbackSerializer(serializers.ModelSerializer[Callback]):
    """A call. `next_at` and `next_until` say when we call, or call again."""

    state = serializers.ChoiceField(CallbackState.choices)
    attempts = serializers.IntegerField(source="tries.count", help_text="How often we have called.")

    class Meta:
        model = Callback
        fields = [
            "state",
            "phone",
            "starts_at",
            "ends_at",
            "next_at",
            "next_until",
            "attempts",
            "booked_at",
            "ended_at",
        ]
        read_only_fields = fields


class TicketCallbackSerializer(SlotsSerializer):
    callback = CallbackSerializer(
        allow_null=True, help_text="The call that is booked, else the last one; null: none ever."
    )
    can_be_booked = serializers.BooleanField()


class CallbackSlotsView(DeskViewSet):
    permission_classes = [IsAuthenticated]

    @extend_schema(operation_id="callback_slots", responses=SlotsSerializer)
    def retrieve(self, request: Request) -> Response:
        """Read when somebody who files a ticket now can be called instead of waiting.

        Book it with the ticket, as `callback`.
        """
        return Response(SlotsSerializer(_slots(supported(get_language()))).data)


class CallbackViewSet(DeskViewSet):
    guests_may = frozenset({"retrieve", "create", "change", "cancel"})

    def get_permissions(self) -> list[BasePermission]:
        return [Known()]

    @extend_schema(operation_id="tickets_callback_retrieve", responses=TicketCallbackSerializer)
    def retrieve(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Read the call that is booked on a ticket, and when one can be had."""
        return self._show()

    @extend_schema(
        operation_id="tickets_callback_create",
        request=WantedSerializer,
        responses={201: TicketCallbackSerializer},
    )
    def create(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Book a call. A refusal names what is wrong and, in `slots`, what is free now."""
        given = self.input(WantedSerializer)
        with self.unchanged():
            book_callback(ticket_id, Wanted(**given), by=self.actor, at=timezone.now())
        return self._show(status=201)

    @extend_schema(
        operation_id="tickets_callback_change",
        request=ChangeSerializer,
        responses=TicketCallbackSerializer,
    )
    def change(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Move the call to another time or number; what is left out stays."""
        given = self.input(ChangeSerializer)
        booked = self.ticket().callbacks.open().first()
        if booked is not None:
            given = {"phone": booked.phone, "starts_at": booked.next_at, **given}
        wanted = Wanted(given.get("phone", ""), given.get("starts_at", timezone.now()))
        with self.unchanged():
            change_callback(ticket_id, wanted, by=self.actor, at=timezone.now())
        return self._show()

    @extend_schema(
        operation_id="tickets_callback_cancel",
        request=None,
        responses={200: TicketCallbackSerializer},
    )
    def cancel(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Cancel the call."""
        with self.unchanged():
            cancel_callback(ticket_id, by=self.actor, at=timezone.now())
        return self._show()

    def _show(self, *, status: int = 200) -> Response:
        ticket = self.ticket()
        done = ticket.facts.group is Group.DONE
        last = ticket.callbacks.order_by("-booked_at", "-id").first()
        shown = {
            **_slots(ticket.language, nothing=done),
            "callback": last,
            "can_be_booked": not done and (last is None or not last.is_open),
        }
        shown["can_be_booked"] = shown["can_be_booked"] and bool(shown["slots"])
        return Response(TicketCallbackSerializer(shown).data, status=status)


def _slots(language: str, *, nothing: bool = False) -> dict[str, Any]:
    at = timezone.now()
    offer = None if nothing else offered(language, at=at)
    plan = CallbackPlan.objects.for_language(language)
    minutes = round(wait_now(language, at=at).total_seconds() / 60)
    return {
        "slots": offer.slots if offer else (),
        "countries": plan.countries if plan else [],
        "wait_minutes": minutes,
        "is_peak": plan is not None and minutes > plan.offer_above_minutes,
    }


def refusal_of(refused: CallbackRefused) -> dict[str, Any]:
    """Return what a problem document tells besides the words: the slots that are free."""
    return {"slots": SlotSerializer(refused.slots, many=True).data} if refused.slots else {}
