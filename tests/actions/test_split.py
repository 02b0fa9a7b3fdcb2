"""Messages of another matter become a ticket of their own, and both lead to each other."""

import datetime as dt

import pytest

from tests.actions.test_merge import proven
from tests.admin.conftest import browser_of
from tests.api.calls import at as address
from tests.api.calls import caller
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tests.public.visits import visitor
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.split import SplitRefused, split
from tickets.conversation.models import Message
from tickets.lifecycle.choices import Channel, State
from tickets.outbox.models import OutboxEntry
from tickets.staff.actors import actor_of
from tickets.triage.models import Category

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def test_chosen_messages_become_a_ticket_that_begins_now_and_both_lead_to_each_other(
    desk: Desk,
) -> None:
    buyer = BuyerFactory.create().user
    ticket = ticket_in(State.OPEN, desk, customer=buyer)
    second = receive(
        ticket.id,
        by=actor_of(buyer),
        body="And how do I change my phone number?",
        channel=Channel.SITE,
        at=MONDAY + HOUR,
    )
    before = {clock.id: clock.due_at for clock in ticket.clocks.open()}

    at = MONDAY + 2 * HOUR
    new = split(ticket.id, messages=[second.id], by=desk.agent_actor, at=at)

    assert new.subject == "And how do I change my phone number?"
    assert {clock.started_at for clock in new.clocks.all()} == {at}
    # What was promised on the first one holds.
    assert {clock.id: clock.due_at for clock in ticket.clocks.open()} == before
    told = new.messages.in_order().last()
    assert told.automatic
    assert f"{ticket.reference}" in told.body
    assert "A person answers by" in told.body
    assert OutboxEntry.objects.get(kind="mail.moved").payload["message"] == str(told.id)
    customer = caller(buyer)
    assert customer.get(address(new)).json()["split_from"] == str(ticket.id)
    assert customer.get(address(ticket)).json()["split_into"] == [str(new.id)]
    site = visitor(buyer)
    assert new.reference in site.get(f"/requests/{ticket.id}/").content.decode()
    assert ticket.reference in site.get(f"/requests/{new.id}/").content.decode()
    staff = browser_of(desk.agent)
    assert "split from" in staff.get(f"/admin/desk/tickets/{new.id}/").content.decode()
    history = staff.get(f"/admin/desk/tickets/{new.id}/history/").content.decode()
    assert f"Split from {ticket.reference}: 1 messages" in history
    assert proven()


def test_a_split_that_leaves_or_takes_nothing_of_the_customer_is_refused(desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk)
    own = reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=MONDAY + HOUR)
    first = ticket.messages.in_order()[0]
    other = open_ticket().messages.in_order()[0]

    def code(*messages: Message, **more: Category) -> str:
        ids = [message.id for message in messages]
        with pytest.raises(SplitRefused) as refusal:
            split(ticket.id, messages=ids, by=desk.agent_actor, at=MONDAY + 2 * HOUR, **more)
        return refusal.value.code

    assert code() == "no_messages"
    assert code(other) == code(first, other) == "not_here"
    assert code(own) == "nothing_of_the_customer"
    assert code(first) == "nothing_stays"
    by = actor_of(ticket.requester)
    receive(ticket.id, by=by, body="Thank you.", channel=Channel.SITE, at=MONDAY + HOUR)
    security = Category.objects.get(key="account-security")
    assert code(first, category=security) == "restricted"
    resolve(ticket.id, by=desk.agent_actor, at=MONDAY + 3 * HOUR)
    assert code(first) == "is_done"
