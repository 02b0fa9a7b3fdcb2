import numpy as np
import pytest

from knowledge_base.language.taught import Taught
from knowledge_base.language.vectors import vectors

TEXTS = ["where is it", "is it on its way", "lift my limit", "my limit is low", "limit of my card"]
ROWS = {0: [0, 1], 1: [2, 3, 4]}


@pytest.mark.parametrize(("number", "others", "owner"), [(3, [], 1), (2, [3, 4], 1), (1, [0], 0)])
def test_a_row_scores_without_itself_what_it_would_had_it_never_been_there(
    number: int, others: list[int], owner: int
) -> None:
    whole = Taught.of(ROWS, TEXTS, 2)
    away = {number, *others}
    kept = [line for line, row in enumerate(whole.at) if row not in away]

    alike = np.linalg.inv(whole.inverse.astype(float))
    lines = whole.at[number]
    targets = np.array([[row in ROWS[place] for place in ROWS] for row in whole.at], dtype=float)
    expected = alike[lines, kept] @ np.linalg.solve(alike[np.ix_(kept, kept)], targets[kept])

    scores = whole.without(number, others, owner)

    assert scores == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("asked", ["my limit", "I want to spend more"])
def test_what_tells_counts_be_it_words_or_meaning(asked: str) -> None:
    taught = Taught.of(ROWS, TEXTS, 2)

    assert taught.scores(asked, vectors([asked])[0]).argmax() == 1


@pytest.mark.parametrize(("number", "others", "owner"), [(3, [], 1), (2, [3, 4], 1), (1, [0], 0)])
def test_a_question_scores_without_some_rows_what_it_would_had_they_never_been_there(
    number: int, others: list[int], owner: int
) -> None:
    taught = Taught.of(ROWS, TEXTS, 2)
    expected = taught.without(number, others, owner)
    text, but = TEXTS[number], [number, *others]

    scores = taught.scores(text, vectors([text])[0], but=[*but, 99])
    later = taught.tried().scores(text, vectors([text])[0], but=but)

    assert scores == pytest.approx(expected, abs=1e-5)
    assert later == pytest.approx(expected, abs=1e-2)
