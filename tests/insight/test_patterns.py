"""What recurs across cases: who stands behind tickets, what is usual, what is told."""

import datetime as dt
from math import isclose

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consignment.models import Item, Order, Shipment
from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket
from tests.factories.trade import (
    BuyerFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
    ShipmentFactory,
)
from tickets.insight.patterns import Basis, Pattern, beside, ranked, unusual
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.traces import TicketTrace, TraceKind, trace_unfinished
from tickets.staff.actors import actor_of

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def order_by(courier: str, **facts: object) -> Order:
    order = OrderFactory.create(buyer=BuyerFactory.create(), paid=True, **facts)
    ShipmentFactory.create(order=order, courier=courier, in_transit=True)
    return order


def about(order: Order, *, at: dt.datetime = MONDAY, category: str = "not-shipped") -> Ticket:
    return open_ticket(
        category=category,
        body="Where is it?",
        customer=order.buyer.user,
        answers={"order": order.number},
        at=at,
    )


def behind(ticket: Ticket) -> set[tuple[str, str]]:
    return set(TicketTrace.objects.filter(ticket=ticket).values_list("kind", "key"))


def test_an_order_leads_to_its_items_their_consignors_couriers_and_authenticators(desk: Desk):
    item = ItemFactory.create(sold=True, authenticator="Kenji Arai")
    order = order_by("Swift Heron", items=[item])

    ticket = about(order)

    assert behind(ticket) == {
        ("item", str(item.pk)),
        ("consignor", str(item.consignment.consignor_id)),
        ("courier", "swift heron"),
        ("authenticator", "kenji arai"),
    }


def test_a_late_payout_does_not_speak_against_whoever_judged_the_piece(desk: Desk):
    payout = PayoutFactory.create()
    Item.objects.filter(pk=payout.item_id).update(authenticator="Kenji Arai")

    ticket = open_ticket(
        category="payout",
        body="Where is my money?",
        customer=payout.consignor.user,
        answers={"payout": payout.number, "matter": "late"},
    )

    assert {kind for kind, _ in behind(ticket)} == {"item", "consignor"}


def test_a_courier_that_comes_after_the_ticket_is_found_by_the_sweep_and_once(desk: Desk):
    order = OrderFactory.create(buyer=BuyerFactory.create(), paid=True)
    ticket = about(order)
    ShipmentFactory.create(order=order, courier="Swift Heron", in_transit=True)

    assert (trace_unfinished(), trace_unfinished()) == (1, 0)
    assert ("courier", "swift heron") in behind(ticket)


def test_how_unusual_is_reckoned_as_in_the_source():
    # log2(12.5 / 4.5) = 1.4739; 3.3 / sqrt(12.5) = 0.9334; 2 / 12.5^1.5 = 0.0453
    assert isclose(unusual(12, 4), 1.4739 - 0.9334 - 0.0453, abs_tol=0.0005)
    assert unusual(1, 0) < 0 < unusual(5, 0)


def one(patterns: list[Pattern], kind: TraceKind) -> Pattern:
    (pattern,) = [pattern for pattern in patterns if pattern.kind is kind]
    return pattern


def test_usual_is_the_mean_of_the_spans_before(desk: Desk):
    DeskSettings.objects.update(pattern_spans=2)
    # Two spans of 28 days with one ticket and with three, and one long before that counts nothing.
    for days in (80, 60, 40, 35, 30, 200):
        about(order_by("Swift Heron"), at=MONDAY - days * DAY)
    orders = [order_by("Swift Heron") for _ in range(11)]
    tickets = [about(order, at=MONDAY - DAY) for order in [*orders, orders[0]]]

    told = beside(tickets[0], by=desk.agent_actor, at=MONDAY)

    courier = one(told, TraceKind.COURIER)
    assert (courier.tickets, courier.things, courier.days) == (12, 11, 28)
    assert (courier.usual, courier.basis) == (2.5, Basis.HISTORY)
    assert courier.name == "Swift Heron"
    assert not courier.may_be_chance


def test_a_young_desk_compares_with_the_others_of_the_kind(desk: Desk):
    for courier, count in {"Swift Heron": 9, "Northline": 1, "Halcyon": 2}.items():
        for _ in range(count):
            about(order_by(courier))

    (pattern,) = ranked(TraceKind.COURIER, by=desk.agent_actor, at=MONDAY + DAY)

    assert (pattern.name, pattern.tickets) == ("Swift Heron", 9)
    assert (pattern.usual, pattern.basis) == (1.5, Basis.PEERS)
    assert pattern.categories[0][1] == 9
    assert len(pattern.examples) == 3


def test_an_item_is_told_from_the_second_ticket_on_and_others_only_above_chance(desk: Desk):
    order = order_by("Swift Heron")
    first = about(order)

    assert beside(first, by=desk.agent_actor, at=MONDAY + DAY) == []

    about(order, category="not-received")
    (told,) = beside(first, by=desk.agent_actor, at=MONDAY + DAY)

    assert (told.kind, told.others) == (TraceKind.ITEM, 1)


def test_tickets_of_restricted_queues_are_not_counted_for_others(desk: Desk):
    elsewhere = actor_of(AgentFactory.create().user)
    orders = [order_by("Swift Heron") for _ in range(6)]
    tickets = [about(order) for order in orders]
    hidden = open_ticket(
        category="account-security",
        body=f"Somebody else ordered {orders[0].number}",
        customer=orders[0].buyer.user,
        answers={"seen": "A mail."},
    )
    assert ("courier", "swift heron") in behind(hidden)

    counts = [
        one(ranked(TraceKind.COURIER, by=by, at=MONDAY + DAY), TraceKind.COURIER).tickets
        for by in (desk.agent_actor, elsewhere)
    ]

    assert counts == [7, 6]
    beside_it = beside(tickets[0], by=elsewhere, at=MONDAY + DAY)
    assert TraceKind.ITEM not in {pattern.kind for pattern in beside_it}


def test_the_ranking_costs_the_same_for_one_and_for_many(desk: Desk):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert ranked(TraceKind.COURIER, by=desk.agent_actor, at=MONDAY + DAY)
        return len(captured)

    for _ in range(4):
        about(order_by("Swift Heron"))
    few = queries()
    for n in range(8):
        for _ in range(3 + n % 2 * 3):
            about(order_by(f"Courier {n}"))

    assert queries() == few <= 10


def test_a_shipment_without_a_courier_leaves_no_trace(desk: Desk):
    order = order_by("")

    assert Shipment.objects.filter(order=order).exists()
    assert not {kind for kind, _ in behind(about(order))} & {"courier", "authenticator"}
