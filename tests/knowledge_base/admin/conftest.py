"""An editor at their browser."""

import pytest
from django.test import Client

from consignment.models import User
from tests.factories.trade import UserFactory


@pytest.fixture
def editor(client: Client) -> User:
    editor: User = UserFactory(administrator=True)
    client.force_login(editor)
    return editor
