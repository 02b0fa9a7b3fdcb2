from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.channels.post_office import PostOffice, post_office
from tests.factories.desk import Desk, make_desk


@pytest.fixture
def desk(db: None) -> Desk:
    """The presets and two of the staff; nothing is placed by itself."""
    return make_desk()


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server that the desk sends through."""
    with post_office() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running
