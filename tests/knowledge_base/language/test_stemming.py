"""English stems for matching in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.language.stemming import stem


@pytest.mark.parametrize(
    "words",
    [
        "ship ships shipped shipping",
        "arrive arrives arrived arriving",
        "decline declined declines",
        "parcel parcels",
        "watch watches",
        "duty duties",
        "deny denied denies",
        "freeze freezing",
        "loss losses",
        "refund refunds refunded refunding",
        "scratch scratches scratched",
    ],
)
def test_forms_of_one_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("word", ["is", "was", "bed", "this", "dress", "status", "ring", "need"])
def test_what_only_looks_like_an_ending_stays(word: str) -> None:
    assert stem(word) == word


@given(st.text(max_size=40))
def test_a_stem_begins_the_word_and_any_text_has_one(word: str) -> None:
    assert len(stem(word)) <= len(word)
