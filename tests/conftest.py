"""What every test stands on: a real PostgreSQL, strict templates, nothing that leaves the house."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.template import engines
from django.template.base import Node
from pytest_django.fixtures import Settings

from config.database.base import DatabaseWrapper


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
    # In the settings for engines that a test makes anew, and in the one that is there already.
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = StrictlyNothing()
    engines["django"].engine.string_if_invalid = StrictlyNothing()
    # Slow on purpose in production: a hundred logins would be most of the run.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def embedded_server() -> Iterator[None]:
    """Stop the embedded server after the run, if the run started it and nobody else uses it."""
    yield
    # Not the proxy that ``django.db.connection`` is.
    wrapper = connections["default"]
    if isinstance(wrapper, DatabaseWrapper) and wrapper.server_is_ours:
        wrapper.stop_server()


@pytest.fixture(autouse=True)
def private_files(tmp_path: Path, settings: Settings) -> None:
    """Keep what a test uploads out of the folder of the real desk."""
    settings.MEDIA_ROOT = tmp_path / "media"
