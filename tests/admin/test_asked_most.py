"""The pages of what is asked most: who decides, what is kept, and what became of it."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.desk import Desk
from tests.factories.wishes import propose_to_product
from tickets.insight.fewer import deciding
from tickets.insight.fewer.models import ProductProposal, State
from tickets.routing.models import Queue
from tickets.triage.models import Category

pytestmark = pytest.mark.django_db
LIST = "admin:desk_wishes"
DAY = dt.timedelta(days=1)


@pytest.fixture
def proposal(desk: Desk) -> ProductProposal:
    proposal: ProductProposal = propose_to_product()
    return proposal


@pytest.fixture
def supervisor(client: Client, desk: Desk) -> Client:
    client.force_login(desk.supervisor.user)
    return client


def of(proposal: ProductProposal) -> str:
    return reverse("admin:desk_wish", args=[proposal.pk])


def decide(client: Client, proposal: ProductProposal, **sent: str) -> tuple[int, str]:
    answer = client.post(of(proposal), sent)
    proposal.refresh_from_db()
    return answer.status_code, answer.content.decode()


def listed(client: Client, view: str = "open") -> str:
    return str(client.get(reverse(LIST), {"view": view}).content.decode())


def test_the_list_says_how_often_and_whether_more(
    supervisor: Client, proposal: ProductProposal
) -> None:
    shown = listed(supervisor)

    assert of(proposal) in shown
    assert "clearly more now" in shown
    assert "please update my phone number" in shown
    assert "6 tickets, 3 talks" in shown


def test_the_menu_leads_there_for_who_supervises(
    supervisor: Client, desk: Desk, proposal: ProductProposal
) -> None:
    assert reverse(LIST) in supervisor.get(reverse("admin:desk_inbox")).content.decode()

    supervisor.force_login(desk.agent.user)
    assert reverse(LIST) not in supervisor.get(reverse("admin:desk_inbox")).content.decode()
    assert supervisor.get(reverse(LIST)).status_code == 403
    assert supervisor.get(of(proposal)).status_code == 403
    assert supervisor.get(reverse("admin:desk_wishes_csv")).status_code == 403


def test_the_page_tells_what_was_asked_and_how_long_people_waited(
    supervisor: Client, proposal: ProductProposal
) -> None:
    shown = supervisor.get(of(proposal)).content.decode()

    assert "Asked 9 times" in shown
    assert "please update my phone number" in shown
    assert "40 min" in shown


def test_it_is_handed_on_with_a_note_and_a_link(
    supervisor: Client, proposal: ProductProposal, desk: Desk
) -> None:
    status, _ = decide(
        supervisor,
        proposal,
        decision="hand_on",
        note="A field in the profile.",
        link="https://tracker.example/browse/P-1",
        built_on="2026-01-01",
    )

    assert status == 302
    assert (proposal.state, proposal.handed_by) == (State.HANDED_ON, desk.supervisor.user)
    assert proposal.built_on is None
    shown = supervisor.get(of(proposal)).content.decode()
    assert "A field in the profile." in shown
    assert 'href="https://tracker.example/browse/P-1"' in shown
    assert of(proposal) in listed(supervisor, "handed_on")
    assert of(proposal) not in listed(supervisor)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://files.example/x", "no link"])
def test_a_link_that_is_none_is_asked_again_and_nothing_is_lost(
    supervisor: Client, proposal: ProductProposal, link: str
) -> None:
    status, shown = decide(supervisor, proposal, decision="hand_on", note="As typed.", link=link)

    assert status == 422
    assert "As typed." in shown
    assert 'aria-describedby="wish-link-error"' in shown
    assert proposal.state == State.OPEN


def test_it_is_built_on_a_day_and_its_effect_is_told(
    supervisor: Client, proposal: ProductProposal
) -> None:
    today = timezone.now().date()
    built = today - 15 * DAY
    before = {(built - number * DAY).isoformat(): 3 for number in range(1, 15)}
    since = {(built + number * DAY).isoformat(): 1 for number in range(1, 4)}
    proposal.per_day = before | since
    proposal.save()

    assert decide(supervisor, proposal, decision="built", built_on=built.isoformat())[0] == 302

    assert (proposal.state, proposal.built_on) == (State.DONE, built)
    shown = supervisor.get(of(proposal)).content.decode()
    assert "21.0" in shown
    assert "1.5" in shown
    assert "It is asked clearly less since then." in shown
    assert of(proposal) in listed(supervisor, "decided")


def test_the_effect_of_the_first_days_is_not_told(
    supervisor: Client, proposal: ProductProposal
) -> None:
    decide(supervisor, proposal, decision="built", built_on=timezone.now().date().isoformat())

    assert "too little to compare" in supervisor.get(of(proposal)).content.decode()


@pytest.mark.parametrize("day", ["", "yesterday", "2031-01-01"])
def test_a_day_that_is_none_is_asked_again(
    supervisor: Client, proposal: ProductProposal, day: str
) -> None:
    status, _ = decide(supervisor, proposal, decision="built", built_on=day)

    assert (status, proposal.state) == (422, State.OPEN)


def test_it_is_put_aside_and_taken_back(supervisor: Client, proposal: ProductProposal) -> None:
    decide(supervisor, proposal, decision="aside", why=" It is  on purpose. ", link="nonsense")
    assert (proposal.state, proposal.why) == (State.PUT_ASIDE, "It is on purpose.")

    decide(supervisor, proposal, decision="take_back")
    assert (proposal.state, proposal.why) == (State.OPEN, "")


@pytest.mark.parametrize("decision", ["", "sell", "\x00"])
def test_what_means_nothing_is_asked_again(
    supervisor: Client, proposal: ProductProposal, decision: str
) -> None:
    status, shown = decide(supervisor, proposal, decision=decision, why="kept as typed")

    assert status == 422
    assert "Choose what is to become of it." in shown
    assert "kept as typed" in shown


def test_who_comes_second_is_told(
    supervisor: Client, proposal: ProductProposal, desk: Desk
) -> None:
    deciding.put_aside(proposal.pk, why="", by=desk.agent.user, at=timezone.now())

    status, shown = decide(supervisor, proposal, decision="hand_on")

    assert status == 422
    assert "Somebody was quicker" in shown


def test_what_became_restricted_is_not_there_for_others(
    supervisor: Client, proposal: ProductProposal, desk: Desk
) -> None:
    closed = Queue.objects.exclude(restricted_to=None).first()
    Category.objects.filter(key="technical").update(queue=closed)
    desk.supervisor.teams.clear()

    assert supervisor.get(of(proposal)).status_code == 404
    assert supervisor.post(of(proposal), {"decision": "aside"}).status_code == 404
    assert proposal.question not in listed(supervisor)
    exported = supervisor.get(reverse("admin:desk_wishes_csv")).content.decode()
    assert proposal.question not in exported


def test_the_list_is_taken_away_without_formulas(
    supervisor: Client, proposal: ProductProposal
) -> None:
    propose_to_product(question="=1+1", times=3, as_tickets=0)

    answer = supervisor.get(reverse("admin:desk_wishes_csv"))

    head, first, second = csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff")))
    assert dict(zip(head, first, strict=True)) | {"decided": ""} == {
        "question": "How do I change my phone number",
        "language": "en",
        "asked": "9",
        "before": "2",
        "as_tickets": "6",
        "as_talks": "3",
        "waited_minutes": "40",
        "category": "technical",
        "state": "open",
        "built_on": "",
        "decided": "",
        "decided_by": "",
        "note": "",
        "link": "",
        "why": "",
        "examples": "please update my phone number",
    }
    assert second[0] == "'=1+1"


@pytest.mark.parametrize("view", ["open", "handed_on", "decided", "nonsense"])
def test_an_empty_list_says_what_would_stand_there(supervisor: Client, view: str) -> None:
    assert "It is counted each night." in listed(supervisor, view)


def test_beyond_the_end_there_is_nothing(supervisor: Client, proposal: ProductProposal) -> None:
    assert supervisor.get(reverse(LIST), {"page": "9"}).status_code == 404


def test_many_rows_take_as_many_queries_as_one(
    supervisor: Client, proposal: ProductProposal
) -> None:
    supervisor.get(reverse(LIST))
    with CaptureQueriesContext(connection) as of_one:
        supervisor.get(reverse(LIST))
    for number in range(20):
        propose_to_product(question=f"Question {number}")
    with CaptureQueriesContext(connection) as of_many:
        supervisor.get(reverse(LIST))

    assert len(of_many) == len(of_one)
