"""While the database is away, visitors are told so and when to come back."""

import socket
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.processes import eventually, running

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


CONNECTIONS = 10


@pytest.mark.processes
def test_when_every_connection_of_a_process_died_one_visitor_is_told_and_the_next_is_served():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = ("uvicorn", "config.asgi:application", "--port", str(port), "--lifespan", "off")
    settings = {"DATABASE_POOL_SIZE": str(CONNECTIONS), "OUTBOX_BELL": "off"}
    with (
        running(*server, "--log-level", "warning", LOG_LEVEL="CRITICAL", **settings),
        ThreadPoolExecutor(4 * CONNECTIONS) as visitors,
    ):
        eventually(lambda: _status(port, "/healthz") == 200)
        eventually(lambda: _crowd(visitors, port) and _others("count(*)") >= CONNECTIONS - 2)
        _others("count(pg_terminate_backend(pid))")

        assert _status(port, "/help/") in {200, 503}
        assert _status(port, "/help/") == 200


def _crowd(visitors: ThreadPoolExecutor, port: int) -> bool:
    """Come all at once, so that the pool grows."""
    return 200 in visitors.map(lambda _: _status(port, "/help/"), range(4 * CONNECTIONS))


def _others(what: str) -> int:
    """Return ``what`` of the sessions of others on this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {what} FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def _status(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
