"""What every test stands on: a real PostgreSQL, strict templates, nothing that leaves the house."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, connection, connections
from django.template import engines
from django.template.base import Node
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from config.database.base import DatabaseWrapper
from tests import template

ALONE = "master"
"""What the plugin calls a run in one process."""
MOST_WORKERS = 6


class StrictlyNothing(str):
    """What Django puts where a variable does not exist: in a template of ours, a failure.

    Django asks whether it is empty before it uses it; that is when the template is looked up.
    Templates of other people keep their habits.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        node, expression = _rendering()
        if node is not None and node.origin is not None and _is_ours(node.origin.name):
            where = Path(node.origin.name).relative_to(settings.BASE_DIR)
            line = node.token.lineno if node.token else "?"
            pytest.fail(
                f"{where}:{line}: the variable {expression!r} does not exist", pytrace=False
            )
        return False


def _rendering() -> tuple[Node | None, str]:
    """Return the template node that is being rendered, and the expression within it."""
    frame, expression = sys._getframe(2), ""
    while frame is not None:
        this = frame.f_locals.get("self")
        if isinstance(this, Node):
            return this, expression
        expression = expression or str(getattr(this, "token", ""))
        frame = frame.f_back
    return None, expression


def _is_ours(template: str) -> bool:
    path = Path(template)
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


def pytest_configure() -> None:
    # A machine that is busy is no fault of what is tested.
    hypothesis.settings.register_profile(
        "desk", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("desk")
    # In the settings for engines that a test makes anew, and in the one that is there already.
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = StrictlyNothing()
    engines["django"].engine.string_if_invalid = StrictlyNothing()
    # Slow on purpose in production: a hundred logins would be most of the run.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A whole run uses the cores there are; what is asked for by name runs in this process."""
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return 0
    # Each has a database of its own and, now and then, a Chromium.
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)


@pytest.fixture(scope="session", autouse=True)
def embedded_server(worker_id: str) -> Iterator[None]:
    """Stop the embedded server after the run, if the run started it and nobody else uses it.

    Of several processes the one that gave them their work does it, once all have ended.
    """
    yield
    wrapper = _embedded()
    if worker_id == ALONE and wrapper and wrapper.server_is_ours:
        wrapper.stop_server()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Make the database of the tests a copy, rather than by every migration there ever was."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as monkeypatch:
        # Where tests of a browser alone are run, its event loop is in the thread already.
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        connection.settings_dict["TEST"]["TEMPLATE"] = template.ready()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the database of the tests go, though a thread that has ended still holds a connection:
    it is closed when the interpreter comes to it, which may be later.
    """
    yield
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as monkeypatch:
        # Playwright's event loop stays in the thread once it was there.
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    wrapper = _embedded()
    if wrapper and _gives_work(session.config):
        wrapper.start_server()


def pytest_sessionfinish(session: pytest.Session) -> None:
    wrapper = _embedded()
    if wrapper and _gives_work(session.config) and wrapper.server_is_ours:
        wrapper.stop_server()


def _gives_work(config: pytest.Config) -> bool:
    """Tell whether the tests run in processes of their own, and this is the one that waits."""
    return bool(config.getoption("numprocesses")) and not hasattr(config, "workerinput")


def _embedded() -> DatabaseWrapper | None:
    # Not the proxy that ``django.db.connection`` is.
    wrapper = connections["default"]
    return wrapper if isinstance(wrapper, DatabaseWrapper) else None


@pytest.fixture(autouse=True)
def private_files(tmp_path: Path, settings: Settings) -> None:
    """Keep what a test uploads out of the folder of the real desk."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def nothing_read_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no thread with a connection of its own: it would see nothing of what a test made, and
    be there yet when the next begins.
    """
    monkeypatch.setattr("tickets.insight.threshold._beside", lambda run, *given: None)
    monkeypatch.setattr("knowledge_base.search.index._take_in", lambda at: None)


@pytest.fixture(autouse=True)
def nothing_counted_for_the_next(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Forget the calls that a really committing test made: the cache's table is no model's, and is
    not emptied with the others.
    """
    yield
    marker = request.node.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames:
        # Where the database is away, nothing was counted either.
        with django_db_blocker.unblock(), contextlib.suppress(OperationalError):
            cache.clear()
