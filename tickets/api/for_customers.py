"""A ticket as its customer reads it. Nothing here knows of lanes, tiers, agents or notes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tickets.actions.offers import Offers, offers
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink
from tickets.sla.choices import ClockKind
from tickets.triage.models import Category, FieldKind


class CategoryNameSerializer(serializers.ModelSerializer[Category]):
    name = serializers.CharField(read_only=True)

    class Meta:
        model = Category
        fields = ["key", "name"]
        read_only_fields = fields


class PromiseSerializer(serializers.Serializer[Any]):
    """What is promised next: ``words``, then the time."""

    kind = serializers.ChoiceField(ClockKind.choices)
    words = serializers.CharField(help_text="“A person answers by”")
    due_at = serializers.DateTimeField()
    late = serializers.BooleanField(help_text="The time has passed.")


class LinkSerializer(serializers.ModelSerializer[TicketLink]):
    """A thing the ticket is about, as it was when the ticket was filed."""

    kind = serializers.ChoiceField(ThingKind.choices)
    number = serializers.CharField(source="snapshot.number")
    snapshot = serializers.DictField(help_text="Keys differ by kind; some may be added.")

    class Meta:
        model = TicketLink
        fields = ["kind", "number", "snapshot", "snapshot_at"]
        read_only_fields = fields


class AnswerSerializer(serializers.Serializer[Any]):
    """An answer to the template of the category, with the question as it was asked."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(FieldKind.choices)
    label = serializers.CharField()  # type: ignore[assignment]  # no attribute in the end
    value = serializers.CharField()


class OffersSerializer(serializers.Serializer[Offers]):
    """What the reader can do now. ``reply`` to a solved ticket reopens it."""

    reply = serializers.BooleanField()
    reopen = serializers.BooleanField()
    withdraw = serializers.BooleanField()
    rate = serializers.BooleanField()


class TicketRowSerializer(serializers.ModelSerializer[Ticket]):
    """A ticket in a list. The context holds ``by``, ``at`` and ``promises``."""

    reference = serializers.CharField(help_text="What people say on the phone: T-100123.")
    state_words = serializers.CharField(source="facts.customer_words")
    group = serializers.ChoiceField([group.value for group in Group], source="facts.group")
    category = CategoryNameSerializer()
    promise = serializers.SerializerMethodField()

    class Meta:
        model = Ticket
        fields = [
            "id",
            "number",
            "reference",
            "subject",
            "state",
            "state_words",
            "group",
            "category",
            "promise",
            "created_at",
            "updated_at",
            "resolved_at",
        ]
        read_only_fields = fields

    @extend_schema_field(PromiseSerializer(allow_null=True))
    def get_promise(self, ticket: Ticket) -> dict[str, Any] | None:
        promise = self.context["promises"].get(ticket.id)
        if promise is None:
            return None
        late = promise.due_at < self.context["at"]
        return {
            "kind": promise.kind,
            "words": promise.words,
            "due_at": promise.due_at,
            "late": late,
        }


class TicketSerializer(TicketRowSerializer):
    next_step = serializers.CharField(
        source="facts.customer_next", help_text="What happens next, in the reader's language."
    )
    links = LinkSerializer(many=True)
    answers = AnswerSerializer(many=True)
    can = serializers.SerializerMethodField()

    class Meta(TicketRowSerializer.Meta):
        fields = [
            *TicketRowSerializer.Meta.fields,
            "next_step",
            "language",
            "party",
            "links",
            "answers",
            "can",
        ]
        read_only_fields = fields

    @extend_schema_field(OffersSerializer)
    def get_can(self, ticket: Ticket) -> dict[str, bool]:
        offered = offers(ticket, by=self.context["by"], at=self.context["at"])
        return OffersSerializer(offered).data
