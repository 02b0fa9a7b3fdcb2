"""A desk whose policies were all switched off cannot promise, and says so."""

import pytest
from django.test import Client

from consignment.models import User
from tests.factories.desk import Desk, ticket_in
from tests.public.visits import form_of, page, recent, state_of, token_of, visitor, words
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla.models import Policy

RULES = form_of("rules-fees")
TOLD = "The desk cannot take this at the moment. Nothing was saved."


def switch_policies_off() -> None:
    Policy.objects.update(active=False)


def test_pages_show_no_promise_and_work_all_the_same(desk: Desk) -> None:
    switch_policies_off()

    home, form = visitor().get(page("home")), visitor().get(RULES)

    assert (home.status_code, form.status_code) == (200, 200)
    assert "A person answers within" not in words(home)
    assert "a person answers by" not in words(form)


def test_who_files_is_told_and_keeps_the_text_and_can_send_it_later(
    visit: Client, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    sent = {
        "body": "What commission do you take for a watch of two thousand dollars?",
        "token": token_of(visit.get(RULES)),
    }
    switch_policies_off()

    refused = visit.post(RULES, sent)

    assert refused.status_code == 503
    assert TOLD in words(refused)
    assert sent["body"] in words(refused)
    assert "public.no_policy" in caplog.text
    assert not Ticket.objects.exists()
    assert not OutboxEntry.objects.exists()
    Policy.objects.update(active=True)
    assert visit.post(RULES, sent).status_code == 302


@pytest.mark.parametrize("step", ["message", "reopen"])
def test_who_would_reopen_is_told_and_nothing_is_written(
    visit: Client, buyer: User, desk: Desk, step: str
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())
    switch_policies_off()

    refused = visit.post(page(step, ticket), {"body": "It is not solved."})

    assert refused.status_code == 503
    assert TOLD in words(refused)
    assert state_of(ticket) == State.RESOLVED
    assert not ticket.messages.filter(body="It is not solved.").exists()
