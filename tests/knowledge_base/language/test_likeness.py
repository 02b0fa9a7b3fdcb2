import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.language.likeness import likeness, likenesses

TEXTS = st.dictionaries(
    st.integers(0, 9), st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=8
)


def test_who_shares_rare_words_is_more_alike_than_who_shares_common_ones() -> None:
    texts = {
        "one": frozenset({"order", "balsam"}),
        "rare": frozenset({"balsam", "leather"}),
        "common": frozenset({"order", "parcel"}),
        "another": frozenset({"order", "refund"}),
    }

    alike = likeness("one", texts)

    assert alike["rare"] > alike["common"] > 0
    assert "one" not in alike


def test_the_same_words_are_wholly_alike_and_other_words_not_at_all() -> None:
    texts = {1: frozenset("ab"), 2: frozenset("ab"), 3: frozenset("c"), 4: frozenset[str]()}

    assert likeness(1, texts) == {2: pytest.approx(1.0)}
    assert likeness(4, texts) == {}
    assert likeness(5, texts) == {}


@given(TEXTS)
def test_one_by_one_and_all_at_once_come_to_the_same(texts: dict[int, frozenset[str]]) -> None:
    for one, others in likenesses(texts).items():
        assert others == pytest.approx(likeness(one, texts))
        assert all(0 < share <= 1 for share in others.values())
