"""What a text wants: what concerns people before all, the narrower topic before the wider."""

import pytest

from knowledge_base.assistant import alike
from knowledge_base.assistant.askings import askings_of
from knowledge_base.assistant.choosing import FITTING
from knowledge_base.assistant.intents import (
    KIND_OF,
    TOPICS,
    Topic,
    Wish,
    likely,
    understand,
    with_examples,
)


def test_every_topic_is_asked_of_a_kind_of_thing_and_has_its_phrases():
    assert set(KIND_OF) == set(FITTING) == {topic for topic, _ in TOPICS} == set(Topic)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("where is my order, and get me a manager", Wish.PERSON),
        ("我的货呢？给我转人工", Wish.PERSON),
        ("this is ridiculous, where is my order", Wish.ANGER),
        ("WHERE IS MY ORDER!!! ANSWER ME", Wish.ANGER),
        ("has my refund been approved?", Wish.MONEY),
        ("明天给我回个电话", Wish.CALLBACK),
        ("when do you get the money to me", None),
        ("钱几时打给我", None),
    ],
)
def test_what_concerns_people_is_heard_whatever_stands_beside_it(text, wish):
    assert understand(text).wish == wish


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("has my payout been frozen?", Topic.HOLD),
        ("when is my payout?", Topic.PAYOUT),
        ("I typed the delivery address of my order wrong", Topic.ADDRESS),
        ("订单什么时候发货", Topic.SHIPPING),
        ("where is it?", Topic.PROGRESS),
        ("can I send this back?", Topic.RETURN),
    ],
)
def test_the_narrower_topic_comes_first(text, topic):
    assert understand(text).topics[0] == topic


@pytest.mark.parametrize(
    "text", ["how do payouts work?", "I need an invoice for my order", "寄售怎么收费", "hello"]
)
def test_what_is_asked_in_general_is_no_lookup(text):
    understood = understand(text)

    assert understood.general or not understood.topics


def heard(text):
    said = understand(text)
    return with_examples(said, alike.nearest(said.bare))


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("tlak to a reprsentative", Wish.PERSON),
        ("bring me a colleague of yours who can read this", Wish.PERSON),
        ("我想跟能管事的人反映一下", Wish.PERSON),
        ("there are purchases in my account that i never made", Wish.SECURITY),
    ],
)
def test_what_no_phrase_tells_is_heard_by_how_it_is_like_what_others_said(text, wish):
    assert heard(text).wish == wish


def test_what_nobody_has_said_before_is_like_nothing():
    said = understand("flurb the quonk")

    assert with_examples(said, alike.nearest(said.bare)) == said
    assert likely(said, alike.nearest(said.bare)) == said


def test_a_text_that_may_answer_a_question_must_be_very_like():
    near = alike.Alike("anger", "you are a joke", {"anger": 0.9, "progress": 0.1})
    said = understand("the blue one of the pair")

    assert with_examples(said, near).wish == Wish.ANGER
    assert with_examples(said, near, answers=True).wish is None


def test_shares_of_wants_that_come_to_the_same_are_taken_together():
    near = alike.Alike("progress", "where is it", {"progress": 0.5, "shipping": 0.4, "item": 0.1})
    said = understand("the blue one of the pair")

    assert with_examples(said, near).topics == (Topic.PROGRESS,)


def test_what_is_asked_of_all_is_for_the_articles_though_a_phrase_says_otherwise():
    near = alike.Alike("article", "how are disputes decided", {"article": 0.97, "money": 0.03})
    said = understand("what is the outcome of a dispute based on")

    assert said.wish == Wish.MONEY
    assert (with_examples(said, near).wish, said.numbers) == (None, ())


def test_what_is_compared_does_not_hang_on_the_goods_that_are_named():
    assert alike.plain("where's my birkin") == alike.plain("where is my watch")


def test_several_questions_of_one_text_are_told_apart_with_their_numbers():
    asked = askings_of("where is CO-20260405-0001 and CO-20260401-0007, and when is my payout?")

    assert [(one.topics[0], [number.number for number in one.numbers]) for one in asked] == [
        (Topic.PROGRESS, ["CO-20260405-0001"]),
        (Topic.PROGRESS, ["CO-20260401-0007"]),
        (Topic.PAYOUT, []),
    ]
