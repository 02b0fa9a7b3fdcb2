"""What a text wants: what concerns people before all, the narrower topic before the wider."""

import pytest

from knowledge_base.assistant.askings import askings_of
from knowledge_base.assistant.choosing import FITTING
from knowledge_base.assistant.intents import KIND_OF, TOPICS, Topic, Wish, by_example, understand


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
    assert by_example(understand(text), among={wish}).wish == wish


def test_what_nobody_has_said_before_is_like_nothing():
    assert by_example(understand("flurb the quonk"), among=set(Wish)).wish is None


def test_several_questions_of_one_text_are_told_apart_with_their_numbers():
    asked = askings_of("where is CO-20260405-0001 and CO-20260401-0007, and when is my payout?")

    assert [(one.topics[0], [number.number for number in one.numbers]) for one in asked] == [
        (Topic.PROGRESS, ["CO-20260405-0001"]),
        (Topic.PROGRESS, ["CO-20260401-0007"]),
        (Topic.PAYOUT, []),
    ]
