"""Many customers reach for the last places of a slot: each is sold once."""

from collections import Counter

import pytest

from tests.actions.crowd import crowd
from tests.factories.desk import MONDAY, make_desk, open_ticket
from tests.factories.trade import UserFactory
from tickets.actions.book_callback import CallbackRefused, Wanted, book_callback, change_callback
from tickets.actions.callback_slots import offered
from tickets.routing.callbacks.models import Callback, CallbackPlan
from tickets.staff.actors import actor_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

PROCESSES, PLACES = 8, 3


def test_eight_processes_sell_three_places_three_times():
    make_desk()
    CallbackPlan.objects.update(places=PLACES)
    slot = offered("zh-hans", at=MONDAY).slots[0].starts_at
    customers = [UserFactory.create(chinese=True) for _ in range(PROCESSES)]
    tickets = [open_ticket(customer=one, language="zh-hans") for one in customers]
    actors = [actor_of(one) for one in customers]

    def book(index: int) -> str:
        try:
            wanted = Wanted("13812345678", slot)
            book_callback(tickets[index].id, wanted, by=actors[index], at=MONDAY)
        except CallbackRefused as refused:
            return refused.code
        return "booked"

    outcomes = Counter(crowd(PROCESSES, book))

    assert outcomes == {"booked": PLACES, "slot_gone": PROCESSES - PLACES}
    assert sorted(Callback.objects.values_list("place", flat=True)) == [1, 2, 3]


def test_customers_who_swap_their_times_at_once_wait_for_nobody_for_ever():
    make_desk()
    CallbackPlan.objects.update(places=PROCESSES)
    first, second = offered("zh-hans", at=MONDAY).slots[:2]
    customers = [UserFactory.create(chinese=True) for _ in range(PROCESSES)]
    tickets = [open_ticket(customer=one, language="zh-hans") for one in customers]
    actors = [actor_of(one) for one in customers]
    here, there = first.starts_at, second.starts_at
    for n in range(PROCESSES):
        wanted = Wanted("13812345678", here if n % 2 else there)
        book_callback(tickets[n].id, wanted, by=actors[n], at=MONDAY)

    def swap(n: int) -> None:
        for time in range(4):
            at_first = (n + time) % 2 == 0
            wanted = Wanted("13812345678", here if at_first else there)
            change_callback(tickets[n].id, wanted, by=actors[n], at=MONDAY)

    crowd(PROCESSES, swap)

    places = Callback.objects.values_list("starts_at", "place")
    assert len(set(places)) == len(places) == PROCESSES
