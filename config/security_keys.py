"""Security keys and passkeys (WebAuthn) as a second factor, on the site and for apps.

allauth keeps them. Here stands what it leaves open: what is no credential at all is refused with
words rather than by a fault, and the last factor of whoever needs one stays.
"""

import struct
from typing import Any

from allauth.headless.constants import Client
from allauth.headless.mfa import inputs
from allauth.headless.mfa.views import (
    AuthenticateWebAuthnView,
    ManageWebAuthnView,
    ReauthenticateWebAuthnView,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms, views
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import CharField, TextInput
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

# What reading a credential raises that is none.
NO_CREDENTIAL = (KeyError, IndexError, AttributeError, TypeError, ValueError, struct.error)
NAME_LENGTH = 100


class Adding(forms.AddWebAuthnForm):
    """Named in ``MFA_FORMS``. A name that is too long is cut: the key itself is made by then."""

    name = CharField(
        label=_("Name of the key"),
        required=False,
        widget=TextInput(attrs={"maxlength": NAME_LENGTH}),
    )

    def clean_name(self) -> str:
        name: str = super().clean_name()[:NAME_LENGTH].replace("\x00", " ")
        return name

    def clean(self) -> dict[str, Any]:
        try:
            given: dict[str, Any] = super().clean()
        except NO_CREDENTIAL as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return given


class Renaming(forms.EditWebAuthnForm):
    """Named in ``MFA_FORMS``."""

    name = CharField(label=_("Name of the key"), max_length=NAME_LENGTH)


class Proving(forms.AuthenticateWebAuthnForm):
    """Named in ``MFA_FORMS``."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except NO_CREDENTIAL as error:
            raise get_adapter().validation_error("incorrect_code") from error


class ProvingAgain(Proving):
    """Named in ``MFA_FORMS``."""

    reauthenticated = True


class AddingInput(Adding, inputs.AddWebAuthnInput):
    """What an app sends."""


class ProvingInput(Proving, inputs.AuthenticateWebAuthnInput):
    """What an app sends."""


class ProvingAgainInput(ProvingAgain, inputs.ReauthenticateWebAuthnInput):
    """What an app sends."""


class RemovingInput(inputs.DeleteWebAuthnInput):
    """What an app sends."""

    def clean_authenticators(self) -> Any:
        chosen = self.cleaned_data["authenticators"]
        ask_whether_another_stays(chosen)
        return chosen


class Manage(ManageWebAuthnView):
    input_class = {**ManageWebAuthnView.input_class, "POST": AddingInput, "DELETE": RemovingInput}


class Prove(AuthenticateWebAuthnView):
    input_class = {"POST": ProvingInput}


class ProveAgain(ReauthenticateWebAuthnView):
    input_class = {"POST": ProvingAgainInput}


class Remove(views.RemoveWebAuthnView):
    """Remove a key of one's own, unless it is the last factor of whoever needs one."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            ask_whether_another_stays([self.get_object()])
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return redirect("mfa_list_webauthn")
        answer: HttpResponse = super().form_valid(form)
        return answer


class ProveAgainHere(views.ReauthenticateWebAuthnView):
    """Stay on the page with what is wrong: allauth leads to the login, where it is not said."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response({**self.get_context_data(), "form": form})


def ask_whether_another_stays(chosen: Any) -> None:
    """Raise ValidationError when removing ``chosen`` would leave somebody without a factor who
    needs one.
    """
    adapter = get_adapter()
    keys = list(chosen)
    if any(not adapter.can_delete_authenticator(key, beside=keys) for key in keys):
        raise adapter.validation_error("cannot_delete_authenticator")


_APP = "_allauth/app/v1/"
_app = {"client": Client.APP}

# Before allauth's own of the same addresses.
urlpatterns = [
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", Remove.as_view()),
    path("accounts/2fa/webauthn/reauthenticate/", ProveAgainHere.as_view()),
    path(f"{_APP}account/authenticators/webauthn", Manage.as_api_view(**_app)),
    path(f"{_APP}auth/webauthn/authenticate", Prove.as_api_view(**_app)),
    path(f"{_APP}auth/webauthn/reauthenticate", ProveAgain.as_api_view(**_app)),
]
