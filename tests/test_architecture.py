"""What holds for the whole house: layers, types, migrations, sizes, and a README that is true."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tickets.lifecycle.picture import mermaid

ROOT = Path(settings.BASE_DIR)
APPS = ("config", "consignment", "knowledge_base", "tickets")
LONGEST_FILE = 400


def python_files(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
        ["-m", "ruff", "check", "--no-cache", "."],
        ["-m", "ruff", "format", "--check", "--no-cache", "."],
        ["-m", "mypy"],
    ],
    ids=["layers", "ruff", "format", "types"],
)
def test_the_checks_of_the_house_find_nothing(command):
    result = run(sys.executable, *command)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_files_are_one_idea_long():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files(*APPS, "tests")
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert not long


def test_the_readme_shows_the_lifecycle_that_the_code_has():
    assert mermaid() in (ROOT / "README.md").read_text()


def test_domain_code_never_reads_the_clock():
    stages = [
        "lifecycle",
        "staff",
        "conversation",
        "triage",
        "sla",
        "routing",
        "satisfaction",
        "inbox",
        "actions",
        "insight",
    ]
    readers = [
        str(path.relative_to(ROOT))
        for stage in stages
        for path in python_files(f"tickets/{stage}")
        if any(
            word in path.read_text()
            for word in ("timezone.now(", "datetime.now(", "date.today(", "time.time(")
        )
    ]

    assert not readers
