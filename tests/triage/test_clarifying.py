"""The one question back: when, which, and never what was said already."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consignment.models import Item, Order, Payout
from tests.factories.laid_out import lay_out
from tests.factories.trade import OrderFactory, PayoutFactory
from tests.triage.vague import CLEAR_EN, CLEAR_ZH, VAGUE_EN, VAGUE_ZH
from tickets.triage.clarifying import BODY, LEAST_WORDS, THING, Question, question_for
from tickets.triage.models import Category
from tickets.triage.substance import substance

ORDER = Order(number="CO-20260405-0001", state=Order.State.PAID)


@pytest.fixture
def loaded(db: None) -> None:
    lay_out()


def asked(key: str, text: str = "help", language: str = "en", **facts: Any) -> Question | None:
    category = Category.objects.with_template().get(key=key)
    facts = {"answers": {}, "things": (), **facts}
    return question_for(category, text=text, language=language, **facts)


@pytest.mark.parametrize("text", [*VAGUE_EN, *VAGUE_ZH])
def test_a_message_without_substance_is_vague(text: str) -> None:
    assert substance(text) < LEAST_WORDS


@pytest.mark.parametrize("text", [*CLEAR_EN, *CLEAR_ZH])
def test_a_short_message_that_says_something_is_not(text: str) -> None:
    assert substance(text) >= LEAST_WORDS


def test_without_a_category_the_question_is_general() -> None:
    def of(text: str, language: str) -> Question | None:
        return question_for(None, text=text, answers={}, things=(), language=language)

    question = of("please answer!!!", "en")

    assert question is not None
    assert (question.about, question.words) == (BODY, "What happened, and when?")
    assert of("card declined", "en") is None


@pytest.mark.usefixtures("loaded")
class TestOfACategory:
    def test_asks_for_the_thing_when_the_customer_owns_some(self) -> None:
        mine = OrderFactory.create(paid=True)

        question = asked("not-received", "my parcel has not arrived for two weeks", own=[mine])

        assert question is not None
        assert (question.key, question.about) == ("order", THING)
        assert question.words == "Which order?"
        assert [choice.value for choice in question.choices] == [mine.number]
        assert "Reverso Classic" in question.choices[0].words

    def test_offers_only_things_of_the_kind_that_is_asked_for(self) -> None:
        payout = PayoutFactory.create(due=True)

        question = asked("payout", own=[ORDER, payout], answers={"matter": "late"})

        assert question is not None
        assert [choice.value for choice in question.choices] == [payout.number]

    def test_a_thing_that_was_chosen_or_named_is_not_asked_for(self) -> None:
        own = [OrderFactory.create(paid=True)]

        assert asked("not-received", "where is it", things=[ORDER], own=own) is None
        assert asked("not-received", "where is co 20260405 0001", own=own) is None
        assert asked("not-received", "订单号20260405-0001还没到", own=own) is None
        assert asked("not-received", "?", answers={"order": "CO-1"}, own=own) is None

    def test_another_thing_does_not_answer_the_question(self) -> None:
        own = [OrderFactory.create(paid=True)]
        question = asked("not-received", "where is it", things=[Item(), Payout()], own=own)

        assert question is not None
        assert question.about == THING

    def test_the_category_says_the_rest_when_the_thing_is_known(self) -> None:
        assert asked("not-shipped", "hello??", answers={"order": "CO-1"}) is None
        assert asked("item-review", "在吗", things=[Item()], language="zh-hans") is None

    def test_the_story_is_asked_for_where_the_template_wants_one(self) -> None:
        question = asked("return-refund", answers={"order": "CO-1", "wish": "refund"})

        assert question is not None
        assert (question.key, question.about) == ("reason", "reason")
        assert question.words.startswith("Why do you return it")

    def test_a_sigh_is_no_answer_to_the_question(self) -> None:
        question = asked("not-as-described", "?", answers={"order": "CO-1", "difference": "??"})

        assert question is not None
        assert question.key == "difference"

    def test_what_was_said_in_an_answer_is_not_asked_again(self) -> None:
        answers = {"order": "CO-1", "difference": "scratch on the clasp", "wish": "refund"}

        assert asked("not-as-described", "please help", answers=answers) is None

    def test_a_choice_of_the_template_can_be_tapped(self) -> None:
        question = asked("payment-failed", language="zh-hans")

        assert question is not None
        assert question.key == "method"
        assert question.words == "您用什么方式付款？"
        assert [choice.words for choice in question.choices][1] == "银行转账"

    def test_without_questions_left_the_general_one_is_asked_in_the_language(self) -> None:
        assert asked("rules-fees", "how much commission") is None
        question = asked("rules-fees", "hello")

        assert question is not None
        assert (question.key, question.about) == ("what-to-know", BODY)

    @pytest.mark.parametrize("key", ["account-security", "funds-frozen"])
    @pytest.mark.parametrize("text", ["help", "在吗", ""])
    def test_an_urgent_matter_is_never_held_up(self, key: str, text: str) -> None:
        assert asked(key, text, own=[ORDER]) is None

    def test_staff_say_how_many_words_are_enough(self) -> None:
        assert asked("rules-fees", "commission") is not None
        assert asked("rules-fees", "commission", least=1) is None

    @given(
        text=st.text(max_size=200),
        answers=st.dictionaries(
            st.sampled_from(["order", "difference", "wish", "?"]),
            st.one_of(st.text(max_size=50), st.booleans(), st.none(), st.integers()),
        ),
        language=st.sampled_from(["en", "zh-hans", "zh-TW", "", "xx"]),
    )
    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        max_examples=60,
    )
    def test_any_text_and_answers_give_a_question_or_none(
        self, text: str, answers: dict[str, Any], language: str
    ) -> None:
        question = asked("not-as-described", text, answers=answers, language=language)

        assert question is None or question.words


@pytest.mark.parametrize("text", ["\x00", "😡" * 30_000, "\u202eשלום", "救" * 100_000, "\ud800"])
def test_odd_texts_are_weighed_and_never_raise(text: str) -> None:
    assert substance(text) >= 0
