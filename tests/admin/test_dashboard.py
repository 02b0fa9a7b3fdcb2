"""The dashboard: its figures are those of insight, and each leads to its tickets."""

import csv
import datetime as dt
import html
import io
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.conftest import browser_of
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tickets.actions.open import Guest
from tickets.actions.rate import rate
from tickets.admin.desk import framing
from tickets.admin.desk.dashboard.charts import line, share_scale
from tickets.insight import facts
from tickets.insight.models import Fact, MeasureKey
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Review
from tickets.staff.actors import actor_of
from tickets.staff.models import Role, Team

DASHBOARD = "/admin/desk/dashboard/"
MOST_QUERIES = 15
SECURITY = {"category": "account-security", "answers": {"seen": "A login from Lima."}}


def count_up() -> None:
    """Bring the facts up to date, and forget what was drawn from others."""
    facts.refresh(at=timezone.now())
    cache.clear()
    framing.forget()


@pytest.fixture(autouse=True)
def nothing_drawn(desk: Desk) -> None:
    count_up()


def solved(desk: Desk, score: int, **ticket_facts):
    now = timezone.now()
    ticket = ticket_in(State.RESOLVED, desk, at=now - dt.timedelta(minutes=5), **ticket_facts)
    rate(ticket.id, by=actor_of(ticket.requester), score=score, at=now)
    count_up()
    return ticket


def links(text: str, part: str) -> list[str]:
    return [html.unescape(url) for url in re.findall(r'href="([^"]*)"', text) if part in url]


def subjects(client: Client, url: str) -> set[str]:
    return {row.reference for row in client.get(url).context["rows"]}


def table(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_an_empty_desk_shows_that_there_is_nothing_yet(agent: Client):
    text = agent.get(DASHBOARD).text

    assert "Nothing yet" in text
    assert "Off target" not in text
    assert "As of" in text


def test_before_the_first_count_the_page_says_so(agent: Client):
    facts.FactState.objects.all().delete()

    text = agent.get(DASHBOARD).text

    assert "counted for the first time" in text
    assert "Nothing yet" not in text


def test_figures_that_nobody_keeps_up_are_marked_as_old(agent: Client):
    facts.FactState.objects.update(known_until=timezone.now() - dt.timedelta(hours=1))

    assert "does not run" in agent.get(DASHBOARD).text


def test_a_figure_leads_to_its_tickets_and_to_those_that_missed(desk: Desk, agent: Client):
    good, bad = solved(desk, 5), solved(desk, 1)

    page = agent.get(DASHBOARD)
    behind, missed = (
        url
        for url in links(page.text, "measures/satisfaction/tickets/")
        if "from=" not in url
        and "lane" not in url
        and "category" not in url
        and "language" not in url
        and "agent" not in url
    )

    assert "50 %" in page.text
    assert subjects(agent, behind) == {good.reference, bad.reference}
    assert subjects(agent, missed) == {bad.reference}


def test_every_part_and_every_hour_leads_to_its_tickets(desk: Desk, supervisor: Client):
    ticket = solved(desk, 5)

    page = supervisor.get(DASHBOARD)
    measure = supervisor.get(f"{DASHBOARD}measures/satisfaction/")

    for part in ("category=rules-fees", "lane=standard", "language=en", f"agent={desk.agent.pk}"):
        for text in (page.text, measure.text):
            found = links(text, part)
            assert subjects(supervisor, found[0]) == {ticket.reference}, part
    (hour,) = links(page.text, "hour=")
    assert subjects(supervisor, hour) == {ticket.reference}
    other = re.sub("hour=[0-9]+", "hour=4" if "hour=3&" in hour + "&" else "hour=3", hour)
    assert subjects(supervisor, other) == set()


def test_the_numbers_of_unfinished_work_are_those_of_the_inbox(desk: Desk, supervisor: Client):
    for state in (State.NEW, State.OPEN, State.WAITING_ON_CUSTOMER):
        ticket_in(state, desk)
    count_up()

    text = supervisor.get(DASHBOARD).text
    tabs = supervisor.get("/admin/desk/").context["tabs"]
    counts = {tab.view.key: tab.count.number for tab in tabs if tab.count is not None}

    shown = {
        which: int(re.search(rf'which={which}[^"]*">(\d+)<', text)[1])
        for which in ("all", "nobody", "late")
    }
    assert shown == {
        "all": counts["unfinished"],
        "nobody": counts["waiting"],
        "late": counts["late"],
    }
    assert len(subjects(supervisor, f"{DASHBOARD}backlog/")) == 3
    assert len(subjects(supervisor, f"{DASHBOARD}backlog/?which=nobody")) == 1


# Whose figures.


def test_restricted_tickets_are_in_nobody_else_s_figures(desk: Desk, agent, elsewhere):
    now = timezone.now()
    ticket = ticket_in(State.RESOLVED, desk, at=now - dt.timedelta(minutes=9), **SECURITY)
    rate(ticket.id, by=actor_of(ticket.requester), score=1, at=now)
    count_up()
    pages = [
        f"{DASHBOARD}?who=all",
        f"{DASHBOARD}measures/satisfaction/?who=all",
        f"{DASHBOARD}measures/satisfaction/tickets/?who=all",
        f"{DASHBOARD}measures/filed/?who=all",
        f"{DASHBOARD}backlog/?who=all",
    ]

    for url in pages:
        assert (
            "T-" in agent.get(url).text
            or "account-security" in agent.get(url).text
            or ("backlog" in url)
        )
        text = elsewhere.get(url).text
        assert ticket.reference not in text
        assert "account-security" not in text
        assert "taken over" not in text.lower()
    for what in ("days", "category", "tickets"):
        rows = table(elsewhere.get(f"{DASHBOARD}measures/filed/csv/?who=all&what={what}"))
        assert {row[2] for row in rows[1:]} <= {"0"}
    assert all(
        set(row[1:]) == {"0"} for row in table(elsewhere.get(f"{DASHBOARD}hours/csv/?who=all"))[1:]
    )
    category = elsewhere.get(f"{DASHBOARD}?category=account-security")
    unknown = elsewhere.get(f"{DASHBOARD}?category=no-such-thing")
    assert category.text.count("There is no category") == unknown.text.count("There is no category")


def test_an_agent_sees_their_own_figures_and_nobody_elses_by_name(desk: Desk, agent: Client):
    solved(desk, 5)
    other = AgentFactory.create(skilled=True, user__name="Somebody Else")
    solved(Desk(agent=other, supervisor=desk.supervisor), 1)

    mine = agent.get(DASHBOARD).text
    everybody = agent.get(f"{DASHBOARD}?who=all").text
    asked = agent.get(f"{DASHBOARD}?agent={other.pk}").text
    rows = table(agent.get(f"{DASHBOARD}measures/satisfaction/csv/?who=all&what=agent"))

    assert "100 %" in mine
    assert "50 %" in everybody
    assert "Somebody Else" not in mine + everybody + asked
    assert "The figures of others are for supervisors." in asked
    assert [row[0] for row in rows[1:]] == [str(desk.agent)]


def test_a_supervisor_sees_agents_by_name_and_a_team_together(desk: Desk, supervisor: Client):
    solved(desk, 5)
    team = Team.objects.create(key="night", name="Night shift")
    alone = AgentFactory.create(skilled=True)
    alone.teams.add(team)
    solved(Desk(agent=alone, supervisor=desk.supervisor), 1)

    text = supervisor.get(DASHBOARD).text
    night = supervisor.get(f"{DASHBOARD}?team=night")

    assert str(alone) in text
    assert str(desk.agent) in text
    assert "0 %" in night.text
    assert night.text.count("50 %") == 0


# What an address asks for.


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?days=5000", "Days: “5000” means nothing here."),
        ("?days=abc", "means nothing here"),
        (f"?days={'7' * 5_000}", "means nothing here"),
        ("?from=2026-05-02&to=2026-05-01", "The first day is after the last one"),
        ("?from=2999-01-01", "The first day"),
        ("?from=0001-01-01&to=0002-01-01", "There was no desk so long ago"),
        ("?from=2010-01-01&to=2020-01-01", "More than a year fits into no picture"),
        ("?from=yesterday", "From: “yesterday” means nothing here."),
        ("?category=no-such-thing", "There is no category “no-such-thing”."),
        ("?lane=fast&tier=x&channel=y&language=z", "Lane: “fast” means nothing here."),
        ("?agent=99999", "There is no such agent."),
        ("?agent=abc", "means nothing here"),
        ("?team=no-team", "There is no team “no-team”."),
        ("?who=them", "means nothing here"),
        ("?q=%00", ""),
    ],
)
def test_what_means_nothing_is_named_and_left_out(supervisor: Client, query: str, words: str):
    page = supervisor.get(DASHBOARD + query)

    assert page.status_code == 200
    assert words in html.unescape(page.text)


def test_filters_narrow_every_figure_and_stay_in_its_links(desk: Desk, supervisor: Client):
    solved(desk, 5)
    by_mail = solved(desk, 1, channel=Channel.EMAIL)

    text = supervisor.get(f"{DASHBOARD}?days=28&channel=email").text
    (first, *_rest) = links(text, "measures/satisfaction/tickets/")

    assert "days=28" in first
    assert subjects(supervisor, first) == {by_mail.reference}
    today = timezone.now().date().isoformat()
    assert "0 %" in supervisor.get(f"{DASHBOARD}?from={today}&to={today}&channel=email").text


@pytest.mark.parametrize(
    "url",
    [
        "measures/no-such-measure/",
        "measures/satisfaction/csv/?what=everything",
        "backlog/csv/?what=everything",
        "measures/satisfaction/tickets/?page=99",
    ],
)
def test_what_is_not_there_is_not_found(supervisor: Client, url: str):
    assert supervisor.get(DASHBOARD + url).status_code == 404


# To take away.


def test_every_figure_can_be_taken_away_as_csv(desk: Desk, supervisor: Client):
    ticket = solved(desk, 5)
    page = supervisor.get(DASHBOARD).text
    measure = supervisor.get(f"{DASHBOARD}measures/satisfaction/").text

    for url in {*links(page, "/csv/"), *links(measure, "/csv/")}:
        rows = table(supervisor.get(url))
        assert len(rows) > 1, url
        assert {len(row) for row in rows} == {len(rows[0])}, url
    days = table(supervisor.get(f"{DASHBOARD}measures/satisfaction/csv/?what=days"))
    assert days[-1][1:3] == ["100.0", "1"]
    tickets = table(supervisor.get(f"{DASHBOARD}measures/satisfaction/csv/?what=tickets"))
    assert [row[0] for row in tickets[1:]] == [ticket.reference]
    empty = table(supervisor.get(f"{DASHBOARD}measures/contained/csv/?what=tickets"))
    assert len(empty) == 1


def test_what_a_spreadsheet_would_run_is_only_text(desk: Desk, supervisor: Client):
    open_ticket(
        body="=cmd|' /C calc'!A0",
        customer=Guest(email="a@example.com", name="@SUM(1+1)"),
        at=timezone.now(),
    )
    count_up()

    (_head, row) = table(supervisor.get(f"{DASHBOARD}measures/filed/csv/?what=tickets"))

    assert row[1].startswith("'=cmd")
    assert row[2].startswith("'@SUM")


def test_overdue_reviews_are_counted_and_a_click_away(desk: Desk, agent: Client):
    late, due = solved(desk, 1), solved(desk, 2)
    other = AgentFactory.create()
    given_on = solved(desk, 1)
    yesterday = timezone.now() - dt.timedelta(days=1)
    Review.objects.filter(rating__ticket__in=[late, given_on]).update(due_at=yesterday)
    Review.objects.filter(rating__ticket=given_on).update(reviewer=other)

    for whose, expected in (("mine", {late}), ("all", {late, given_on})):
        text = agent.get(f"{DASHBOARD}?who={whose}").text
        (url,) = links(text, "view=overdue")
        listed = agent.get(url).context["listed"].rows
        assert f">{len(expected)}</a></dd></div>" in text.split("Reviews overdue")[1][:120]
        assert {review.rating.ticket for review in listed} == expected
        assert due not in expected


def test_a_page_takes_as_many_queries_with_much_as_with_little(desk: Desk, supervisor: Client):
    def queries(url: str) -> int:
        count_up()
        with CaptureQueriesContext(connection) as taken:
            assert supervisor.get(url).status_code == 200
        return len(taken)

    urls = [DASHBOARD, f"{DASHBOARD}measures/satisfaction/", f"{DASHBOARD}measures/filed/tickets/"]
    solved(desk, 5)
    supervisor.get(DASHBOARD)
    little = [queries(url) for url in urls]
    for place in range(6):
        solved(desk, 4)
        guest = Guest(email=f"{place}@example.com")
        open_ticket(at=timezone.now(), customer=guest, channel=Channel.APP)
        desk = Desk(agent=AgentFactory.create(skilled=True), supervisor=desk.supervisor)

    assert [queries(url) for url in urls] == little


def test_what_was_drawn_is_shown_again_without_reading_a_fact(desk: Desk, supervisor: Client):
    solved(desk, 5)
    first = supervisor.get(DASHBOARD).text

    with CaptureQueriesContext(connection) as taken:
        again = supervisor.get(DASHBOARD).text

    assert "100 %" in first
    assert "100 %" in again
    assert len(taken) <= MOST_QUERIES
    assert not [query for query in taken if Fact._meta.db_table + " " in query["sql"]]


def test_a_picture_is_drawn_anew_when_the_facts_change(desk: Desk, supervisor: Client):
    solved(desk, 5)
    assert "100 %" in supervisor.get(DASHBOARD).text
    now = timezone.now()
    ticket = ticket_in(State.RESOLVED, desk, at=now - dt.timedelta(minutes=5))
    rate(ticket.id, by=actor_of(ticket.requester), score=1, at=now)
    facts.refresh(at=timezone.now())

    assert "50 %" in supervisor.get(DASHBOARD).text


def test_two_readers_share_a_picture_only_when_they_may_see_the_same(desk: Desk, supervisor):
    open_ticket(at=timezone.now(), **SECURITY)
    count_up()
    other = AgentFactory.create(role=Role.SUPERVISOR)

    mine, theirs = supervisor.get(DASHBOARD).text, browser_of(other).get(DASHBOARD).text

    assert len(links(mine, "hour=")) == 1
    assert links(theirs, "hour=") == []


# Pictures.


def test_a_picture_keeps_its_gaps_and_stays_within_itself():
    drawn = line([None, 90, 95, None, 40], scale=share_scale([90, 95, 40], 90), target=90)

    assert len(drawn.lines) == 1
    assert len(drawn.dots) == 1
    assert drawn.last == drawn.dots[0]
    assert all(0 <= y <= 100 for _x, y in drawn.dots)
    assert drawn.target_y is not None


def test_a_measure_without_data_is_not_invented(supervisor: Client):
    text = supervisor.get(f"{DASHBOARD}measures/{MeasureKey.CONTAINED}/").text

    assert "Nothing yet" in text
    assert "Known three days" in text
    assert not Ticket.objects.exists()
