"""The order of work is one: rows and objects sort alike."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.desk import MONDAY, make_desk, open_ticket
from tickets.lifecycle.models import Ticket
from tickets.routing import order

# Few hours, so that many are alike, and instants to the microsecond.
MOMENTS = st.integers(0, 5).map(lambda n: MONDAY + dt.timedelta(hours=n)) | st.integers(
    -(10**13), 10**14
).map(lambda n: MONDAY + dt.timedelta(microseconds=n))


@pytest.fixture
def waiting(db) -> list[Ticket]:
    make_desk()
    return [open_ticket() for _ in range(8)]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_sql_and_python_sort_alike(waiting, data):
    for ticket in waiting:
        Ticket.objects.filter(id=ticket.id).update(
            priority=data.draw(st.integers(0, 2)),
            due_at=data.draw(st.none() | MOMENTS),
            created_at=data.draw(MOMENTS),
            head_start=data.draw(st.sampled_from([0, 1, 90, 3_600])),
        )

    in_sql = list(Ticket.objects.order_by(*order.ORDER_BY))

    assert in_sql == sorted(Ticket.objects.all(), key=order.key)
    assert [ticket.turn for ticket in in_sql] == [order.turn(ticket) for ticket in in_sql]


@pytest.mark.django_db
def test_urgent_comes_before_old_and_nearest_promise_before_first_come():
    make_desk()
    old = open_ticket(at=MONDAY - dt.timedelta(days=1))
    urgent = open_ticket(category="account-security", answers={"seen": "A strange log-in."})
    young = open_ticket()

    assert list(Ticket.objects.order_by(*order.ORDER_BY)) == [urgent, old, young]
