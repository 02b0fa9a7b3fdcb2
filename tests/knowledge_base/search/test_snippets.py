import html
import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.search.snippets import ELLIPSIS, LENGTH, snippet

LONG = (
    "The parcel leaves us within three days. " * 10
    + "A refund is sent back to the card, and the bank shows the refund. "
    + "Nothing else happens here. " * 10
)


def test_the_passage_with_the_most_words_of_the_question_is_shown() -> None:
    shown = snippet(LONG, ["refund", "bank"], otherwise="-")

    assert shown.startswith(
        "A <mark>refund</mark> is sent back to the card, and the <mark>bank</mark>"
    )
    assert shown.endswith(ELLIPSIS)
    assert len(re.sub(r"</?mark>", "", shown)) <= LENGTH + 2


def test_all_forms_of_a_stem_are_marked() -> None:
    shown = snippet(
        "Delivery: we deliver what was delivered.", ["deliveri", "deliv"], otherwise="-"
    )

    assert shown.count("<mark>") == 3


def test_a_stem_inside_a_word_is_not_marked() -> None:
    assert "<mark>" not in snippet("A hardship.", ["ship"], otherwise="-")


def test_neighbouring_pairs_of_chinese_become_one_mark() -> None:
    shown = snippet("请写上订单号。", ["订单", "单号"], otherwise="-")

    assert shown == "请写上<mark>订单号</mark>。"


def test_what_is_otherwise_shown_is_escaped_too() -> None:
    assert snippet("Nothing.", ["refund"], otherwise="<b>") == "&lt;b&gt;"


def test_marks_are_the_only_html() -> None:
    shown = snippet('<script>alert("ship")</script>', ["ship"], otherwise="-")

    assert shown == "&lt;script&gt;alert(&quot;<mark>ship</mark>&quot;)&lt;/script&gt;"


@given(
    st.text(alphabet="ab <>&\"'订单号退货。.\n", max_size=400),
    st.lists(st.sampled_from(["a", "ab", "订单", "单号", "退", "b"]), max_size=4),
)
def test_whatever_the_text_is_the_snippet_quotes_it_and_holds_no_other_html(
    plain: str, terms: list[str]
) -> None:
    shown = snippet(plain, terms, otherwise="")

    bare = re.sub(r"</?mark>", "", shown)
    assert not set(bare) & {"<", ">", '"'}
    quoted = html.unescape(bare).strip(f"{ELLIPSIS} ·")
    assert quoted in " · ".join(plain.splitlines())
