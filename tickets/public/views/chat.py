"""The talk with the assistant: a page, and the same as a part of any page."""

import datetime as dt
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consignment.languages import supported
from consignment.models import User
from knowledge_base.assistant.models import Dialogue
from tickets.actions.open import Guest, GuestRefused
from tickets.actions.say_to_assistant import leave_address
from tickets.channels.chat import talking
from tickets.channels.chat.showing import Shown, Stage, shown, version
from tickets.conversation.talks import Handover
from tickets.conversation.writing import MAX_LENGTH, TextRefused
from tickets.public import access
from tickets.public.limits import guest_may, may_talk
from tickets.public.refusals import words_of
from tickets.sla.policies import NoPolicy

PART, KNOWN = "X-Part", "X-Known"
"""Headers of a script: only the talk itself is wanted; the version that its page shows."""
COOKIE, SALT = "talk", "tickets.public.chat"
KEPT_FOR = dt.timedelta(days=30)


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@access.private_page
def chat(request: HttpRequest) -> HttpResponse:
    """Show the reader's talk; take what they say, tap, vote, or how a guest can be reached."""
    desk = SiteDoor(request)
    if request.method != "POST":
        if desk.talk is not None and request.headers.get(KNOWN) == version(desk.talk):
            desk.looked()
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        return desk.page()
    return desk.act()


class Door:
    """One coming of a reader to their talk. What the doors differ in: who it is, where it leads."""

    part = "public/chat/talk.html"
    whole = "public/chat/page.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.at = timezone.now()
        self.person: User | None = request.user if isinstance(request.user, User) else None
        self.talk: Dialogue | None = None
        self.secret = ""
        self.text = ""
        self.why = ""
        self.address_form = AddressForm(auto_id="chat_%s")

    @property
    def url(self) -> str:
        return reverse("public:chat")

    def act(self) -> HttpResponse:
        """Do what was pressed, once, and show the talk."""
        given = self.request.POST
        self.text = given.get("text", "")
        if not may_talk(self.request):
            self.why = _("That was a lot in a short time. Wait a minute; your text is still here.")
            return self.page(status=HTTPStatus.TOO_MANY_REQUESTS)
        if "vote" in given:
            self._vote(given["vote"])
            return self.done()
        if given.get("do") == "end":
            if self.talk is not None:
                self.talk.end(at=self.at)
                self.talk = None
            return self.done()
        if given.get("do") == "address":
            return self._address()
        return self._say(given.get("choice", self.text))

    def done(self) -> HttpResponse:
        """Show what has come of it: to a script at once, else by a page that can be loaded anew."""
        self.text = ""
        return self.page() if PART in self.request.headers else redirect(f"{self.url}#chat-end")

    def page(self, *, status: int = HTTPStatus.OK) -> HttpResponse:
        template = self.part if PART in self.request.headers else self.whole
        return render(self.request, template, self.context(), status=status)

    def context(self) -> dict[str, Any]:
        found = self._shown()
        waiting = found.waiting if found else None
        is_live = waiting is not None and waiting.readable and self.is_live
        return {
            "chat": found,
            "version": found.version if found else "",
            "stage": found.stage.value if found else Stage.ASSISTANT.value,
            "url": self.url,
            "key": self.key,
            "text": self.text,
            "why": self.why,
            "limit": MAX_LENGTH,
            "address_form": self.address_form,
            "live": reverse("public:events", args=[waiting.ticket_id])
            if is_live and waiting
            else "",
            "starters": (
                _("Where is my order?"),
                _("How much commission do you take?"),
                _("When is my payout?"),
            ),
        }

    @property
    def is_live(self) -> bool:
        return isinstance(self.request, ASGIRequest)

    @property
    def key(self) -> str | None:
        """What a form carries so that the talk is found again, where no cookie can; else None."""
        return None

    def reads(self, talk: Dialogue) -> bool:
        """Tell whether the reader may read what a person writes on the ticket of ``talk``."""
        if self.person is not None:
            return True
        filed = Handover.objects.of(talk).filed().newest_first().first()
        if filed is None or filed.ticket_id is None:
            return False
        return access.guest_for(self.request, filed.ticket_id, at=self.at) is not None

    def begin(self) -> Dialogue:
        language = supported(get_language())
        self.talk, self.secret = talking.begin(self.person, language=language, at=self.at)
        return self.talk

    def _say(self, text: str) -> HttpResponse:
        try:
            talking.hear(
                self.talk or self.begin(),
                text,
                person=self.person,
                may_file=lambda: guest_may(self.request),
                at=self.at,
            )
        except TextRefused as refusal:
            self.why = refusal.why
            return self.page(status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except NoPolicy as refusal:
            self.why = words_of(refusal)
            return self.page(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return self.done()

    def _vote(self, vote: str) -> None:
        number, _colon, said = vote.partition(":")
        if self.talk is not None and number.isascii() and number.isdigit() and len(number) < 9:
            talking.vote(self.talk, int(number), helpful={"yes": True, "no": False}.get(said))

    def _address(self) -> HttpResponse:
        self.address_form = form = AddressForm(self.request.POST, auto_id="chat_%s")
        if self.talk is None or self.person is not None:
            return self.done()
        if not form.is_valid():
            return self.page(status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if not guest_may(self.request):
            form.add_error("email", _("That is a lot for one hour. Log in, or try again later."))
            return self.page(status=HTTPStatus.TOO_MANY_REQUESTS)
        try:
            leave_address(self.talk, Guest(**form.cleaned_data), at=self.at)
        except GuestRefused as refusal:
            form.add_error("email", refusal.why)
            return self.page(status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except NoPolicy as refusal:
            form.add_error(None, words_of(refusal))
            return self.page(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return self.done()

    def _shown(self) -> Shown | None:
        if self.talk is None:
            return None
        reads = self.reads(self.talk)
        found = shown(self.talk, person=self.person, reads=reads, here=self.url, at=self.at)
        self.looked()
        return found

    def looked(self) -> None:
        """Keep that what people write in the talk is before the reader now, who is known."""
        if self.talk is not None and self.person is not None:
            talking.looked_at(self.talk, at=self.at)


class SiteDoor(Door):
    """On our own pages: by the login, or for a guest by a signed cookie."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.talk = self._going_on()

    def page(self, *, status: int = HTTPStatus.OK) -> HttpResponse:
        return self._kept(super().page(status=status))

    def done(self) -> HttpResponse:
        return self._kept(super().done())

    def _going_on(self) -> Dialogue | None:
        if self.person is not None:
            return talking.newest_of(self.person)
        secret = self.request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT_FOR)
        return Dialogue.objects.of_guest(secret or "").filter(ended_at=None).first()

    def _kept(self, response: HttpResponse) -> HttpResponse:
        if self.secret:
            response.set_signed_cookie(
                COOKIE,
                self.secret,
                salt=SALT,
                max_age=KEPT_FOR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response
