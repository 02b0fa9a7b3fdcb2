"""Which questions ask the same, so that what is asked most can be seen. Pure.

Groups are joined from the bottom, the two that are most alike first, as long as their texts are
alike on the mean (average linkage; Sokal & Michener, "A Statistical Method for Evaluating
Systematic Relationships", 1958). How alike two texts are says what they mean, and a little the
words and pieces of words that they share. What all texts have in common tells none from another and
is taken away first (Mu & Viswanath, "All-but-the-Top", 2018, the mean alone).
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array
from scipy.spatial.distance import squareform

from knowledge_base.language.postings import Floats
from knowledge_base.language.terms import Terms, terms
from knowledge_base.language.vectors import vectors

ALIKE = 0.12
"""On the mean so alike, of -1 to 1, are the texts of a group. By hand-written searches for fourteen
matters that no article answers, in two languages: of two texts in one group .75 ask the same, and
of two that ask the same .51 are in one group. A lower one mixes matters, which misleads who reads
them; a higher one shows one matter twice."""
WORDS_WEIGH = 0.3
FEW = 20.0
"""The mean of no more texts than this is half of what they have in common, and half their own."""
MOST = 2_000
"""So many texts are grouped: each is compared with each."""


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Return the places of ``texts`` that ask the same, those first that say it most plainly.

    Each text is in one group, many alone. Raises ValueError for more than ``MOST``.
    """
    if len(texts) > MOST:
        raise ValueError(f"At most {MOST} texts are compared with each other, not {len(texts)}.")
    if len(texts) < 2:
        return [[place] for place in range(len(texts))]
    alike = _likeness(texts)
    far = np.clip(1.0 - alike, 0.0, None)
    np.fill_diagonal(far, 0.0)
    joined = linkage(squareform(far, checks=False), method="average")
    numbers = fcluster(joined, t=1.0 - ALIKE, criterion="distance")
    return [_plainest_first(np.flatnonzero(numbers == one), alike) for one in np.unique(numbers)]


def _plainest_first(members: np.ndarray, alike: Floats) -> list[int]:
    middle = alike[np.ix_(members, members)].sum(axis=1)
    found: list[int] = members[np.argsort(-middle, kind="stable")].tolist()
    return found


def _likeness(texts: Sequence[str]) -> Floats:
    """Return a row and a column per text: how alike two are, -1 to 1."""
    meant = vectors(texts).astype(np.float64)
    meant = _unit(meant - meant.mean(axis=0) * len(texts) / (len(texts) + FEW))
    read = [terms(text) for text in texts]
    words = (_shared(read, lambda one: one.words) + _shared(read, lambda one: one.pieces)) / 2
    alike: Floats = (1 - WORDS_WEIGH) * (meant @ meant.T) + WORDS_WEIGH * words
    return alike


def _shared(read: Sequence[Terms], of: Callable[[Terms], Mapping[str, float]]) -> Floats:
    """Return how alike two texts are by what ``of`` gives of each, rare ones counting more; 0-1."""
    numbers: dict[str, int] = {}
    places = [
        (row, numbers.setdefault(term, len(numbers)), weight)
        for row, one in enumerate(read)
        for term, weight in of(one).items()
    ]
    if not places:
        return np.zeros((len(read), len(read)))
    rows, columns, weights = map(np.asarray, zip(*places, strict=True))
    holding = np.bincount(columns, minlength=len(numbers))
    rarity = np.log((1 + len(read)) / (1 + holding)) + 1
    values = weights * rarity[columns]
    lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(read)))
    table = csr_array((values / lengths[rows], (rows, columns)), shape=(len(read), len(numbers)))
    shared: Floats = (table @ table.T).toarray()
    return shared


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = rows / np.maximum(lengths, 1e-9)
    return unit
