"""The desk ties something of the customer's own to a ticket, frozen as it is then."""

import datetime as dt

import pytest
from djmoney.money import Money

from consignment.models import Order
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tests.factories.trade import BuyerFactory, OrderFactory, ShipmentFactory
from tickets.actions.link_thing import LinkedAlready, NotTheirs, link_thing
from tickets.actions.open import Guest
from tickets.lifecycle.choices import EventKind, Lane, ThingKind
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.lifecycle.traces import TicketTrace


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def test_it_is_frozen_as_of_then_and_leaves_its_traces(desk: Desk):
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True)
    ShipmentFactory.create(order=order, courier="Swift Heron", in_transit=True)
    ticket = open_ticket(customer=buyer.user)
    later = MONDAY + dt.timedelta(hours=1)

    link_thing(ticket.id, kind=ThingKind.ORDER, thing_id=order.pk, by=desk.agent_actor, at=later)
    Order.objects.filter(pk=order.pk).update(state=Order.State.CANCELLED)

    (link,) = ticket.links.all()
    assert (link.snapshot_at, link.snapshot["state"]) == (later, "paid")
    assert TicketEvent.objects.get(ticket=ticket, kind=EventKind.LINKED).data == {
        "numbers": [order.number]
    }
    assert TicketTrace.objects.filter(ticket=ticket, key="swift heron").exists()
    with pytest.raises(LinkedAlready):
        link_thing(
            ticket.id, kind=ThingKind.ORDER, thing_id=order.pk, by=desk.agent_actor, at=later
        )


def test_what_is_worth_much_moves_the_ticket_to_the_vip_lane(desk: Desk):
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True, total=Money("90000.00", "USD"))
    ticket = open_ticket(customer=buyer.user)
    assert ticket.lane == Lane.STANDARD

    link_thing(ticket.id, kind=ThingKind.ORDER, thing_id=order.pk, by=desk.agent_actor, at=MONDAY)

    assert Ticket.objects.get(id=ticket.id).lane == Lane.VIP


def test_what_is_somebody_else_s_is_not_there(desk: Desk):
    order = OrderFactory.create(buyer=BuyerFactory.create(), paid=True)

    for ticket in (open_ticket(), open_ticket(customer=Guest("visitor@example.com"))):
        with pytest.raises(NotTheirs):
            link_thing(
                ticket.id, kind=ThingKind.ORDER, thing_id=order.pk, by=desk.agent_actor, at=MONDAY
            )
        assert not ticket.links.exists()
