"""A ticket as the staff reads it: all that the customer reads, and what the desk decided."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tickets.actions.offers import offers
from tickets.api.for_customers import (
    AnswerSerializer,
    LinkSerializer,
    OffersSerializer,
    ShownTicketSerializer,
    WithEvidence,
)
from tickets.api.presenting import presented
from tickets.lifecycle.choices import Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import allowed
from tickets.staff.models import Agent
from tickets.triage.pressing import PressingDeadline


class AssigneeSerializer(serializers.ModelSerializer[Agent]):
    name = serializers.CharField(source="user.get_full_name", read_only=True)

    class Meta:
        model = Agent
        fields = ["id", "name"]
        read_only_fields = fields


class CustomerSerializer(serializers.Serializer[Ticket]):
    """Whose ticket it is. A guest has proven no more than to read this mail address."""

    name = serializers.CharField(source="customer_name")
    email = serializers.EmailField(source="customer_email")
    is_guest = serializers.SerializerMethodField()

    def get_is_guest(self, ticket: Ticket) -> bool:
        return ticket.requester_id is None


class PressingSerializer(serializers.ModelSerializer[PressingDeadline]):
    """The nearest deadline of the trade, while it presses."""

    class Meta:
        model = PressingDeadline
        fields = ["kind", "number", "due_at"]
        read_only_fields = fields


class StaffTicketRowSerializer(ShownTicketSerializer):
    state_words = serializers.CharField(source="get_state_display")
    queue = serializers.CharField(source="queue.key")
    assignee = AssigneeSerializer(allow_null=True)
    customer = CustomerSerializer(source="*")
    pressing = serializers.SerializerMethodField()

    class Meta(ShownTicketSerializer.Meta):
        fields = [
            *ShownTicketSerializer.Meta.fields,
            "customer",
            "party",
            "language",
            "channel",
            "lane",
            "tier",
            "urgency",
            "priority",
            "queue",
            "assignee",
            "due_at",
            "pressing",
        ]
        read_only_fields = fields

    @extend_schema_field(PressingSerializer(allow_null=True))
    def get_pressing(self, ticket: Ticket) -> dict[str, Any] | None:
        near = getattr(ticket, "pressing", None)
        if near is None or near.due_at < self.context["at"]:
            return None
        return PressingSerializer(near).data


class StaffTicketSerializer(WithEvidence, StaffTicketRowSerializer):
    reasons = serializers.DictField(
        child=serializers.CharField(), help_text="Why this tier, lane and policy."
    )
    links = LinkSerializer(many=True)
    answers = AnswerSerializer(many=True)
    moves = serializers.SerializerMethodField()
    can = serializers.SerializerMethodField()

    class Meta(StaffTicketRowSerializer.Meta):
        fields = [
            *StaffTicketRowSerializer.Meta.fields,
            "evidence",
            "reasons",
            "cycle",
            "first_replied_at",
            "closed_at",
            "reply_count",
            "links",
            "answers",
            "moves",
            "can",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Move.choices)))
    def get_moves(self, ticket: Ticket) -> list[str]:
        moves = allowed(ticket, by=self.context["by"], at=self.context["at"])
        return [move.value for move in moves]

    @extend_schema_field(OffersSerializer)
    def get_can(self, ticket: Ticket) -> dict[str, Any]:
        offered = offers(ticket, by=self.context["by"], at=self.context["at"])
        (shown,) = presented(OffersSerializer, [offered])
        return shown
