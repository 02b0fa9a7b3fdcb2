"""``/healthz`` (is this process of use?) and ``/readyz`` (does the whole desk work?)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from config import broker
from tickets.outbox import relay


@dataclass(frozen=True)
class Check:
    """What one look gave; ``detail`` tells no secret and no address."""

    ok: bool
    detail: str


class HealthMiddleware:
    """Answer both addresses before hosts, sessions and languages matter: a probe has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        checks = PROBES.get(request.path_info)
        if checks is None or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        results = {name: check() for name, check in checks.items()}
        ok = all(result.ok for result in results.values())
        body = {
            "status": "ok" if ok else "failing",
            "checks": {
                name: {"ok": result.ok, "detail": result.detail} for name, result in results.items()
            },
        }
        return JsonResponse(body, status=200 if ok else 503, headers={"Cache-Control": "no-store"})


def database() -> Check:
    """The database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return Check(ok=False, detail=f"No answer: {type(error).__name__}.")
    return Check(ok=True, detail="Answers.")


def migrations() -> Check:
    """The tables are those of this code."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        return Check(ok=False, detail=f"Unknown: {type(error).__name__}.")
    if waiting:
        return Check(ok=False, detail=f"{len(waiting)} not applied.")
    return Check(ok=True, detail="All applied.")


def message_broker() -> Check:
    """The broker answers and has its queues."""
    try:
        broker.check()
    except broker.BrokerUnreachableError as error:
        return Check(ok=False, detail=str(error))
    except Error as error:
        return Check(ok=False, detail=f"No answer: {type(error).__name__}.")
    return Check(ok=True, detail="Answers.")


def outbox() -> Check:
    """What should have left has left, give or take ``OUTBOX_ALARM_AFTER`` seconds."""
    now = timezone.now()
    try:
        oldest = relay.oldest_due(now)
    except Error as error:
        return Check(ok=False, detail=f"Unknown: {type(error).__name__}.")
    if oldest is None:
        return Check(ok=True, detail="Nothing waits.")
    age = int((now - oldest).total_seconds())
    return Check(ok=age <= settings.OUTBOX_ALARM_AFTER, detail=f"The oldest row waits {age} s.")


PROBES: dict[str, dict[str, Callable[[], Check]]] = {
    "/healthz": {"database": database},
    "/readyz": {
        "database": database,
        "migrations": migrations,
        "broker": message_broker,
        "outbox": outbox,
    },
}
