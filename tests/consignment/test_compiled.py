"""Queries made into SQL once give what their querysets give, or say that they cannot be."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from consignment.compiled import Compiled, NotCompilable
from consignment.models import Order, User
from tests.factories.trade import OrderFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_rows_come_out_as_from_the_queryset_with_what_is_related():
    orders = [OrderFactory.create() for _ in range(3)]
    compiled = Compiled(
        lambda pk, number: (
            Order.objects.select_related("buyer__user")
            .annotate(twice=F("number"))
            .filter(Q(pk=pk) | Q(number=number))
            .order_by("number")
        ),
        uuid.UUID,
        str,
    )

    with CaptureQueriesContext(connection) as queries:
        found = compiled.rows(orders[0].pk, orders[2].number)
        people = [order.buyer.user for order in found]

    assert len(queries) == 1
    assert found == sorted([orders[0], orders[2]], key=lambda order: order.number)
    assert people == [order.buyer.user for order in found]
    assert [order.twice for order in found] == [order.number for order in found]
    assert compiled.get(orders[1].pk, "") == orders[1]


def test_values_of_one_call_are_not_those_of_another_however_often_it_is_asked():
    first, second = UserFactory.create(), UserFactory.create()
    compiled = Compiled(lambda pk: User.objects.filter(pk=pk).values_list("email"), uuid.UUID)

    for user in (first, second) * 4:
        assert compiled.rows(user.pk) == [(user.email,)]


def test_nobody_is_found_where_nobody_is():
    nobody = Compiled(lambda pk: User.objects.filter(pk=pk), uuid.UUID)
    never = Compiled(lambda pk: User.objects.none().filter(pk=pk), uuid.UUID)

    assert nobody.first(uuid.uuid4()) is None
    assert never.rows(uuid.uuid4()) == []
    with pytest.raises(User.DoesNotExist):
        nobody.get(uuid.uuid4())


@pytest.mark.parametrize(
    "make",
    [
        lambda at: User.objects.filter(date_joined__lt=at - dt.timedelta(days=1)),
        lambda at: User.objects.filter(**{} if at.year == 2150 else {"is_staff": True}),
    ],
)
def test_a_value_that_decides_what_is_asked_is_refused(make):
    with pytest.raises(NotCompilable):
        Compiled(make, dt.datetime).rows(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
