"""A matter that is over goes on in a new ticket."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.actions.crowd import crowd
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory
from tickets.actions.close import close
from tickets.actions.follow_up import FollowUpRefused, follow_up, open_follow_up
from tickets.actions.offers import offers
from tickets.actions.open import Guest
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.withdraw import withdraw
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.actors import SYSTEM, Actor, guest
from tickets.lifecycle.choices import Channel, EventKind, State
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla.models import Clock
from tickets.staff.actors import actor_of

DAY = dt.timedelta(days=1)
LATER = MONDAY + 20 * DAY


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def closed(desk: Desk, **facts: object) -> Ticket:
    ticket = ticket_in(State.RESOLVED, desk, **facts)
    return close(ticket.id, by=SYSTEM, at=MONDAY + DAY)


def go_on(ticket: Ticket, *, body: str = "One thing more.", at: dt.datetime = LATER) -> Ticket:
    by = actor_of(ticket.requester) if ticket.requester else guest(ticket.id)
    return follow_up(ticket.id, by=by, body=body, channel=Channel.SITE, at=at)


def test_the_follow_up_is_of_the_same_matter_and_the_same_customer(desk: Desk) -> None:
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True)
    old = closed(
        desk, category="not-shipped", customer=buyer.user, answers={"order": order.number},
        language="zh-hans",
    )  # fmt: skip
    order.state = order.State.SHIPPED
    order.save()

    new = go_on(old)

    assert new.follows == old
    assert (new.requester, new.category, new.subject) == (buyer.user, old.category, old.subject)
    assert (new.party, new.language, new.answers) == (old.party, "zh-hans", old.answers)
    assert new.state == State.NEW
    link = new.links.get()
    assert link.thing == order
    assert link.snapshot["state"] == "shipped"
    assert old.links.get().snapshot["state"] == "paid"


def test_it_is_promised_what_a_new_one_is_and_told_by_mail(desk: Desk) -> None:
    old = closed(desk)

    new = go_on(old)

    assert Clock.objects.filter(ticket=new).exists()
    assert new.due_at is not None
    assert new.due_at > LATER
    assert OutboxEntry.objects.filter(kind="mail.receipt", payload__ticket=str(new.id)).exists()


def test_the_history_of_both_names_the_other(desk: Desk) -> None:
    old = closed(desk)

    new = go_on(old)

    assert old.events.get(kind=EventKind.CONTINUED).data == {"ticket": str(new.id)}
    assert new.events.get(kind=EventKind.FOLLOWS).data == {"ticket": str(old.id)}


def test_a_guest_keeps_the_address_and_stays_a_guest(desk: Desk) -> None:
    old = closed(desk, customer=Guest("jo@example.com", "Jo"))

    new = go_on(old)

    assert (new.requester, new.guest_email, new.guest_name) == (None, "jo@example.com", "Jo")
    assert new.messages.get().author_name == "Jo"


def test_while_it_takes_messages_what_follows_goes_into_it(desk: Desk) -> None:
    old = closed(desk)
    new = go_on(old)

    again = go_on(old, body="And another.", at=LATER + DAY)

    assert again == new
    assert [m.body for m in new.messages.in_order()] == ["One thing more.", "And another."]
    assert old.events.filter(kind=EventKind.CONTINUED).count() == 1


def test_a_follow_up_that_was_withdrawn_is_followed_by_another(desk: Desk) -> None:
    old = closed(desk)
    first = go_on(old)
    withdraw(first.id, by=actor_of(first.requester), at=LATER + DAY)

    second = go_on(old, at=LATER + 2 * DAY)

    assert second != first
    assert second.follows == old
    assert open_follow_up(old, at=LATER + 2 * DAY) == second


def test_a_follow_up_that_was_solved_lately_is_reopened_by_what_is_written(desk: Desk) -> None:
    old = closed(desk)
    first = go_on(old)
    reply(first.id, by=desk.agent_actor, body="There.", at=LATER + DAY)
    resolve(first.id, by=desk.agent_actor, at=LATER + DAY)

    again = go_on(old, at=LATER + 2 * DAY)

    assert again == first
    assert again.cycle == 2


def test_a_solved_ticket_takes_messages_itself_until_it_is_too_late(desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    by = actor_of(ticket.requester)

    with pytest.raises(FollowUpRefused):
        go_on(ticket, at=MONDAY + DAY)
    assert not offers(ticket, by=by, at=MONDAY + DAY).follow_up

    assert offers(ticket, by=by, at=LATER).follow_up
    assert go_on(ticket, at=LATER).follows == ticket


def test_what_is_not_over_is_not_followed(desk: Desk) -> None:
    with pytest.raises(FollowUpRefused):
        go_on(open_ticket(), at=MONDAY)


def test_the_staff_follows_nothing_up_for_a_customer(desk: Desk) -> None:
    with pytest.raises(FollowUpRefused):
        follow_up(closed(desk).id, by=desk.agent_actor, body="Hm.", channel=Channel.SITE, at=LATER)


def test_nobody_elses_ticket_is_there_to_follow(desk: Desk) -> None:
    stranger: Actor = actor_of(BuyerFactory.create().user)

    with pytest.raises(Ticket.DoesNotExist):
        follow_up(closed(desk).id, by=stranger, body="Hm.", channel=Channel.SITE, at=LATER)


def test_an_empty_message_opens_nothing(desk: Desk) -> None:
    old = closed(desk)

    with pytest.raises(TextRefused):
        go_on(old, body=" \n ")
    assert not old.follow_ups.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.processes
def test_of_six_who_write_at_once_one_opens_it_and_all_are_heard() -> None:
    old = closed(make_desk())
    now = timezone.now()

    opened = crowd(6, lambda index: go_on(old, body=f"Message {index}", at=now).id)

    assert len(set(opened)) == 1
    assert old.follow_ups.get().messages.count() == 6
