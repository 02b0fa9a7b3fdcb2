"""Whatever encoding a caller claims, what it sends is read as UTF-8."""

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

CLAIMED = ["utf-16", "rot13", "zlib_codec", "undefined", "bogus", "latin-1"]
FORM = "application/x-www-form-urlencoded"
LOGIN = "/accounts/login/"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("charset", CLAIMED)
def test_a_form_is_read(charset):
    visit = Client(enforce_csrf_checks=True)
    visit.get(LOGIN)
    token = visit.cookies["csrftoken"].value
    sent = {"csrfmiddlewaretoken": token, "login": "zoë@example.com", "password": ""}

    for content_type, body in [
        (MULTIPART_CONTENT, encode_multipart(BOUNDARY, sent)),
        (FORM, f"csrfmiddlewaretoken={token}&login=zo%C3%AB@example.com".encode()),
    ]:
        answer = visit.generic(
            "POST", LOGIN, body, content_type=f"{content_type}; charset={charset}"
        )

        assert answer.status_code == 200
        assert "zoë@example.com" in answer.text


@pytest.mark.urls("tests.config.doors")
@pytest.mark.parametrize("charset", CLAIMED)
def test_a_call_is_read(client, charset):
    answer = client.generic(
        "POST",
        "/api/forms/",
        '{"name": "Zoë"}'.encode(),
        content_type=f"application/json; charset={charset}",
    )

    assert answer.json() == {"name": "Zoë"}
