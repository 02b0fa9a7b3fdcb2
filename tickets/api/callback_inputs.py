"""What an app sends to book a call, alone or with a new ticket."""

from typing import Any

from rest_framework import serializers

from tickets.routing.callbacks.numbers import LONGEST


class WantedSerializer(serializers.Serializer[Any]):
    phone = serializers.CharField(
        max_length=LONGEST, help_text="As people type it; with + from any country."
    )
    country = serializers.CharField(
        max_length=2,
        required=False,
        default="",
        allow_blank=True,
        help_text="ISO code: where a number without + is from. Guessed without it, if we can.",
    )
    starts_at = serializers.DateTimeField(help_text="The beginning of one of `slots`.")


class ChangeSerializer(serializers.Serializer[Any]):
    phone = serializers.CharField(max_length=LONGEST, required=False)
    country = serializers.CharField(max_length=2, required=False, default="", allow_blank=True)
    starts_at = serializers.DateTimeField(required=False)
