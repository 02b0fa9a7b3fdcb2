"""One command runs the whole desk, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from config.database import server
from tests.processes import eventually

pytestmark = pytest.mark.processes


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def demo(data_dir: Path, port: int, *arguments: str):
    """Run the demo on data of its own; kill what is left of it at the end."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--no-data", "--port", str(port), *arguments],
        cwd=settings.BASE_DIR,
        env={**known, "DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        for left in family(process):
            left.kill()
        process.kill()
        # Shown when the test fails.
        print(process.communicate()[0])  # noqa: T201


def family(process) -> list[psutil.Process]:
    """Return the processes that ``process`` started; they lead groups of their own."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def living(record: Path) -> list[psutil.Process]:
    """Return the processes that the demo wrote down and that still run."""
    pids = [entry["pid"] for entry in json.loads(record.read_text())] if record.exists() else []
    return [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]


def ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def calls_left(port: int, *, said_to_come_from: str) -> str:
    """Call the API as a stranger; return what it says of the limit of strangers."""
    call = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/categories/",
        headers={"X-Forwarded-For": said_to_come_from},
    )
    with urllib.request.urlopen(call, timeout=30) as answer:
        return answer.headers["RateLimit"].split(";")[1]


def test_the_desk_comes_up_ends_on_ctrl_c_and_survives_a_kill(data_dir, port):
    record = data_dir / "demo.json"

    with demo(data_dir, port) as first:
        # Tables and a week of tickets are made first.
        eventually(lambda: ready(port), seconds=240)
        # With no proxy of ours, what a caller says of its address is a stranger's word.
        left = [calls_left(port, said_to_come_from=f"192.0.2.{n}") for n in (1, 2)]
        assert left == ["r=59", "r=58"]
        killed = living(record)[2]
        killed.kill()
        eventually(lambda: len(living(record)) == 5 and killed not in living(record))
        orphans = living(record)[1:]
        first.kill()
        first.wait()

        with demo(data_dir, port) as second:
            eventually(lambda: ready(port) and len(living(record)) == 5)
            assert not [orphan for orphan in orphans if alive(orphan)]
            family_of_second = family(second)
            second.send_signal(signal.SIGINT)
            words, _ = second.communicate(timeout=30)

    assert second.returncode == 0, words
    assert "4 processes that a run before had left" in words
    assert f"http://localhost:{port}/admin/" in words
    assert not [process for process in family_of_second if alive(process)]
    assert not record.exists()
    assert not server.answers(data_dir / "postgres")
    assert (data_dir / "postgres" / "PG_VERSION").exists()


def test_a_taken_port_is_told(data_dir):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with demo(data_dir, port) as process:
            words, _ = process.communicate(timeout=60)

    assert process.returncode == 2
    assert f"Port {port} is taken" in words
    assert not (data_dir / "postgres").exists()


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
