"""Security keys as the second step of staff, proven by a key that signs as a real one does."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from tests.api.test_login_walk import App
from tests.config.test_second_factor import INBOX, STEP, log_in, with_authenticator
from tests.factories.desk import AgentFactory, make_desk
from tests.factories.keys import SecurityKey, with_security_key
from tests.factories.trade import PASSWORD
from tickets.staff.models import Agent, Presence

KEYS = "/accounts/2fa/webauthn/"
PROVE = "/accounts/2fa/authenticate/"
HERE = {"headers": {"host": "localhost"}}


@pytest.fixture(autouse=True)
def required(settings: Settings, db: None) -> None:
    settings.STAFF_SECOND_FACTOR = True
    cache.clear()


@pytest.fixture
def agent() -> Agent:
    make_desk()
    return AgentFactory.create(user__verified=True, presence=Presence.AWAY)


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def challenge(answer: Any) -> str:
    [options] = answer.context["js_data"].values()
    return str(json.loads(json.dumps(dict(options["publicKey"])))["challenge"])


def send(visitor: Client, path: str, credential: object, **more: str) -> Any:
    return visitor.post(path, {"credential": json.dumps(credential), **more})


# What is set up counts once it is committed.
@pytest.mark.django_db(transaction=True)
def test_a_key_is_set_up_and_opens_the_desk_from_then_on(agent: Agent, visitor: Client) -> None:
    key = SecurityKey()
    log_in(visitor, agent.user)
    visitor.post(visitor.get(f"{KEYS}add/")["Location"], {"password": PASSWORD})
    page = visitor.get(f"{KEYS}add/")

    added = send(visitor, f"{KEYS}add/", key.made(challenge(page)), name="Blue key")

    assert added["Location"] == "/accounts/2fa/recovery-codes/"
    assert visitor.get(INBOX).status_code == 200
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Blue key"
    visitor.post("/accounts/logout/")
    assert log_in(visitor, agent.user)["Location"] == PROVE
    assert visitor.get(INBOX).status_code == 302
    send(visitor, PROVE, key.proven(challenge(visitor.get(PROVE))))
    assert visitor.get(INBOX).status_code == 200


def test_a_session_from_before_is_led_to_its_key(agent: Agent, visitor: Client) -> None:
    key = SecurityKey()
    log_in(visitor, agent.user)
    with_security_key(agent.user, key)

    asked = visitor.get(visitor.get(INBOX)["Location"])["Location"]
    send(visitor, asked, key.proven(challenge(visitor.get(asked))), next=STEP)

    assert asked.startswith(f"{KEYS}reauthenticate/")
    assert visitor.get(INBOX).status_code == 200


@pytest.mark.parametrize("of_another_key", [True, False], ids=["another key", "another challenge"])
def test_what_proves_nothing_opens_nothing(
    agent: Agent, visitor: Client, of_another_key: bool
) -> None:
    key = SecurityKey()
    with_security_key(agent.user, key)
    log_in(visitor, agent.user)
    asked = challenge(visitor.get(PROVE))
    signed = SecurityKey().proven(asked) if of_another_key else key.proven("YW5vdGhlcg")

    refused = send(visitor, PROVE, signed)

    assert refused.status_code == 200
    assert refused.context["webauthn_form"].errors
    assert visitor.get(INBOX).status_code == 302


NONE = [
    None, 5, "x", [], {}, {"id": 1}, {"response": 5}, {"id": "a", "rawId": "a", "response": {}},
    {"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {
        "clientDataJSON": "e30", "authenticatorData": "aa", "signature": "aa",
        "attestationObject": "aaaa"}},
]  # fmt: skip


@pytest.mark.parametrize("credential", NONE, ids=str)
def test_what_is_no_credential_is_refused_with_words_at_every_door(
    agent: Agent, visitor: Client, credential: object
) -> None:
    log_in(visitor, agent.user)
    visitor.post("/accounts/reauthenticate/", {"password": PASSWORD})
    visitor.get(f"{KEYS}add/")
    added = send(visitor, f"{KEYS}add/", credential)
    app = App()
    app.step("auth/login", {"email": agent.user.email, "password": PASSWORD})
    app.step("auth/reauthenticate", {"password": PASSWORD})
    by_app = app.step("account/authenticators/webauthn", {"name": "x", "credential": credential})
    with_security_key(agent.user)
    again = send(visitor, f"{KEYS}reauthenticate/", credential)
    fresh = Client(headers={"host": "localhost"})
    log_in(fresh, agent.user)
    fresh.get(PROVE)
    proven = send(fresh, PROVE, credential)

    for answer in (added, again, proven):
        assert answer.status_code == 200
        assert 'role="alert" tabindex="-1"' in answer.text
    assert by_app.status_code == 400
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_the_last_factor_stays_until_there_is_another(agent: Agent, visitor: Client) -> None:
    key = SecurityKey()
    row = with_security_key(agent.user, key)
    log_in(visitor, agent.user)
    send(visitor, PROVE, key.proven(challenge(visitor.get(PROVE))))
    visitor.post("/accounts/reauthenticate/", {"password": PASSWORD})

    refused = visitor.post(f"{KEYS}keys/{row.pk}/remove/", follow=True)
    kept = Authenticator.objects.filter(pk=row.pk).exists()
    with_authenticator(agent.user)
    visitor.post(f"{KEYS}keys/{row.pk}/remove/")

    assert "Set up another way first" in refused.text
    assert kept
    assert not Authenticator.objects.filter(pk=row.pk).exists()


def test_whoever_has_an_app_alone_is_asked_for_its_code_alone(
    agent: Agent, visitor: Client
) -> None:
    with_authenticator(agent.user)
    log_in(visitor, agent.user)

    page = visitor.get(PROVE).text

    assert "Enter the code that your authenticator app shows now" in page
    assert "data-security-key" not in page
