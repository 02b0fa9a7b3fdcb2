import numpy as np
import pytest

from knowledge_base.language.taught import Taught
from knowledge_base.language.vectors import vectors

TEXTS = ["where is it", "is it on its way", "lift my limit", "my limit is low", "limit of my card"]
ROWS = {0: [0, 1], 1: [2, 3, 4]}


@pytest.mark.parametrize("by_meaning", [False, True])
@pytest.mark.parametrize(("number", "others", "owner"), [(3, [], 1), (2, [3, 4], 1), (1, [0], 0)])
def test_a_row_scores_without_itself_what_it_would_had_it_never_been_there(
    number: int, others: list[int], owner: int, by_meaning: bool
) -> None:
    whole = Taught.of(ROWS, TEXTS, 2)
    learned = whole.of_meaning if by_meaning else whole.of_words
    away = {number, *others}
    kept = [line for line, row in enumerate(whole.at) if row not in away]

    alike = np.linalg.inv(learned.inverse.astype(float))
    lines = whole.at[number]
    targets = np.array([[row in ROWS[place] for place in ROWS] for row in whole.at], dtype=float)
    expected = alike[lines, kept] @ np.linalg.solve(alike[np.ix_(kept, kept)], targets[kept])

    scores = whole.without(number, others, owner, by_meaning=by_meaning)

    assert scores == pytest.approx(expected, abs=1e-5)


def test_the_words_that_tell_count_more_than_those_that_all_share() -> None:
    taught = Taught.of(ROWS, TEXTS, 2)
    alike = taught.alike("my limit")

    assert taught.scores(alike, None).argmax() == 1
    assert taught.scores(alike, vectors(["my limit"])[0]).argmax() == 1
