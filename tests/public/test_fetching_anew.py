"""An open page asks whether it is still true, and is sent anew only when it is not."""

import datetime as dt
import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import AgentFactory, Desk, ticket_in
from tests.public.visits import page, recent, words
from tickets.actions.note import note
from tickets.actions.reply import reply
from tickets.conversation.visits import Visit
from tickets.lifecycle.choices import State
from tickets.staff.actors import actor_of


def test_a_page_that_is_still_true_is_not_sent_again(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=recent())
    shown = visit.get(page("ticket", ticket)).context["version"]

    again = visit.get(page("ticket", ticket), headers={"X-Known": shown})

    assert (again.status_code, again.content) == (204, b"")


def test_a_page_is_sent_again_when_somebody_wrote(visit: Client, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=recent())
    shown = visit.get(page("ticket", ticket)).context["version"]
    by = actor_of(ticket.assignee.user)
    reply(ticket.id, by=by, body="It left us this morning.", at=timezone.now())

    again = visit.get(page("ticket", ticket), headers={"X-Known": shown})

    assert again.status_code == 200
    assert "It left us this morning." in words(again)
    assert again.context["version"] != shown


def test_a_note_of_the_staff_does_not_move_the_customers_page(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=recent())
    shown = visit.get(page("ticket", ticket)).context["version"]
    by = actor_of(AgentFactory.create().user)
    note(ticket.id, by=by, body="Careful with this one.", at=timezone.now())

    assert visit.get(page("ticket", ticket), headers={"X-Known": shown}).status_code == 204


def test_what_came_while_nobody_looked_is_seen_when_somebody_looks(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=recent())
    by = actor_of(ticket.assignee.user)
    reply(ticket.id, by=by, body="It left us this morning.", at=timezone.now())
    hidden = visit.get(page("ticket", ticket), headers={"X-Hidden": "1"})
    assert not Visit.objects.filter(ticket=ticket).exists()

    visit.get(page("ticket", ticket), headers={"X-Known": hidden.context["version"]})

    seen = Visit.objects.get(ticket=ticket)
    assert timezone.now() - seen.at < dt.timedelta(minutes=1)


def test_the_version_is_older_than_what_is_shown_and_never_newer(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=recent())

    with CaptureQueriesContext(connection) as asked:
        visit.get(page("ticket", ticket))

    tables = [re.findall(r'FROM "(tickets_\w+)"', query["sql"]) for query in asked]
    assert next(filter(None, tables)) == ["tickets_ticketevent"]
