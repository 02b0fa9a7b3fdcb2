"""What a new ticket is made of, and who may file it."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated, ValidationError
from rest_framework.request import Request

from consignment.models import User
from tickets.actions.book_callback import Wanted
from tickets.actions.open import SUBJECT_LENGTH, Guest
from tickets.api.callback_inputs import WantedSerializer
from tickets.api.files import FilesField
from tickets.api.inputs import BodyField, CategoryField, SideField
from tickets.api.things import ThingsField


@extend_schema_field({"type": ["string", "boolean", "null"]})
class AnswerField(serializers.CharField):
    """An answer to one question: text, or true and false for yes and no."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, bool):
            return data
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)

    def run_validators(self, value: Any) -> None:
        if not isinstance(value, bool):
            super().run_validators(value)


class AnswersField(serializers.DictField):
    """Answers by the keys of their questions. Which are asked, the category's template says."""

    child = AnswerField(allow_blank=True, allow_null=True)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if isinstance(data, dict):
            for key in data:
                # What comes from a stranger is said back, so it must be text that can be said.
                serializers.SlugField(max_length=40).run_validation(key)
        answers: dict[str, Any] = super().to_internal_value(data)
        return answers


class GuestSerializer(serializers.Serializer[Guest]):
    """Somebody without a login. The way to the ticket is sent to this address."""

    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=150, required=False, default="", allow_blank=True)


class NewTicketSerializer(serializers.Serializer[Any]):
    category = CategoryField(help_text="The key of a category.")
    body = BodyField(help_text="The message, plain text.")
    subject = serializers.CharField(
        max_length=SUBJECT_LENGTH,
        required=False,
        allow_blank=True,
        help_text="Without it, the first line of the message.",
    )
    answers = AnswersField(
        required=False, help_text="By the key of each question of the category's template."
    )
    language = serializers.CharField(
        max_length=35,
        required=False,
        help_text="BCP 47. Without it, the language of the account, or of a guest's call.",
    )
    about = ThingsField(
        must_exist=True,
        help_text=(
            "Numbers of the caller's own orders, items, consignments and payouts that it is about, "
            "besides those in `answers`."
        ),
    )
    party = SideField(required=False, help_text="On which side, where the category is for both.")
    files = FilesField()
    guest = GuestSerializer(required=False, help_text="Only without a login.")
    callback = WantedSerializer(
        required=False,
        help_text="Book a call with it, at one of the `slots` of `/callback-slots/`; no guests.",
    )


def filed_by(request: Request, given: dict[str, Any]) -> dict[str, Any]:
    """Return ``given`` as the action takes it: ``customer`` for ``guest``, and a language.

    Raises NotAuthenticated for a call with neither login nor guest, as by an app whose session is
    over, and ValidationError for one with both.
    """
    guest = given.pop("guest", None)
    if call := given.pop("callback", None):
        given["callback"] = Wanted(**call)
    if isinstance(request.user, User):
        if guest is not None:
            raise ValidationError({"guest": _("You are logged in: leave this out.")})
        return {"language": request.user.language, **given, "customer": request.user}
    if call:
        why = _("Log in to be called, or book the call by the link of the mail.")
        raise ValidationError({"callback": why})
    if guest is None:
        raise NotAuthenticated(_("Log in, or say as a guest how to reach you."))
    return {"language": get_language(), **given, "customer": Guest(**guest)}
