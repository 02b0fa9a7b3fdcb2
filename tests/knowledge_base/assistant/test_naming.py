"""What goods are called, in both languages and misspelt, and which of a customer's own is meant."""

import pytest

from knowledge_base.assistant import naming
from knowledge_base.assistant.replies import ReplyKind
from tests.factories.trade import BuyerFactory, ConsignorFactory, ItemFactory, OrderFactory
from tests.knowledge_base.assistant.talks import Talk

GOODS = {
    "Lady Dior handbag": ("my dior", "the handbag", "戴妃包", "迪奥"),
    "Rolex Datejust watch": ("that wristwatch", "the rolexx", "劳力士", "日志型那块表"),
    "Hermès Twilly scarf": ("the hermes", "my scraf", "那条丝巾", "爱马仕"),
    "卡地亚 Love 手镯": ("the cartier", "my braclet", "那只镯子", "卡地亚"),
}


def means(text: str, title: str) -> bool:
    said = naming.said_in(text, spelt=naming.spellings([title]))
    return naming.called([title]).shared_with(said) > 0


@pytest.mark.parametrize("title", GOODS)
def test_goods_are_called_by_kind_brand_and_model_in_both_languages_and_misspelt(title):
    for text in GOODS[title]:
        assert [other for other in GOODS if means(text, other)] == [title], text


@pytest.mark.parametrize("text", ["the bag of the parcel", "包裹", "a match", "代表", "包邮吗"])
def test_a_word_that_only_looks_like_a_name_is_none(text):
    assert not means(text, "Rolex Datejust watch")
    assert not naming.said_in(text).goods - {"bag"}


@pytest.mark.parametrize("text", ["the Dior please", "my watch", "那块表", "Cartier"])
def test_a_name_alone_is_told_from_a_name_in_a_sentence(text):
    assert naming.is_bare_name(text)
    assert not naming.is_bare_name(f"{text} is broken")


@pytest.fixture
def buyer():
    buyer = BuyerFactory()
    for title in GOODS:
        item = ItemFactory(sold=True, title=title, brand="", kind="")
        OrderFactory(buyer=buyer, items=[item], shipped=True)
    return buyer


@pytest.mark.django_db
@pytest.mark.parametrize("title", GOODS)
def test_of_several_orders_the_one_is_told_that_is_called_by_its_name(buyer, title):
    talk = Talk(buyer.user)
    talk.say("where is my order?")

    for text in GOODS[title]:
        reply = talk.say(text)
        assert (reply.kind, title in reply.words) == (ReplyKind.LOOKUP, True), text


@pytest.mark.django_db
def test_what_is_called_by_its_name_is_told_though_it_was_consigned_and_not_bought(buyer):
    consignor = ConsignorFactory(user=buyer.user)
    ItemFactory(listed=True, consignment__consignor=consignor, title="Gucci belt", kind="belt")

    reply = Talk(buyer.user).say("where is my gucci?")

    assert (reply.topic, "listed" in reply.words) == ("item", True)


def test_a_long_row_of_small_words_is_read_at_once() -> None:
    # A pattern that tries every way to divide them would not come back.
    for word in ("我的", "my ", "thing ", "的那个"):
        assert not naming.is_bare_name(word * 600 + "?x")
