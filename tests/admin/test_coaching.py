"""The coaching list, and coaching that is given: who sees what, and what is kept."""

import csv
import datetime as dt
import html
import io
import re

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.conftest import browser_of
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tests.matrix.world import RESTRICTED
from tickets.actions.coach import coach
from tickets.actions.receive import receive
from tickets.insight import facts
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.coaching import Coaching
from tickets.staff.actors import actor_of
from tickets.triage.models import Category

COACHING = "/admin/desk/coaching/"
GIVE, CSV = f"{COACHING}give/", f"{COACHING}csv/"
MOST_QUERIES = 15
WORDS = "Ask what they tried before you answer."


def solved(desk: Desk, *, undone: bool = False, **ticket_facts) -> Ticket:
    at = timezone.now() - dt.timedelta(hours=1)
    ticket = ticket_in(State.RESOLVED, desk, at=at, **ticket_facts)
    if undone:
        by = actor_of(ticket.requester)
        receive(ticket.id, by=by, body="So?", channel=Channel.SITE, at=timezone.now())
    return ticket


def another(desk: Desk) -> Desk:
    return Desk(agent=AgentFactory.create(skilled=True), supervisor=desk.supervisor)


def given(desk: Desk, **more) -> Coaching:
    return coach(desk.agent, by=desk.supervisor_actor, what=WORDS, at=timezone.now(), **more)


def sheet(browser: Client) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(browser.get(CSV).content.decode("utf-8-sig"))))


def test_each_figure_leads_to_its_tickets(desk: Desk, supervisor: Client):
    fine, undone = solved(desk), solved(desk, undone=True)
    solved(another(desk))
    facts.refresh(at=timezone.now())

    page = supervisor.get(COACHING)
    row = next(row for row in page.context["rows"] if row.line.agent == desk.agent.pk)
    reopened = row.shares[0]

    assert (reopened.hits, reopened.count, reopened.others) == (1, 2, "0 %")
    for url, tickets in ((row.solved_url, {fine, undone}), (reopened.url, {undone})):
        behind = supervisor.get(url).context["rows"]
        assert {found.reference for found in behind} == {ticket.reference for ticket in tickets}
    # The form begins with what came back.
    form = supervisor.get(row.give_url).context["form"]
    assert form.initial == {
        "agent": desk.agent.pk,
        "category": "rules-fees",
        "tickets": undone.reference,
    }
    assert "few" in page.text
    assert "There is no such agent." in supervisor.get(f"{COACHING}?agent=999999").text


def test_an_agent_sees_their_own_and_a_reader_no_names(desk: Desk, agent: Client):
    other = another(desk)
    solved(desk)
    solved(other, undone=True)
    facts.refresh(at=timezone.now())
    reader = browser_of(AgentFactory.create(reader=True))
    name = str(other.agent)

    own = agent.get(f"{COACHING}?agent={other.agent.pk}&who=all")

    assert [row.line.agent for row in own.context["rows"]] == [desk.agent.pk]
    assert "The figures of others are for supervisors." in own.text
    (totals,) = reader.get(COACHING).context["rows"]
    assert (totals.line.solved, totals.shares[0].hits, totals.agent) == (2, 1, "")
    assert [row["agent"] for row in sheet(agent)] == [str(desk.agent)]
    assert [(row["agent"], row["solved"]) for row in sheet(reader)] == [("", "2")]
    for text in (own.text, reader.get(COACHING).text):
        assert name not in text
        assert str(other.agent.user.name) not in text


def test_coaching_is_read_by_whom_it_was_given_and_by_supervisors(
    desk: Desk, agent: Client, supervisor: Client
):
    ticket = solved(desk)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    sent = {
        "agent": desk.agent.pk,
        "category": "rules-fees",
        "what": WORDS,
        "tickets": ticket.reference,
        "follow_up_on": tomorrow.isoformat(),
    }

    answer = supervisor.post(GIVE, sent)

    assert answer.status_code == 302
    one = Coaching.objects.get()
    assert (one.agent, one.by, one.follow_up_on) == (desk.agent, desk.supervisor.user, tomorrow)
    assert list(one.tickets.all()) == [ticket]
    for browser in (agent, supervisor):
        text = browser.get(COACHING).text
        assert WORDS in text
        assert ticket.reference in text
        assert "Its effect is shown from the next day on." in text
    for role in ("skilled", "reader"):
        assert WORDS not in browser_of(AgentFactory.create(**{role: True})).get(COACHING).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"what": " "}, "Say what was talked about"),
        ({"tickets": "the last one"}, "Write numbers of tickets"),
        ({"tickets": "T-999999"}, "There is no ticket T-999999."),
        ({"follow_up_on": "2026-01-01"}, "The day to follow up on is over."),
        ({"agent": "0"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_in_the_form(
    desk: Desk, supervisor: Client, changed: dict[str, str], words: str
):
    sent = {"agent": desk.agent.pk, "what": WORDS, "tickets": ""} | changed

    answer = supervisor.post(GIVE, sent)

    assert answer.status_code == 422
    assert words in html.unescape(answer.text)
    assert sent["what"] in answer.text
    assert not Coaching.objects.exists()


def test_a_correction_keeps_what_stood_there_and_is_the_givers_alone(
    desk: Desk, agent: Client, supervisor: Client
):
    one = given(desk)
    url = f"{COACHING}{one.pk}/correct/"
    colleague = browser_of(AgentFactory.create(supervisor=True))

    supervisor.post(url, {"what": "Ask first."})
    refused = colleague.post(url, {"what": "Mine now."})

    one.refresh_from_db()
    assert one.what == "Ask first."
    assert [was.what for was in one.corrections.all()] == [WORDS]
    assert refused.status_code == 403
    text = agent.get(COACHING).text
    assert "Ask first." in text
    assert WORDS in text
    for change in (
        lambda: Coaching.objects.update(at=timezone.now()),
        lambda: Coaching.objects.all()._raw_delete("default"),
        lambda: one.corrections.update(what="Never."),
    ):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            change()


def test_what_is_about_a_restricted_queue_is_not_there_for_others(desk: Desk, supervisor: Client):
    hidden = open_ticket(**RESTRICTED)
    by, at = desk.supervisor_actor, timezone.now()
    security = Category.objects.get(key="account-security")
    ones = [
        coach(desk.agent, by=by, what=WORDS, numbers=[hidden.number], at=at),
        coach(desk.agent, by=by, what=WORDS, category=security, at=at),
    ]
    outsider = browser_of(AgentFactory.create(supervisor=True))
    stranger = AgentFactory.create()

    assert supervisor.get(COACHING).text.count(WORDS) == 2
    assert WORDS not in outsider.get(COACHING).text
    assert {outsider.get(f"{COACHING}{one.pk}/correct/").status_code for one in ones} == {404}
    assert "account-security" not in outsider.get(GIVE).text
    # Nor can it be put before somebody who may not see it.
    for about in ({"tickets": hidden.reference}, {"category": "account-security"}):
        sent = {"agent": stranger.pk, "what": WORDS, **about}
        assert supervisor.post(GIVE, sent).status_code == 422
    assert Coaching.objects.count() == 2


def test_the_page_takes_as_many_queries_with_twenty_agents_as_with_two(
    desk: Desk, supervisor: Client
):
    def queries() -> int:
        facts.refresh(at=timezone.now())
        with CaptureQueriesContext(connection) as taken:
            assert supervisor.get(COACHING).status_code == 200
        return len(taken)

    def work(agents: int) -> None:
        for _ in range(agents):
            team = another(desk)
            ticket = solved(team)
            by, at = desk.supervisor_actor, timezone.now() - dt.timedelta(days=2)
            numbers = [ticket.number]
            one = coach(team.agent, by=by, what=WORDS, numbers=numbers, at=at)
            one.corrections.create(at=at, what="Before.")

    work(2)
    supervisor.get(COACHING)
    little = queries()
    work(18)

    assert queries() == little
    assert little <= MOST_QUERIES
    with CaptureQueriesContext(connection) as of_one:
        assert len(supervisor.get(f"{COACHING}?agent={desk.agent.pk}").context["rows"]) == 0
    assert len(of_one) <= MOST_QUERIES
    assert len(re.findall('class="coaching__one"', supervisor.get(COACHING).text)) == 20
