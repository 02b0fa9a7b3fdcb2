"""What pages may load and run, and what their headers promise."""

import pytest

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
