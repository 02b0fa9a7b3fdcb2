"""The site as production serves it, on loopback, while it is measured."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from django.conf import settings

from config import warming
from config.benchmark import database

HOST = "127.0.0.1"
SETTINGS = "config.benchmark.settings"
WORKERS, THREADS = 2, 8
START_SECONDS = 60
WARM_SECONDS = 300
NO_LIMIT = "1000000000/min"


class SiteDoesNotStart(Exception):
    """The site did not answer in time; the text is the end of its log."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site while it runs: its port, and the process whose children are its workers."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Return how long the workers have computed, which other work on the machine changes not.

        The database is not counted.
        """
        times = [worker.cpu_times() for worker in psutil.Process(self.pid).children()]
        return sum(time.user + time.system for time in times)


def new_secret() -> str:
    return secrets.token_urlsafe(50)


@contextmanager
def site(*, secret: str) -> Iterator[Site]:
    """Serve the site with ``config/deploy``'s number of workers, once all have read what they read
    beside their first visitors: what is measured is a process as it is after its first minute.

    Raises SiteDoesNotStart.
    """
    env = environment(secret)
    _manage("collectstatic", "--no-input", "--verbosity=0", env=env)
    port = _free_port()
    log = database.folder() / "site.log"
    with log.open("w") as output:
        command = [
            *(sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}"),
            *("--workers", str(WORKERS), "--threads", str(THREADS), "--log-level", "warning"),
        ]
        process = subprocess.Popen(  # noqa: S603
            command, cwd=settings.BASE_DIR, env=env, stdout=output, stderr=output
        )
    try:
        _wait(process, port, log)
        _wait_until_warm(process, log)
        yield Site(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment(secret: str) -> dict[str, str]:
    """Return the environment of the site: production, but for limits on calls that never end.

    Each call is counted against its limit as in production.
    """
    return {
        **os.environ,
        "DESK_ENV": "production",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": database.address(),
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": "https://localhost",
        "DEBUG": "0",
        "LOG_LEVEL": "INFO",
        "MEDIA_ROOT": str(database.folder() / "media"),
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "API_RATE_ANONYMOUS": NO_LIMIT,
        "API_RATE_USER": NO_LIMIT,
        "API_RATE_GUEST": NO_LIMIT,
        "API_RATE_SUGGESTIONS": NO_LIMIT,
        "API_RATE_TALK": NO_LIMIT,
    }


def _manage(*words: str, env: dict[str, str]) -> None:
    subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=env, check=True
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_warm(process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + WARM_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if log.read_text(errors="replace").count(f'"event": "{warming.WARMED}"') == WORKERS:
            return
        time.sleep(0.1)
    raise SiteDoesNotStart(_end_of(log))


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SiteDoesNotStart(_end_of(log))


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:])
