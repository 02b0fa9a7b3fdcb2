"""Who is logged in, to the desk."""

from typing import Any, cast

from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from consignment.languages import supported
from consignment.models import User
from consignment.models.people import known_time_zone
from consignment.profile import change_profile
from tickets.conversation.writing import one_line, says_something
from tickets.staff.models import Agent, Role

TRADE_ROLES = ("buyer", "consignor")
ROLES = (*TRADE_ROLES, *Role.values)


class MeSerializer(serializers.ModelSerializer[User]):
    roles = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["id", "email", "name", "phone", "language", "time_zone", "roles"]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(ROLES)))
    def get_roles(self, user: User) -> list[str]:
        trade = [role for role in TRADE_ROLES if hasattr(user, role)]
        agent: Agent | None = getattr(user, "agent", None) if user.is_staff else None
        return [*trade, agent.role] if agent else trade


class ProfileSerializer(serializers.Serializer[Any]):
    """What may be changed; what is left out stays."""

    name = serializers.CharField(max_length=150, required=False, help_text="As we should call you.")
    language = serializers.ChoiceField(
        User.Language.choices, required=False, help_text="Of mails, and of calls that ask for none."
    )
    time_zone = serializers.CharField(
        max_length=64,
        required=False,
        validators=[known_time_zone],
        help_text="A name of the IANA database, as `Asia/Shanghai`.",
    )

    def validate_name(self, name: str) -> str:
        line = one_line(name)
        if not says_something(line):
            raise serializers.ValidationError(_("Enter a name."), code="blank")
        return line

    def to_internal_value(self, data: Any) -> Any:
        unknown = data.keys() - self.fields.keys() if isinstance(data, dict) else ()
        if unknown:
            why = _("This cannot be changed here.")
            raise serializers.ValidationError(dict.fromkeys(map(str, unknown), why), code="unknown")
        return super().to_internal_value(data)


class MeView(APIView):
    @extend_schema(operation_id="me_retrieve", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Read who is logged in: language, time zone and roles."""
        return Response(MeSerializer(cast(User, request.user)).data)

    @extend_schema(operation_id="me_update", request=ProfileSerializer, responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        """Change name, language or time zone of the account.

        A mail address is changed by proof alone, at `/_allauth/app/v1/account/email`; the phone
        number comes from the marketplace.
        """
        given = ProfileSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        person = change_profile(cast(User, request.user), **given.validated_data)
        if "Accept-Language" not in request.headers:
            translation.activate(supported(person.language))
        return Response(MeSerializer(person).data)
