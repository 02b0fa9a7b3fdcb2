"""Doors of accounts that anybody can try."""

import pytest

from consignment.models import User

pytestmark = pytest.mark.django_db

NO_SUCH_HOST = f"jo@{'ü' * 63}.example"


@pytest.mark.parametrize("door", ["signup", "password/reset", "login/code"])
def test_an_address_that_no_mail_can_reach_is_answered_like_any_other(client, door, mailoutbox):
    answers = []
    for email in ("jo@example.com", NO_SUCH_HOST):
        client.logout()
        passwords = {"password1": "Horse-battery-9", "password2": "Horse-battery-9"}
        answers.append(client.post(f"/accounts/{door}/", {"email": email, **passwords}))

    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert [mail.to for mail in mailoutbox] == [["jo@example.com"]]


@pytest.mark.parametrize(("asked", "kept"), [("zh-CN,zh;q=0.9", "zh-hans"), ("fr", "en")])
def test_an_account_goes_on_in_the_language_it_was_made_in(client, asked, kept):
    passwords = {"password1": "Horse-battery-9", "password2": "Horse-battery-9"}

    client.post(
        "/accounts/signup/", {"email": "jo@example.com", **passwords}, HTTP_ACCEPT_LANGUAGE=asked
    )

    assert User.objects.get(email="jo@example.com").language == kept
