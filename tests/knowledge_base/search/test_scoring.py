import math

from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.language.likeness import idf
from knowledge_base.search.scoring import scores

RANK = 0.05


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert idf(1, 10) > idf(9, 10) > 0


def test_the_text_with_the_rare_word_wins_over_the_one_with_the_common_word() -> None:
    common_only, rare_only, common_again = scores([[RANK, 0], [0, RANK], [RANK, 0]], of=20)

    assert rare_only.value > common_only.value == common_again.value


def test_a_text_that_shares_only_a_common_word_is_no_answer() -> None:
    # Three words of the question stand nowhere, the fourth in half of all texts.
    (*_, last) = scores([[0, 0, 0, RANK]] * 10, of=20)

    assert not last.is_answer


def test_unseen_bigrams_may_count_less() -> None:
    ranks = [[0, 0, RANK]] * 4

    assert scores(ranks, of=10, unseen=0.5)[0].coverage > scores(ranks, of=10)[0].coverage


def test_repeating_a_word_wins_little() -> None:
    once, often = scores([[0.06], [0.6]], of=5)

    assert once.value < often.value < 1.5 * once.value


@given(
    st.integers(1, 6).flatmap(
        lambda words: st.lists(
            st.lists(st.floats(0, 1), min_size=words, max_size=words), max_size=8
        )
    )
)
def test_scores_are_shares_and_a_value_never_exceeds_its_coverage(ranks: list[list[float]]) -> None:
    for score in scores(ranks, of=len(ranks) + 2):
        assert 0 <= score.value <= score.coverage + 1e-9
        assert score.coverage <= 1 + 1e-9
        assert not math.isnan(score.value)
