"""Structured logs: named events with ids, never bodies, addresses or secrets of a link."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from structlog.contextvars import bound_contextvars, get_contextvars

from consignment.ids import new_id

log = structlog.get_logger(__name__)

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def configuration(*, readable: bool, level: int) -> dict[str, Any]:
    """Return the ``LOGGING`` of settings and set structlog up: JSON lines, or readable ones."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    render: list[Any] = (
        # Plain: the pretty form shows local variables, and with them a customer's words.
        [
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            )
        ]
        if readable
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"route": {"()": RouteFilter}},
        "formatters": {
            "events": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *render,
                ],
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "events",
                "filters": ["route"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Our own line tells of each request; Django's is wanted for faults only.
            "django": {"level": "WARNING", "propagate": True, "handlers": []},
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "ERROR", "propagate": True, "handlers": []},
            "celery": {"level": "WARNING"},
            "kombu": {"level": "WARNING"},
            "pgmq": {"level": "WARNING"},
            "psycopg.pool": {"level": "ERROR"},
        },
    }


class RouteFilter(logging.Filter):
    """Replace the path in Django's messages by its route: a path may hold the secret of a link."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.msg = f"{request.method} {route_of(request)}"
            record.args = ()
        return True


class RequestLogMiddleware:
    """Log one line for each request, and give it an id that all other lines of it carry.

    A sane ``X-Request-ID`` of a proxy is taken over; the reply tells the id in the same header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else str(new_id())
        started = time.perf_counter()
        with bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            log.info(
                "request.finished",
                method=request.method,
                route=route_of(request),
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000),
            )
        response.headers["X-Request-ID"] = request_id
        return response


def current_request_id() -> str:
    """Return the id of the request at work, or an empty text outside of one."""
    return str(get_contextvars().get("request_id", ""))


def route_of(request: HttpRequest) -> str:
    """Return the pattern that matched, never the path: ``/t/<token>``."""
    match = request.resolver_match
    return f"/{match.route}" if match else "no route"
