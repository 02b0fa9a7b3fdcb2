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
from django.utils import timezone

from consignment.models import User
from tests.browser.pages import Visitor
from tests.factories.desk import open_ticket
from tests.factories.keys import with_security_key
from tests.factories.trade import PASSWORD, BuyerFactory
from tests.matrix.world import World, make_world
from tickets.actions.follow_up import follow_up
from tickets.actions.open import Guest
from tickets.lifecycle import guests
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Rating
from tickets.staff.actors import actor_of


def make_visitors() -> World:
    """Return the world of the matrix with its visitors' cookies; all of it is committed."""
    world = make_world()
    resetting = _person()
    key = f"{user_pk_to_url_str(resetting)}-{default_token_generator.make_token(resetting)}"
    uidb36, _, token = key.partition("-")
    unproven = BuyerFactory.create().user
    address = EmailAddress.objects.create(user=unproven, email=unproven.email, primary=True)
    keyed = _person()
    key_of_keyed = with_security_key(keyed)
    by_link = open_ticket(customer=Guest("lin@example.com", "Lin Mei"), at=timezone.now())
    things = {
        **world.things,
        **_followed(world),
        "key": {"pk": key_of_keyed.pk},
        "payment": {"key": "payment-failed"},
        "by-link": {"ticket_id": by_link.id},
        "gone": {"secret": "0" * 43, "key": "gone"},
        "confirmation": {"key": EmailConfirmationHMAC(address).key},
        "reset": {"uidb36": uidb36, "key": "set-password"},
        "reset-gone": {"uidb36": uidb36, "key": "1-2"},
    }
    return replace(
        world, things=things, cookies={**world.cookies, **_cookies(uidb36, token, by_link, keyed)}
    )


def _followed(world: World) -> dict[str, dict[str, Any]]:
    """Return the ticket that goes on with the one which is ``continued``."""
    before = Ticket.objects.get(id=world.things["continued"]["ticket_id"])
    after = follow_up(
        before.id,
        by=actor_of(before.requester),
        body="It has happened again.",
        channel=Channel.SITE,
        at=timezone.now(),
    )
    return {"following": {"ticket_id": after.id}}


def _cookies(uidb36: str, token: str, by_link: Ticket, keyed: User) -> dict[Any, SimpleCookie]:
    """Return the cookies of each visitor, who went as far as their name says."""
    protected = _protected()
    resetting = Client()
    resetting.get(f"/accounts/password/reset/key/{uidb36}-{token}/")
    code = Client()
    code.post("/accounts/login/code/", {"email": _person().email})
    second_step = Client()
    _give_password(second_step, protected)
    key_step = Client()
    _give_password(key_step, keyed)
    passwordless = _person()
    passwordless.set_unusable_password()
    passwordless.save()
    rating = Rating.objects.select_related("ticket__requester").earliest("id")
    rated = _logged_in(rating.ticket.requester)
    rated.get(f"/requests/{rating.ticket_id}/rate/")
    clients = {
        Visitor.FRESH: _proven(_person()),
        Visitor.PROTECTED: _proven(_protected()),
        Visitor.KEYED: _proven(keyed),
        Visitor.KEY_PROOF: _logged_in(keyed),
        Visitor.KEY_STEP: key_step,
        Visitor.SECOND_PROOF: _logged_in(protected),
        Visitor.PASSWORDLESS: _logged_in(passwordless),
        Visitor.CODE: code,
        Visitor.SECOND_STEP: second_step,
        Visitor.RESETTING: resetting,
        Visitor.RATED: rated,
        Visitor.CLAIMING: _claiming(by_link),
    }
    return {visitor: client.cookies for visitor, client in clients.items()}


def _claiming(by_link: Ticket) -> Client:
    """Return a client whose person has filed without the account, and holds another's link."""
    user = _person()
    open_ticket(customer=Guest(user.email, user.name), at=timezone.now())
    client = _logged_in(user)
    client.get(f"/guest/{guests.make(by_link, at=timezone.now())}/")
    return client


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
