"""Real brokers on ports of their own, for the time of a test."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes import eventually


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Run Redis, keeping nothing; yield its URL."""
    port = free_port()
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    with _running(command, folder):
        eventually(lambda: _listens(port))
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def rabbitmq(folder: Path) -> Iterator[str]:
    """Run RabbitMQ with its data in ``folder``; yield its URL."""
    port, names = free_port(), free_port()
    environment = {
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"desk{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        # A name server of our own, which ends with us.
        "ERL_EPMD_PORT": str(names),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
    }
    # The program on the path changes to a user of its own, who may not write here.
    program = "/usr/lib/rabbitmq/bin/rabbitmq-server"
    try:
        with _running([program], folder, **environment):
            eventually(lambda: _listens(port))
            yield f"amqp://guest:guest@127.0.0.1:{port}//"
    finally:
        # It refuses while it believes that the server lives.
        end = ["epmd", "-port", str(names), "-kill"]
        eventually(lambda: subprocess.run(end, check=False) and not _listens(names))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _running(command: list[str], folder: Path, **environment: str) -> Iterator[None]:
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(process.pid, 9)
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
