"""Who is logged in, to the desk."""

from typing import cast

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from consignment.models import User
from tickets.lifecycle.choices import ActorKind
from tickets.staff.actors import actor_of

TRADE_ROLES = ("buyer", "consignor")
ROLES = (*TRADE_ROLES, ActorKind.AGENT.value, ActorKind.SUPERVISOR.value)


class MeSerializer(serializers.ModelSerializer[User]):
    roles = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["id", "email", "name", "phone", "language", "time_zone", "roles"]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(ROLES)))
    def get_roles(self, user: User) -> list[str]:
        actor = actor_of(user)
        trade = [role for role in TRADE_ROLES if hasattr(user, role)]
        return [*trade, actor.kind.value] if actor.is_staff else trade


class MeView(APIView):
    @extend_schema(operation_id="me_retrieve", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Read who is logged in: language, time zone and roles."""
        return Response(MeSerializer(cast(User, request.user)).data)
