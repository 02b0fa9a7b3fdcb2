"""The embedded server: one, whoever starts it, whatever happened before."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pgmq.base import PGMQConfig
from psycopg.conninfo import conninfo_to_dict

from config import postgres
from config.database import server
from tests.processes import eventually

ASK = """
import sys, pathlib
from config.database import server
print(server.ensure_running(pathlib.Path(sys.argv[1]), durable=False))
"""


@pytest.fixture
def data_dir(data_dir):
    return data_dir / "postgres"


def start(data_dir: Path) -> bool:
    return server.ensure_running(data_dir, durable=False)


def select(data_dir: Path, sql: str):
    with psycopg.connect(
        host=str(server.socket_dir(data_dir)), user=server.USER, dbname=server.NAME
    ) as connection:
        return connection.execute(sql).fetchone()[0]


def keep(data_dir: Path) -> None:
    with psycopg.connect(
        host=str(server.socket_dir(data_dir)), user=server.USER, dbname=server.NAME
    ) as connection:
        connection.execute("CREATE TABLE kept ()")


@pytest.mark.processes
def test_a_server_starts_keeps_its_data_and_stops(data_dir):
    assert start(data_dir) is True
    assert start(data_dir) is False
    assert select(data_dir, "SHOW max_connections") == "200"
    assert select(data_dir, "SHOW listen_addresses") == ""
    keep(data_dir)

    assert server.stop(data_dir) is True
    assert server.stop(data_dir) is False
    assert start(data_dir) is True
    assert select(data_dir, "SELECT to_regclass('kept') IS NOT NULL") is True


@pytest.mark.processes
def test_processes_that_start_at_once_get_one_server(data_dir):
    def ask(_):
        return subprocess.run(
            [sys.executable, "-c", ASK, str(data_dir)],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    with ThreadPoolExecutor(4) as callers:
        answers = list(callers.map(ask, range(4)))

    assert sorted(answers) == ["False", "False", "False", "True"]


@pytest.mark.processes
def test_a_server_that_was_killed_starts_again(data_dir):
    server.ensure_running(data_dir)
    keep(data_dir)
    pid = int((data_dir / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: not server.answers(data_dir))

    assert start(data_dir) is True
    assert select(data_dir, "SELECT to_regclass('kept') IS NOT NULL") is True


@pytest.mark.processes
@pytest.mark.parametrize(
    "stale", ["", "12", f"{os.getpid()}\n/elsewhere\n"], ids=["empty", "dead", "of another"]
)
def test_what_a_dead_server_left_stops_no_new_one(data_dir, stale):
    start(data_dir)
    server.stop(data_dir)
    (data_dir / "postmaster.pid").write_text(stale)

    assert start(data_dir) is True


@pytest.mark.processes
def test_a_path_too_long_for_a_socket_is_no_hindrance(data_dir):
    data_dir = data_dir.parent / ("deep" * 20) / "postgres"
    try:
        assert start(data_dir) is True
        assert server.socket_dir(data_dir) != data_dir
        assert select(data_dir, "SELECT 1") == 1
    finally:
        server.remove(data_dir)


def test_data_of_another_version_is_not_touched(tmp_path):
    (tmp_path / "PG_VERSION").write_text("14\n")

    with pytest.raises(server.ServerError, match="made by PostgreSQL 14"):
        start(tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://desk:pa%27ss%20%5Cword@db.example:6432/desk?sslmode=verify-full",
        "postgresql://desk@/desk?host=/var/run/post%20gres",
    ],
)
def test_the_broker_connects_as_the_site_does(url):
    entry = database(url)

    _, options = postgres.broker("", database=entry)

    # What the client makes of it: it takes the text apart and joins the parts again.
    seen = conninfo_to_dict(PGMQConfig(conn_string=options["conn_string"]).dsn)
    assert seen["host"] == (entry["HOST"] or entry["OPTIONS"]["host"])
    assert seen["password"] == entry["PASSWORD"]
    assert seen.get("sslmode") == entry["OPTIONS"].get("sslmode")
    assert (seen["dbname"], seen["user"]) == ("desk", "desk")


def test_options_of_the_address_are_kept_beside_ours():
    entry = database("postgresql://desk@db/desk?application_name=blue&options=-c%20jit%3Doff")

    assert entry["OPTIONS"]["application_name"] == "blue"
    assert (
        entry["OPTIONS"]["options"] == "-c jit=off -c statement_timeout=5000 -c pgtrigger.ignore={}"
    )
    assert entry["OPTIONS"]["pool"]["max_size"] == 7


def test_an_address_of_another_database_is_refused():
    with pytest.raises(ImproperlyConfigured, match="must name a PostgreSQL"):
        database("sqlite:///desk.db")


def database(url):
    return postgres.database(
        url=url,
        data_dir=Path("/nowhere"),
        pool_size=7,
        statement_timeout_ms=5000,
        test_name="test_desk",
    )
