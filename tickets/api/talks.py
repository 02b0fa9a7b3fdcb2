"""Talks with the assistant, for apps: the same as on the site and in the widget."""

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from consignment.languages import supported
from consignment.models import User
from knowledge_base.articles.choices import Language
from knowledge_base.assistant.exporting import plain
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.assistant.replies import ReplyKind
from tickets.actions.open import Guest
from tickets.actions.say_to_assistant import leave_address
from tickets.api.base import DeskViewSet
from tickets.api.filing import GuestSerializer
from tickets.api.presenting import presented
from tickets.channels.chat import talking
from tickets.channels.chat.showing import Shown, Stage, shown
from tickets.conversation.writing import MAX_LENGTH
from tickets.limits import GuestThrottle, TalkThrottle

SCHEME = "Talk"


class TalkAuthentication(BaseAuthentication):
    """``Authorization: Talk <secret>``: what a guest was told when the talk began.

    Found by its hash. ``request.auth`` is then the talk, and ``request.user`` nobody.
    """

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Dialogue] | None:
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != SCHEME.lower().encode():
            return None
        talk = Dialogue.objects.of_guest(secret.decode("ascii", "replace")).first()
        if talk is None:
            raise AuthenticationFailed(_("This talk is not there any more. Begin a new one."))
        return AnonymousUser(), talk

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="desk"'


class TalkScheme(OpenApiAuthenticationExtension):
    """Describes it in OpenAPI; drf-spectacular finds the class by this name."""

    target_class = "tickets.api.talks.TalkAuthentication"
    name = "talk"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Talk <secret>`: the `secret` of a guest's talk, told when it began.",
        }


class TalkLinkSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="What is offered, such as `after_sales`, or `article`.")
    words = serializers.CharField()
    url = serializers.CharField(help_text="A page of the site, with the number filled in.")
    number = serializers.CharField(help_text="What it is about: a number, or an article's slug.")


class TalkChoiceSerializer(serializers.Serializer[Any]):
    value = serializers.CharField(help_text="Send it as the next `text`.")
    words = serializers.CharField()


class TalkEntrySerializer(serializers.Serializer[Any]):
    """One thing that was said. Plain text, with line ends."""

    id = serializers.CharField()
    author = serializers.ChoiceField(["customer", "assistant", "agent"])
    author_name = serializers.CharField(source="who")
    text = serializers.CharField()
    at = serializers.DateTimeField()
    turn = serializers.IntegerField(help_text="To vote on it; 0 for what a person wrote.")
    sources = TalkLinkSerializer(many=True, help_text="The articles that the answer stands on.")
    actions = TalkLinkSerializer(many=True, help_text="What can be done next; nothing is done.")
    choices = TalkChoiceSerializer(many=True, help_text="Answers to tap; of the last turn alone.")
    votable = serializers.BooleanField()
    helpful = serializers.BooleanField(allow_null=True)


class TalkWaitingSerializer(serializers.Serializer[Any]):
    """A person has it, or is to have it."""

    ticket = serializers.UUIDField(source="ticket_id")
    number = serializers.CharField()
    place = serializers.IntegerField(
        allow_null=True, help_text="Its place in the queue; null once somebody has it."
    )
    due_at = serializers.DateTimeField(allow_null=True, help_text="The time that is promised.")
    opens_at = serializers.DateTimeField(
        allow_null=True, help_text="When somebody works again; null while somebody does."
    )
    can_be_called = serializers.SerializerMethodField(
        help_text="A call can be booked instead, at the ticket's `callback/`."
    )
    is_readable = serializers.BooleanField(
        source="readable",
        help_text="False for guests: what a person writes comes by mail, to the address given.",
    )

    def get_can_be_called(self, waiting: Any) -> bool:
        return bool(waiting.callback_url)


class TalkSerializer(serializers.Serializer[Shown]):
    """A talk as it stands.

    `stage`: `assistant` answers; `address`: say with `address/` how a person reaches the guest;
    `waiting` for a person; a `person` answers, and the assistant is silent; it has `ended`.
    """

    id = serializers.UUIDField()
    language = serializers.ChoiceField(Language.choices)
    stage = serializers.ChoiceField([stage.value for stage in Stage])
    entries = TalkEntrySerializer(many=True, help_text="The newest fifty turns, oldest first.")
    waiting = TalkWaitingSerializer(allow_null=True)


class ExportedTurnSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    text = serializers.CharField()
    kind = serializers.ChoiceField([kind.value for kind in ReplyKind])
    reply = serializers.CharField()
    sources = serializers.ListField(child=serializers.CharField(), help_text="Articles, by slug.")
    helpful = serializers.BooleanField(allow_null=True)


class TalkExportSerializer(serializers.Serializer[Any]):
    """All of a talk with the assistant, as `knowledge_base.assistant.exporting` gives it."""

    id = serializers.UUIDField()
    language = serializers.ChoiceField(Language.choices)
    began = serializers.DateTimeField()
    ended = serializers.DateTimeField(allow_null=True)
    handed_over = serializers.DateTimeField(allow_null=True)
    turns = ExportedTurnSerializer(many=True)


class BegunTalkSerializer(TalkSerializer):
    secret = serializers.CharField(
        help_text="A guest's key to the talk, told this once; empty for who is logged in."
    )


class NewTalkSerializer(serializers.Serializer[Any]):
    language = serializers.ChoiceField(
        Language.choices, required=False, help_text="Without it, that of the call."
    )


class TextSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(
        max_length=MAX_LENGTH,
        allow_blank=True,
        trim_whitespace=False,
        help_text="What the customer says, or the `value` of a choice. Empty is answered too.",
    )


class TalkVoteSerializer(serializers.Serializer[Any]):
    turn = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    helpful = serializers.BooleanField(allow_null=True, help_text="null takes the vote back.")


class TalkViewSet(DeskViewSet):
    queryset = Dialogue.objects.none()

    def get_permissions(self) -> list[Any]:
        """Let anybody begin; what follows asks for the talk itself."""
        return [AllowAny()] if self.action == "create" else []

    def get_authenticators(self) -> list[BaseAuthentication]:
        return [*super().get_authenticators(), TalkAuthentication()]

    def get_throttles(self) -> list[Any]:
        return [TalkThrottle(), *super().get_throttles()]

    @property
    def person(self) -> User | None:
        return self.request.user if isinstance(self.request.user, User) else None

    def talk(self) -> Dialogue:
        """Return the talk of the address, which is the caller's own. Raises Http404."""
        if isinstance(self.request.auth, Dialogue):
            own = Dialogue.objects.filter(pk=self.request.auth.pk)
        elif self.person is not None:
            own = Dialogue.objects.visible_to(self.person)
        else:
            raise NotAuthenticated(_("Log in, or send the secret of the talk."))
        talk: Dialogue = get_object_or_404(own, pk=self.kwargs["talk_id"])
        return talk

    @extend_schema(
        operation_id="talks_create",
        request=NewTalkSerializer,
        responses={201: OpenApiResponse(BegunTalkSerializer, "Begun.")},
    )
    def create(self, request: Request) -> Response:
        """Begin a talk with the assistant, logged in or as a guest.

        A guest gets a `secret`: keep it as you keep a password, and send it with every further call
        as `Authorization: Talk <secret>`. Who logs in later begins a new talk.
        """
        given = self.input(NewTalkSerializer)
        language = given.get("language") or supported(get_language())
        talk, secret = talking.begin(self.person, language=language, at=timezone.now())
        answer = Response({**self._shown(talk), "secret": secret}, status=201)
        answer["Location"] = reverse("api:talk", args=[talk.id])
        answer.holds_secret = bool(secret)  # type: ignore[attr-defined]
        return answer

    @extend_schema(operation_id="talks_retrieve", responses=TalkSerializer)
    def retrieve(self, request: Request, talk_id: uuid.UUID) -> Response:
        """Read a talk: to go on with it, also after days, and to see what a person wrote."""
        talk = self.talk()
        data = self._shown(talk)
        if self.person is not None:
            talking.looked_at(talk, at=timezone.now())
        return Response(data)

    @extend_schema(operation_id="talks_export", responses=TalkExportSerializer)
    def export(self, request: Request, talk_id: uuid.UUID) -> Response:
        """Take a talk away: all that was said to the assistant and by it, however long ago.

        What people wrote is on the ticket.
        """
        talk = self.talk()
        answer = Response(plain(talk, talk.turns.order_by("number")))
        answer["Content-Disposition"] = f'attachment; filename="talk-{talk.id}.json"'
        return answer

    @extend_schema(
        operation_id="talks_say",
        request=TextSerializer,
        responses={201: OpenApiResponse(TalkSerializer, "Heard.")},
    )
    def say(self, request: Request, talk_id: uuid.UUID) -> Response:
        """Say something: the assistant answers at once, or a person gets it.

        `entries` are those of this turn alone. "Talk to a person", in whichever words, files a
        ticket with everything that was said; while a person has it, texts go to them. Hear of what
        they write by the ticket's `events/`.
        """
        talk = self.talk()
        given = self.input(TextSerializer)
        said = talking.hear(
            talk, given["text"], person=self.person, may_file=self._may_file, at=timezone.now()
        )
        return Response(self._shown(talk, said=said.turn), status=201)

    @extend_schema(operation_id="talks_address", request=GuestSerializer, responses=TalkSerializer)
    def address(self, request: Request, talk_id: uuid.UUID) -> Response:
        """Say as a guest how a person reaches you: the ticket is filed then."""
        talk = self.talk()
        given = self.input(GuestSerializer)
        if self.person is not None:
            raise ValidationError({"email": _("You are logged in: leave this out.")})
        throttle = GuestThrottle()
        if not throttle.allow_request(request, self):
            self.throttled(request, throttle.wait())
        leave_address(talk, Guest(**given), at=timezone.now())
        return Response(self._shown(talk))

    @extend_schema(operation_id="talks_vote", request=TalkVoteSerializer, responses=TalkSerializer)
    def vote(self, request: Request, talk_id: uuid.UUID) -> Response:
        """Say whether an answer helped."""
        talk = self.talk()
        given = self.input(TalkVoteSerializer)
        if not talking.vote(talk, given["turn"], helpful=given["helpful"]):
            raise ValidationError({"turn": _("There is nothing to vote on in this turn.")})
        return Response(self._shown(talk))

    @extend_schema(operation_id="talks_end", request=None, responses=TalkSerializer)
    def end(self, request: Request, talk_id: uuid.UUID) -> Response:
        """End the talk. What a person has stays with them; a further text begins it anew."""
        talk = self.talk()
        talk.end(at=timezone.now())
        return Response(self._shown(talk))

    def _may_file(self) -> bool:
        return GuestThrottle().allow_request(self.request, self)

    def _shown(self, talk: Dialogue, *, said: Turn | None = None) -> dict[str, Any]:
        found = shown(
            talk,
            person=self.person,
            reads=self.person is not None,
            here=reverse("public:chat"),
            at=timezone.now(),
            said=said,
        )
        (data,) = presented(TalkSerializer, [found])
        return data
