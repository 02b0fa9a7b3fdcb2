"""Settings come from the environment, and say by name what is missing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRET = "a-secret-of-our-own-that-is-long-enough-for-production-1234567890"
PRODUCTION = {
    "DESK_ENV": "production",
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "desk.example.com",
    "DATABASE_URL": "postgresql://desk:desk@127.0.0.1:1/desk",
    "BROKER_URL": "amqp://desk:desk@127.0.0.1:1//",
    "SITE_URL": "https://desk.example.com",
}


def manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process that knows nothing but ``environment``."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error::UserWarning:config", "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**known, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_pass_the_checks_of_a_deployment():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "development-only-secret-never-for-a-public-server"}, "SECRET_KEY must be"),
        ({"SECRET_KEY": "short"}, "to 50 characters or more"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"DATABASE_URL": ""}, "DATABASE_URL must name"),
        ({"DATABASE_URL": "mysql://root@127.0.0.1/desk"}, "must name a PostgreSQL"),
        ({"DEBUG": "1"}, "DEBUG shows the source"),
        ({"DESK_ENV": "staging"}, "DESK_ENV is 'development' or 'production'"),
        ({"BROKER_URL": "kafka://127.0.0.1"}, "BROKER_URL is amqp://"),
        ({"OUTBOX_BELL": "gong"}, "OUTBOX_BELL is 'celery' or 'off'"),
        ({"DATABASE_POOL_SIZE": "many"}, "DATABASE_POOL_SIZE"),
        ({"DATABASE_POOL_SIZE": "1"}, "DATABASE_POOL_SIZE must be 2 or more"),
    ],
)
def test_what_is_wrong_is_named(change, complaint):
    done = manage("check", **{**PRODUCTION, **change})

    assert done.returncode != 0
    assert complaint in done.stderr


def test_a_development_machine_needs_no_environment(tmp_path):
    done = manage("check", DATA_DIR=str(tmp_path / "data"))

    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "data").exists(), "reading settings starts nothing"


def test_the_demo_refuses_production():
    done = manage("demo", **PRODUCTION)

    assert done.returncode != 0
    assert "logins that everybody knows" in done.stderr
