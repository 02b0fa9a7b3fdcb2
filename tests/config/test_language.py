"""A page speaks its reader's language and tells their time."""

import pytest

from consignment.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.doors")]


@pytest.fixture
def mei():
    return User.objects.create_user(
        "mei@example.com", "password", language="zh-hans", time_zone="Asia/Shanghai"
    )


def test_who_is_logged_in_reads_their_language_and_time(client, mei):
    client.force_login(mei)

    answer = client.get("/reader/", headers={"Accept-Language": "en"})

    assert answer.text == "zh-hans Asia/Shanghai"
    assert answer["Content-Language"] == "zh-hans"


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("de-DE,en;q=0.5", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_a_guest_reads_what_the_browser_asks_for(client, asked, language):
    answer = client.get("/reader/", headers={"Accept-Language": asked})

    assert answer.text == f"{language} UTC"
    assert "Accept-Language" in answer["Vary"]


def test_a_time_zone_that_does_not_exist_falls_back(client, mei):
    mei.time_zone = "Mars/Olympus"
    mei.save()
    client.force_login(mei)

    assert client.get("/reader/").text == "zh-hans UTC"


@pytest.mark.urls("config.urls")
def test_a_language_chosen_on_a_page_stays_with_the_person(client, mei):
    client.force_login(mei)

    client.post("/i18n/setlang/", {"language": "en", "next": "/"})

    mei.refresh_from_db()
    assert mei.language == "en"


@pytest.mark.urls("config.urls")
def test_a_guest_keeps_the_chosen_language_in_a_cookie(client):
    client.post("/i18n/setlang/", {"language": "zh-hans", "next": "/"})

    assert client.get("/help/", headers={"Accept-Language": "en"})["Content-Language"] == "zh-hans"


@pytest.mark.urls("config.urls")
def test_a_language_that_does_not_exist_changes_nothing(client, mei):
    client.force_login(mei)

    client.post("/i18n/setlang/", {"language": "xx", "next": "/"})

    mei.refresh_from_db()
    assert mei.language == "zh-hans"
