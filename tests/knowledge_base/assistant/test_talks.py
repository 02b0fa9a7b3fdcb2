"""A talk: what it remembers, whose it is, when it is silent, what any text gets."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from knowledge_base.articles import publishing
from knowledge_base.assistant import turns
from knowledge_base.assistant.memory import Memory
from knowledge_base.assistant.models import MAX_KEPT, Dialogue, Turn
from knowledge_base.assistant.replies import Reason, ReplyKind
from tests.consignment.races import at_once
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW, BuyerFactory, OrderFactory
from tests.knowledge_base.assistant.talks import URGENT, Talk, known, offered

pytestmark = pytest.mark.django_db


def two_orders():
    buyer = BuyerFactory()
    return buyer.user, OrderFactory.create_batch(2, buyer=buyer, shipped=True)


def test_a_number_said_once_stays_known_and_is_handed_to_the_caller():
    user, (order, _) = two_orders()
    talk = Talk(user)
    talk.say(f"Hello, it is about {order.number}")

    reply = talk.say("has it been sent?")
    handed = talk.say("I want to talk to a person")

    assert order.number in reply.words
    assert talk.dialogue.known == {"order": order.number}
    assert [(fact.number, fact.own) for fact in handed.hand_off.facts] == [(order.number, True)]
    assert handed.hand_off.reason == Reason.ASKED
    assert handed.hand_off.tried == (f"progress {order.number}", f"shipping {order.number}")


def test_no_the_other_one_is_the_other_one():
    user, (one, other) = two_orders()
    talk = Talk(user)
    talk.say(f"where is {one.number}?")

    assert other.number in talk.say("no, the other one").words
    assert one.number in talk.say("不是这个").words


def test_a_talk_resumed_after_a_week_begins_anew_and_says_so():
    user, (order, _) = two_orders()
    talk = Talk(user)
    talk.say(f"where is {order.number}?")

    reply = talk.say("where is it?", at=NOW + timedelta(days=7))

    assert reply.kind == ReplyKind.QUESTION
    assert "begin anew" in reply.words
    assert not reply.facts


def test_one_guests_talk_never_shows_in_anothers():
    order = OrderFactory(shipped=True)
    one, other = Talk(), Talk()
    one.say(f"it is about {order.number}")

    reply = other.say("I want to talk to a person about it")

    assert not known(reply)
    assert not other.dialogue.known
    assert Dialogue.objects.of_guest(one.secret).get() == one.dialogue
    assert not Dialogue.objects.of_guest("").exists()
    assert not Dialogue.objects.visible_to(order.buyer.user).exists()
    assert one.secret not in json.dumps(list(Dialogue.objects.values("guest_hash", "memory")))


def test_a_talk_is_its_persons_alone():
    user, _ = two_orders()
    talk = Talk(user)

    for somebody in (BuyerFactory().user, None):
        with pytest.raises(turns.DialogueOfAnother):
            turns.reply(talk.dialogue, "hello", person=somebody, at=NOW)
    assert Dialogue.objects.visible_to(user).get() == talk.dialogue


def test_a_talk_is_of_a_person_or_of_a_guest():
    with pytest.raises(IntegrityError, match="of_a_person_or_a_guest"), transaction.atomic():
        Dialogue.objects.create(language="en", started_at=NOW, last_at=NOW)


def test_it_is_silent_from_the_moment_a_person_writes_until_given_back():
    user, (order, _) = two_orders()
    talk = Talk(user)
    talk.say("I need a human")

    assert talk.dialogue.fall_silent(at=NOW)
    assert not talk.dialogue.fall_silent(at=NOW)
    silent = talk.say(f"where is {order.number}?", at=NOW + timedelta(days=8))
    assert talk.dialogue.give_back()
    answered = talk.say("where is it?", at=NOW + timedelta(days=8))

    assert (silent.kind, silent.words, silent.actions) == (ReplyKind.SILENT, "", ())
    assert known(silent) == {order.number}
    assert order.number in answered.words


def test_after_a_hand_off_nothing_is_handed_off_twice_and_what_is_added_is_kept():
    user, (order, _) = two_orders()
    talk = Talk(user)
    talk.say("my account was hacked", matter=URGENT)

    reply = talk.say(f"and {order.number} is not mine", matter=URGENT)

    assert reply.kind == ReplyKind.TALK
    assert known(reply) == {order.number}
    assert talk.dialogue.turns.count() == 2


def test_an_urgent_matter_goes_to_a_person_without_a_question():
    user, _ = two_orders()

    reply = Talk(user).say("where is my order?", matter=URGENT)

    assert reply.kind == ReplyKind.HAND_OFF
    assert not reply.choices


def test_the_second_text_that_is_not_understood_goes_to_a_person():
    talk = Talk()

    first, second = talk.say("flurb the quonk"), talk.say("zibble zabble")

    assert (first.kind, second.kind) == (ReplyKind.QUESTION, ReplyKind.HAND_OFF)
    assert second.hand_off.reason == Reason.NOT_UNDERSTOOD


def test_at_most_two_questions_in_a_row_are_asked_back():
    user, _ = two_orders()
    talk = Talk(user)

    texts = ("hello", "where is my order?", "my order?", "the order")
    kinds = [talk.say(text).kind for text in texts]

    assert kinds == [
        ReplyKind.TALK,
        ReplyKind.QUESTION,
        ReplyKind.QUESTION,
        ReplyKind.HAND_OFF,
    ]


def test_an_article_answers_while_it_may_be_read_and_not_when_it_was_withdrawn_in_mid_talk():
    article = ArticleFactory()
    ArticleFactory(for_staff=True)
    talk = Talk()

    there = talk.say("caring for leather")
    publishing.retire(article, by=None, at=NOW)
    gone = talk.say("caring for leather")

    assert (there.kind, there.sources[0].slug) == (ReplyKind.ANSWER, article.slug)
    assert there.words == "How to keep a bag as good as it came."
    assert gone.kind != ReplyKind.ANSWER
    assert not gone.sources


def test_any_text_gets_a_short_answer():
    for text in ("", "   ", "\x00\x00", "x" * 100_000, "где мой заказ", "注文はどこですか \ud800"):
        reply = Talk().say(text)
        assert 0 < len(reply.words) < 300
        assert offered(reply) & {"person"}
    assert max(map(len, Turn.objects.values_list("text", flat=True))) <= MAX_KEPT


def test_a_reply_speaks_the_language_of_the_text():
    talk = Talk(two_orders()[0])

    assert talk.say("我的订单到哪了").language == "zh-hans"
    assert talk.say("where is my order").language == "en"
    assert talk.say("CO-20200101-4242").language == "en"


def test_a_memory_of_an_older_version_is_forgotten_not_an_error():
    assert Memory.from_json({"things": [{"kind": "castle", "number": "1"}]}) == Memory()
    memory = Memory(topic="progress", asked=1)
    assert Memory.from_json(json.loads(json.dumps(memory.as_json()))) == memory


@pytest.mark.django_db(transaction=True)
def test_ten_messages_at_once_are_answered_one_after_the_other():
    user, orders = two_orders()
    talk = Talk(user)
    texts = [f"where is {orders[number % 2].number}?" for number in range(10)]

    replies = at_once(
        *(lambda text=text: turns.reply(talk.dialogue, text, person=user, at=NOW) for text in texts)
    )

    assert [reply.kind for reply in replies] == [ReplyKind.LOOKUP] * 10
    assert list(talk.dialogue.turns.values_list("number", flat=True)) == list(range(1, 11))
    last = talk.dialogue.turns.last()
    assert Memory.from_json(Dialogue.objects.get().memory).focus.number in last.words


def test_after_a_hand_off_it_says_how_something_stands_and_else_keeps_to_a_short_word():
    user, (order, other) = two_orders()
    talk = Talk(user)
    talk.say("I want to talk to a person")

    asked = talk.say("where is my order?")
    told = talk.say(asked.choices[0].value)
    waits = [talk.say(text).kind for text in ("are you there", "I want my money back", "ok thanks")]

    assert {choice.value for choice in asked.choices} == {order.number, other.number}
    assert (told.kind, told.topic) == (ReplyKind.LOOKUP, "progress")
    assert waits == [ReplyKind.TALK] * 3
    assert talk.dialogue.turns.filter(kind=ReplyKind.HAND_OFF).count() == 1


def test_both_are_told_in_one_and_whether_there_is_something_else():
    user, (one, other) = two_orders()
    talk = Talk(user)

    both = talk.say("are both my orders shipped?")
    first = talk.say(f"where is {one.number}?")
    rest = Talk(user)
    rest.say(f"where is {one.number}?")
    more = rest.say("is anything else on its way to me?")

    assert one.number in both.words
    assert other.number in both.words
    assert other.number not in first.words
    assert (other.number in more.words, one.number in more.words) == (True, False)
