"""The article that answers a question, and the passage of it that does.

Asked is the index of the help centre for what the asker may read at that moment, so that nothing
else can be said or leave a trace; what is withdrawn is gone with the next question, and what was
confirmed there is known here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from knowledge_base.articles.choices import Audience, Language
from knowledge_base.articles.models import ArticleText, Reader
from knowledge_base.assistant.corrections import Correction, Verdict
from knowledge_base.assistant.replies import Source
from knowledge_base.language.cold import hurries
from knowledge_base.language.scoring import MOST
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.terms import terms
from knowledge_base.search.index import Index, audiences_of, index_for, is_settled_for
from knowledge_base.search.questions import questions
from knowledge_base.search.ranking import best_by_words
from knowledge_base.search.reading import Key

NEAR = 3
"""So many articles that come near are offered when none is sure enough."""
WHILE_LEARNING = 0.2
"""How sure is called who ranks by words alone, while the index is being read or what the examples
teach is learned: it offers, and says nothing."""
PUBLIC = frozenset({Audience.PUBLIC.value})
CELL, CELL_HAN = 30, 20
"""Lines up to so many characters are cells of a table, or headings."""
LONGEST, LONGEST_HAN = 420, 200
"""A passage in characters: a screen of a phone beside the answer's link."""


@dataclass(frozen=True, slots=True)
class Found:
    """``passage`` is of the article ``source`` and plain text. ``sure``: enough to say it."""

    sure: bool
    confidence: float
    source: Source
    passage: str
    near: tuple[Source, ...]
    scores: tuple[tuple[str, float], ...] = ()
    """The slugs of ``near`` with the scores of the engine."""
    is_taught: bool = False
    """Somebody of the staff said that it answers this very question."""
    is_corrected: bool = False
    """Somebody of the staff said something of this very question."""


def source_of(
    text: str, *, person: Reader, language: str, at: datetime, answered_from: float
) -> Found | None:
    """Return the article that comes nearest to answering ``text``; None when none comes near.

    What staff taught of this very question goes first: the article that answers it, or that none
    does. What they said does not answer it is not given again.
    """
    lesson = Correction.objects.lesson_of(text)
    if lesson is not None and lesson.verdict == Verdict.NONE:
        return None
    right, wrong = (lesson.right_id, lesson.wrong_id) if lesson else (None, None)
    ranked = _nearest(text, person=person, language=language, at=at, wrong=wrong)
    ids = list(dict.fromkeys([*filter(None, [right]), *ranked.scores]))[:NEAR]
    shown = {
        row.article_id: row
        for row in ArticleText.objects.for_reader(person, language=language, at=at).filter(
            article__in=ids
        )
    }
    near = [shown[one] for one in ids if one in shown]
    # What was taught may be for other readers; the best may be withdrawn between the two queries.
    is_taught = right in shown
    wanted = right if is_taught else next(iter(ranked.scores), None)
    if not near or near[0].article_id != wanted:
        return None
    best = near[0]
    return Found(
        sure=is_taught or ranked.confidence >= answered_from,
        confidence=1.0 if is_taught else ranked.confidence,
        source=_source(best),
        passage=passage(best.plain, text) or best.summary,
        near=tuple(map(_source, near)),
        scores=tuple((row.article.slug, ranked.scores.get(row.article_id, 0.0)) for row in near),
        is_taught=is_taught,
        is_corrected=lesson is not None,
    )


@dataclass(frozen=True, slots=True)
class _Ranked:
    """``scores`` of articles, 0-1, the best first."""

    scores: Mapping[UUID, float]
    confidence: float


def _nearest(
    text: str, *, person: Reader, language: str, at: datetime, wrong: UUID | None
) -> _Ranked:
    """Return the articles that come nearest, and how sure the first answers; never ``wrong``."""
    index = _index(person, language=language, at=at)
    now = index.matches_now(text) if hurries() and not index.is_settled else None
    if now is not None and index.is_ready:
        return _unsure({key.article: match.score for key, match in now}, wrong)
    if index.is_ready and (index.is_settled or not hurries()):
        left_out = [Key(wrong, one) for one in Language.values] if wrong else []
        keys, answer = index.ask(text, without=left_out)
        scores = {
            key.article: min(1.0, one.score / MOST)
            for key, one in zip(keys, answer.ranked, strict=True)
        }
        return _Ranked(scores, answer.confidence)
    texts = ArticleText.objects.published(at).visible_to(person)
    return _unsure(best_by_words(texts, questions(text)), wrong)


def _index(person: Reader, *, language: str, at: datetime) -> Index:
    """Return the index of what ``person`` may read; while a cold process has not settled that one,
    the index of what everybody may, which it reads first.
    """
    own = audiences_of(person)
    waits = hurries() and not is_settled_for(own, language=language)
    return index_for(PUBLIC if waits else own, at=at, language=language)


def _unsure(found: Mapping[UUID, float], wrong: UUID | None) -> _Ranked:
    order = sorted(found, key=lambda one: (-found[one], one))
    return _Ranked({one: found[one] for one in order if one != wrong}, WHILE_LEARNING)


def passage(plain: str, question: str) -> str:
    """Return the lines of ``plain`` in a row that hold most of ``question``; empty if none does."""
    asked = terms(question, with_pieces=False).words
    lines = [line for line in plain.splitlines() if line.strip()]
    longest = LONGEST_HAN if has_han(plain) else LONGEST
    earned = [_earned(line, asked) for line in lines]
    if not lines or max(earned) <= 0:
        return ""
    at = max(range(len(lines)), key=lambda index: earned[index])
    chosen = [lines[at]]
    for line in lines[at + 1 :]:
        if sum(map(len, chosen)) + len(line) > longest:
            break
        chosen.append(line)
    return _cut(_joined(chosen), longest)


def _joined(lines: Sequence[str]) -> str:
    """Return ``lines`` under each other, but those of a table's cells in one."""
    text = lines[0]
    for before, line in pairwise(lines):
        between = " · " if _is_short(before) and _is_short(line) else "\n"
        text += between + line
    return text


def _is_short(line: str) -> bool:
    return len(line) <= (CELL_HAN if has_han(line) else CELL)


def _earned(line: str, asked: dict[str, float]) -> float:
    """Return how much of the question a line holds; a heading of three words explains nothing."""
    held = terms(line, with_pieces=False).words
    share = sum(weight for word, weight in asked.items() if word in held)
    return share * min(1.0, len(line) / (20 if has_han(line) else 60))


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    end = max(text.rfind(mark, 0, longest) for mark in (". ", "。", "！", "？", "\n"))
    return text[: end + 1].strip() if end > longest // 3 else f"{text[: longest - 1].rstrip()}…"


def _source(text: ArticleText) -> Source:
    return Source(text.article.slug, text.title, text.language)
