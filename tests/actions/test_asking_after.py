"""Whether a message asks where our answer is, is kept with it, and what is told by it."""

import datetime as dt

import pytest

from tests.admin.conftest import browser_of
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tests.insight.reading import figure_of
from tickets.actions.close import close
from tickets.actions.follow_up import follow_up
from tickets.actions.merge import merge
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.actions.split import split
from tickets.conversation.models import Message
from tickets.insight.dashboards import behind
from tickets.insight.measures import Window
from tickets.insight.models import MeasureKey
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def say(ticket: Ticket, body: str, *, minutes: int = 60, **facts: bool) -> Message:
    at = MONDAY + minutes * MINUTE
    by = actor_of(ticket.requester)
    return receive(ticket.id, by=by, body=body, channel=Channel.SITE, at=at, **facts)


def test_a_further_message_of_the_customer_is_read(desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk)

    asks = say(ticket, "Any news? Nobody answers me.")
    tells = say(ticket, "It is the blue one.", minutes=61)

    assert (asks.asks_after, tells.asks_after) == (True, False)


def test_the_first_message_automatic_ones_and_ours_are_not_read(desk: Desk) -> None:
    ticket = open_ticket(body="Any news? Still waiting for your reply.")

    say(ticket, "Any news? I am out of office.", automatic=True)
    reply(ticket.id, by=desk.agent_actor, body="Any news from you?", at=MONDAY + 2 * HOUR)

    assert set(Message.objects.values_list("asks_after", flat=True)) == {None}


def test_what_goes_on_after_the_end_is_a_first_message(desk: Desk) -> None:
    closed = close(ticket_in(State.RESOLVED, desk).id, by=SYSTEM, at=MONDAY + DAY)
    said = {"by": actor_of(closed.requester), "channel": Channel.SITE, "at": MONDAY + 20 * DAY}

    new = follow_up(closed.id, body="Still no answer?", **said)

    assert new.id != closed.id
    assert new.messages.get(author_kind="customer").asks_after is None


def test_merging_and_splitting_take_it_along(desk: Desk) -> None:
    buyer = BuyerFactory.create().user
    one, other = (ticket_in(State.OPEN, desk, customer=buyer) for _ in range(2))
    asks = say(one, "怎么还没回复？")

    merge(one.id, into=other.id, by=desk.agent_actor, at=MONDAY + 2 * HOUR)
    new = split(other.id, messages=[asks.id], by=desk.agent_actor, at=MONDAY + 3 * HOUR)

    assert new.messages.get(id=asks.id).asks_after is True


def test_the_share_of_tickets_that_were_asked_after_is_told_by_the_day_filed(desk: Desk) -> None:
    """Of four tickets one customer asks, twice; one only thanks, a day later one asks as well."""
    asked, thanked, _quiet, late = (ticket_in(State.OPEN, desk) for _ in range(4))
    say(asked, "any update?")
    say(asked, "hello??", minutes=70)
    say(thanked, "Thank you, I will wait.")
    before = figure_of(MeasureKey.CHASED, at=MONDAY + 2 * HOUR)
    say(late, "三天了还没人理", minutes=3 * 24 * 60)

    found = figure_of(MeasureKey.CHASED, at=MONDAY + 4 * DAY)

    assert (before.now.good, before.count, before.value) == (1, 4, 25.0)
    assert (found.now.good, found.count, found.value) == (2, 4, 50.0)
    assert found.reached is False
    listed = behind(
        MeasureKey.CHASED,
        tickets=Ticket.objects.all(),
        window=Window(MONDAY - DAY, MONDAY + 4 * DAY),
        missed_only=True,
    )
    assert set(listed) == {asked, late}


def test_the_desk_sees_which_message_asks(desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk)
    say(ticket, "The blue one.")
    address = f"/admin/desk/tickets/{ticket.id}/"

    without = browser_of(desk.agent).get(address).text
    say(ticket, "Is anybody there?", minutes=70)
    with_it = browser_of(desk.agent).get(address).text

    assert "Asks where it stands" not in without
    assert with_it.count("Asks where it stands") == 1


def test_the_dashboard_shows_it_and_hands_it_out(desk: Desk) -> None:
    say(ticket_in(State.OPEN, desk), "any update?")
    browser = browser_of(desk.supervisor)

    page = browser.get("/admin/desk/dashboard/measures/chased/")
    sheet = browser.get("/admin/desk/dashboard/measures/chased/csv/")

    assert "Had to ask again" in page.text
    assert sheet.status_code == 200
