"""Who calls: the app by its session token, a page by its cookie; and GET /api/v1/me/."""

import pytest
from rest_framework.test import APIClient

from tests.api.calls import TICKETS, app, caller, problem, session_token
from tests.factories.desk import Desk
from tests.factories.trade import PASSWORD, BuyerFactory, ConsignorFactory, UserFactory

ME = "/api/v1/me/"


@pytest.mark.django_db
def test_the_app_logs_in_and_learns_who_it_is() -> None:
    lin = UserFactory.create(verified=True, chinese=True)
    BuyerFactory.create(user=lin)
    ConsignorFactory.create(user=lin)

    assert app(lin).get(ME).json() == {
        "id": str(lin.id),
        "email": lin.email,
        "name": "林美",
        "phone": "+8613812345678",
        "language": "zh-hans",
        "time_zone": "Asia/Shanghai",
        "roles": ["buyer", "consignor"],
    }


def test_the_roles_of_the_staff_stand_beside_those_of_the_trade(desk: Desk) -> None:
    BuyerFactory.create(user=desk.supervisor.user)

    assert caller(desk.agent.user).get(ME).json()["roles"] == ["agent"]
    assert caller(desk.supervisor.user).get(ME).json()["roles"] == ["buyer", "supervisor"]


@pytest.mark.django_db
def test_without_a_login_the_answer_says_how_to_log_in() -> None:
    answer = APIClient().get(ME)

    problem(answer, 401)
    assert answer["WWW-Authenticate"].startswith("X-Session-Token")


@pytest.mark.django_db
def test_a_token_that_was_made_up_opens_nothing() -> None:
    client = APIClient()
    client.credentials(HTTP_X_SESSION_TOKEN="q" * 32)

    problem(client.get(ME), 401)


@pytest.mark.django_db
def test_a_session_that_was_ended_opens_nothing() -> None:
    lin = UserFactory.create(verified=True)
    client = app(lin)
    client.delete("/_allauth/app/v1/auth/session")

    problem(client.get(ME), 401)


@pytest.mark.django_db
def test_an_account_that_was_closed_opens_nothing() -> None:
    lin = UserFactory.create(verified=True)
    client = app(lin)
    lin.is_active = False
    lin.save()

    problem(client.get(ME), 401)


def test_a_page_needs_its_csrf_token_and_the_app_does_not(desk: Desk) -> None:
    lin = UserFactory.create(verified=True)
    filed = {"category": "rules-fees", "body": "How much?"}
    page = APIClient(enforce_csrf_checks=True)
    page.login(username=lin.email, password=PASSWORD)
    phone = APIClient(enforce_csrf_checks=True)
    phone.credentials(HTTP_X_SESSION_TOKEN=session_token(lin))

    problem(page.post(TICKETS, filed), 403)
    assert phone.post(TICKETS, filed).status_code == 201


@pytest.mark.django_db
def test_what_people_read_comes_in_the_language_of_the_call() -> None:
    refused = problem(APIClient().get(ME, HTTP_ACCEPT_LANGUAGE="zh-CN,zh;q=0.9"), 401)

    assert any("\u4e00" <= character <= "\u9fff" for character in refused["detail"])


def test_an_app_that_asks_for_no_language_gets_that_of_the_account(desk: Desk) -> None:
    lin = app(UserFactory.create(verified=True, chinese=True))
    rules = "/api/v1/categories/rules-fees/"

    silent = lin.get(rules)
    english = lin.get(rules, HTTP_ACCEPT_LANGUAGE="en")

    assert (silent["Content-Language"], english["Content-Language"]) == ("zh-hans", "en")
    assert silent.json()["name"] == "规则、费用与流程"
    assert english.json()["name"] == "Rules, fees and how things work"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/nothing/", "/api/v1/tickets/1/", "/api/v2/"])
def test_an_address_that_is_none_is_a_problem_document(path: str) -> None:
    assert problem(APIClient().get(path), 404)["instance"] == path


@pytest.mark.django_db
def test_a_method_that_is_none_is_a_problem_document() -> None:
    problem(caller(UserFactory.create()).delete(ME), 405)
