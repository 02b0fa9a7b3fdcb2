"""What pages may load and run, and what their headers promise."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def policy(answer) -> dict[str, list[str]]:
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", ["/", "/help/", "/accounts/login/", "/nothing/here/"])
def test_a_page_of_the_site_runs_only_what_is_ours(client, path):
    directives = policy(client.get(path))

    assert not [value for values in directives.values() for value in values if "unsafe" in value]
    assert "'self'" in directives["script-src"]
    assert directives["object-src"] == ["'none'"]
    assert directives["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize("path", ["/admin/login/", "/api/docs/"])
def test_foreign_pages_get_no_inline_script(client, path):
    directives = policy(client.get(path))

    assert "'unsafe-inline'" not in directives["script-src"]
    assert ("'unsafe-eval'" in directives["script-src"]) == path.startswith("/admin/")


def test_a_page_says_little_to_strangers(client):
    answer = client.get("/")

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_the_documentation_of_the_api_loads_nothing_from_elsewhere(client):
    page = client.get("/api/docs/").text

    assert "drf_spectacular_sidecar" in page
    assert "//cdn" not in page


@pytest.mark.parametrize("path", ["/", "/help/", "/accounts/login/", "/api/v1/me/", "/nothing/"])
def test_no_cache_between_us_and_the_reader_keeps_an_answer(client, path):
    said = client.get(path)["Cache-Control"].split(", ")

    assert {"private", "no-cache"} <= {*said}


WRITTEN = "It came without its <b>box</b>,\nand the clasp is bent."


@pytest.fixture
def stale():
    """Return a call that sends a form from before this browser logged in once more."""
    visit = Client(enforce_csrf_checks=True)
    visit.get("/accounts/login/")

    def send(path="/requests/new/technical/", origin="http://testserver", **fields):
        sent = {"csrfmiddlewaretoken": "a" * 64, **fields}
        return visit.post(path, sent, headers={"Origin": origin})

    return send


def test_a_form_that_is_too_old_gives_back_what_was_written(stale):
    answer = stale(body=WRITTEN, email="jo@example.com", body_too="no")

    assert answer.status_code == 403
    assert "It came without its &lt;b&gt;box&lt;/b&gt;,\nand the clasp is bent.</textarea>" in (
        answer.text.replace("\r\n", "\n")
    )
    assert "jo@example.com" not in answer.text


def test_a_form_of_another_site_puts_no_word_on_a_page_of_ours(stale):
    for origin in ("https://evil.example", "null"):
        answer = stale(origin=origin, body="Call us at once")

        assert answer.status_code == 403
        assert "Call us at once" not in answer.text


def test_a_form_without_words_that_is_too_old_shows_none(stale):
    answer = stale("/accounts/login/", login="jo@example.com", password="a long pass phrase")

    assert answer.status_code == 403
    assert "<textarea" not in answer.text
    assert "a long pass phrase" not in answer.text
