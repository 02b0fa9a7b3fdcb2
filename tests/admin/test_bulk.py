"""Tasks over many tickets, from the list to the report."""

from django.test import Client
from django.utils import timezone

from tests.admin.conftest import browser_of
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tests.matrix.world import RESTRICTED
from tickets.actions import bulk
from tickets.inbox.models import BulkRun
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket

START = "/admin/desk/bulk/start/"


def worked() -> BulkRun:
    run = BulkRun.objects.get()
    bulk.work(run.id, now=timezone.now)
    return run


def test_what_is_selected_is_worked_on_and_told_about(desk: Desk, agent: Client):
    new, solved = open_ticket(), ticket_in(State.RESOLVED, desk)
    buyer = BuyerFactory.create().user
    evil = open_ticket(customer=buyer, subject="=HYPERLINK(1)")

    answer = agent.post(
        START, {"action": "take", "ticket": [new.id, solved.id, evil.id, "nonsense"]}
    )
    page = answer["Location"]
    assert "It begins in a moment" in agent.get(page).text

    worked()

    text = agent.get(page).text
    assert "Finished: 2 of 3 are done." in text
    assert "cannot do this" in text
    part = agent.get(page, headers={"HX-Request": "true"}).text
    assert "every 1s" not in part
    assert "<html" not in part
    rows = agent.get(f"{page}csv/").content.decode()
    assert "'=HYPERLINK(1)" in rows
    assert "every 1s" not in agent.get("/admin/desk/bulk/").text


def test_all_that_fits_is_what_the_words_find(desk: Desk, agent: Client):
    for n in range(3):
        open_ticket(body=f"strike {n}")
    other = open_ticket(body="weather")

    agent.post(START, {"action": "take", "q": "strike", "all": "on", "ticket": [other.id]})
    worked()

    assert Ticket.objects.filter(assignee=desk.agent).count() == 3
    assert Ticket.objects.get(id=other.id).state == State.NEW


def test_what_cannot_begin_says_why_on_the_list(desk: Desk, agent: Client):
    open_ticket()

    for sent, why in (
        ({"action": "take"}, "Select tickets first."),
        ({"action": "take", "all": "on", "q": "colour:red"}, "mend it"),
        ({"action": "note", "all": "on", "q": "is:open", "text": " "}, "it is empty"),
        ({"action": "x" * 500, "all": "on", "q": "is:open"}, "Choose what to do"),
    ):
        assert why in agent.post(START, sent, follow=True).text
    assert not BulkRun.objects.exists()


def test_a_task_is_stopped_where_it_stands_by_its_own_alone(
    desk: Desk, agent: Client, elsewhere: Client
):
    answer = agent.post(START, {"action": "take", "ticket": [open_ticket().id]})
    page = answer["Location"]

    assert elsewhere.get(page).status_code == 404
    assert elsewhere.post(f"{page}cancel/").status_code == 404
    assert "Cancelled: 0 of 1" in agent.post(f"{page}cancel/", follow=True).text


def test_a_task_over_a_restricted_ticket_is_not_there_for_a_supervisor_of_no_team(desk: Desk):
    seen, hidden = open_ticket(), open_ticket(**RESTRICTED)
    facts = {"by": desk.agent_actor, "action": "note", "at": timezone.now()}
    secret = bulk.start(ticket_ids=[seen.id, hidden.id], text="Taken over.", **facts)
    usual = bulk.start(ticket_ids=[seen.id], text="Late.", **facts)
    outside = browser_of(AgentFactory.create(supervisor=True))

    listed = outside.get("/admin/desk/bulk/").text

    assert str(usual.id) in listed
    assert str(secret.id) not in listed
    assert outside.get(f"/admin/desk/bulk/{secret.id}/").status_code == 404
    assert outside.get(f"/admin/desk/bulk/{secret.id}/csv/").status_code == 404
