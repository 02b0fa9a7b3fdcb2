"""What staff say of an answer holds from the next question on, and can be taken back."""

import pytest

from consignment.models import User
from knowledge_base.articles.models import Article
from knowledge_base.articles.publishing import Words
from knowledge_base.assistant import teaching, turns
from knowledge_base.assistant.corrections import Correction, Verdict, asked_as
from knowledge_base.assistant.limits import Limits
from knowledge_base.assistant.matters import Matter
from knowledge_base.assistant.models import SECURITY, Dialogue, Turn
from knowledge_base.assistant.replies import Reason, ReplyKind
from knowledge_base.search.models import ExampleQuestion
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW, UserFactory
from tests.knowledge_base.assistant.talks import Talk

FEES = "What does it cost to sell?"
BY_ANY_CONFIDENCE = Limits(answered_from=0.05)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fees() -> Article:
    """The article that answers, among others that do not."""
    written = {
        "fees": "What it costs to sell with us\nWe keep a commission of the price when it is sold.",
        "returns": "Returning what you bought\nSend it back within a week of its arrival.",
        "shipping": "When an order is shipped\nA courier fetches it within two days.",
    }
    for slug, text in written.items():
        title, body = text.split("\n")
        ArticleFactory(slug=slug, words={"en": Words(title, body, body, "")})
    ArticleFactory(slug="staff", for_staff=True)
    return Article.objects.get(slug="fees")


@pytest.fixture
def sam() -> User:
    return UserFactory(staff=True)


@pytest.fixture
def returns(fees: Article) -> Article:
    return Article.objects.get(slug="returns")


def asked(text: str) -> Turn:
    """Ask as a guest, and return the turn that came of it."""
    talk = Talk()
    turns.reply(talk.dialogue, text, person=None, limits=BY_ANY_CONFIDENCE, at=NOW)
    return talk.dialogue.turns.get()


def test_the_next_who_asks_the_same_gets_the_article_that_was_named(
    sam: User, returns: Article
) -> None:
    turn = asked(FEES)
    assert teaching.nearest_of(turn) == "fees"

    correction = teaching.teach(turn.pk, returns, by=sam, at=NOW)

    again = asked("what does it  COST to sell")
    assert (again.kind, teaching.nearest_of(again)) == (ReplyKind.ANSWER, "returns")
    assert again.because["articles"]["taught"]
    assert (correction.verdict, correction.by) == (Verdict.OTHER, sam)
    assert correction.confidence == turn.because["articles"]["confidence"]
    assert ExampleQuestion.objects.get(text=FEES).article == returns


def test_what_no_article_answers_is_answered_by_none_until_that_is_taken_back(sam: User) -> None:
    turn = asked(FEES)
    correction = teaching.teach(turn.pk, None, by=sam, at=NOW)

    assert asked(FEES).kind == ReplyKind.QUESTION

    teaching.undo(correction.pk, by=sam, at=NOW)
    teaching.undo(correction.pk, by=sam, at=NOW)
    assert teaching.nearest_of(asked(FEES)) == "fees"
    assert Correction.objects.get().undone_by == sam


def test_undoing_takes_the_example_back_too_and_saying_it_anew_replaces_it(
    sam: User, returns: Article
) -> None:
    turn = asked(FEES)
    teaching.teach(turn.pk, returns, by=sam, at=NOW)

    correction = teaching.teach(turn.pk, None, by=sam, at=NOW)

    assert [one.pk for one in Correction.objects.standing()] == [correction.pk]
    assert not ExampleQuestion.objects.filter(article=returns, text=FEES).exists()


def test_an_article_that_the_customer_cannot_read_is_not_taught(sam: User) -> None:
    turn = asked(FEES)

    with pytest.raises(teaching.NotTeachable):
        teaching.teach(turn.pk, Article.objects.get(slug="staff"), by=sam, at=NOW)

    assert not Correction.objects.exists()


def test_what_was_recognised_by_its_words_teaches_nothing(sam: User) -> None:
    turn = asked("I want to talk to a person")

    assert (turn.kind, turn.because["reason"]) == (ReplyKind.HAND_OFF, Reason.ASKED)
    assert turn.because["heard"][0]["what"] == "person"
    with pytest.raises(teaching.NotTeachable):
        teaching.teach(turn.pk, None, by=sam, at=NOW)


def test_a_matter_that_is_switched_off_goes_to_a_person_and_says_why() -> None:
    talk = Talk()

    said = talk.say(FEES, matter=Matter("fees", answered=False))

    assert (said.kind, said.hand_off and said.hand_off.reason) == (
        ReplyKind.HAND_OFF,
        Reason.SWITCHED_OFF,
    )
    assert talk.dialogue.handed_off_for == Reason.SWITCHED_OFF
    assert talk.dialogue.matters == ["fees"]


def test_words_of_an_account_in_danger_mark_the_talk_whatever_triage_says() -> None:
    talk = Talk()

    talk.say("someone hacked my account")

    assert talk.dialogue.matters == [SECURITY]


def test_trying_out_gives_the_reply_and_stores_nothing() -> None:
    said = turns.try_out(FEES, person=None, language="en", limits=BY_ANY_CONFIDENCE, at=NOW)
    silent = turns.try_out(FEES, person=None, language="en", limits=Limits(1.01), at=NOW)

    assert said.kind == ReplyKind.ANSWER
    assert said.because["articles"]["threshold"] <= BY_ANY_CONFIDENCE.answered_from
    assert silent.kind == ReplyKind.QUESTION
    assert not Dialogue.objects.exists()


def test_one_question_is_the_same_however_it_is_typed() -> None:
    assert asked_as("How do I RETURN it?") == asked_as("how do i return it")
    assert asked_as("怎么退货？") == asked_as("怎么 退货")
    assert asked_as("how do I return it") != asked_as("how do I return them")


@pytest.mark.parametrize(
    ("taught", "other_words", "something_else"),
    [
        ("Do you repair watches?", "can you repair a watch for me", "do you sell watches"),
        ("有没有学生优惠", "学生可以打折吗", "有没有优惠券"),
    ],
)
def test_what_no_article_answers_is_answered_by_none_in_other_words_too(
    sam: User, taught: str, other_words: str, something_else: str
) -> None:
    teaching.teach(asked(taught).pk, None, by=sam, at=NOW)

    assert not asked(other_words).because["articles"]["near"]
    assert Correction.objects.get_queryset().lesson_of(something_else) is None
