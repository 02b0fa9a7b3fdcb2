from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from consignment.models import User
from tests.factories.desk import Desk, make_desk
from tests.factories.trade import BuyerFactory
from tests.public.visits import visitor


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
    return BuyerFactory.create(user__name="Ada Lind").user


@pytest.fixture
def visit(buyer: User) -> Client:
    """The buyer's browser."""
    return visitor(buyer)
