from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import caller
from tests.factories.desk import Desk, make_desk
from tests.factories.trade import BuyerFactory


@pytest.fixture(autouse=True)
def nobody_called_before(db: None) -> None:
    """Whatever really committed before, in this process or by a server: its calls are not ours."""
    cache.clear()


@pytest.fixture(scope="module")
def loaded_desk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """The presets, loaded once a module: each test's own transaction lies within."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_desk()
        transaction.set_rollback(True)


@pytest.fixture
def desk(loaded_desk: Desk, db: None) -> Desk:
    """The presets, an agent and a supervisor of every team; nothing is placed by itself."""
    return loaded_desk


@pytest.fixture
def buyer(desk: Desk) -> User:
    return BuyerFactory.create().user


@pytest.fixture
def customer(buyer: User) -> APIClient:
    return caller(buyer)


@pytest.fixture
def agent(desk: Desk) -> APIClient:
    return caller(desk.agent.user)
