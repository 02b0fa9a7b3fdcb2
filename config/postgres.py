"""Which PostgreSQL, and which broker: the entries of settings, made from two addresses."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import make_conninfo

from config.database import server
from config.database.server import ensure_running, stop

__all__ = ["broker", "database", "ensure_running", "stop"]

ENGINE = "django.db.backends.postgresql"
EMBEDDED_ENGINE = "config.database"

# Rows of the outbox are the truth and a message is only a bell: publishing tries once, briefly,
# and a sweep finds what was not announced. kombu alone would try for ever.
FAIL_FAST = {"max_retries": 0, "interval_start": 0, "interval_step": 0, "interval_max": 0}
CONNECT_SECONDS = 2
# A message whose worker died is handed out again after this time.
VISIBILITY_SECONDS = 600

# Each trigger asks for it, and where it is not set that is an error to be caught, in a transaction
# of its own that is rolled back.
NO_TRIGGER_IGNORED = "-c pgtrigger.ignore={}"


def database(
    *,
    url: str,
    data_dir: Path,
    pool_size: int,
    statement_timeout_ms: int,
    test_name: str,
    durable: bool = True,
    pooled: bool = True,
    prepares: bool = True,
) -> dict[str, Any]:
    """Return the entry of ``DATABASES`` for ``url``, or for the embedded server when it is empty.

    ``statement_timeout_ms`` 0 means none. ``durable`` concerns the embedded server alone.
    ``prepares``: what is asked again and again is prepared on each connection, which a pool between
    us and the server must know of (PgBouncer from 1.21 on, with ``max_prepared_statements``).
    Raises ImproperlyConfigured when the URL is not one of PostgreSQL.
    """
    entry = _from_url(url) if url else _embedded(data_dir, durable=durable)
    options = entry.setdefault("OPTIONS", {})
    session = f"-c statement_timeout={statement_timeout_ms} {NO_TRIGGER_IGNORED}"
    options["options"] = f"{options.get('options', '')} {session}".strip()
    options.setdefault("application_name", "desk")
    options.setdefault("connect_timeout", 5)
    # Of what goes through ``consignment/prepared.py`` alone: others carry their values in the text.
    options.setdefault("prepare_threshold", 1 if prepares else None)
    if pooled:
        # Waiting longer than this for a connection is an outage, and the visitor is told so.
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 5}
    # A connection that died while it lay in the pool is not handed out. The pool looks for another
    # for its timeout, one by one; ``config.outage`` then has all of them looked at.
    return {**entry, "CONN_HEALTH_CHECKS": True, "TEST": {"NAME": test_name}}


def broker(
    url: str, *, database: dict[str, Any], testing: bool = False
) -> tuple[str, dict[str, Any]]:
    """Return the broker's URL and transport options: pgmq in ``database`` when ``url`` is empty.

    ``testing`` keeps an unnamed broker in memory, so that no test rings a live queue.
    Raises ImproperlyConfigured when the URL is of no broker that was tried.
    """
    if not url and testing:
        url = "memory://"
    scheme = (url or "pgmq://localhost").partition("://")[0]
    if scheme == "pgmq":
        if url not in {"", "pgmq://"}:
            raise ImproperlyConfigured("pgmq lives in DATABASE_URL: leave BROKER_URL out.")
        return "pgmq://localhost", {
            **FAIL_FAST,
            "conn_string": _pgmq_conninfo(database),
            "init_extension": False,
            "use_notify": True,
            "wait_time_seconds": 0,
            "pool_size": 2,
            "pool_timeout": CONNECT_SECONDS,
            "visibility_timeout": VISIBILITY_SECONDS,
        }
    if scheme in {"redis", "rediss"}:
        return url, {
            **FAIL_FAST,
            "socket_connect_timeout": CONNECT_SECONDS,
            "visibility_timeout": VISIBILITY_SECONDS,
        }
    if scheme in {"amqp", "amqps"}:
        return url, {**FAIL_FAST, "confirm_publish": True}
    if scheme == "memory":
        return url, FAIL_FAST
    raise ImproperlyConfigured(
        f"BROKER_URL is amqp://, redis:// or nothing (pgmq in PostgreSQL), not {scheme}://."
    )


def _from_url(url: str) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = {**dj_database_url.parse(url)}
    except ValueError as error:
        raise ImproperlyConfigured("DATABASE_URL cannot be read: postgresql://...") from error
    if entry["ENGINE"] != ENGINE:
        raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL: postgresql://...")
    return entry


def _embedded(data_dir: Path, *, durable: bool) -> dict[str, Any]:
    return {
        "ENGINE": EMBEDDED_ENGINE,
        "NAME": server.NAME,
        "USER": server.USER,
        "HOST": str(server.socket_dir(data_dir)),
        "PORT": server.PORT,
        "EMBEDDED": {"data_dir": data_dir, "durable": durable},
    }


def _pgmq_conninfo(database: dict[str, Any]) -> str:
    """Return libpq's string for the pgmq client.

    The client takes it apart and joins host, port, dbname, user and password again, unquoted and
    without anything else. So each value is quoted here for that second reading, and what else the
    address says (sslmode and the like) rides behind the last of them.
    """
    further = dict(database["OPTIONS"])
    for django_only in ("pool", "options", "prepare_threshold"):
        further.pop(django_only, None)
    host = further.pop("host", None) or database.get("HOST") or ""
    port = further.pop("port", None) or database.get("PORT") or ""
    further["application_name"] = "desk-broker"
    rider = "".join(f" {name}={_quoted(value)}" for name, value in further.items())
    return make_conninfo(
        host=_quoted(host),
        port=_quoted(port),
        dbname=_quoted(database["NAME"]),
        user=_quoted(database.get("USER") or ""),
        password=_quoted(database.get("PASSWORD") or "") + rider,
    )


def _quoted(value: object) -> str:
    return "'" + str(value).replace("\\", "\\\\").replace("'", "\\'") + "'"
