"""The articles as they are matched, and how alike a question is to each. Pure.

An article is its title, its text and its example questions as rows. Eight likenesses of words,
each seeing what others miss: the nearest row by pieces answers typing errors, all rows together the
many ways of asking, BM25 the text. Four of meaning see what is said in other words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.bm25 import bm25, coverage
from knowledge_base.language.concepts import MARK, Concepts
from knowledge_base.language.meant import Meant, stretches
from knowledge_base.language.postings import Floats, Postings, grown
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.spaces import Space, greatest, shares
from knowledge_base.language.spelling import words_spelt
from knowledge_base.language.terms import Terms, terms
from knowledge_base.language.vectors import Vectors, vectors

MAX_QUESTION = 2_000  # What is read of a question: what it is about is said long before.
OPENING = 200  # characters of its text by which one without title and examples is known
# How much length counts (``bm25.py``): titles and examples are short by their nature.
_LENGTH_SHORT, _LENGTH_BODY = 0.3, 0.5
_SHORT_WEIGHS = 3  # In the whole, a word of title or example counts as so many of the text.


@dataclass(frozen=True, slots=True)
class Article:
    """``language`` is a tag such as "en" or "zh-hans"; empty when nobody said.

    ``examples`` are questions that it answers, as people ask them; ``keywords`` find it too, but
    nobody asks like that, so they teach nothing of which words tell (``taught.py``).
    """

    id: str
    title: str = ""
    body: str = ""
    examples: Sequence[str] = ()
    language: str = ""
    keywords: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a question is to each article."""

    columns: Floats
    """A row per article and a column per likeness, in the order of ``scoring.WEIGHTS``."""
    held: Floats
    """A row per article: which share of the question its short texts hold, and all its texts, and
    these without pairs of words."""
    known: tuple[float, float]
    """Which part of the question's words and of its pieces any row has."""

    def leave_out(self, places: Sequence[int]) -> None:
        """Let these articles share nothing with the question."""
        self.columns[list(places)] = 0.0
        self.held[list(places)] = 0.0


def _written(article: Article) -> set[str]:
    """Return the words of ``article`` that may be misspelt, but for those it was asked with."""
    return words_spelt(" ".join([article.title, *article.keywords, article.body]))


def _take_out(counted: Counter[str], words: set[str]) -> None:
    """Count each of ``words`` once less in ``counted``; what is counted no more is not there."""
    counted.subtract(words)
    for word in words:
        if counted[word] <= 0:
            del counted[word]


def understand(articles: Iterable[Article]) -> None:
    """Read what ``articles`` mean, before a shelf that others wait for needs it."""
    for one in articles:
        vectors([one.title, *one.keywords, *one.examples, *stretches(one.body)])


class Shelf:
    """Articles by their place, which they keep."""

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self.places: dict[str, int] = {}
        self.articles: list[Article] = []
        self.texts: list[str] = []
        self.rows_of: dict[int, list[int]] = {}
        """The numbers of each article's rows in ``texts``."""
        self.asked_of: dict[int, list[int]] = {}
        """Those of its example questions."""
        self.languages: Counter[str] = Counter()
        self.spelt: Counter[str] = Counter()
        """In how many texts each longer word stands; ``written``: but for what only was asked."""
        self.written: Counter[str] = Counter()
        self.gone = np.zeros(0, dtype=bool)
        self._owners = np.zeros(0, dtype=np.int64)
        self._titles = np.zeros(0, dtype=bool)
        self._words, self._pieces, self._bodies = Space(), Space(), Postings()
        self.meant, self._stretches = Meant(), Meant()
        self._stretches_of: dict[int, list[int]] = {}
        self._body_owners = np.zeros(0, dtype=np.int64)
        self._body_of: dict[int, int] = {}
        self._short_lengths, self._body_lengths = np.zeros(0), np.zeros(0)

    def put(self, article: Article) -> int:
        """Know ``article``, instead of one with the same id; ``weigh`` its place afterwards."""
        place = self.places.get(article.id)
        if place is None:
            place = self.places[article.id] = len(self.articles)
            self.articles.append(article)
            self._short_lengths = grown(self._short_lengths, place + 1)
            self._body_lengths = grown(self._body_lengths, place + 1)
            self.gone = grown(self.gone, place + 1)
        else:
            self._clear(place)
            self.articles[place] = article
        self.rows_of[place], self.asked_of[place], self.gone[place] = [], [], False
        if article.language:
            self.languages[article.language[:2]] += 1
        title = article.title
        if not any(text.strip() for text in (title, *article.examples, *article.keywords)):
            title = article.body[:OPENING]
        if title.strip():
            self._add_row(place, title, is_title=True)
        for text in filter(str.strip, article.keywords):
            self._add_row(place, text)
        for text in filter(str.strip, article.examples):
            self.add_example(place, text)
        self.spelt.update(_written(article))
        self.written.update(_written(article))
        body = terms(article.body, concepts=self._concepts, with_pieces=False).words
        self._body_lengths[place] = sum(body.values())
        number = self._body_of[place] = self._bodies.add(body)
        self._body_owners = grown(self._body_owners, number + 1)
        self._body_owners[number] = place
        self._stretches_of[place] = [
            self._stretches.add(stretch, place) for stretch in stretches(article.body)
        ]
        return place

    def take(self, key: str) -> int | None:
        """Take the article away; return its place, to be weighed, if it was there."""
        place = self.places.pop(key, None)
        if place is not None:
            self._clear(place)
        return place

    def add_example(self, place: int, text: str) -> set[str]:
        """Know one more question that the article answers; return the words that are new."""
        self.asked_of[place].append(self._add_row(place, text))
        new = {word for word in words_spelt(text) if word not in self.spelt}
        self.spelt.update(words_spelt(text))
        return new

    def weigh(self, changed: set[int]) -> None:
        self._words.weigh(self.rows_of, changed)
        self._pieces.weigh(self.rows_of, changed)

    def understand(self) -> None:
        """Read now what the rows and stretches mean; else the next question waits for it."""
        self.meant.rows()
        self._stretches.rows()

    def is_title(self, number: int) -> bool:
        return bool(self._titles[number])

    def has(self, term: str) -> bool:
        return term in self._words.postings or term in self._bodies

    def pairs(self) -> Counter[str]:
        """Return the pairs of Han characters that stand somewhere, with how often."""
        found: Counter[str] = Counter()
        for postings, weighs in ((self._words.postings, _SHORT_WEIGHS), (self._bodies, 1)):
            for term, rows in postings.often():
                if len(term) == len("退款") and rows and has_han(term[0]) and has_han(term[1]):
                    found[term] += weighs * rows
        return found

    def likeness(self, found: Terms, *, without: int | None = None) -> Likeness:
        """Return how alike a question is to each article by its words; ``without`` is the row that
        it is."""
        places = len(self.articles)
        owners = self._owners[: len(self._words.postings)]
        words, words_known = self._words.likeness(found.words)
        pieces, pieces_known = self._pieces.likeness(found.pieces)
        words_all = self._together(words, self._words, owners, without)
        pieces_all = self._together(pieces, self._pieces, owners, without)
        if without is not None:
            words[without] = pieces[without] = 0.0
        short, whole, body, held = self._matched(found, without, places)
        columns = [
            greatest(pieces, owners, places),
            greatest(words, owners, places),
            short,
            whole,
            pieces_all,
            words_all,
            greatest(pieces * self._titles[: len(pieces)], owners, places),
            body,
        ]
        return Likeness(np.column_stack(columns), held, (words_known, pieces_known))

    def meaning(self, meant: Vectors, *, without: int | None = None) -> Floats:
        """Return how near each article is in meaning: a row each, columns as in ``scoring.py``."""
        places = len(self.articles)
        near = self.meant.near(meant)
        if without is not None:
            near[without] = 0.0
        owners = self._owners[: len(near)]
        stretches_near = self._stretches.near(meant)
        columns = [
            greatest(near, owners, places),
            greatest(near * self._titles[: len(near)], owners, places),
            self.meant.together(meant, places=places, without=without),
            greatest(stretches_near, self._stretches.owners[: len(stretches_near)], places),
        ]
        return np.column_stack(columns)

    def _add_row(self, place: int, text: str, *, is_title: bool = False) -> int:
        found = terms(text[:MAX_QUESTION], concepts=self._concepts)
        number = self._words.add(found.words)
        self._pieces.add(found.pieces)
        self.meant.add(text, place)
        self._owners = grown(self._owners, number + 1)
        self._titles = grown(self._titles, number + 1)
        self._owners[number], self._titles[number] = place, is_title
        self.texts.append(text[:MAX_QUESTION])
        self.rows_of[place].append(number)
        self._short_lengths[place] += sum(found.words.values())
        return number

    def _clear(self, place: int) -> None:
        self.gone[place] = True
        self.languages[self.articles[place].language[:2]] -= 1
        _take_out(self.spelt, _written(self.articles[place]))
        _take_out(self.written, _written(self.articles[place]))
        for number in self.asked_of.pop(place):
            _take_out(self.spelt, words_spelt(self.texts[number]))
        for number in self.rows_of.pop(place):
            self._words.postings.remove(number)
            self._pieces.postings.remove(number)
            self.meant.remove(number)
        for number in self._stretches_of.pop(place):
            self._stretches.remove(number)
        self._bodies.remove(self._body_of.pop(place))
        self._short_lengths[place] = self._body_lengths[place] = 0.0

    def _together(
        self, alike: Floats, space: Space, owners: NDArray[np.int64], without: int | None
    ) -> Floats:
        """Return how alike all rows of each article together are."""
        places = len(self.articles)
        sums = np.bincount(owners, alike, minlength=places)
        squares = space.middles(places).copy()
        if without is not None:
            place = owners[without]
            squares[place] += 1 - 2 * sums[place]
            sums[place] -= alike[without]
        together = np.zeros(places)
        np.divide(sums, np.sqrt(np.maximum(squares, 1e-12)), out=together, where=squares > 1e-6)
        return np.clip(together, 0.0, 1.0)

    def _matched(
        self, found: Terms, without: int | None, places: int
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Return BM25 of short texts, of all, of the text; the shares held, without pairs last."""
        weights = np.fromiter(found.words.values(), np.float64, len(found.words))
        asked = np.minimum(weights, 1.5)
        order = list(found.words)
        short = _held(self._words.postings, self._owners, places, order)
        if without is not None:
            owner = self._owners[without]
            short[:, owner] = np.maximum(0.0, short[:, owner] - weights)
        body = _held(self._bodies, self._body_owners, places, order)
        both = _SHORT_WEIGHS * short + body
        there = len(self.places)
        lengths = self._short_lengths[:places], self._body_lengths[:places]
        of_short = bm25(short, lengths[0], asked, there, _LENGTH_SHORT)
        of_both = bm25(both, _SHORT_WEIGHS * lengths[0] + lengths[1], asked, there, _LENGTH_BODY)
        of_body = bm25(body, lengths[1], asked, there, _LENGTH_BODY)
        # A pair stands for its words, a concept that nobody has for the word it was made of.
        alone = asked * [" " not in term for term in order]
        concepts = np.array([term[0] == MARK for term in order], dtype=bool)
        alone[concepts & ~both.any(axis=1)] = 0.0
        sides = (short, asked), (both, asked), (both, alone)
        held = [coverage(side, weights, there) for side, weights in sides]
        return of_short, of_both, of_body, np.column_stack(held)


def _held(postings: Postings, owners: NDArray, places: int, order: Sequence[str]) -> Floats:
    """Return a row for each term in ``order``: how much of it each article holds."""
    asked: Mapping[str, float] = {term: at for at, term in enumerate(order)}
    query = postings.query(asked)
    which, rows, values = postings.found(query.terms)
    at = query.weights.astype(np.int64)[which]
    return shares(at, owners[rows], values, terms=len(order), places=places)
