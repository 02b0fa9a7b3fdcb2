"""The chat in pages of the marketplace: one script tag of theirs, a frame of ours.

No cookie of ours reaches such a frame, so the talk is found by a signed key that its page carries,
and nothing here needs a login or a token against forgery: whoever has the key may speak. Only the
origins of ``CHAT_ORIGINS`` may hold the frame.
"""

import json
from functools import wraps
from http import HTTPStatus

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from consignment.languages import supported
from knowledge_base.assistant.models import Dialogue
from tickets.channels.chat import talking
from tickets.channels.chat.identity import IdentityRefused, identified
from tickets.channels.chat.showing import version
from tickets.public.access import P, View
from tickets.public.views.chat import KNOWN, Door

LANGUAGES = {"en": "en", "zh": "zh-hans"}


@require_safe
@cache_control(public=True, max_age=300)
def widget(request: HttpRequest) -> HttpResponse:
    """Serve the script that pages of the marketplace load; the same for everybody."""
    words = {}
    for tag, language in LANGUAGES.items():
        with translation.override(language):
            words[tag] = {"open": _("Chat"), "close": _("Close the chat"), "title": _("Chat")}
    context = {
        "words": mark_safe(json.dumps(words)),  # noqa: S308  # our own words, as JSON
        "frame": reverse("public:chat_frame"),
    }
    return render(
        request, "public/chat/widget.js", context, content_type="text/javascript; charset=utf-8"
    )


def in_chosen_language(view: View[P]) -> View[P]:
    """Speak the language of the page around the frame, which its address names: no cookie does."""

    @wraps(view)
    def translated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with translation.override(_language(request)):
            return view(request, *args, **kwargs)

    return translated


@require_safe
@xframe_options_exempt
@in_chosen_language
def frame(request: HttpRequest) -> HttpResponseBase:
    """Show the frame, empty; its script asks for the talk."""
    response = render(request, "public/chat/frame.html", {"url": _talk_url(request)})
    ancestors = settings.CHAT_ORIGINS or ["'none'"]
    return csp_replace({"frame-ancestors": ancestors})(lambda _request: response)(request)


@csrf_exempt
@require_POST
@in_chosen_language
def frame_talk(request: HttpRequest) -> HttpResponse:
    """Open the talk of whoever the marketplace says it is, or go on with that of the key."""
    door = FrameDoor(request)
    try:
        door.open()
    except IdentityRefused as refusal:
        door.why = refusal.why
        response = door.page(status=HTTPStatus.FORBIDDEN)
        response["X-Refused"] = refusal.code
        return response
    doing = request.POST.get("do")
    if doing == "read" and door.talk and request.headers.get(KNOWN) == version(door.talk):
        door.looked()
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return door.page() if doing in {"open", "read"} else door.act()


class FrameDoor(Door):
    whole = Door.part

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        # Whoever is logged in here is nobody there: another site must not make them speak.
        self.person = None

    @property
    def url(self) -> str:
        return _talk_url(self.request)

    @property
    def key(self) -> str:
        return talking.key_of(self.talk) if self.talk is not None else ""

    @property
    def is_live(self) -> bool:
        return False

    def reads(self, talk: Dialogue) -> bool:
        return self.person is not None

    def open(self) -> None:
        """Find who speaks and their talk. Raises IdentityRefused.

        When the frame opens, a key of somebody known is believed beside their token alone: whoever
        comes after them at the same screen has none.
        """
        given = self.request.POST
        opens = given.get("do") == "open"
        if token := given.get("identity", ""):
            self.person = identified(token, at=self.at)
            self.talk = talking.newest_of(self.person) or self.begin()
            return
        try:
            talk = talking.opened_by(given.get("key", ""))
        except talking.KeyRefused:
            return
        if talk.ended_at is not None or (opens and talk.person is not None):
            return
        self.talk, self.person = talk, talk.person

    def done(self) -> HttpResponse:
        self.text = ""
        return self.page()


def _language(request: HttpRequest) -> str:
    return supported(request.GET.get("language") or translation.get_language())


def _talk_url(request: HttpRequest) -> str:
    query = urlencode({"language": _language(request)})
    return f"{reverse('public:chat_frame_talk')}?{query}"
