"""Fields that several resources read."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tickets.conversation.writing import MAX_LENGTH
from tickets.lifecycle.choices import Party
from tickets.lifecycle.records import TicketEvent

SIDES = [(party.value, party.label) for party in (Party.BUYER, Party.CONSIGNOR)]
MAX_REASON = TicketEvent._meta.get_field("reason").max_length


@extend_schema_field({"type": "string", "minLength": 1, "maxLength": MAX_LENGTH})
class BodyField(serializers.CharField):
    """A text. Whether it says anything and fits, the conversation decides, in its own words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True, **kwargs)


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
