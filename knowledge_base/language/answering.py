"""Which article answers a question, and whether that is sure enough to say it. Pure.

An article is its title, its text and its **example questions as rows**; what is confirmed is one
more row, found by the next question. Eight likenesses, each seeing what others miss (the nearest
row by pieces answers typing errors, all rows the many ways of asking, BM25 the text), are weighed
into one score. How sure the best is, ``confidence.py`` says.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.bm25 import bm25, coverage
from knowledge_base.language.concepts import BUILT_IN, MARK, NO_CONCEPTS, Concepts
from knowledge_base.language.confidence import Confidence, Judged, Seen, Tried
from knowledge_base.language.postings import Floats, Postings, grown
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.spaces import Space, greatest, shares
from knowledge_base.language.spelling import SPELT, Speller, words_spelt
from knowledge_base.language.stemming import stem
from knowledge_base.language.stopwords import is_asking
from knowledge_base.language.terms import Terms, terms
from knowledge_base.language.wordforms import base_forms

MAX_QUESTION = 2_000  # What is read of a question: what it is about is said long before.
THRESHOLD = 0.9  # From this confidence on an answer is given without a person.
RANKED = 10
# So many examples are tried; of thousands of articles fewer, since each takes longer.
EXAMPLES_TRIED, EXAMPLES_TIMES_ARTICLES = 240, 250_000
OPENING = 200  # characters of its text by which one without title and examples is known
# What each likeness weighs: a conditional logit, fitted on our questions and on other trades'.
WEIGHTS = np.array([0.15, 1.75, 2.01, 3.44, 0.41, 2.32, 1.7, 3.49])
# How much length counts (``bm25.py``): titles and examples are short by their nature.
_LENGTH_SHORT, _LENGTH_BODY = 0.3, 0.5
_SHORT_WEIGHS = 3  # In the whole, a word of title or example counts as so many of the text.


@dataclass(frozen=True, slots=True)
class Article:
    """``language`` is a tag such as "en" or "zh-hans"; empty when nobody said."""

    id: str
    title: str = ""
    body: str = ""
    examples: Sequence[str] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """An article that comes near; ``coverage`` is the share of the question that it holds, 0-1."""

    id: str
    score: float
    """0-1"""
    coverage: float


@dataclass(frozen=True, slots=True)
class Answer:
    """``id`` is the best article, if any came near; ``answered`` whether it is sure enough."""

    answered: bool
    id: str | None
    ranked: tuple[Ranked, ...] = ()
    confidence: float = 0.0
    other_language: bool = False
    """True when no article is in the question's language."""


class UnknownArticleError(KeyError):
    """There is no article with this id."""


class Answerer:
    """Knows articles by key; not safe for two threads at once, whoever shares it locks it."""

    def __init__(self, *, concepts: Concepts = BUILT_IN, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._concepts = concepts
        self._places: dict[str, int] = {}
        self._articles: list[Article] = []
        self._rows_of: dict[int, list[int]] = {}
        self._owners = np.zeros(0, dtype=np.int64)
        self._titles = np.zeros(0, dtype=bool)
        self._texts: list[str] = []
        self._words, self._pieces, self._bodies = Space(), Space(), Postings()
        self._body_owners = np.zeros(0, dtype=np.int64)
        self._body_of: dict[int, int] = {}
        self._gone = np.zeros(0, dtype=bool)
        self._languages: Counter[str] = Counter()
        self._short_lengths, self._body_lengths = np.zeros(0), np.zeros(0)
        self.confidence = Confidence()
        self._is_untried = False
        self._spelt: Counter[str] = Counter()
        self._speller: Speller | None = None

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def learn(self, articles: Iterable[Article]) -> None:
        """Know ``articles``, each instead of one with the same id."""
        changed = {self._put(article) for article in articles}
        self._speller = None
        self._weigh(changed)
        self._is_untried = True

    def forget(self, key: str) -> None:
        place = self._places.pop(key, None)
        if place is not None:
            self._clear(place)
            self._weigh({place})

    def confirm(self, text: str, key: str) -> None:
        """Take ``text`` as one more question that the article answers. Raises UnknownArticleError.

        What would have been answered just now also tells how sure to be from now on.
        """
        place = self._places.get(key)
        if place is None:
            raise UnknownArticleError(key)
        found = terms(text[:MAX_QUESTION], concepts=self._concepts)
        seen = self._seen(self._meant(text))
        if seen is not None:
            self.confidence.observe(seen.seen, right=seen.best == place)
        self._add_row(place, text, found, is_title=False)
        new = [word for word in words_spelt(text) if word not in self._spelt]
        self._spelt.update(new)
        if self._speller is not None:
            self._speller.learn(new)
        self._weigh({place})

    def ask(self, text: str, *, language: str = "", without: Iterable[str] = ()) -> Answer:
        """Return what answers ``text``, but for ``without``. Any text does, also an empty one."""
        if self._is_untried:
            self._try_examples()
        question = text[:MAX_QUESTION]
        left_out = [self._places[key] for key in without if key in self._places]
        judged = self._seen(self._meant(question), without_articles=left_out)
        if judged is None:
            return Answer(False, None)
        sure = self.confidence.of(judged.seen)
        order = np.argsort(-judged.scores, kind="stable")[:RANKED]
        ranked = tuple(
            Ranked(self._articles[place].id, round(float(judged.scores[place]), 6))
            for place in order
            if judged.scores[place] > 0
        )
        foreign = self._is_foreign(language or ("zh" if has_han(question) else ""))
        return Answer(
            answered=sure >= self.threshold and not foreign,
            id=ranked[0].id if ranked else None,
            ranked=ranked,
            confidence=round(sure, 6),
            other_language=foreign,
        )

    def matches(self, text: str) -> list[Match]:
        """Return every article that comes near ``text``, best first: for a list of results."""
        judged = self._seen(self._meant(text))
        if judged is None:
            return []
        order = np.argsort(-judged.scores, kind="stable")
        return [
            Match(
                self._articles[place].id,
                min(1.0, float(judged.scores[place] / WEIGHTS.sum())),
                float(judged.coverage[place]),
            )
            for place in order[: int((judged.scores > 0).sum())]
        ]

    def has(self, form: str) -> bool:
        """Tell whether every word of ``form`` stands somewhere."""
        found = terms(form, concepts=NO_CONCEPTS, with_pieces=False).words
        return all(term in self._words.postings or term in self._bodies for term in found)

    def _meant(self, text: str) -> Terms:
        """Return the terms of a question, words that no article has taken for ones they have."""
        if self._speller is None:
            self._speller = Speller(word for word, _times in self._spelt.most_common())
        mended = SPELT.sub(self._mended, text[:MAX_QUESTION])
        return terms(mended, concepts=self._concepts)

    def _mended(self, found: re.Match[str]) -> str:
        word = found.group().casefold()
        root = stem(base_forms(word))
        known = root in self._words.postings or root in self._bodies
        if known or is_asking(word) or root in self._concepts.english or not self._speller:
            return word
        return self._speller.meant_by(word) or word

    def _is_foreign(self, language: str) -> bool:
        spoken = +self._languages
        return bool(language and spoken) and language[:2] not in spoken

    # --- What is known ----------------------------------------------------------------------------

    def _put(self, article: Article) -> int:
        place = self._places.get(article.id)
        if place is None:
            place = self._places[article.id] = len(self._articles)
            self._articles.append(article)
            self._short_lengths = grown(self._short_lengths, place + 1)
            self._body_lengths = grown(self._body_lengths, place + 1)
            self._gone = grown(self._gone, place + 1)
        else:
            self._clear(place)
            self._articles[place] = article
        self._rows_of[place], self._gone[place] = [], False
        if article.language:
            self._languages[article.language[:2]] += 1
        texts = [article.title, *article.examples]
        if not any(text.strip() for text in texts):
            texts = [article.body[:OPENING]]
        for at, text in enumerate(texts):
            if text.strip():
                found = terms(text[:MAX_QUESTION], concepts=self._concepts)
                self._add_row(place, text, found, is_title=at == 0)
        self._spelt.update(words_spelt(" ".join([*texts, article.body])))
        body = terms(article.body, concepts=self._concepts, with_pieces=False).words
        self._body_lengths[place] = sum(body.values())
        number = self._body_of[place] = self._bodies.add(body)
        self._body_owners = grown(self._body_owners, number + 1)
        self._body_owners[number] = place
        return place

    def _clear(self, place: int) -> None:
        self._gone[place] = True
        self._languages[self._articles[place].language[:2]] -= 1
        for number in self._rows_of.pop(place, []):
            self._words.postings.remove(number)
            self._pieces.postings.remove(number)
        self._bodies.remove(self._body_of.pop(place))
        self._short_lengths[place] = self._body_lengths[place] = 0.0

    def _add_row(self, place: int, text: str, found: Terms, *, is_title: bool) -> None:
        number = self._words.add(found.words)
        self._pieces.add(found.pieces)
        self._owners = grown(self._owners, number + 1)
        self._titles = grown(self._titles, number + 1)
        self._owners[number], self._titles[number] = place, is_title
        self._texts.append(text[:MAX_QUESTION])
        self._rows_of[place].append(number)
        self._short_lengths[place] += sum(found.words.values())

    def _weigh(self, changed: set[int]) -> None:
        self._words.weigh(self._rows_of, changed)
        self._pieces.weigh(self._rows_of, changed)

    def tried(self) -> list[Tried]:
        """Return how examples fared, each asked for without itself, and without its article."""
        if self._is_untried:
            self._try_examples()
        return self.confidence.tried()

    def _try_examples(self) -> None:
        """Ask for examples without themselves, and for the same without their article."""
        examples = [
            number
            for rows in self._rows_of.values()
            for number in rows
            if not self._titles[number] and len(rows) > 1
        ]
        tried = min(EXAMPLES_TRIED, EXAMPLES_TIMES_ARTICLES // max(1, len(self._places)))
        step = max(1, -(-len(examples) // max(1, tried)))
        self.confidence.forget()
        for number in examples[::step]:
            place = int(self._owners[number])
            found = terms(self._texts[number], concepts=self._concepts)
            known = self._seen(found, without=number)
            unknown = self._seen(found, without_articles=[place])
            if known is not None:
                self.confidence.try_on(known.seen, right=known.best == place, known=True)
            if unknown is not None:
                self.confidence.try_on(unknown.seen, right=False, known=False)
        self.confidence.learn()
        self._is_untried = False

    # --- What is seen of a question ---------------------------------------------------------------

    def _seen(
        self, found: Terms, *, without: int | None = None, without_articles: Sequence[int] = ()
    ) -> Judged | None:
        """Return the scores of all articles and what is seen of the best; None if none comes near.

        ``without`` is the number of the row that the question itself is.
        """
        if not self._places or not found.words:
            return None
        places = len(self._articles)
        owners = self._owners[: len(self._words.postings)]
        words, words_known = self._words.likeness(found.words)
        pieces, pieces_known = self._pieces.likeness(found.pieces)
        words_all = self._together(words, self._words, owners, without)
        pieces_all = self._together(pieces, self._pieces, owners, without)
        if without is not None:
            words[without] = pieces[without] = 0.0
        short, whole, body, held = self._matched(found, without, places)
        likeness = np.column_stack(
            [
                greatest(pieces, owners, places),
                greatest(words, owners, places),
                short,
                whole,
                pieces_all,
                words_all,
                greatest(pieces * self._titles[: len(pieces)], owners, places),
                body,
            ]
        )
        scores = np.sqrt(np.clip(likeness, 0.0, None)) @ WEIGHTS
        scores[self._gone[:places]] = 0.0
        left_out = list(without_articles)
        scores[left_out] = 0.0
        order = np.argsort(-scores, kind="stable")
        best = int(order[0])
        if scores[best] <= 0:
            return None
        second = int(order[1]) if places > 1 else None
        masked = likeness.copy()
        masked[left_out] = 0.0
        return Judged(
            scores,
            best,
            Seen.of(
                scores,
                masked,
                best=best,
                second=second,
                coverage=held[best, :2],
                known=(pieces_known, words_known),
                length=len(found.words),
            ),
            held[:, 2],
        )

    def _together(
        self, alike: Floats, space: Space, owners: NDArray[np.int64], without: int | None
    ) -> Floats:
        """Return how alike all rows of each article together are."""
        places = len(self._articles)
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
        short = self._held(self._words.postings, self._owners, places, order)
        if without is not None:
            owner = self._owners[without]
            short[:, owner] = np.maximum(0.0, short[:, owner] - weights)
        body = self._held(self._bodies, self._body_owners, places, order)
        both = _SHORT_WEIGHS * short + body
        there = len(self._places)
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

    @staticmethod
    def _held(postings: Postings, owners: NDArray, places: int, order: Sequence[str]) -> Floats:
        """Return a row for each term in ``order``: how much of it each article holds."""
        query = postings.query({term: at for at, term in enumerate(order)})
        which, rows, values = postings.found(query.terms)
        at = query.weights.astype(np.int64)[which]
        return shares(at, owners[rows], values, terms=len(order), places=places)
