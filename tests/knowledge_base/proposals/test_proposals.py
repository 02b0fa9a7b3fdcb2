"""What is asked in vain becomes a proposal, and a person decides it."""

import datetime as dt

import pytest

from consignment.languages import CHINESE, ENGLISH
from consignment.models import User
from knowledge_base.articles.choices import Standing
from knowledge_base.articles.models import Article, Section
from knowledge_base.articles.publishing import Words
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.feedback.recording import record_miss
from knowledge_base.proposals import deciding
from knowledge_base.proposals.models import ArticleProposal, ProposalState
from knowledge_base.proposals.reckoning import reckon
from knowledge_base.search.models import ExampleQuestion
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW, UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def editor() -> User:
    return UserFactory.create()


def about(title: str) -> Article:
    words = Words(title=title, summary=f"{title}.", body=f"{title}, in short.")
    article: Article = ArticleFactory.create(words={ENGLISH: words})
    return article


def searched(text: str, *days_ago: int, language: str = ENGLISH) -> None:
    for days in days_ago:
        record_miss(text, language=language, at=NOW - days * DAY)


def passed_on(text: str, *, days_ago: int = 1, reason: str = "unsure") -> Turn:
    """Let the assistant hand ``text`` to a person."""
    at = NOW - days_ago * DAY
    talk = Dialogue.objects.begin(UserFactory.create(), language=ENGLISH, at=at)
    return Turn.objects.create(
        dialogue=talk, number=1, at=at, text=text, kind="hand_off", because={"reason": reason}
    )


def reckoned(**changed: object) -> int:
    talks = Dialogue.objects.get_queryset()
    facts = {"at": NOW, "days": 28, "fewest": 3, "talks": talks}
    return reckon(**(facts | changed))  # type: ignore[arg-type]


def test_what_is_asked_often_is_proposed_with_volume_trend_and_examples() -> None:
    searched("gift card", 1, 2, 2, 40)
    searched("do you sell gift cards", 3)
    searched("礼品卡", 5, language=CHINESE)
    passed_on("Do you have gift cards?")
    searched("tax refund abroad", 1)

    assert reckoned() == 1

    proposal = ArticleProposal.objects.get()
    assert (proposal.times, proposal.before, proposal.searched) == (6, 1, 5)
    assert (proposal.question, proposal.language) == ("Gift card", ENGLISH)
    assert proposal.questions[0] == {"text": "gift card", "language": ENGLISH, "times": 3}
    assert {one["text"] for one in proposal.questions} == {
        *("gift card", "do you sell gift cards", "礼品卡", "do you have gift cards?")
    }


def test_only_what_an_article_might_have_answered_counts() -> None:
    passed_on("I want a person", reason="asked")
    passed_on("I want a person", reason="asked")
    passed_on("I want a person", reason="asked")

    assert reckoned() == 0


def test_nothing_that_leads_to_a_person_is_kept() -> None:
    for days in (1, 2, 3):
        passed_on("Can jane@example.com pay 12345678 in instalments", days_ago=days)

    reckoned()

    assert ArticleProposal.objects.get().questions[0]["text"] == "can @ pay # in instalments"


def test_counting_again_changes_the_proposal_and_lets_go_of_what_nobody_asks_now() -> None:
    searched("gift card", 1, 2, 3)
    reckoned()
    first = ArticleProposal.objects.get().pk
    searched("gift card", 0)

    reckoned()
    assert ArticleProposal.objects.get().pk == first
    assert ArticleProposal.objects.get().times == 4

    reckoned(at=NOW + 60 * DAY)
    assert not ArticleProposal.objects.exists()


def test_the_nearest_article_is_named() -> None:
    article = about("Paying with a gift card")
    searched("gift card", 1, 2, 3)

    reckoned()

    assert ArticleProposal.objects.get().nearest == article


def test_a_draft_is_begun_with_the_questions_and_nobody_sees_it_yet(editor: User) -> None:
    near = about("Paying with a gift card")
    searched("gift card", 1, 2, 3)
    reckoned()

    article = deciding.begin_article(ArticleProposal.objects.get().pk, by=editor, at=NOW)

    assert article.standing(NOW) == Standing.DRAFT
    assert article.section == near.section
    assert article.slug == "gift-card"
    assert "- gift card" in article.texts.get().body
    assert ExampleQuestion.objects.get().article == article
    proposal = ArticleProposal.objects.get()
    assert (proposal.state, proposal.article) == (ProposalState.WRITTEN, article)


def test_a_chinese_question_makes_an_address_too(editor: User) -> None:
    about("Paying")
    searched("有实体店吗", 1, 2, 3, language=CHINESE)
    reckoned()
    proposal = ArticleProposal.objects.get()

    article = deciding.begin_article(proposal.pk, by=editor, at=NOW)

    assert article.slug == f"question-{proposal.pk}"
    article.refresh_from_db()
    assert article.original_language == CHINESE


def test_an_article_learns_the_questions_that_it_answers(editor: User) -> None:
    article = about("Ways to pay")
    searched("pay in instalments", 1, 2, 3)
    reckoned()

    deciding.name_article(ArticleProposal.objects.get().pk, article, by=editor, at=NOW)

    assert ExampleQuestion.objects.get().text == "pay in instalments"
    with pytest.raises(deciding.AlreadyDecided):
        deciding.reject(ArticleProposal.objects.get().pk, "", by=editor, at=NOW)


def test_what_was_put_aside_comes_back_when_it_is_asked_twice_as_often(editor: User) -> None:
    searched("student discount", 1, 2, 3)
    reckoned()
    deciding.reject(ArticleProposal.objects.get().pk, "We give none.", by=editor, at=NOW)

    searched("student discount", 1, 1)
    assert reckoned() == 0
    searched("student discount", 1)
    assert reckoned() == 1


def test_a_rejection_is_taken_back(editor: User) -> None:
    searched("student discount", 1, 2, 3)
    reckoned()
    proposal = ArticleProposal.objects.get()
    deciding.reject(proposal.pk, "We give none.", by=editor, at=NOW)

    deciding.reopen(proposal.pk)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.why) == (ProposalState.OPEN, "")


def test_without_a_section_nothing_is_begun(editor: User) -> None:
    Section.objects.all().delete()
    searched("student discount", 1, 2, 3)
    reckoned()

    with pytest.raises(deciding.NoSection):
        deciding.begin_article(ArticleProposal.objects.get().pk, by=editor, at=NOW)
