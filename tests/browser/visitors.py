"""Those who look at the pages: the world of the matrix, and people in the middle of an account's
affairs, each brought there through the doors that they would use.
"""

from dataclasses import replace
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import SimpleCookie
from django.test import Client

from consignment.models import User
from tests.browser.pages import Visitor
from tests.factories.trade import PASSWORD, BuyerFactory
from tests.matrix.world import World, make_world


def make_visitors() -> World:
    """Return the world of the matrix with its visitors' cookies; all of it is committed."""
    world = make_world()
    resetting = _person()
    key = f"{user_pk_to_url_str(resetting)}-{default_token_generator.make_token(resetting)}"
    uidb36, _, token = key.partition("-")
    unproven = BuyerFactory.create().user
    address = EmailAddress.objects.create(user=unproven, email=unproven.email, primary=True)
    things = {
        **world.things,
        "gone": {"secret": "0" * 43, "key": "gone"},
        "confirmation": {"key": EmailConfirmationHMAC(address).key},
        "reset": {"uidb36": uidb36, "key": "set-password"},
        "reset-gone": {"uidb36": uidb36, "key": "1-2"},
    }
    return replace(world, things=things, cookies={**world.cookies, **_cookies(uidb36, token)})


def _cookies(uidb36: str, token: str) -> dict[Any, SimpleCookie]:
    """Return the cookies of each visitor, who went as far as their name says."""
    protected = _protected()
    resetting = Client()
    resetting.get(f"/accounts/password/reset/key/{uidb36}-{token}/")
    code = Client()
    code.post("/accounts/login/code/", {"email": _person().email})
    second_step = Client()
    _give_password(second_step, protected)
    passwordless = _person()
    passwordless.set_unusable_password()
    passwordless.save()
    clients = {
        Visitor.FRESH: _proven(_person()),
        Visitor.PROTECTED: _proven(_protected()),
        Visitor.SECOND_PROOF: _logged_in(protected),
        Visitor.PASSWORDLESS: _logged_in(passwordless),
        Visitor.CODE: code,
        Visitor.SECOND_STEP: second_step,
        Visitor.RESETTING: resetting,
    }
    return {visitor: client.cookies for visitor, client in clients.items()}


def _person() -> User:
    user: User = BuyerFactory.create(user__verified=True).user
    return user


def _protected() -> User:
    user = _person()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def _logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _proven(user: User) -> Client:
    """Return a client that gave its password again a moment ago."""
    client = _logged_in(user)
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


def _give_password(client: Client, user: User) -> None:
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
