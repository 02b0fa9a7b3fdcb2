"""A ticket as its customer reads it. Nothing here knows of lanes, tiers, agents or notes."""

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consignment.deadlines import Acts, Deadline, DeadlineKind
from tickets.actions.offers import Offers, offers
from tickets.api.presenting import presented
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink
from tickets.sla.choices import ClockKind
from tickets.triage.models import Category, FieldKind

MOMENT = serializers.DateTimeField()
"""Writes a time as every field does: in the reader's time zone."""


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


class EvidenceSerializer(serializers.Serializer[Any]):
    """Pictures or papers that the customer was asked for and has not sent."""

    due_at = serializers.DateTimeField(help_text="Until when we wait for them.")
    late = serializers.BooleanField(help_text="The time has passed; they are welcome all the same.")


class LinkSerializer(serializers.ModelSerializer[TicketLink]):
    """A thing the ticket is about, as it was when it was named: mostly at filing."""

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


class DeadlineSerializer(serializers.Serializer[Deadline]):
    """Until when something can be done, or is to be expected, about a thing of the ticket."""

    kind = serializers.ChoiceField([kind.value for kind in DeadlineKind])
    thing_kind = serializers.ChoiceField(ThingKind.choices)
    number = serializers.CharField(help_text="Of the order, item, consignment or payout.")
    at = serializers.DateTimeField(help_text="The last moment that is still in time.")
    is_day = serializers.BooleanField(
        help_text="Promised for a day, which ends `at`: show no hour with it."
    )
    passed = serializers.BooleanField()
    words = serializers.CharField(
        help_text="A sentence in which `%(when)s` stands for the moment, as you write moments."
    )
    whose = serializers.ChoiceField(
        [one.value for one in Acts], source="facts.acts", help_text="Whose turn it is until then."
    )


class OffersSerializer(serializers.Serializer[Offers]):
    """What the reader can do now. ``reply`` to a solved ticket reopens it.

    Where neither is offered, ``follow_up`` goes on in a new ticket.
    """

    reply = serializers.BooleanField()
    reopen = serializers.BooleanField()
    follow_up = serializers.BooleanField()
    withdraw = serializers.BooleanField()
    rate = serializers.BooleanField()


class ShownTicketSerializer(serializers.ModelSerializer[Ticket]):
    """What customers and staff read of a ticket. The context holds ``by``, ``at``, ``promises``."""

    reference = serializers.CharField(help_text="What people say on the phone: T-100123.")
    state_words = serializers.CharField(source="facts.customer_words")
    group = serializers.ChoiceField([group.value for group in Group], source="facts.group")
    category = CategoryNameSerializer()
    promise = serializers.SerializerMethodField()
    follows = serializers.SerializerMethodField(
        help_text="The closed ticket that this one goes on."
    )
    continued_in = serializers.SerializerMethodField(help_text="The ticket that goes on this one.")
    merged_into = serializers.SerializerMethodField(
        help_text="The ticket that holds what was said here: read and write there."
    )
    split_from = serializers.SerializerMethodField(
        help_text="The ticket on which its first messages were written."
    )
    split_into = serializers.SerializerMethodField(
        help_text="Tickets of their own that messages of this one went into."
    )

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
            "follows",
            "continued_in",
            "merged_into",
            "split_from",
            "split_into",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_follows(self, ticket: Ticket) -> uuid.UUID | None:
        return getattr(ticket, "goes_on", None)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_continued_in(self, ticket: Ticket) -> uuid.UUID | None:
        # One that was filed this moment nothing goes on.
        return getattr(ticket, "continued_in", None)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_merged_into(self, ticket: Ticket) -> uuid.UUID | None:
        return getattr(ticket, "kept_in", None)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_split_from(self, ticket: Ticket) -> uuid.UUID | None:
        return getattr(ticket, "came_from", None)

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_split_into(self, ticket: Ticket) -> list[uuid.UUID]:
        return getattr(ticket, "parts", [])

    @extend_schema_field(PromiseSerializer(allow_null=True))
    def get_promise(self, ticket: Ticket) -> dict[str, Any] | None:
        promise = self.context["promises"].get(ticket.id)
        if promise is None:
            return None
        late = promise.due_at < self.context["at"]
        return {
            "kind": promise.kind,
            "words": promise.words,
            "due_at": MOMENT.to_representation(promise.due_at),
            "late": late,
        }


class TicketRowSerializer(ShownTicketSerializer):
    """A ticket in its customer's list. The context holds ``deadlines`` besides."""

    unread = serializers.SerializerMethodField(
        help_text="We wrote something since it was last `seen`."
    )
    deadlines = serializers.SerializerMethodField(
        help_text="Of what the ticket is about, the earliest first."
    )

    class Meta(ShownTicketSerializer.Meta):
        fields = [*ShownTicketSerializer.Meta.fields, "unread", "deadlines"]
        read_only_fields = fields

    def get_unread(self, ticket: Ticket) -> bool:
        # Of one that was filed this moment nothing is asked.
        return getattr(ticket, "is_unread", False)

    @extend_schema_field(DeadlineSerializer(many=True))
    def get_deadlines(self, ticket: Ticket) -> list[dict[str, Any]]:
        found = self.context["deadlines"].get(ticket.id, [])
        return presented(DeadlineSerializer, found)


class WithEvidence(serializers.Serializer[Ticket]):
    """What the customer was asked for. The context holds ``evidence``: its clock, or None."""

    evidence = serializers.SerializerMethodField(
        help_text="What the customer was asked to send, while it has not come."
    )

    @extend_schema_field(EvidenceSerializer(allow_null=True))
    def get_evidence(self, ticket: Ticket) -> dict[str, Any] | None:
        asked = self.context.get("evidence")
        if asked is None:
            return None
        due = MOMENT.to_representation(asked.due_at)
        return {"due_at": due, "late": asked.due_at < self.context["at"]}


class TicketSerializer(WithEvidence, TicketRowSerializer):
    next_step = serializers.SerializerMethodField(
        help_text="What happens next, in the reader's language."
    )
    links = LinkSerializer(many=True)
    answers = AnswerSerializer(many=True)
    can = serializers.SerializerMethodField()

    class Meta(TicketRowSerializer.Meta):
        fields = [
            *TicketRowSerializer.Meta.fields,
            "next_step",
            "evidence",
            "language",
            "party",
            "links",
            "answers",
            "can",
        ]
        read_only_fields = fields

    def get_next_step(self, ticket: Ticket) -> str:
        promise = self.context["promises"].get(ticket.id)
        # Whose answer is needed reads that first.
        told = promise.more if promise and not ticket.facts.pauses_clocks else ""
        return str(told or ticket.facts.customer_next)

    @extend_schema_field(OffersSerializer)
    def get_can(self, ticket: Ticket) -> dict[str, bool]:
        offered = offers(ticket, by=self.context["by"], at=self.context["at"])
        (shown,) = presented(OffersSerializer, [offered])
        return shown
