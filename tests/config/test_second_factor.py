"""Staff sign in with two steps, walked with the codes that an authenticator would show."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from config import checks
from consignment.models import User
from tests.api.test_login_walk import App, digits
from tests.factories.desk import AgentFactory, Desk, make_desk, open_ticket
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import PASSWORD, UserFactory
from tickets.staff.models import Agent, Presence

INBOX = "/admin/desk/"
STEP = "/accounts/second-step/"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def agent(desk: Desk) -> Agent:
    return AgentFactory.create(user__verified=True, presence=Presence.AWAY)


def log_in(browser: Client, user: User, password: str = PASSWORD, **meta: Any) -> Any:
    return browser.post("/accounts/login/", {"login": user.email, "password": password}, **meta)


def with_authenticator(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def prove(browser: Client, secret: str) -> Any:
    return browser.post("/accounts/2fa/authenticate/", {"code": digits(secret)})


# What is set up counts once it is committed.
@pytest.mark.django_db(transaction=True)
def test_who_has_none_sets_it_up_before_the_desk_opens(agent: Agent, client: Client) -> None:
    log_in(client, agent.user)
    refused = client.get(f"{INBOX}?view=mine")
    asked = client.get(refused["Location"])
    is_it_you = client.get(reverse("mfa_activate_totp"))["Location"]
    client.post(is_it_you, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.text)

    assert refused["Location"] == STEP
    assert "staff sign in with two steps" in asked.text
    assert client.get(INBOX)["Location"] == STEP
    assert secret
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.status_code == 200
    assert client.get(INBOX)["Location"] == STEP

    client.get(f"{INBOX}?view=mine")
    done = client.post(reverse("mfa_activate_totp"), {"code": digits(secret[1])})
    codes = client.get(done["Location"])

    assert STEP in codes.text
    assert client.get(STEP)["Location"] == f"{INBOX}?view=mine"
    assert client.get(INBOX).status_code == 200


def test_a_login_asks_for_the_code_once_and_the_session_remembers(
    agent: Agent, client: Client
) -> None:
    secret = with_authenticator(agent.user)

    log_in(client, agent.user)
    between = client.get(INBOX)
    prove(client, secret)

    assert between["Location"].startswith("/admin/login/")
    assert client.get(INBOX).status_code == 200
    assert client.get("/admin/consignment/order/").status_code == 200


def test_a_recovery_code_opens_once(agent: Agent, client: Client) -> None:
    with_authenticator(agent.user)
    code = RecoveryCodes.activate(agent.user).get_unused_codes()[0]

    log_in(client, agent.user)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    again = Client()
    log_in(again, agent.user)
    again.post("/accounts/2fa/authenticate/", {"code": code})

    assert client.get(INBOX).status_code == 200
    assert again.get(INBOX).status_code == 302


def test_a_session_from_before_its_person_became_staff_opens_nothing(
    desk: Desk, client: Client
) -> None:
    person = UserFactory.create(verified=True)
    log_in(client, person)
    ticket = open_ticket()
    for_staff = ArticleFactory.create(for_staff=True)
    person.is_staff = True
    person.save()
    AgentFactory.create(user=person, skilled=True)

    doors = (
        INBOX,
        "/admin/",
        f"/admin/desk/tickets/{ticket.id}/",
        "/admin/consignment/order/",
        f"/help/articles/{for_staff.slug}/",
    )

    assert {client.get(door)["Location"] for door in doors} == {STEP}
    refused = client.get("/api/v1/tickets/")
    assert refused.status_code == 403
    assert refused.json()["code"] == "second_factor"
    assert client.post(f"/admin/desk/tickets/{ticket.id}/notes/", {"body": "x"}).status_code == 403


def test_a_session_from_before_the_authenticator_gives_a_code_now(
    agent: Agent, client: Client
) -> None:
    log_in(client, agent.user)
    secret = with_authenticator(agent.user)

    client.get(INBOX)
    asked = client.get(STEP)["Location"]
    client.post(asked, {"code": digits(secret), "next": STEP})

    assert asked.startswith(reverse("mfa_reauthenticate"))
    assert client.get(INBOX).status_code == 200


def test_a_password_alone_makes_no_recovery_codes_in_a_session_from_before(
    agent: Agent, client: Client
) -> None:
    log_in(client, agent.user)
    app = App()
    app.step("auth/login", {"email": agent.user.email, "password": PASSWORD})
    with_authenticator(agent.user)

    for path in ("", "recovery-codes/", "recovery-codes/generate/", "totp/activate/"):
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        assert client.get(f"/accounts/2fa/{path}")["Location"] == STEP, path
    assert client.post("/accounts/2fa/recovery-codes/generate/").status_code == 403
    app.step("auth/reauthenticate", {"password": PASSWORD})
    assert app.step("account/authenticators/recovery-codes").status_code == 403

    assert not Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).exists()


# What is set up counts once it is committed.
@pytest.mark.django_db(transaction=True)
def test_an_app_s_token_is_no_way_around(agent: Agent) -> None:
    app = App()
    app.step("auth/login", {"email": agent.user.email, "password": PASSWORD})

    for path in ("/api/v1/tickets/", "/api/v1/me/", "/api/v1/articles/"):
        refused = app.client.get(path, headers=app.headers)
        assert refused.status_code == 403, path
        assert refused.json()["code"] == "second_factor"

    app.step("auth/reauthenticate", {"password": PASSWORD})
    secret = app.step("account/authenticators/totp", method="get").json()["meta"]["secret"]
    app.step("account/authenticators/totp", {"code": digits(secret)})

    assert app.client.get("/api/v1/tickets/", headers=app.headers).status_code == 200


def test_the_admin_s_own_form_logs_nobody_in(agent: Agent, client: Client) -> None:
    form = {"username": agent.user.email, "password": PASSWORD}

    answer = client.post("/admin/login/", form)

    assert answer["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_customers_are_asked_for_nothing(desk: Desk, client: Client) -> None:
    person = UserFactory.create(verified=True)

    log_in(client, person)

    assert client.get("/requests/").status_code == 200
    assert client.get("/api/v1/tickets/").status_code == 200


def test_the_last_factor_of_staff_stays(agent: Agent, client: Client) -> None:
    secret = with_authenticator(agent.user)
    log_in(client, agent.user)
    prove(client, secret)

    cache.clear()
    client.post(reverse("mfa_reauthenticate"), {"code": digits(secret)})
    refused = client.post(reverse("mfa_deactivate_totp"))

    assert "so this stays on" in refused.text
    assert Authenticator.objects.filter(user=agent.user, type="totp").exists()


def test_without_the_setting_a_password_is_enough(
    agent: Agent, client: Client, settings: Settings
) -> None:
    settings.STAFF_SECOND_FACTOR = False

    log_in(client, agent.user)

    assert client.get(INBOX).status_code == 200


def test_production_without_it_is_told_at_start(settings: Settings) -> None:
    settings.PRODUCTION, settings.STAFF_SECOND_FACTOR = True, False

    (told,) = checks.staff_prove_themselves()

    assert told.id == "config.W001"
    settings.STAFF_SECOND_FACTOR = True
    assert checks.staff_prove_themselves() == []


# --- Guessing -------------------------------------------------------------------------------------


def test_an_account_takes_five_wrong_passwords_from_wherever_they_come(agent: Agent) -> None:
    for n in range(5):
        log_in(Client(), agent.user, "wrong", REMOTE_ADDR=f"192.0.2.{n}")

    right = log_in(Client(), agent.user, REMOTE_ADDR="192.0.2.99")

    assert right.status_code == 200
    assert "Too many" in right.text


def test_an_address_takes_ten_wrong_passwords_whoever_they_are_for(desk: Desk) -> None:
    people = UserFactory.create_batch(11, verified=True)
    for person in people[:10]:
        log_in(Client(), person, "wrong", REMOTE_ADDR="192.0.2.7")

    here = log_in(Client(), people[10], REMOTE_ADDR="192.0.2.7")
    elsewhere = log_in(Client(), people[10], REMOTE_ADDR="192.0.2.8")

    assert (here.status_code, elsewhere.status_code) == (200, 302)


def test_a_second_factor_is_not_guessed_either(agent: Agent, client: Client) -> None:
    secret = with_authenticator(agent.user)
    log_in(client, agent.user)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    right = prove(client, secret)

    assert right.status_code == 200
    assert client.get(INBOX).status_code == 302


# --- Ending ---------------------------------------------------------------------------------------


def administrator(settings: Settings) -> Client:
    boss = AgentFactory.create(administrator=True, user__verified=True)
    browser, secret = Client(), with_authenticator(boss.user)
    log_in(browser, boss.user)
    prove(browser, secret)
    return browser


def test_an_administrator_ends_somebody_s_sessions(
    agent: Agent, client: Client, settings: Settings
) -> None:
    secret = with_authenticator(agent.user)
    log_in(client, agent.user)
    prove(client, secret)
    assert client.get(INBOX).status_code == 200
    app = App()
    app.step("auth/login", {"email": agent.user.email, "password": PASSWORD})
    # The same code is taken once in its half minute.
    cache.clear()
    app.step("auth/2fa/authenticate", {"code": digits(secret)})
    assert app.me().status_code == 200

    administrator(settings).post(
        reverse("admin:consignment_user_changelist"),
        {"action": "end_sessions", "_selected_action": [str(agent.user_id)]},
    )

    assert client.get(INBOX)["Location"].startswith("/admin/login/")
    assert app.me().status_code == 401
    assert not UserSession.objects.filter(user=agent.user).exists()


def test_deleting_one_session_ends_that_one(
    agent: Agent, client: Client, settings: Settings
) -> None:
    secret = with_authenticator(agent.user)
    log_in(client, agent.user)
    prove(client, secret)
    session = UserSession.objects.get(user=agent.user)

    administrator(settings).post(
        reverse("admin:usersessions_usersession_delete", args=[session.pk]), {"post": "yes"}
    )

    assert client.get(INBOX)["Location"].startswith("/admin/login/")


def test_taking_a_lost_factor_away_ends_what_it_opened(
    agent: Agent, client: Client, settings: Settings
) -> None:
    secret = with_authenticator(agent.user)
    log_in(client, agent.user)
    prove(client, secret)
    lost = Authenticator.objects.get(user=agent.user, type="totp")

    administrator(settings).post(
        reverse("admin:mfa_authenticator_delete", args=[lost.pk]), {"post": "yes"}
    )

    assert client.get(INBOX)["Location"].startswith("/admin/login/")
    log_in(client, agent.user)
    assert client.get(INBOX)["Location"] == STEP


def test_a_session_ends_when_its_person_is_no_more_active(agent: Agent, client: Client) -> None:
    secret = with_authenticator(agent.user)
    log_in(client, agent.user)
    prove(client, secret)

    User.objects.filter(pk=agent.user_id).update(is_active=False)

    assert client.get(INBOX)["Location"].startswith("/admin/login/")
