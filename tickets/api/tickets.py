"""Tickets: file, list, read, reopen, withdraw."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from tickets.actions import open as opening
from tickets.actions import reopen, withdraw
from tickets.api.base import ANY_TICKET, ANY_TICKET_ROW, DeskViewSet
from tickets.api.examples import TICKET
from tickets.api.filing import GuestThrottle, NewTicketSerializer, filed_by
from tickets.api.filters import StaffTicketFilter, StrictFilters, StrictOrdering, TicketFilter
from tickets.api.for_customers import TicketRowSerializer, TicketSerializer
from tickets.api.for_staff import StaffTicketRowSerializer
from tickets.api.permissions import CustomersOnly
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import TicketQuerySet
from tickets.lifecycle.records import MAX_REASON


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


class TicketViewSet(DeskViewSet):
    """Customers see their own tickets; the staff sees those of every queue that is open to them."""

    filter_backends = [StrictFilters, StrictOrdering]
    ordering_fields = ["created_at", "updated_at"]
    ordering = ["-created_at", "-id"]

    def get_permissions(self) -> list[BasePermission]:
        match self.action:
            case "create":
                return [AllowAny(), CustomersOnly()]
            case "withdraw":
                return [IsAuthenticated(), CustomersOnly()]
        return [IsAuthenticated()]

    def get_throttles(self) -> list[BaseThrottle]:
        guests = [GuestThrottle()] if self.action == "create" else []
        return [*super().get_throttles(), *guests]

    @property
    def filterset_class(self) -> type[TicketFilter]:
        described = getattr(self, "swagger_fake_view", False)
        return StaffTicketFilter if described or self.actor.is_staff else TicketFilter

    def get_queryset(self) -> TicketQuerySet:
        return self.tickets().for_list()
