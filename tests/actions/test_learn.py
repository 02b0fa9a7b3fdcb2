"""Triage learns from what agents say, and what it has learned decides only when it is no worse."""

import datetime as dt
import itertools
import threading

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from knowledge_base.language import cold, vectors, weighing
from knowledge_base.language.storing import loaded
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tickets.actions.confirm_category import confirm_category
from tickets.actions.learn import NOT_BETTER, gathered, learn, make_live
from tickets.actions.reclassify import Wanted, reclassify
from tickets.actions.unconfirm_category import unconfirm_category
from tickets.admin.desk.happened import Show, happened_to
from tickets.lifecycle.choices import Tier
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.triage import understanding, vocabulary
from tickets.triage.classifying import classify
from tickets.triage.learned import TriageLesson, TriageModel
from tickets.triage.models import Category
from tickets.triage.suggesting import suggest
from tickets.triage.understanding import heard, understand

HOUR = dt.timedelta(hours=1)
URGENT = ("account-security", "funds-frozen")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def trained(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> TriageModel:
    """A model of the presets and the shipped messages, made once and taken out again."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_desk()
        made = learn(at=MONDAY)
        transaction.set_rollback(True)
    assert made is not None
    return made


@pytest.fixture
def desk(trained: TriageModel) -> Desk:
    desk = make_desk()
    trained.pk = None
    trained.save(force_insert=True)
    return desk


def test_on_the_first_day_it_is_made_of_the_categories_words_and_is_live(trained: TriageModel):
    assert trained.live
    assert trained.lessons == 0
    assert trained.accuracy > 0.7
    recalls = [caught for _percent, caught, _right in trained.scores["urgent"]]
    assert recalls[0] > 0.9
    assert recalls == sorted(recalls, reverse=True)


def test_a_message_is_understood_in_either_language_with_its_reasons(desk: Desk):
    english = understand("my balance is frozen and I cannot withdraw anything")
    chinese = understand("余额被冻结了，钱提不出来")

    assert english is not None
    assert chinese is not None
    assert english.category == chinese.category == "funds-frozen"
    assert "frozen" in english.because
    assert (english.language, chinese.language) == ("en", "zh")
    assert min(english.urgent, chinese.urgent) > 0.5


def test_an_urgent_matter_in_the_wrong_category_is_raised_and_shown_to_a_person(desk: Desk):
    ticket = open_ticket(body="Somebody hacked my account and changed the password, help")

    assert (ticket.tier, ticket.to_sort) == (Tier.URGENT, True)
    assert "hacked" in ticket.reasons["tier"]
    assert Ticket.objects.get(id=ticket.id).understood["category"] == "account-security"


def test_where_staff_switched_it_off_only_the_category_decides(desk: Desk):
    DeskSettings.objects.update(urgent_from=0, sort_from=100)

    ticket = open_ticket(body="Somebody hacked my account and changed the password, help")

    assert (ticket.tier, ticket.to_sort) == (Tier.LOW, False)


def test_where_words_settle_it_nobody_asks_what_a_text_means(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    monkeypatch.setattr(
        weighing, "vectors", lambda texts: asked.extend(texts) or vectors.vectors(texts)
    )
    chosen = Category.objects.get(key="rules-fees")
    plain, other = "How much commission do you take for a watch?", "Where is my parcel?"

    settled = understand(plain, chosen=chosen, urgent_from=30)
    assert asked == []
    understand(other, chosen=chosen, urgent_from=30)
    understand(plain)

    assert asked == [vocabulary.prepare(text) for text in (other, plain)]
    assert settled is not None
    assert settled.category == "rules-fees"
    assert settled.confidence > 0.3


def test_who_wants_an_answer_soon_of_a_cold_process_waits_no_longer_than_a_moment_for_the_meaning(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    def never(texts: list[str]) -> None:
        pytest.fail("this takes seconds")

    monkeypatch.setattr(cold, "_warming", threading.Thread())
    monkeypatch.setattr(understanding, "MEANING_WAITED_FOR", 0.0)
    monkeypatch.setattr(vectors, "_read", threading.Event())
    with monkeypatch.context() as held:
        held.setattr(weighing, "vectors", never)
        by_words = understand("How much commission do you take for a watch?", soon=True)
    filed = understand("How much commission do you take for a watch?")

    assert by_words is not None
    assert filed is not None
    assert by_words.category == filed.category == "rules-fees"


def test_what_words_settle_takes_no_urgent_matter_for_another(desk: Desk):
    numbers, categories = DeskSettings.current(), list(Category.objects.offered())
    thresholds = {"urgent_from": numbers.urgent_from, "sort_from": numbers.sort_from}
    unseen = [one for one in gathered().tested if one.label in URGENT]
    raised = 0

    for text, category in itertools.product([one.text for one in unseen], categories):
        whole = classify(category, understand(text), **thresholds)
        by_words = understand(text, chosen=category, urgent_from=numbers.urgent_from)
        raised += whole.reason.startswith("may be urgent")
        assert classify(category, by_words, **thresholds).tier == whole.tier, (text, category.key)

    assert len(unseen) > 20
    assert raised > 10 * len(unseen)


def test_what_an_agent_confirms_is_sorted_and_kept_as_a_lesson(desk: Desk):
    ticket = open_ticket(body="The parcel never came, the courier lost it")
    assert ticket.to_sort

    confirm_category(ticket.id, by=desk.agent_actor, at=MONDAY + HOUR)

    lesson = TriageLesson.objects.get()
    assert (lesson.category.key, lesson.guessed) == ("rules-fees", "not-received")
    assert not Ticket.objects.get(id=ticket.id).to_sort


def test_what_was_confirmed_is_taken_back_and_both_stay_in_the_history(desk: Desk):
    ticket = open_ticket(body="The parcel never came, the courier lost it")
    confirm_category(ticket.id, by=desk.agent_actor, at=MONDAY + HOUR)

    for _twice in range(2):
        unconfirm_category(ticket.id, by=desk.supervisor_actor, at=MONDAY + 2 * HOUR)

    taken_back, said, *_before = happened_to(ticket, show=Show.WORK).events
    category = str(ticket.category)
    assert not TriageLesson.objects.exists()
    assert Ticket.objects.get(id=ticket.id).to_sort
    assert (said.who, said.what) == (
        str(desk.agent.user),
        f"Said that the category is right: {category}",
    )
    assert (taken_back.who, taken_back.what) == (
        str(desk.supervisor.user),
        f"Taken back that the category is right: {category}",
    )


def test_what_an_agent_corrects_is_a_lesson_too(desk: Desk):
    ticket = open_ticket(body="The parcel never came, the courier lost it")
    right = Category.objects.get(key="not-received")

    reclassify(
        ticket.id, Wanted(right), by=desk.agent_actor, at=MONDAY + HOUR, reason="It is a delivery."
    )

    lesson = TriageLesson.objects.get()
    assert (lesson.category, lesson.guessed) == (right, "not-received")
    assert not Ticket.objects.get(id=ticket.id).to_sort


def test_words_suggest_with_what_was_learned(desk: Desk):
    text, offered = "你们的人把我的花瓶摔了", Category.objects.offered()

    found = suggest(text, at=MONDAY, categories=offered, learned=heard(text))

    assert found[0].category.key == "damage-in-custody"
    assert found[0].why


def test_it_learns_anew_only_when_something_is_new_and_a_worse_one_does_not_decide(desk: Desk):
    assert learn(at=MONDAY + HOUR) is None
    before = TriageModel.objects.get(live=True)
    # A category whose words mislead: whatever is learned from them is worse.
    stolen = Category.objects.get(key="not-received")
    Category.objects.filter(key="technical").update(words_en=stolen.words_en + stolen.hint_en)
    Category.objects.filter(key="payout").update(words_zh=stolen.words_zh * 3)

    after = learn(at=MONDAY + 2 * HOUR)

    assert after is not None
    assert not after.live
    assert after.accuracy < before.accuracy or "Worse" in after.why
    assert TriageModel.objects.get(live=True) == before
    make_live(after.pk)
    assert TriageModel.objects.get(live=True) == after


def test_what_a_person_went_back_to_stays_until_one_is_better(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    back = make_live(TriageModel.objects.get().pk)
    TriageModel.objects.update(made_of="something else")
    as_good = loaded(bytes(TriageModel.objects.get().data))
    monkeypatch.setattr("tickets.actions.learn.train", lambda examples: as_good)

    after = learn(at=MONDAY + HOUR)

    assert after is not None
    assert (after.live, after.why) == (False, NOT_BETTER)
    assert TriageModel.objects.get(live=True) == back


def test_bytes_that_were_changed_are_refused_and_the_desk_goes_by_its_words(desk: Desk):
    TriageModel.objects.update(digest="0" * 64, data=b"cos\nsystem\n(S'true'\ntR.")

    assert understand("where is my parcel") is None
    assert open_ticket(body="where is my parcel").understood == {}
