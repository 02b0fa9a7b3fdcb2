"""Which article answers a question, and whether that is sure enough to say it. Pure.

``shelf.py`` says how alike the question is to each article in words and in meaning, ``taught.py``
what the example questions teach; ``scoring.py`` makes one score of them. What is confirmed is one
more example, found by the next question. How sure the best is, ``confidence.py`` says, and
``boldness.py`` from which confidence on it is said without a person.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge_base.language.boldness import Boldness
from knowledge_base.language.concepts import BUILT_IN, NO_CONCEPTS, Concepts
from knowledge_base.language.confidence import Confidence, Judged, Seen, Tried
from knowledge_base.language.mending import Mending
from knowledge_base.language.postings import Floats
from knowledge_base.language.scoring import NEAR, WEIGHTS, by_both, by_words
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.shelf import MAX_QUESTION, Article, Shelf
from knowledge_base.language.taught import Taught
from knowledge_base.language.terms import Terms, terms
from knowledge_base.language.usual import Usual
from knowledge_base.language.vectors import Vectors, vectors

RANKED = 10
# So many examples are tried; of thousands of articles fewer, since each takes longer.
EXAMPLES_TRIED, EXAMPLES_TIMES_ARTICLES = 150, 250_000
TAUGHT_WEIGHS = 6.2
"""What the examples teach weighs where articles have many; less where they have few."""
FEW_EXAMPLES = 2.0
"""As many rows as this, on the mean of articles that have examples, teach nothing yet."""
MOST_ARTICLES_TAUGHT = 1_000
GROWN = 1.3
"""When what was confirmed made so many times more rows, all of them are learned anew."""


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, its words mended; ``away`` are the places of articles that shall not answer.

    ``row`` is the row that it is, if it is an example, which is asked for without itself.
    """

    text: str
    found: Terms
    away: Sequence[int] = ()
    row: int | None = None
    owner: int = -1

    @property
    def without(self) -> int | None:
        """The row to be left out; an article that is away takes it along."""
        return None if self.away else self.row


class UnknownArticleError(KeyError):
    """There is no article with this id."""


class Answerer:
    """Knows articles by key; not safe for two threads at once, whoever shares it locks it."""

    def __init__(self, *, concepts: Concepts = BUILT_IN) -> None:
        self.confidence = Confidence()
        self.boldness = Boldness()
        self._usual = Usual()
        self._concepts = concepts
        self._shelf = Shelf(concepts)
        self.mending = Mending(self._shelf, concepts)
        self._taught: Taught | None = None
        self._taught_weighs = 0.0
        self._is_new = False
        self._settled_at = 0

    def __len__(self) -> int:
        return len(self._shelf.places)

    def __contains__(self, key: str) -> bool:
        return key in self._shelf.places

    @property
    def threshold(self) -> float:
        """From this confidence on an answer is given without a person."""
        return self.boldness.threshold

    def learn(self, articles: Iterable[Article]) -> None:
        """Know ``articles``, each instead of one with the same id."""
        self._shelf.weigh({self._shelf.put(article) for article in articles})
        self.mending.forget()
        self._is_new = True

    def forget(self, key: str) -> None:
        place = self._shelf.take(key)
        if place is not None:
            self._shelf.weigh({place})
            self.mending.forget()
            self._is_new = True

    def settle(self) -> None:
        """Learn now what the examples teach; else the next question waits for it."""
        for _step in self.settling():
            pass

    @property
    def was_settled(self) -> bool:
        """Whether it ever was: then it answers meanwhile by what it had learned before."""
        return self._settled_at > 0

    @property
    def is_settled(self) -> bool:
        return not self._is_new

    def settling(self) -> Iterator[None]:
        """Settle step by step; between two of them it may be asked and changed by others."""
        if not self._is_new:
            return
        self._is_new, rows, ended = False, len(self._shelf.texts), False
        try:
            self._shelf.understand()
            yield
            self._teach()
            yield
            yield from self._try_examples()
            self._taught = self._taught and self._taught.tried()
            self._settled_at, ended = rows, True
        finally:
            self._is_new |= not ended

    def go_on_from(self, other: "Answerer") -> None:
        """Know what ``other`` was asked of the same articles, and be as sure until settled."""
        places = self._shelf.places
        usual = other._usual.moved(
            {before: places[key] for key, before in other._shelf.places.items() if key in places}
        )
        if self.was_settled:
            self._usual.go_on_from(usual)
            return
        self.confidence, self.boldness, self._usual = other.confidence, other.boldness, usual
        self._settled_at = other._settled_at

    def confirm(self, text: str, key: str) -> None:
        """Take ``text`` as one more question that the article answers. Raises UnknownArticleError.

        What would have been answered just now, and without that article, also tells how sure to be
        from now on.
        """
        place = self._shelf.places.get(key)
        if place is None:
            raise UnknownArticleError(key)
        self.settle()
        asked = self._read(text)
        judged = self._weighed(asked) if asked else None
        without = self._weighed(replace(asked, away=[place])) if asked else None
        if without is not None:
            self._observe(without, right=False, known=False)
        if judged is not None:
            self._observe(judged, right=judged.best == place)
            self._usual.ask(judged.scores, judged.best)
        new = self._shelf.add_example(place, text)
        self.mending.learn(new)
        self._shelf.weigh({place})
        if len(self._shelf.texts) > GROWN * self._settled_at:
            self._is_new = True
            self.settle()

    def deny(self, text: str) -> None:
        """Take in that no article answers ``text``: it tells how sure to be from now on."""
        self.settle()
        judged = self._judged(text[:MAX_QUESTION])
        if judged is not None:
            self._observe(judged, right=False)
            self._usual.ask(judged.scores, judged.best)

    def ask(
        self,
        text: str,
        *,
        language: str = "",
        without: Iterable[str] = (),
        settled: bool = True,
    ) -> Answer:
        """Return what answers ``text``, but for ``without``. Any text does, also an empty one.

        Without ``settled`` by what was learned before the last change, if anything was.
        """
        if settled or not self.was_settled:
            self.settle()
        question = text[:MAX_QUESTION]
        places = self._shelf.places
        away = [places[key] for key in without if key in places]
        judged = self._judged(question, away=away)
        if judged is None:
            return Answer(False, None)
        sure = self.confidence.of(self._standing(judged))
        self.boldness.asked(sure)
        if not away:
            self._usual.ask(judged.scores, judged.best)
        order = np.argsort(-judged.scores, kind="stable")[:RANKED]
        ranked = tuple(
            Ranked(self._shelf.articles[place].id, round(float(judged.scores[place]), 6))
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

    def matches(self, text: str, *, near: float = 0.0) -> list[Match]:
        """Return the articles that come near ``text``, best first: for a list of results.

        ``near``: what score and half the coverage come to at least. By likeness of words alone, so
        that a list waits neither for what the examples teach nor for what the text means.
        """
        found = terms(self.mending.doubted(text), concepts=self._concepts)
        if not self._shelf.places or not found.words:
            return []
        likeness = self._shelf.likeness(found)
        earned = by_words(likeness.columns)
        scores = np.minimum(1.0, earned / WEIGHTS.sum())
        coverage = likeness.held[:, 2]
        far = self._shelf.gone[: len(scores)] | (scores <= 0) | (scores + coverage / 2 < near)
        # Thousands share some word with any question: only those that are near become objects.
        order = np.argsort(-np.where(far, 0.0, earned), kind="stable")[: int((~far).sum())]
        ids = self._shelf.articles
        return [
            Match(ids[place].id, score, held)
            for place, score, held in zip(
                order.tolist(), scores[order].tolist(), coverage[order].tolist(), strict=True
            )
        ]

    def tried(self) -> list[Tried]:
        """Return how examples fared, each asked for without itself, and without its article."""
        self.settle()
        return self.confidence.tried()

    def has(self, form: str) -> bool:
        """Tell whether every word of ``form`` stands somewhere."""
        found = terms(form, concepts=NO_CONCEPTS, with_pieces=False).words
        return all(map(self._shelf.has, found))

    def _observe(self, judged: Judged, *, right: bool, known: bool = True) -> None:
        # How sure it was before it heard what is right: afterwards anybody knows better.
        seen = self._standing(judged)
        sure = self.confidence.of(seen)
        self.boldness.observe(sure, right=right, known=known)
        if self.confidence.observe(seen, right=right, known=known):
            self.boldness.observe_anew(*self.confidence.observed())

    def _standing(self, judged: Judged, *, but: tuple[Floats, int] | None = None) -> Seen:
        """Return what is seen, with how the score stands among what the article usually has."""
        return judged.seen.beside(*self._usual.standing(judged.scores, judged.best, but=but))

    def _is_foreign(self, language: str) -> bool:
        spoken = +self._shelf.languages
        return bool(language and spoken) and language[:2] not in spoken

    # --- What the examples teach ------------------------------------------------------------------

    def _teach(self) -> None:
        """Learn which words tell articles apart, where there are enough examples for it."""
        shelf = self._shelf
        sizes = [len(asked) + 1 for asked in shelf.asked_of.values() if asked]
        usual = sum(sizes) / len(sizes) if sizes else 0.0
        self._taught, self._taught_weighs = None, 0.0
        if usual > FEW_EXAMPLES and 1 < len(shelf.places) <= MOST_ARTICLES_TAUGHT:
            self._taught = Taught.of(shelf.rows_of, shelf.texts, len(shelf.articles))
            self._taught_weighs = TAUGHT_WEIGHS * (1 - FEW_EXAMPLES / usual)

    def _try_examples(self) -> Iterator[None]:
        """Ask for examples without themselves, and for the same without their article; one a step.

        What was known counts on until all were asked.
        """
        shelf = self._shelf
        examples = [
            (place, number)
            for place, asked in shelf.asked_of.items()
            for number in asked
            if len(shelf.rows_of[place]) > 1
        ]
        tried = min(EXAMPLES_TRIED, EXAMPLES_TIMES_ARTICLES // max(1, len(self)))
        step = max(1, -(-len(examples) // max(1, tried)))
        judged: list[tuple[int, Judged, Judged | None]] = []
        for place, number in examples[::step]:
            yield
            if number not in shelf.rows_of.get(place, ()):
                continue  # it went meanwhile
            text = shelf.texts[number]
            found = terms(text, concepts=self._concepts)
            with_it = self._weighed(_Asked(text, found, (), number, place))
            without_it = self._weighed(_Asked(text, found, (place,), number, place))
            if with_it is not None:
                judged.append((place, with_it, without_it))
        self._usual.settle([(with_it.scores, with_it.best) for _, with_it, _ in judged])
        outcomes: list[tuple[Seen, bool, bool]] = []
        for place, with_it, without_it in judged:
            itself = with_it.scores, with_it.best
            right = with_it.best == place
            outcomes.append((self._standing(with_it, but=itself), right, True))
            if without_it is not None:
                outcomes.append((self._standing(without_it, but=itself), False, False))
        self.confidence.forget()
        self.confidence.try_on(outcomes)
        self.boldness.forget()
        for seen, right, known in outcomes:
            self.boldness.try_on(self.confidence.of(seen), right=right, known=known)
        self.boldness.observe_anew(*self.confidence.observed())

    def _lesson(self, asked: _Asked, meant: Vectors) -> Floats | None:
        """Return what the examples give to each article, none of it to those that are away."""
        taught = self._taught
        if taught is None:
            return None
        if asked.row in taught.at:
            rows = self._shelf.rows_of[asked.owner] if asked.away else ()
            others = [row for row in rows if row != asked.row]
            scores = taught.without(asked.row or 0, others, asked.owner)
        else:
            gone = [row for place in asked.away for row in self._shelf.rows_of.get(place, ())]
            scores = taught.scores(asked.text, meant, but=gone)
        learned = np.zeros(len(self._shelf.articles))
        learned[: len(scores)] = scores
        learned[list(asked.away)] = -1.0
        return learned

    # --- What is seen of a question ---------------------------------------------------------------

    def _read(self, text: str, away: Sequence[int] = ()) -> _Asked | None:
        """Return ``text`` with its words mended; None if there is nothing to find, or no word."""
        mended = self.mending.mended(text)
        found = terms(mended, concepts=self._concepts)
        return _Asked(mended, found, away) if self._shelf.places and found.words else None

    def _judged(self, text: str, *, away: Sequence[int] = ()) -> Judged | None:
        """Return the scores of all articles and what is seen of the best; None if none comes
        near."""
        asked = self._read(text, away)
        return self._weighed(asked) if asked else None

    def _weighed(self, asked: _Asked) -> Judged | None:
        shelf = self._shelf
        likeness = shelf.likeness(asked.found, without=asked.without)
        likeness.leave_out(asked.away)
        meant = vectors([asked.text])[0]
        meaning = shelf.meaning(meant, without=asked.without)
        meaning[list(asked.away)] = 0.0
        learned = self._lesson(asked, meant)
        scores = by_both(likeness.columns, meaning)
        if learned is not None:
            scores = np.maximum(scores + self._taught_weighs * learned, 1e-6)
        near = likeness.columns.any(axis=1) | (meaning >= NEAR).any(axis=1)
        scores[~near | shelf.gone[: len(scores)]] = 0.0
        best = int(scores.argmax())
        if scores[best] <= 0:
            return None
        seen = Seen.of(
            scores,
            likeness,
            meaning,
            best=best,
            length=len(asked.found.words),
            learned=0.0 if learned is None else self._taught_weighs * float(learned[best]),
        )
        return Judged(scores, best, seen)
