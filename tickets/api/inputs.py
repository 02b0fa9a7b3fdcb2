"""Fields that several resources read."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from tickets.conversation.writing import MAX_LENGTH
from tickets.lifecycle.choices import Party
from tickets.lifecycle.records import TicketEvent
from tickets.triage.templates import offered_category

SIDES = [(party.value, party.label) for party in (Party.BUYER, Party.CONSIGNOR)]
MAX_REASON = TicketEvent._meta.get_field("reason").max_length


@extend_schema_field({"type": "string", "minLength": 1, "maxLength": MAX_LENGTH})
class BodyField(serializers.CharField):
    """A text. Whether it says anything and fits, the conversation decides, in its own words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True, **kwargs)


class CategoryField(serializers.CharField):
    """The key of a category that is offered; gives the category with its template."""

    def run_validation(self, data: Any = empty) -> Any:
        # After the validators of texts: what they refuse, no database can be asked for.
        key = super().run_validation(data)
        category = offered_category(key)
        if category is None:
            raise serializers.ValidationError(_("There is no such category."), code="unknown")
        return category


class SideField(serializers.ChoiceField):
    """The side of the customer."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(SIDES, **kwargs)

    def to_internal_value(self, data: Any) -> Party:
        return Party(super().to_internal_value(data))


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(
        max_length=MAX_REASON,
        required=False,
        default="",
        allow_blank=True,
        help_text="Why; kept in the history.",
    )


class DueReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=MAX_REASON, help_text="Why; kept in the history.")
