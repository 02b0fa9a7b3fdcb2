"""Calls as an app or a page makes them, and what must be true of every problem document."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.response import Response
from rest_framework.test import APIClient

from consignment.models import User
from tests.factories.trade import PASSWORD
from tickets.lifecycle.models import Ticket

TICKETS = "/api/v1/tickets/"
RULES = {"category": "rules-fees", "body": "How much commission do you take?"}
NOBODYS = "0198f0a4-0000-7000-8000-000000000000"


def caller(user: User | None = None) -> APIClient:
    """Return a client of ``user``, logged in by a session; CSRF is not asked of it."""
    client = APIClient()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def app(user: User) -> APIClient:
    """Return a client that logged in as the app does, at allauth's door. ``user`` is verified."""
    client = APIClient()
    client.credentials(HTTP_X_SESSION_TOKEN=session_token(user))
    return client


def session_token(user: User) -> str:
    answer = APIClient().post(
        "/_allauth/app/v1/auth/login", {"email": user.email, "password": PASSWORD}
    )
    assert answer.status_code == 200, answer.content
    token: str = answer.json()["meta"]["session_token"]
    return token


def keyed(client: APIClient, key: str, path: str, body: object) -> Response:
    return client.post(path, body, HTTP_IDEMPOTENCY_KEY=key)


def at(ticket: Ticket | str, step: str = "") -> str:
    """Return the address of ``ticket``, or of a ``step`` of it."""
    found = ticket.id if isinstance(ticket, Ticket) else ticket
    return f"{TICKETS}{found}/{step}/" if step else f"{TICKETS}{found}/"


def problem(response: Response, status: int) -> dict[str, Any]:
    """Return the problem document of ``response``, which must be one of ``status``."""
    assert response.status_code == status, (response.status_code, response.content[:500])
    assert response["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    return document


def queries(call: Callable[[], Any]) -> list[str]:
    """Return the statements of ``call``, without savepoints and what the throttle counts."""
    with CaptureQueriesContext(connection) as captured:
        call()
    said = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in said if "SAVEPOINT" not in sql and "desk_cache" not in sql]


def errors(response: Response) -> dict[str, str]:
    """Return what a 400 says of each field, by its name with dots."""
    return {error["field"]: error["detail"] for error in problem(response, 400)["errors"]}
