"""What a text wants: what concerns people before all, the narrower topic before the wider."""

import pytest

from knowledge_base.assistant.choosing import FITTING
from knowledge_base.assistant.intents import KIND_OF, TOPICS, Topic, Wish, understand


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
