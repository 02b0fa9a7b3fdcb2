"""A client generated from our description, in TypeScript: it compiles, and an app lives with it."""

import datetime as dt
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from consignment.models import User
from tests.browser.conftest import serving
from tests.factories.desk import Desk, make_desk, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory, UserFactory
from tests.machine import needs
from tests.processes import PATIENCE_SECONDS
from tickets.lifecycle.choices import State

pytestmark = [pytest.mark.processes, needs("node"), needs("npm")]

SOURCE = Path(__file__).parent.parent / "client"


@pytest.fixture
def client(transactional_db: None, tmp_path: Path) -> Path:
    """A folder with the client's sources, what they need, and our description as JSON."""
    folder = tmp_path / "client"
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("node_modules", "build"))
    described = SchemaGenerator().get_schema(request=None, public=True)
    (folder / "openapi.json").write_text(json.dumps(described, default=str))
    npm(folder, "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts")
    return folder


def npm(folder: Path, *command: str, **environment: str) -> str:
    """Run npm in ``folder`` and return what it says; a failure shows it."""
    result = subprocess.run(
        ["npm", *command],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=5 * PATIENCE_SECONDS,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture
def address(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The site by ASGI, in a process of its own that writes its mails to a folder."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    with serving(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend") as served:
        yield served


@pytest.fixture
def lin(transactional_db: None) -> User:
    user = UserFactory.create(email="lin@example.com", verified=True)
    buyer = BuyerFactory.create(user=user)
    yesterday = timezone.now() - dt.timedelta(days=1)
    OrderFactory.create(buyer=buyer, paid=True, ship_by=yesterday)
    return user


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    return make_desk()


def test_the_generated_client_compiles_and_an_app_lives_with_it(
    desk: Desk, lin: User, client: Path, address: str, tmp_path: Path
) -> None:
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    solved = ticket_in(State.RESOLVED, desk, customer=lin, at=an_hour_ago)
    npm(client, "run", "generate")
    npm(client, "run", "compile")

    told = npm(
        client,
        "run",
        "story",
        DESK_SITE=address,
        DESK_EMAIL=lin.email,
        DESK_MAILS=str(tmp_path / "mail"),
        DESK_SOLVED=str(solved.id),
    )

    assert told.count("\nok ") == 11, told
