import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.language.segmenting import bigrams, has_han, normalise, segments


def test_chinese_is_cut_into_neighbouring_pairs() -> None:
    assert segments("订单没发货") == ["订单", "单没", "没发", "发货"]


def test_words_of_other_scripts_stay_whole_beside_chinese() -> None:
    assert segments("我的Chanel包，IT-100234") == ["我的", "chanel", "包", "it", "100234"]


def test_a_single_character_stands_for_itself() -> None:
    assert bigrams("退") == ["退"]


def test_full_width_letters_and_figures_are_folded() -> None:
    assert normalise("ＰＯ－３００１１８　Ａ") == "po-300118 a"


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("訂單沒有發貨", "订单没有发货"),
        ("我的帳戶被凍結，無法提現", "我的帐户被冻结,无法提现"),
        ("鑑定與鑒定", "鉴定与鉴定"),
        ("乾隆的著名", "乾隆的著名"),
    ],
)
def test_traditional_characters_are_read_as_simplified_ones(
    traditional: str, simplified: str
) -> None:
    assert normalise(traditional) == simplified


def test_a_curly_apostrophe_is_a_plain_one() -> None:
    assert normalise("It hasn’t come") == "it hasn't come"


def test_characters_beyond_the_first_plane_are_han_too() -> None:
    assert has_han("𠮷")
    assert segments("𠮷野家") == ["𠮷野", "野家"]


@pytest.mark.parametrize("text", ["", "   ", "、。！", "\x00\x07"])
def test_what_holds_no_word_gives_no_segment(text: str) -> None:
    assert segments(text) == []


@given(st.text(max_size=200))
def test_any_text_can_be_segmented_and_no_segment_has_a_space_or_nul(text: str) -> None:
    for segment in segments(text):
        assert segment
        assert not set(segment) & {" ", "\x00", "\n"}
