"""The benchmark runs from end to end. How fast, no test says: machines differ."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from config.benchmark import database
from config.benchmark.works import WORKS
from tests.processes import environment
from tickets.lifecycle.models import Ticket

pytestmark = [pytest.mark.processes, pytest.mark.django_db]


@pytest.fixture(scope="module")
def benchmark(django_db_setup, django_db_blocker, tmp_path_factory):
    """Measure each work for a moment, on the server of the tests."""
    with django_db_blocker.unblock():
        env = environment(DATA_DIR=str(tmp_path_factory.mktemp("benchmark")))
    words = ("--tickets", "300", "--seconds", "1", "--fresh", "--json")
    return subprocess.run(
        [sys.executable, "manage.py", "benchmark", *words],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_work_is_measured_and_each_with_an_aim_beside_something_bare(benchmark):
    assert benchmark.returncode == 0, benchmark.stdout + benchmark.stderr
    report = json.loads(benchmark.stdout)
    figures = {figure["key"]: figure for figure in report["figures"]}

    assert list(figures) == [work.key for work in WORKS]
    for figure in figures.values():
        assert figure["rate"] > 0
        assert 0 < figure["p50"] <= figure["p95"]
        assert figure["queries"] > 0
        if figure["bare"]:
            assert figure["bare_rate"] > 0
            assert figure["bare_rate"] * figure["ratio"] == pytest.approx(figure["rate"])


def test_it_leaves_the_desk_and_the_server_as_they_were(benchmark):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database.NAME])
        left = cursor.fetchall()

    assert not left
    assert not Ticket.objects.exists()
