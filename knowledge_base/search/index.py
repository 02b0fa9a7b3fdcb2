"""The articles as the answering engine knows them, held by each process: ``search`` ranks by it,
the assistant asks it.

Ranking needs how rare each word is among all that a reader may see, so it is held in memory rather
than asked of PostgreSQL: three milliseconds at thousands of articles instead of a scan of every
text that holds any word of the question. One index for each set of audiences, so that what a
reader may not see leaves no trace in the score.

**Never stale**: a trigger gives the version another value in the transaction of each change (as in
``tickets/lifecycle/configuration.py``); a search asks for it, one row, and takes in what changed
before it answers. Thousands of articles take a while to be read the first time; that is done
beside, and meanwhile PostgreSQL ranks alone (``ranking.py``).
"""

import re
import threading
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q

from consignment.models import User
from knowledge_base.articles.choices import AUDIENCES, LANGUAGES, Audience, Language
from knowledge_base.articles.models import Article as ArticleModel
from knowledge_base.articles.models import ArticleText, ArticleTextQuerySet, Reader
from knowledge_base.language.answering import Answer, Answerer, Match
from knowledge_base.language.concepts import BUILT_IN
from knowledge_base.language.confidence import Tried
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.shelf import Article, understand
from knowledge_base.search.models import (
    ArticleUse,
    ExampleQuestion,
    SearchVersion,
    Synonym,
    forms_of,
)

AT_ONCE = 400
"""So many texts are read while the reader waits, about a second; more are read beside."""
USEFULNESS_FOR = timedelta(minutes=10)
BOOST, DOUBT = 0.04, 10
"""Use moves an article by so much at most each way; so many votes or links go half the way."""
KEPT = 16
"""Indexes a process keeps: there are five sets of audiences that readers belong to, each for both
languages together and for each of them."""

_ENDED = object()


class Key(NamedTuple):
    """One text."""

    article: uuid.UUID
    language: str


Marks = Mapping[Key, tuple[int | None, int | None, int]]
"""What each text was made of: its revision, its newest example, how many examples."""


@dataclass(slots=True)
class Index:
    """What readers of some audiences may find. ``lock`` is held while it is asked or changed."""

    answerer: Answerer
    lock: threading.Lock = field(default_factory=threading.Lock)
    version: uuid.UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Between these moments no article comes or goes by itself."""
    synonyms: tuple[str, ...] = ()
    marks: Marks = field(default_factory=dict)
    useful: Mapping[uuid.UUID, float] = field(default_factory=dict)
    useful_at: datetime | None = None
    settling: Answerer | None = None
    """The one that a thread settles now."""
    learning: int = 0
    """How many threads still read texts for it."""

    @property
    def is_ready(self) -> bool:
        """Whether it knows every text of ``marks``."""
        return self.version is not None and not self.learning

    def matches(self, text: str, *, near: float = 0.0) -> list[tuple[Key, Match]]:
        """Return the texts that come near, as ``Answerer.matches`` has it."""
        with self.lock:
            found = self.answerer.matches(self._in_known_words(text), near=near)
        return [(_key(match.id), match) for match in found]

    def read(self, text: str) -> str:
        """Return ``text``, which is normalised, in words that the articles have."""
        with self.lock:
            return self.answerer.mending.doubted(self._in_known_words(text))

    def guess(self, text: str) -> str:
        """Return ``text``, which is normalised, with the nearest words of the articles for those
        that are further from any than a slip of the hand.
        """
        with self.lock:
            return self.answerer.mending.guess(text)

    def ask(self, text: str, *, without: Iterable[Key] = ()) -> tuple[list[Key], Answer]:
        """Return the texts that come near, best first, and how sure the best answers ``text``.

        ``without``: those that are known not to.
        """
        with self.lock:
            meant, away = self._in_known_words(text), map(_name, without)
            answer = self.answerer.ask(meant, without=away, settled=False)
            if not self.answerer.is_settled:
                self._settle_beside()
        return [_key(one.id) for one in answer.ranked], answer

    def tried(self) -> list[Tried]:
        """Return how the examples fared that it knows (``Answerer.tried``)."""
        with self.lock:
            return self.answerer.tried()

    def _settle_beside(self) -> None:
        """Let it learn anew what the examples teach, while it answers on; caller holds the lock."""
        if self.settling is not self.answerer:
            self.settling = self.answerer
            threading.Thread(
                target=_settle, args=(self, self.answerer), name="search-settling", daemon=True
            ).start()

    def _in_known_words(self, text: str) -> str:
        """Return ``text`` with a synonym that the articles have for each that none of them has."""
        for words in self.synonyms:
            forms = forms_of(words)
            known = next((form for form in forms if self.answerer.has(form)), None)
            for form in forms:
                if known and form in text and not self.answerer.has(form):
                    text = replaced(text, form, known)
        return text


def replaced(text: str, form: str, other: str) -> str:
    """Return ``text`` with ``other`` for ``form``, where it stands as a whole word."""
    letter = "" if has_han(form) else r"\b"
    return re.sub(f"{letter}{re.escape(form)}{letter}", lambda _: f" {other} ", text)


_indexes: dict[tuple[frozenset[str], str], Index] = {}
_making = threading.Lock()


def index_for(audiences: frozenset[str], *, at: datetime, language: str = "") -> Index:
    """Return the index of what readers of ``audiences`` may read at ``at``.

    With ``language`` it holds each article once, in that language where there is one: who asks how
    sure the best is must not be told of its twin. It may be not ready yet. One query when nothing
    changed; six more when something did.
    """
    version = SearchVersion.objects.values_list("version", flat=True).filter(pk=1).first()
    with _making:
        index = _indexes.get((audiences, language))
        if index is None:
            while len(_indexes) >= KEPT:
                _indexes.pop(next(iter(_indexes)))
            index = _indexes[audiences, language] = Index(Answerer())
    if not _is_current(index, version, at):
        texts = ArticleText.objects.published(at).filter(article__audience__in=audiences)
        if language:
            texts = texts.in_language(language)
        _refresh(index, texts, version, at)
    if index.useful_at is None or abs(at - index.useful_at) > USEFULNESS_FOR:
        index.useful, index.useful_at = _usefulness(), at
    return index


def audiences_of(person: Reader) -> frozenset[str]:
    """Return the audiences that ``person`` belongs to, as ``visible_to`` has it."""
    if not isinstance(person, User) or not person.is_active:
        return frozenset({Audience.PUBLIC.value})
    if person.is_staff:
        return frozenset(Audience.values)
    own = {audience for audience, facts in AUDIENCES.items() if _has(person, facts.role)}
    return frozenset({Audience.PUBLIC.value, *(audience.value for audience in own)})


def _has(person: User, role: str) -> bool:
    return bool(role) and hasattr(person, role)


def _usefulness() -> dict[uuid.UUID, float]:
    """Return by which factor each article counts: a little more or less than 1."""
    rows = ArticleUse.objects.values_list("article", "linked", "helped", "did_not_help")
    return {
        article: 1 + BOOST * (linked / (linked + DOUBT) + (yes - no) / (yes + no + DOUBT))
        for article, linked, yes, no in rows
    }


def _is_current(index: Index, version: uuid.UUID | None, at: datetime) -> bool:
    if version is None or index.version != version:
        return False
    return (index.since is None or index.since <= at) and (index.until is None or at < index.until)


def _refresh(
    index: Index, texts: ArticleTextQuerySet, version: uuid.UUID | None, at: datetime
) -> None:
    """Take in what changed; what takes long is done beside, and until then nothing is ready."""
    synonyms = tuple(Synonym.objects.values_list("words", flat=True))
    marks = {
        Key(article, language): (revision, example, count)
        for article, language, revision, example, count in texts.order_by()
        .annotate(
            newest_revision=Max("revisions"),
            newest_example=Max("article__examples"),
            number_of_examples=Count("article__examples", distinct=True),
        )
        .values_list(
            "article", "language", "newest_revision", "newest_example", "number_of_examples"
        )
    }
    with index.lock:
        if synonyms != index.synonyms:
            groups = [forms_of(words) for words in synonyms]
            before, index.answerer = index.answerer, Answerer(concepts=BUILT_IN.with_groups(groups))
            index.answerer.go_on_from(before)
            index.synonyms, index.marks = synonyms, {}
        gone = index.marks.keys() - marks.keys()
        changed = {key for key, mark in marks.items() if index.marks.get(key) != mark}
        articles = _read(texts, changed)
        index.version, index.marks = version, marks
        index.since, index.until = _quiet_time(at)
        for key in gone:
            index.answerer.forget(_name(key))
        if len(articles) <= AT_ONCE:
            index.answerer.learn(articles)
            return
        index.learning += 1
        answerer = index.answerer
    threading.Thread(
        target=_learn_beside,
        args=(index, answerer, marks, articles),
        name="search-index",
        daemon=True,
    ).start()


def _learn_beside(index: Index, answerer: Answerer, marks: Marks, articles: list[Article]) -> None:
    """Let the index learn piece by piece, so that nobody waits long for its lock.

    What has gone or changed since, as ``marks`` tells, is left out: who saw that has dealt with it.
    """
    for start in range(0, len(articles), AT_ONCE):
        some = articles[start : start + AT_ONCE]
        understand(some)
        with index.lock:
            if index.answerer is not answerer:
                break
            answerer.learn(
                one for one in some if index.marks.get(_key(one.id)) == marks[_key(one.id)]
            )
    with index.lock:
        index.learning -= 1


def _settle(index: Index, answerer: Answerer) -> None:
    """Settle ``answerer`` step by step, so that nobody waits long for the lock."""
    steps, ended = answerer.settling(), False
    try:
        while not ended:
            with index.lock:
                ended = index.answerer is not answerer or next(steps, _ENDED) is _ENDED
            # Who waits for the lock gets it: a thread that takes it again at once would keep it.
            time.sleep(0)
    finally:
        with index.lock:
            if index.settling is answerer:
                index.settling = None


def _read(texts: ArticleTextQuerySet, keys: set[Key]) -> list[Article]:
    """Return the texts of ``keys`` with their example questions; two queries, none for no key."""
    if not keys:
        return []
    ids = {key.article for key in keys}
    examples: dict[Key, list[str]] = {}
    asked = ExampleQuestion.objects.filter(article__in=ids).order_by("pk")
    for article, language, text in asked.values_list("article", "language", "text"):
        examples.setdefault(Key(article, language), []).append(text)
    columns = ("article", "language", "title", "summary", "keywords", "plain")
    return [
        Article(
            _name(key),
            title,
            f"{summary}\n{keywords}\n{plain}",
            examples.get(key, ()),
            LANGUAGES[Language(language)].html_tag,
            [summary, *forms_of(keywords)],
        )
        for article, language, title, summary, keywords, plain in texts.order_by()
        .filter(article__in=ids)
        .values_list(*columns)
        if (key := Key(article, language)) in keys
    ]


def _quiet_time(at: datetime) -> tuple[datetime | None, datetime | None]:
    """Return since when and until when the plans of all articles leave the same ones readable."""
    moments = {
        f"{side}_{column}": aggregate(column, filter=Q(**{f"{column}__{compare}": at}))
        for column in ("published_at", "retired_at")
        for side, aggregate, compare in (("last", Max, "lte"), ("next", Min, "gt"))
    }
    found = ArticleModel.objects.order_by().aggregate(**moments)
    last = [moment for name, moment in found.items() if name.startswith("last") and moment]
    following = [moment for name, moment in found.items() if name.startswith("next") and moment]
    return max(last, default=None), min(following, default=None)


def _name(key: Key) -> str:
    return f"{key.article}|{key.language}"


def _key(name: str) -> Key:
    article, _, language = name.partition("|")
    return Key(uuid.UUID(article), language)
