"""The assistant's talks at the desk: who reads which, why each reply was given, what is taught."""

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consignment.models import User
from knowledge_base.articles.publishing import Words
from knowledge_base.assistant import teaching, turns
from knowledge_base.assistant.corrections import Correction
from knowledge_base.assistant.limits import Limits
from knowledge_base.assistant.matters import Matter
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.language.answering import Answerer
from tests.admin.conftest import browser_of
from tests.factories.desk import MONDAY, AgentFactory, Desk, open_ticket
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import BuyerFactory
from tickets.changes.reading import Asked, page_of
from tickets.conversation import talks
from tickets.insight import threshold
from tickets.lifecycle.desk import DeskSettings
from tickets.triage.matters import limits, matter_in
from tickets.triage.models import Category

FEES = "What does it cost to sell?"
ANY = Limits(answered_from=0.05)
TALKS = "/admin/desk/talks/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def articles(desk: Desk) -> None:
    for slug, title, body in (
        ("fees", "What it costs to sell with us", "We keep a commission of the price."),
        ("returns", "Returning what you bought", "Send it back within a week."),
    ):
        ArticleFactory(slug=slug, words={"en": Words(title, body, body, "")}, at=MONDAY)


def talk_of(
    person: User | None,
    text: str = FEES,
    *,
    matter: Matter = turns.NO_MATTER,
    at: dt.datetime | None = None,
) -> Dialogue:
    """Let ``person``, or a guest, say one thing to the assistant, just now."""
    at = at or timezone.now()
    if person is None:
        talk, _secret = Dialogue.objects.begin_with_guest(language="en", at=at)
    else:
        talk = Dialogue.objects.begin(person, language="en", at=at)
    turns.reply(talk, text, person=person, matter=matter, limits=ANY, at=at)
    return talk


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"{TALKS}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_agents_read_talks_of_customers_they_may_see_and_supervisors_all(
    agent: Client, supervisor: Client
) -> None:
    known, unknown = BuyerFactory.create().user, BuyerFactory.create().user
    open_ticket(customer=known)
    theirs, others, guests = talk_of(known), talk_of(unknown), talk_of(None)

    assert str(theirs.pk) in shown(agent)
    assert str(others.pk) not in shown(agent)
    assert agent.get(f"{TALKS}{guests.pk}/").status_code == 404
    assert all(str(one.pk) in shown(supervisor) for one in (theirs, others, guests))


def test_who_writes_the_help_centre_reads_and_teaches_but_knows_no_customers() -> None:
    talk = talk_of(None)
    editor = browser_of(AgentFactory.create(editor=True))

    editor.post(f"{TALKS}{talk.pk}/turns/1/", {"article": "returns"})

    assert "Returning what you bought" in editor.get(f"{TALKS}{talk.pk}/").content.decode()
    assert 'name="customer"' not in editor.get(f"{TALKS}try/").content.decode()


@pytest.mark.parametrize("text", ["someone hacked my account", FEES])
def test_what_touched_a_restricted_matter_does_not_exist_for_others(
    text: str, supervisor: Client
) -> None:
    matter = Matter("account-security") if text == FEES else turns.NO_MATTER
    talk = talk_of(None, text, matter=matter)
    outside = browser_of(AgentFactory.create(supervisor=True, away=True))

    assert str(talk.pk) not in shown(outside)
    assert outside.get(f"{TALKS}{talk.pk}/").status_code == 404
    assert outside.post(f"{TALKS}{talk.pk}/turns/1/", {"article": "none"}).status_code == 404
    assert supervisor.get(f"{TALKS}{talk.pk}/").status_code == 200


def test_the_list_is_narrowed_by_how_it_ended_why_language_vote_and_day(supervisor: Client) -> None:
    answered = talk_of(None, at=MONDAY)
    handed = talk_of(None, "I want to talk to a person", at=MONDAY)
    Turn.objects.filter(dialogue=answered).update(helpful=False)

    def among(query: str) -> list[bool]:
        page = shown(supervisor, query)
        return [str(one.pk) in page for one in (answered, handed)]

    assert among("?ended=handed_over") == among("?reason=asked") == [False, True]
    assert among("?unhelpful=on") == [True, False]
    assert among("?ended=contained") == [False, False]
    assert among("?language=zh-hans") == among("?day=2026-03-01") == [False, False]
    assert among("?day=2026-03-02") == among("?ended=nonsense&day=never") == [True, True]


def test_the_list_and_a_talk_cost_the_same_however_much_there_is(supervisor: Client) -> None:
    talk = talk_of(None)

    def cost(address: str) -> int:
        supervisor.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            supervisor.get(address)
        return len(queries)

    few = cost(TALKS), cost(f"{TALKS}{talk.pk}/")
    for number in range(60):
        talk_of(None if number % 2 else BuyerFactory.create().user, "Hello")
        turns.reply(talk, FEES, person=None, limits=ANY, at=timezone.now())

    many = cost(TALKS), cost(f"{TALKS}{talk.pk}/")
    # A list that goes on is counted.
    assert many[0] <= few[0] + 1 <= 15
    assert many[1] == few[1] <= 15


def test_a_wrong_answer_is_taught_at_once_by_whom_is_kept_and_it_is_taken_back(
    desk: Desk, agent: Client
) -> None:
    customer = BuyerFactory.create().user
    open_ticket(customer=customer)
    talk = talk_of(customer)
    turn = f"{TALKS}{talk.pk}/turns/1/"
    assert "What it costs to sell with us" in agent.get(turn).content.decode()
    assert "Returning what you bought" in agent.get(f"{turn}?q=return").content.decode()

    agent.post(turn, {"article": "returns", "question": "How do I send it back?"})

    page = agent.get(f"{TALKS}{talk_of(customer).pk}/").content.decode()
    assert "Staff said that this one answers." in page
    assert str(desk.agent.user) in agent.get(f"{TALKS}{talk.pk}/").content.decode()
    agent.post(f"{turn}undo/")
    page = agent.get(f"{TALKS}{talk_of(customer).pk}/").content.decode()
    assert "Staff said that this one answers." not in page
    assert Correction.objects.get().undone_by == desk.agent.user


def test_teaching_refuses_with_words_beside_the_choice_and_keeps_what_was_typed(
    supervisor: Client,
) -> None:
    talk = talk_of(None)
    ArticleFactory(slug="for-staff", for_staff=True)

    answers = [
        supervisor.post(f"{TALKS}{talk.pk}/turns/1/", {"article": slug, "question": "My words"})
        for slug in ("", "nonsense", "for-staff")
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all("My words" in answer.content.decode() for answer in answers)
    assert "This customer cannot read that article" in answers[2].content.decode()


def test_trying_out_shows_reply_and_why_and_stores_nothing(supervisor: Client) -> None:
    DeskSettings.objects.update(answer_from=10)
    tried = {"text": FEES, "language": "en", "customer": ""}

    page = supervisor.post(f"{TALKS}try/", tried).content.decode()
    unknown = supervisor.post(f"{TALKS}try/", {**tried, "customer": "nobody@example.com"})

    assert "We keep a commission of the price." in page
    # Less than the desk set, since the examples say that an article is asked for.
    assert "it answers from 7 % on" in page
    assert unknown.status_code == 422
    assert not Dialogue.objects.exists()


def test_the_threshold_is_kept_in_the_changes_and_reaches_the_assistant(
    supervisor: Client,
) -> None:
    address = f"/admin/tickets/desksettings/{DeskSettings.current().pk}/change/"
    form = supervisor.get(address).context["adminform"].form
    sent = {name: form.initial[name] for name in form.fields if form.initial[name] is not False}

    supervisor.post(address, {**sent, "answer_from": "70", "talk_misses": "1"})

    assert (limits().answered_from, limits().most_missed) == (0.7, 1)
    latest = page_of(Asked(), known={"tickets.DeskSettings"}, offset=0, limit=1)[0]
    assert {one.name for one in latest.deltas[0].fields} == {"answer_from", "talk_misses"}


def test_the_curve_says_of_how_many_cases_it_is_and_marks_the_few(supervisor: Client) -> None:
    talk_of(None)
    Turn.objects.update(helpful=True)

    page = supervisor.get(f"{TALKS}threshold/").content.decode()

    assert re.search(r"of\s+1\s+somebody said", page)
    assert "That is too little to decide by." in page
    assert "The example questions of the articles" in page


def test_the_curve_of_the_examples_is_reckoned_beside_and_once_for_what_it_is_made_of(
    supervisor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
    monkeypatch.setattr(threshold, "_beside", lambda run, *given: begun.append((run, given)))
    monkeypatch.setattr(threshold, "connection", SimpleNamespace(close=lambda: None))

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Answerer, "settling", lambda answerer: pytest.fail("this takes seconds"))
        waiting = supervisor.get(f"{TALKS}threshold/").content.decode()
        supervisor.get(f"{TALKS}threshold/")
    [(run, given)] = begun
    run(*given)
    known = supervisor.get(f"{TALKS}threshold/").content.decode()
    supervisor.get(f"{TALKS}threshold/")

    assert re.search(r'id="examples"[^>]*aria-busy="true"[^>]*hx-trigger="every 2s"', waiting)
    assert "The curve is being reckoned." in waiting
    assert "aria-busy" not in known.partition('id="examples"')[2].partition("</section>")[0]
    assert "each asked as if nobody had written it" in known
    assert len(begun) == 1

    ArticleFactory(slug="new", words={"en": Words("Something new", "New.", "New.", "")}, at=MONDAY)
    assert "The curve is being reckoned." in supervisor.get(f"{TALKS}threshold/").content.decode()


def test_a_category_that_is_switched_off_goes_to_a_person() -> None:
    Category.objects.filter(key="rules-fees").update(assistant_answers=False)

    talk = talk_of(None, matter=matter_in(Category.objects.get(key="rules-fees")))

    assert talk.handed_off_for == "switched_off"
    assert talk.turns.get().because["matter"]["answered"] is False


def test_a_guests_talk_is_forgotten_in_time_and_what_it_taught_stays(desk: Desk) -> None:
    kept, old = talk_of(BuyerFactory.create().user, at=MONDAY), talk_of(None, at=MONDAY)
    turn = old.turns.get()
    teaching.teach(turn.pk, None, by=desk.agent.user, at=MONDAY)

    assert talks.purge(at=MONDAY + dt.timedelta(days=89)) == 0
    assert talks.purge(at=MONDAY + dt.timedelta(days=91)) == 1

    assert [one.pk for one in Dialogue.objects.all()] == [kept.pk]
    assert Correction.objects.get().turn is None
    assert talk_of(None).turns.get().kind == "question"
