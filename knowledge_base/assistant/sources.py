"""The article that answers a question, and the passage of it that does.

Only what the asker may read at that moment is known to the engine that is asked, so that nothing
else can be said or leave a trace; what is withdrawn is gone with the next question.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from knowledge_base.articles.models import ArticleText, ArticleTextQuerySet, Reader
from knowledge_base.assistant.replies import Source
from knowledge_base.language.answering import Answer, Answerer, Article
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.terms import terms

ANSWERED_FROM = 0.4
"""From this confidence on an article is said to answer. Of the questions in
``tests/knowledge_base/search`` that are answered so, at least 95 of 100 are answered rightly."""
NEAR = 3
"""So many articles that come near are offered when none is sure enough."""
KEPT = 8
"""Engines a process keeps: one for each set of readers."""
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


@dataclass(frozen=True, slots=True)
class _Engine:
    answerer: Answerer
    lock: threading.Lock

    def ask(self, text: str) -> Answer:
        with self.lock:
            return self.answerer.ask(text)


_engines: "OrderedDict[frozenset[tuple[int, datetime]], _Engine]" = OrderedDict()
_making = threading.Lock()


def source_of(text: str, *, person: Reader, language: str, at: datetime) -> Found | None:
    """Return the article that comes nearest to answering ``text``; None when none comes near."""
    texts = ArticleText.objects.published(at).visible_to(person)
    # Each article once: its twin in the other language would make the engine unsure of both.
    answer = _engine(texts.in_language(language)).ask(text)
    if not answer.ranked:
        return None
    slugs = list(dict.fromkeys(one.id.partition("|")[0] for one in answer.ranked))[:NEAR]
    shown = {
        row.article.slug: row
        for row in ArticleText.objects.for_reader(person, language=language, at=at).filter(
            article__slug__in=slugs
        )
    }
    near = [shown[slug] for slug in slugs if slug in shown]
    if not near or near[0].article.slug != slugs[0]:
        # Withdrawn between the two queries.
        return None
    best = near[0]
    return Found(
        sure=answer.confidence >= ANSWERED_FROM,
        confidence=answer.confidence,
        source=_source(best),
        passage=passage(best.plain, text) or best.summary,
        near=tuple(map(_source, near)),
    )


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


def _engine(texts: ArticleTextQuerySet) -> _Engine:
    """Return the engine that knows ``texts`` as they are now; one query when it is there."""
    key = frozenset(texts.order_by().values_list("pk", "updated_at"))
    with _making:
        engine = _engines.get(key)
        if engine is None:
            engine = _engines[key] = _Engine(_learned(texts), threading.Lock())
        _engines.move_to_end(key)
        while len(_engines) > KEPT:
            _engines.popitem(last=False)
    return engine


def _learned(texts: ArticleTextQuerySet) -> Answerer:
    answerer = Answerer()
    answerer.learn(
        [
            Article(
                id=f"{slug}|{language}",
                title=title,
                body=f"{summary}\n{plain}",
                examples=[summary, *_examples(keywords)],
                language=language,
            )
            for slug, language, title, summary, keywords, plain in texts.order_by().values_list(
                "article__slug", "language", "title", "summary", "keywords", "plain"
            )
        ]
    )
    return answerer


def _examples(keywords: str) -> Sequence[str]:
    """Return the other words of an article, each an example; Chinese ones stand between blanks."""
    parts = keywords.split(",") if "," in keywords else keywords.split()
    return [part.strip() for part in parts if part.strip()]
