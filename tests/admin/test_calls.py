"""The agents' page of calls: due ones first, one press to take, an outcome each."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import UserFactory
from tickets.actions.book_callback import Wanted, book_callback
from tickets.actions.callback_slots import offered
from tickets.lifecycle.models import Ticket
from tickets.routing.callbacks.choices import CallbackState
from tickets.routing.callbacks.models import Callback, CallbackPlan
from tickets.sla.models import Calendar
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/desk/calls/"


def booked(count: int = 1, *, due: bool = True) -> list[Callback]:
    """Book calls, and let their time come."""
    CallbackPlan.objects.update(calendar=Calendar.objects.get(key="always"), places=100)
    at, customer = timezone.now(), UserFactory.create()
    for _ in range(count):
        ticket = open_ticket(customer=customer, at=at)
        slot = offered("en", at=at).slots[0].starts_at
        wanted = Wanted("+44 20 7946 0018", slot)
        book_callback(ticket.id, wanted, by=actor_of(customer), at=at)
    if due:
        at += dt.timedelta(seconds=1)
        Callback.objects.update(next_at=at - dt.timedelta(minutes=5))
    return list(Callback.objects.order_by("booked_at"))


def test_a_due_call_is_taken_by_one_press_tried_and_ended(desk: Desk, agent: Client):
    (call,) = booked()
    assert "+44 20 7946 0018" in agent.get(PAGE).content.decode()

    taken = agent.post(f"{PAGE}{call.id}/take/", follow=True)
    assert "No answer" in taken.content.decode()
    assert Ticket.objects.get().assignee == desk.agent

    agent.post(f"{PAGE}{call.id}/end/", {"outcome": "no_answer", "note": "Rang for long."})
    assert Callback.objects.get().next_at > timezone.now()
    agent.post(f"{PAGE}{call.id}/end/", {"outcome": "reached"})
    assert Callback.objects.get().state == CallbackState.REACHED
    over = agent.get(f"{PAGE}?view=over").content.decode()
    assert "Rang for long." in over

    history = agent.get(f"/admin/desk/tickets/{call.ticket_id}/history/").content.decode()
    assert "Called, attempt 1: No answer" in history
    assert "Call back booked" in history


def test_the_call_stands_on_its_ticket_and_leads_back_there(agent: Client):
    (call,) = booked()
    page = f"/admin/desk/tickets/{call.ticket_id}/"
    assert "Take the call" in agent.get(page).content.decode()

    answer = agent.post(f"{PAGE}{call.id}/take/", {"back": "ticket"})

    assert answer["Location"] == page
    assert "Wrong number" in agent.get(f"{page}parts/").content.decode()


def test_a_call_of_a_colleague_is_taken_over_knowingly(desk: Desk, agent: Client):
    (call,) = booked()
    Callback.objects.update(taken_by=desk.supervisor)

    refused = agent.post(f"{PAGE}{call.id}/take/")
    assert refused.status_code == 409
    assert str(desk.supervisor) in refused.content.decode()

    agent.post(f"{PAGE}{call.id}/take/", {"seen": desk.supervisor.id})
    assert Callback.objects.get().taken_by == desk.agent


@pytest.mark.parametrize(
    "sent",
    [
        {"outcome": "nothing"},
        {"outcome": "no_answer", "again_at": "soon"},
        {"outcome": "no_answer", "again_at": "2020-01-01T10:00"},
        {"outcome": "no_answer", "note": "n" * 501},
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is(agent: Client, sent):
    (call,) = booked()

    answer = agent.post(f"{PAGE}{call.id}/end/", sent)

    assert answer.status_code in {409, 422}
    assert 'role="alert"' in answer.content.decode()
    assert not Callback.objects.get().tries.exists()


def test_a_page_of_many_calls_asks_no_more_than_a_page_of_one(agent: Client):
    def asked() -> int:
        agent.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert agent.get(PAGE).status_code == 200
        return len(queries)

    booked(1)
    few = asked()
    booked(25)

    assert asked() == few <= 15
