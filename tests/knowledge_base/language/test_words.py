import pytest

from knowledge_base.language.stopwords import without_asking
from knowledge_base.language.wordforms import base_forms


@pytest.mark.parametrize(
    ("question", "what_it_is_about"),
    [
        ("我的订单一直没有发货怎么办", "订单 发货"),
        ("请问什么时候打款？", "打款？"),
        ("hi, please tell me where's my refund?", "me my refund"),
        ("i didn't get my bag, what can i do", "i my what can i do"),
        ("order co-20260412-0042 has not shipped", "order has not shipped"),
        ("payout po-300118", "payout"),
    ],
)
def test_words_of_asking_names_of_goods_and_numbers_are_left_out(
    question: str, what_it_is_about: str
) -> None:
    assert without_asking(question) == what_it_is_about


@pytest.mark.parametrize("word", ["到账", "退还", "上架", "被盗", "地址", "取回"])
def test_words_of_the_trade_are_not_torn_apart(word: str) -> None:
    assert without_asking(word) == word


def test_irregular_forms_and_spellings_become_one() -> None:
    assert base_forms("sold, sent, froze; jewellery and colour") == (
        "sell, send, freeze; jewelry and color"
    )


def test_a_form_inside_another_word_is_left_alone() -> None:
    assert base_forms("resold unsold payday tagged") == "resold unsold payday tagged"
