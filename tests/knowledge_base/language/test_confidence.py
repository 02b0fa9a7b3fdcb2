import numpy as np
import pytest

from knowledge_base.language.confidence import (
    BEGINNING,
    KNOWN_QUESTION,
    LEARN_EVERY,
    Confidence,
    Seen,
)


def seen(lead: float, *, same: bool = False) -> Seen:
    """Return a question whose best article leads by so many spreads more than usual."""
    inputs = BEGINNING.centre.copy()
    inputs[:2] += lead * BEGINNING.spread[:2]
    return Seen(inputs, same)


def test_what_was_observed_is_told_as_sure_as_it_is_now() -> None:
    confidence = Confidence()
    clear, known, doubtful = seen(2.0), seen(-1.0, same=True), seen(-1.0)
    before = confidence.of(doubtful)

    learned = [confidence.observe(clear, right=True) for _ in range(LEARN_EVERY - 1)]
    confidence.observe(known, right=False, known=False)
    learned.append(confidence.observe(doubtful, right=False))

    outcomes, unknown = confidence.observed()
    assert learned == [False] * (LEARN_EVERY - 1) + [True]
    assert [right for _, right in outcomes] == [True] * (LEARN_EVERY - 1) + [False]
    assert outcomes[0][0] == pytest.approx(confidence.of(clear))
    assert outcomes[-1][0] == pytest.approx(confidence.of(doubtful))
    assert outcomes[-1][0] != pytest.approx(before)
    assert unknown == [KNOWN_QUESTION]


def test_nothing_observed_is_nothing_told() -> None:
    assert Confidence().observed() == ([], [])
    assert np.isfinite(Confidence().of(seen(0.0)))
