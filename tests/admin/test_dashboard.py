"""The dashboard: its figures are those of insight, and each leads to its tickets."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.desk import Desk, open_ticket, ticket_in
from tickets.actions.rate import rate
from tickets.lifecycle.choices import State
from tickets.staff.actors import actor_of

DASHBOARD = "/admin/desk/dashboard/"


def solved(desk: Desk, score: int):
    now = timezone.now()
    ticket = ticket_in(State.RESOLVED, desk, at=now - dt.timedelta(hours=1))
    rate(ticket.id, by=actor_of(ticket.requester), score=score, at=now)
    return ticket


def test_an_empty_desk_shows_that_there_is_nothing_yet(agent: Client):
    text = agent.get(DASHBOARD).text

    assert "Nothing yet" in text
    assert "Off target" not in text


def test_a_figure_leads_to_its_tickets_and_to_those_that_missed(desk: Desk, agent: Client):
    good, bad = solved(desk, 5), solved(desk, 1)

    page = agent.get(DASHBOARD)
    links = re.findall(r'href="(/admin/desk/\?measure=satisfaction[^"]*)"', page.text)
    behind, missed = (
        agent.get(link.replace("&amp;", "&")).context["listed"].rows for link in links
    )

    assert "50 %" in page.text
    assert set(behind) == {good, bad}
    assert missed == [bad]


def test_the_numbers_of_unfinished_work_are_those_of_the_inbox(desk: Desk, agent: Client):
    for state in (State.NEW, State.OPEN, State.WAITING_ON_CUSTOMER):
        ticket_in(state, desk)

    page = agent.get(DASHBOARD)

    backlog, tabs = page.context["board"].backlog, agent.get("/admin/desk/").context["tabs"]
    counts = {tab.view.key: tab.count.number for tab in tabs if tab.count is not None}
    assert backlog.unfinished == counts["unfinished"] == 3
    assert backlog.overdue == counts["late"]
    assert backlog.unassigned == counts["waiting"]


def test_restricted_tickets_are_in_nobody_else_s_figures(desk: Desk, agent, elsewhere):
    open_ticket(category="account-security", body="Help", answers={"seen": "A login from Lima."})

    assert agent.get(DASHBOARD).context["board"].backlog.unfinished == 1
    assert elsewhere.get(DASHBOARD).context["board"].backlog.unfinished == 0


@pytest.mark.parametrize("query", ["?days=5000", "?days=abc", "?days=", f"?days={'7' * 5_000}"])
def test_a_stretch_that_is_not_offered_is_the_usual_one(agent: Client, query: str):
    assert agent.get(DASHBOARD + query).context["days"] == 7
