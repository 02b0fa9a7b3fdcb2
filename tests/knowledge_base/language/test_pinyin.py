"""Chinese that was typed in Latin letters."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.language.pinyin import LONGEST, Spoken, readings

WORDS = {"退款": 40, "推宽": 3, "结算": 20, "算款": 20, "几啊": 3, "西安": 9, "女包": 9, "般按": 9}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tuikuan", "退款"),
        ("tui kuan", "退款"),
        ("tui'kuan", "退款"),
        ("tuì kuǎn", "退款"),
        ("jiesuankuan", "结算款"),
        ("zenmetuikuan", "怎么 退款"),
        ("xian", "西安"),
        ("nvbao", "女包"),
        ("nübao", "女包"),
    ],
)
def test_it_is_what_the_articles_say(typed: str, written: str) -> None:
    assert Spoken(WORDS).written(typed) == written


@pytest.mark.parametrize(
    "typed",
    ["refund", "tuikuanz", "tui", "退款", "tuikuan 2", "banana", "women", "dadi", "", "tui  -"],
)
def test_what_is_no_pinyin_of_the_articles_is_nothing(typed: str) -> None:
    assert Spoken(WORDS).written(typed) == ""


def test_a_long_text_is_not_cut_in_every_way_there_is() -> None:
    assert len(readings("xianxianxianxianxian")) <= 30
    assert readings("a" * (LONGEST + 1)) == []


def test_the_table_is_read_without_the_package_and_its_phrases() -> None:
    readings("tuikuan")

    assert "pypinyin" not in sys.modules


@given(st.text(alphabet="abeghinotuvxz ü'-退款", max_size=70))
def test_any_text_may_be_asked(text: str) -> None:
    Spoken(WORDS).written(text)
