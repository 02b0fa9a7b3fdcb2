import atexit
import functools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import global_settings, settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tests.browser.looking import QUIET
from tests.factories.desk import Desk, make_desk
from tests.machine import needs
from tests.processes import environment, eventually, running

# A machine that builds and tests at once is slow.
expect.set_options(timeout=20_000)


# Last, since pytest itself puts tests that share a session's parameter, the browser, together.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(needs("chromium"))
    # Playwright's event loop stays in the thread once it was there, and no other test wants it.
    items.sort(key=lambda item: item.path.is_relative_to(here))


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each test has a site of its own. (The plugin's fixture is a deprecated form of one.)"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the Chromium of the machine, not one that would have to be downloaded."""
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/Stockholm"}


@pytest.fixture
def desk(transactional_db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The presets and two of the staff, in a database that the site's process can read."""
    # Playwright keeps an event loop in this thread; the test itself is as plain as any.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    # The site hashes as in production, and reads what factories hash here.
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    return make_desk()


@pytest.fixture
def site(desk: Desk) -> Iterator[str]:
    """The address of the whole site, served by ASGI in a process of its own."""
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def lasting_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database that the tests of a module share, with all that they leave in it.

    Those tests carry no mark of pytest-django, which would empty it after each, and which alone
    lets it make a database: without marked tests in the same run it is made here.
    """
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS),
        pytest.MonkeyPatch.context() as monkeypatch,
    ):
        # Playwright keeps an event loop in this thread; the tests are as plain as any.
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        made = (
            []
            if _is_of_tests()
            else setup_databases(0, interactive=False, aliases={"default": None})
        )
        assert _is_of_tests()
        yield
        call_command("flush", interactive=False, verbosity=0)
        cache.clear()
        # Playwright's loop has connections of its own, which would keep the database from going.
        connections.close_all()
        teardown_databases(made, verbosity=0)


def _is_of_tests() -> bool:
    database = connection.settings_dict
    return bool(database["NAME"] == database["TEST"]["NAME"])


@contextmanager
def serving(**more: str) -> Iterator[str]:
    """Serve the site in a process of its own, and let links of mails lead there.

    ``more`` is environment, for which the site is loaded anew. At the end the database has let go
    of the process: it may be dropped.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with override_settings(SITE_URL=address), (_loaded if more else _forked)(port, more):
        eventually(lambda: answers(address))
        yield address
    eventually(lambda: not _serves(_name(more)))


@contextmanager
def _loaded(port: int, more: dict[str, str]) -> Iterator[None]:
    server = ("uvicorn", "config.asgi:application", "--port", str(port), "--lifespan", "off")
    told = {"SITE_URL": f"http://127.0.0.1:{port}", **_environment(more), **more}
    with running(*server, "--log-level", "warning", **told):
        yield


@contextmanager
def _forked(port: int, more: dict[str, str]) -> Iterator[None]:
    order = {
        "port": port,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }
    zygote = _zygote()
    assert zygote.stdin
    assert zygote.stdout
    zygote.stdin.write(f"{json.dumps(order)}\n".encode())
    zygote.stdin.flush()
    child = int(zygote.stdout.readline())
    try:
        yield
    finally:
        os.killpg(child, signal.SIGKILL)


@functools.cache
def _zygote() -> "subprocess.Popen[bytes]":
    """Start the process that has the site loaded; it ends with this one, which closes its input."""
    zygote = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.zygote"],
        cwd=settings.BASE_DIR,
        env=environment(**_environment({})),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(zygote.communicate)
    return zygote


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "OUTBOX_BELL": "off",
        "LOG_LEVEL": "WARNING",
        # What the site itself would send, such as the link that confirms an address.
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        # By its name PostgreSQL tells whose connections they are.
        "DATABASE_URL": f"{environment()['DATABASE_URL']}&application_name={_name(more)}",
    }


def _name(more: dict[str, str]) -> str:
    return f"site-{os.getpid()}-{'loaded' if more else 'forked'}"


def _serves(name: str) -> bool:
    """Tell whether PostgreSQL has yet to notice that the process of this name is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE application_name = %s", [name])
        return cursor.fetchone() is not None


def answers(site: str) -> bool:
    try:
        with urllib.request.urlopen(f"{site}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
