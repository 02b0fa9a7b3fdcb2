"""While the database is away, visitors are told so and when to come back."""

import socket

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def outage(monkeypatch):
    """Nobody answers where the database should be."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", nobody.getsockname()[1])
        yield
        connection.close()


@pytest.mark.usefixtures("outage")
@pytest.mark.parametrize("path", ["/", "/help/", "/accounts/login/"])
def test_a_page_says_so(client, path):
    client.cookies["sessionid"] = "somebody"
    client.raise_request_exception = False

    answer = client.get(path)

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "Nothing was saved" in answer.text


@pytest.mark.usefixtures("outage")
@pytest.mark.parametrize("key", [None, "a-key"])
def test_the_api_says_so(client, key):
    client.raise_request_exception = False
    headers = {"X-Session-Token": "somebody"} | ({"Idempotency-Key": key} if key else {})

    answer = client.post("/api/v1/tickets/", {}, content_type="application/json", headers=headers)

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.usefixtures("outage")
def test_probes_say_so_without_telling_an_address(client):
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)

        assert answer.status_code == 503
        assert answer.json()["checks"]["database"] == {
            "ok": False,
            "detail": "No answer: OperationalError.",
        }
        assert "127.0.0.1" not in answer.text
