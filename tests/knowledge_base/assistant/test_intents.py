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


@pytest.mark.parametrize("text", ["zzxcv mmmnb lkjjj", "噜噗叽叽咯哒哒", "呃呃诶哦破u热发跨"])
def test_keys_that_were_pressed_are_like_nothing(text):
    near = alike.nearest(text)

    assert not near.is_of_words
    assert with_examples(understand(text), near).wish is None


@pytest.mark.parametrize("text", ["优惠券叠加", "patek?", "oki", "lol nice", "that is not it"])
def test_few_words_are_words(text):
    assert alike.nearest(text).is_of_words


@pytest.mark.parametrize(
    "text",
    [
        "tried to buy a ring, my card got charged but there is no order anywhere",
        "付款一直转圈最后说失败，结果银行短信说扣款了",
    ],
)
def test_who_was_charged_without_an_order_does_not_ask_where_it_is(text):
    assert understand(text).topics == ()


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("i sold the kelly last week, when do i get paid", [Topic.PAYOUT]),
        ("我寄卖的kelly卖出去好几天了，钱打了没", [Topic.PAYOUT]),
        ("has my bag sold, and when do i get paid", [Topic.ITEM, Topic.PAYOUT]),
    ],
)
def test_a_sale_that_is_told_is_not_asked_about(text, topics):
    assert [asking.topics[0] for asking in askings_of(text)] == topics


def test_what_is_denied_is_not_what_is_asked():
    assert understand("when is my payout due, not my order").topics == (Topic.PAYOUT,)
    assert understand("钱打了没 不是快递").topics == (Topic.PAYOUT,)


def test_a_held_payout_is_asked_about_as_held_however_like_it_is_to_another():
    text = "怎么回事，货款怎么给冻结了，什么时候打款"

    assert with_examples(understand(text), alike.nearest(text)).topics[0] == Topic.HOLD
