"""How well each article answers: a judge of words, one of meaning, and whom to believe. Pure.

Where an article's short texts hold a good part of the question, words decide: editors chose them,
and what means nearly the same is often the article beside. Where none does, people asked in words
of their own, and only what they mean tells. Between the two both count, in proportion.

Measured: on our own articles words alone put .977 and .969 first (English, Chinese), meaning alone
.938 and .906, both judges .977 and .969; on a trade that no number was fitted on words .350,
meaning .502, both .502, and among three .544, .775, .743.
"""

import numpy as np

from knowledge_base.language.postings import Floats

# What each likeness weighs: conditional logits, fitted on our questions and on other trades', in
# English and Chinese.
WEIGHTS = np.array([0.15, 1.75, 2.01, 3.44, 0.41, 2.32, 1.7, 3.49])
"""For the judge of words."""
BESIDE_MEANING = np.array([0.0, 0.38, 0.82, 2.19, 0.0, 0.99, 0.5, 2.76])
MEANING = np.array([3.35, 0.78, 5.78, 6.73])
"""For the judge of meaning: of the nearest row, of the title, of all rows together, of the text."""
NEAR = 0.35
"""What shares no word with the question must mean something so near to come near at all."""
OWN_WORDS, THEIR_WORDS = 0.1, 0.3
"""Up to the first share held of the question only meaning tells, from the second on only words."""


def words_believed(held: Floats) -> float:
    """Return how much the judge of words counts, 0-1; ``held`` is the share that each article has
    of the question in its short texts."""
    most = float(held.max(initial=0.0))
    return min(max((most - OWN_WORDS) / (THEIR_WORDS - OWN_WORDS), 0.0), 1.0)


def by_words(columns: Floats) -> Floats:
    """Return the score of each article, with a row of ``columns`` each."""
    return _bent(columns) @ WEIGHTS


def by_meaning(columns: Floats, meaning: Floats) -> Floats:
    """Return the same for the judge of meaning."""
    return _bent(columns) @ BESIDE_MEANING + meaning @ MEANING


def _bent(columns: Floats) -> Floats:
    return np.sqrt(np.clip(columns, 0.0, None))
