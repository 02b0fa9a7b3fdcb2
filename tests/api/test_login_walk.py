"""The walks of a log-in that our description tells apps of, at allauth's door, up to our own."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.mail import EmailMessage
from rest_framework.response import Response
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import problem
from tests.factories.trade import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

DOOR = "/_allauth/app/v1/"
ME = "/api/v1/me/"
CODE = re.compile(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", re.MULTILINE)


class App:
    """An app that keeps the token of the last answer, as our description says."""

    def __init__(self) -> None:
        self.client, self.token = APIClient(), ""

    def step(self, path: str, body: object = None, method: str = "post") -> Response:
        answer = getattr(self.client, method)(DOOR + path, body, headers=self.headers)
        self.token = (answer.json().get("meta") or {}).get("session_token", self.token)
        return answer

    def me(self) -> Response:
        return self.client.get(ME, headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Session-Token": self.token} if self.token else {}


def pending(answer: Response) -> list[str]:
    """Return the steps that a 401 of the door says are due."""
    assert answer.status_code == 401, answer.content
    return [flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")]


def code_in(mail: EmailMessage) -> str:
    found = CODE.search(str(mail.body))
    assert found, mail.body
    return found[1]


def digits(secret: str) -> str:
    """Return what an authenticator shows for ``secret`` now."""
    counter = next(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.fixture
def lin() -> User:
    return UserFactory.create(email="lin@example.com", verified=True)


def test_by_a_code_of_the_mail(lin: User, mailoutbox: list[EmailMessage]) -> None:
    app = App()

    assert pending(app.step("auth/code/request", {"email": lin.email})) == ["login_by_code"]
    problem(app.me(), 401)
    done = app.step("auth/code/confirm", {"code": code_in(mailoutbox[-1])})

    assert done.status_code == 200
    assert done.json()["meta"]["is_authenticated"] is True
    assert app.me().json()["email"] == lin.email


def test_a_wrong_code_is_told_by_its_field(lin: User) -> None:
    app = App()
    app.step("auth/code/request", {"email": lin.email})

    refused = app.step("auth/code/confirm", {"code": "WRONG1"})

    assert refused.status_code == 400
    assert refused.json()["errors"][0].keys() >= {"param", "code", "message"}
    problem(app.me(), 401)


@pytest.mark.parametrize("by", ["code", "password"])
def test_with_a_second_factor_there_is_one_step_more(
    lin: User, mailoutbox: list[EmailMessage], by: str
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(lin, secret)
    app = App()

    if by == "code":
        app.step("auth/code/request", {"email": lin.email})
        first = app.step("auth/code/confirm", {"code": code_in(mailoutbox[-1])})
    else:
        first = app.step("auth/login", {"email": lin.email, "password": PASSWORD})

    assert "mfa_authenticate" in pending(first)
    problem(app.me(), 401)
    assert app.step("auth/2fa/authenticate", {"code": "000000"}).status_code == 400
    assert app.step("auth/2fa/authenticate", {"code": digits(secret)}).status_code == 200
    assert app.me().status_code == 200


def test_sign_up_ends_when_the_address_is_proven(mailoutbox: list[EmailMessage]) -> None:
    app = App()
    signed_up = app.step("auth/signup", {"email": "mei@example.com", "password": PASSWORD})

    assert pending(signed_up) == ["verify_email"]
    problem(app.me(), 401)
    key = key_in(mailoutbox[-1])
    assert app.step("auth/email/verify", {"key": key}).status_code in {200, 401}
    app.step("auth/login", {"email": "mei@example.com", "password": PASSWORD})
    assert app.me().json()["email"] == "mei@example.com"


def test_a_forgotten_password_is_set_anew(lin: User, mailoutbox: list[EmailMessage]) -> None:
    app, new = App(), "a better horse 7 staples"
    assert app.step("auth/password/request", {"email": lin.email}).status_code == 200

    key = key_in(mailoutbox[-1])
    assert app.step("auth/password/reset", {"key": key, "password": new}).status_code in {200, 401}

    again = App()
    assert again.step("auth/login", {"email": lin.email, "password": PASSWORD}).status_code == 400
    assert again.step("auth/login", {"email": lin.email, "password": new}).status_code == 200


def test_who_logged_out_is_nobody(lin: User) -> None:
    app = App()
    app.step("auth/login", {"email": lin.email, "password": PASSWORD})
    token = app.token

    assert app.step("auth/session", method="delete").status_code == 401
    app.token = token
    problem(app.me(), 401)
    assert app.step("auth/session", method="get").status_code == 410


def key_in(mail: EmailMessage) -> str:
    """Return the secret at the end of the link in ``mail``."""
    found = re.search(r"https?://\S+/(?:key/)?([^/\s]+)/?\s", str(mail.body) + "\n")
    assert found, mail.body
    return found[1]


def test_the_account_is_changed(lin: User) -> None:
    app = App()
    app.step("auth/login", {"email": lin.email, "password": PASSWORD})

    def change(body: Any) -> Response:
        return app.client.patch(ME, body, headers=app.headers)

    changed = change({"name": " 林  美 ", "language": "zh-hans", "time_zone": "Asia/Shanghai"})

    assert changed.json()["name"] == "林 美"
    assert changed["Content-Language"] == "zh-hans"
    lin.refresh_from_db()
    assert (lin.name, lin.language, lin.time_zone) == ("林 美", "zh-hans", "Asia/Shanghai")
    for wrong in (
        {"email": "other@example.com"},
        {"is_staff": True},
        {"time_zone": "Mars/Olympus"},
        {"language": "fr"},
        {"name": " \u200b "},
        {"name": "x" * 151},
        ["name"],
    ):
        problem(change(wrong), 400)
    lin.refresh_from_db()
    assert (lin.email, lin.is_staff) == ("lin@example.com", False)
