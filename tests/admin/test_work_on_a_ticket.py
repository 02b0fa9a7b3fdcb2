"""Replies, notes and moves from the page of a ticket, and how their refusals look."""

import datetime as dt

import pytest
from django.test import Client

from tests.factories.desk import MONDAY, AgentFactory, Desk, open_ticket, ticket_in
from tickets.actions.reply import reply
from tickets.conversation.models import Message, Note
from tickets.lifecycle.choices import Move, State
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry

MINUTE = dt.timedelta(minutes=1)
HTMX = {"HX-Request": "true"}


def at(ticket: Ticket, part: str = "") -> str:
    return f"/admin/desk/tickets/{ticket.id}/{part}"


def anew(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(id=ticket.id)


def test_a_reply_reaches_the_customer_and_the_form_is_empty_again(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    answer = agent.post(at(ticket, "replies/"), {"body": "It is 15 %."}, headers=HTMX)

    assert answer.status_code == 200
    assert Message.objects.filter(ticket=ticket).last().body == "It is 15 %."
    assert OutboxEntry.objects.filter(kind="mail.reply").exists()
    assert ">It is 15 %.</textarea>" not in answer.text
    assert "It is 15 %." in answer.text
    assert "Sent." in answer.text


def test_a_browser_without_scripts_comes_back_to_the_page(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    assert agent.post(at(ticket, "replies/"), {"body": "15 %."})["Location"] == at(ticket)
    assert agent.post(at(ticket, "notes/"), {"body": "Hm."})["Location"] == at(ticket)


@pytest.mark.parametrize(
    ("then", "state"),
    [("", State.OPEN), ("wait", State.WAITING_ON_CUSTOMER), ("resolve", State.RESOLVED)],
)
def test_a_reply_takes_a_new_ticket_and_ends_as_it_was_sent(desk: Desk, agent, then, state):
    ticket = open_ticket()

    agent.post(at(ticket, "replies/"), {"body": "It is 15 %.", "then": then}, headers=HTMX)

    assert anew(ticket).state == state
    assert anew(ticket).assignee == desk.agent


@pytest.mark.parametrize("then", ["", "wait", "resolve"])
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_an_empty_reply_is_refused_and_changes_nothing(desk: Desk, agent, then: str, htmx: bool):
    ticket = ticket_in(State.OPEN, desk)
    reply(ticket.id, by=desk.agent_actor, body="First.", at=MONDAY + 5 * MINUTE)

    answer = agent.post(
        at(ticket, "replies/"), {"body": " \n", "then": then}, headers=HTMX if htmx else {}
    )

    assert answer.status_code == 422
    assert "Write a message: it is empty." in answer.text
    assert anew(ticket).state == State.OPEN
    assert anew(ticket).reply_count == 1


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_text_that_is_too_long_comes_back_whole_with_the_reason(desk: Desk, agent, htmx: bool):
    ticket = open_ticket()
    text = "<i>long</i> " * 2_000

    answer = agent.post(at(ticket, "replies/"), {"body": text}, headers=HTMX if htmx else {})

    assert answer.status_code == 422
    assert "This is too long" in answer.text
    assert answer.context["draft"].text == text
    assert "&lt;i&gt;long&lt;/i&gt;" in answer.text
    # Not even taken: the text was refused, so nothing of the step stands.
    assert anew(ticket).state == State.NEW


def test_a_reply_on_a_closed_ticket_comes_back_with_the_reason(desk: Desk, agent, supervisor):
    ticket = ticket_in(State.RESOLVED, desk)
    supervisor.post(at(ticket, "moves/close/"), headers=HTMX)

    answer = agent.post(at(ticket, "replies/"), {"body": "One more thing."}, headers=HTMX)

    assert answer.status_code == 409
    assert "This ticket is closed" in answer.text
    assert ">One more thing.</textarea>" in answer.text


def test_a_full_agent_is_told_so_and_loses_no_word(desk: Desk, agent):
    ticket_in(State.OPEN, desk)
    desk.agent.capacity = 1
    desk.agent.save()
    ticket = open_ticket()

    answer = agent.post(at(ticket, "replies/"), {"body": "It is 15 %."}, headers=HTMX)

    assert answer.status_code == 409
    assert "You hold 1 ticket, as many as fit." in answer.text
    assert ">It is 15 %.</textarea>" in answer.text
    assert anew(ticket).state == State.NEW
    assert not Message.objects.filter(ticket=ticket, author_kind="agent").exists()


def test_a_note_stays_with_the_staff(desk: Desk, agent):
    ticket = open_ticket()

    answer = agent.post(at(ticket, "notes/"), {"body": "She called, too."}, headers=HTMX)

    assert Note.objects.get(ticket=ticket).body == "She called, too."
    assert Message.objects.filter(ticket=ticket).count() == 1
    assert not OutboxEntry.objects.filter(kind="mail.reply").exists()
    assert "Note saved." in answer.text
    # The reply that may be half typed beside it is not sent anew.
    assert "reply-body" not in answer.text


def test_an_empty_note_is_refused(desk: Desk, agent):
    ticket = open_ticket()

    answer = agent.post(at(ticket, "notes/"), {"body": ""}, headers=HTMX)

    assert answer.status_code == 422
    assert "Write a message: it is empty." in answer.text


def test_only_moves_that_are_allowed_have_a_button(desk: Desk, agent, supervisor):
    def moves(client: Client, ticket: Ticket) -> set[Move]:
        return {button.move for button in client.get(at(ticket)).context["buttons"]}

    new, opened, solved = (ticket_in(s, desk) for s in (State.NEW, State.OPEN, State.RESOLVED))

    assert moves(agent, new) == {Move.ASSIGN}
    assert moves(agent, opened) == {Move.PUT_BACK, Move.WAIT_FOR_CUSTOMER, Move.WAIT_FOR_PARTNER}
    assert moves(supervisor, solved) == {Move.REOPEN, Move.CLOSE}


def test_a_move_that_asks_for_a_reason_keeps_it(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    refused = agent.post(at(ticket, "moves/put_back/"), {"reason": " "}, headers=HTMX)
    made = agent.post(at(ticket, "moves/put_back/"), {"reason": "Not my field."}, headers=HTMX)

    assert refused.status_code == 409
    assert "Say why" in refused.text
    assert made.status_code == 200
    assert anew(ticket).state == State.NEW
    assert ticket.events.filter(move="put_back").get().reason == "Not my field."


@pytest.mark.parametrize("reason", ["a" * 501, "字" * 501])
def test_a_reason_that_cannot_be_kept_comes_back_with_what_to_do(desk: Desk, agent, reason: str):
    ticket = ticket_in(State.OPEN, desk)

    refused = agent.post(at(ticket, "moves/put_back/"), {"reason": reason})

    assert refused.status_code == 422
    assert reason in refused.text
    assert anew(ticket).state == State.OPEN


def test_what_no_database_keeps_is_left_out_of_a_reason(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    made = agent.post(at(ticket, "moves/put_back/"), {"reason": "nothing\x00to see"})

    assert made.status_code == 302
    assert anew(ticket).state == State.NEW
    assert ticket.events.filter(move="put_back").get().reason == "nothingto see"


def test_line_ends_count_as_the_browser_counts_them(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    agent.post(at(ticket, "moves/put_back/"), {"reason": "a\r\n" * 249 + "aa"})

    assert anew(ticket).state == State.NEW


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_move_that_somebody_else_made_meanwhile_is_refused_with_the_reason(
    desk: Desk, agent, htmx: bool
):
    ticket = ticket_in(State.OPEN, desk)

    answer = agent.post(at(ticket, "moves/assign/"), headers=HTMX if htmx else {})

    assert answer.status_code == 409
    assert "A ticket that is “Open” cannot do this" in answer.text
    assert anew(ticket).state == State.OPEN


@pytest.mark.parametrize("move", ["explode", "withdraw"])
def test_a_move_that_is_none_of_the_desk_is_not_there(desk: Desk, agent, move: str):
    assert agent.post(at(open_ticket(), f"moves/{move}/")).status_code == 404


def test_a_get_moves_nothing(desk: Desk, agent):
    ticket = open_ticket()

    assert agent.get(at(ticket, "moves/assign/")).status_code == 405
    assert agent.get(at(ticket, "replies/")).status_code == 405


def test_somebody_without_the_team_can_do_nothing_to_a_restricted_ticket(desk: Desk, elsewhere):
    AgentFactory.create()
    ticket = open_ticket(
        category="account-security", body="Help", answers={"seen": "A login from Lima."}
    )

    for part, data in (
        ("replies/", {"body": "Hello"}),
        ("notes/", {"body": "Hello"}),
        ("moves/assign/", {}),
    ):
        assert elsewhere.post(at(ticket, part), data, headers=HTMX).status_code == 404
    assert anew(ticket).state == State.NEW
    assert not Note.objects.exists()
