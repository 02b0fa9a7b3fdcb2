"""Staff sign in with a second factor: whatever their session was made by.

``STAFF_SECOND_FACTOR`` asks for it. What is proven is kept where allauth keeps it, in the session:
the login's second step writes it there, and so does a code that is asked for later. A session that
lacks it, because it was made before its person became staff, or before they had an authenticator,
opens the pages of the account and nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

import structlog
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from config.authentication import SessionTokenAuthentication
from config.problems import is_api, problem_response

log = structlog.get_logger(__name__)

# Where an account is looked after, and the second factor set up.
OPEN = ("/accounts/", "/_allauth/", "/i18n/", "/static/")
BY_APP = "/_allauth/"
FACTORS = ("/accounts/2fa/", f"{BY_APP}app/v1/account/authenticators")
PROVING = (
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/reauthenticate/",
)
NEXT = "after_second_factor"
SECOND_FACTOR = "mfa"


@dataclass(frozen=True, slots=True)
class Login:
    """A session of a browser or of an app: as much of a request as allauth asks for."""

    session: Any


def is_proven(user: Any, session: Any) -> bool:
    """Tell whether ``user`` gave a second factor in this session."""
    records = get_authentication_records(cast(HttpRequest, Login(session)), user)
    return any(record.get("method") == SECOND_FACTOR for record in records)


def is_asked_of(user: Any) -> bool:
    """Tell whether ``user`` needs a second factor."""
    return bool(settings.STAFF_SECOND_FACTOR and getattr(user, "is_staff", False))


class SecondFactorMiddleware:
    """Let staff who have not proven their second factor no further than their account.

    Stands before whatever answers by itself, as the store of repeated calls does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.STAFF_SECOND_FACTOR and _is_closed(request):
            return _refused(request)
        return self.get_response(request)


def _is_closed(request: HttpRequest) -> bool:
    """Tell whether somebody of the staff asks for more than a password alone opens.

    Where factors are kept is open while there is none. Later it is not: recovery codes made by
    whoever knows the password would be a second factor for the asking.
    """
    path = request.path_info
    keeps_factors = path.startswith(FACTORS) and not path.startswith(PROVING)
    if path.startswith(OPEN) and not keeps_factors:
        return False
    logins: list[tuple[Any, Any]] = [(request.user, request.session)]
    if is_api(request) or keeps_factors:
        by_token = SessionTokenAuthentication().authenticate(request)
        logins += [by_token] if by_token else []
    return any(
        _lacks(user, session) and not (keeps_factors and not is_mfa_enabled(user))
        for user, session in logins
    )


def _lacks(user: Any, session: Any) -> bool:
    return is_asked_of(user) and not is_proven(user, session)


def _refused(request: HttpRequest) -> HttpResponseBase:
    """Say what is missing: to a program, to a part of an open page, or by the page that helps."""
    why = _("Staff sign in with two steps. Prove the second one in your account first.")
    if is_api(request) or request.path_info.startswith(BY_APP):
        return problem_response(request, 403, why, extra={"code": "second_factor"})
    if request.headers.get("HX-Request") or request.method not in {"GET", "HEAD"}:
        return HttpResponse(why, status=403, headers={"Desk-Refused": "second-factor"})
    request.session[NEXT] = request.get_full_path()
    return redirect("second_step")


@login_required
@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Lead whoever lacks the second factor to it, and afterwards to where they wanted to go."""
    if not _lacks(request.user, request.session):
        return redirect(request.session.pop(NEXT, None) or "admin:index")
    if is_mfa_enabled(request.user):
        back = urlencode({"next": reverse("second_step")})
        has_key = is_mfa_enabled(request.user, [Authenticator.Type.WEBAUTHN])
        door = "mfa_reauthenticate_webauthn" if has_key else "mfa_reauthenticate"
        return redirect(f"{reverse(door)}?{back}")
    return render(request, "mfa/second_step.html")


class MFAAdapter(DefaultMFAAdapter):
    """Named in ``MFA_ADAPTER``."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Staff sign in with two steps, so this stays on. Set up another way first. If this one "
            "is lost, use a recovery code, or ask an administrator to take it away."
        ),
    }

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        """Return what a key is called until its owner names it."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Security key %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}

    def can_delete_authenticator(
        self, authenticator: Authenticator, beside: Iterable[Authenticator] = ()
    ) -> bool:
        """Keep the last factor of who needs one; what it is replaced by comes first.

        ``beside`` are others that would go with it.
        """
        if not is_asked_of(authenticator.user):
            return True
        real = Authenticator.objects.filter(user=authenticator.user).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        going = [authenticator.pk, *(one.pk for one in beside)]
        return real.exclude(pk__in=going).exists()


@receiver(authenticator_added)
def on_authenticator_added(
    request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Count what was set up in this session as proven in it: its code was asked for.

    Recovery codes prove nothing by being shown.
    """
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request, user, SECOND_FACTOR, id=authenticator.pk, type=authenticator.type
        )
        log.info("account.second_factor_added", user=str(user.pk), type=authenticator.type)
