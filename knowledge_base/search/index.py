"""The articles as the answering engine knows them, held by each process: ``search`` ranks by it,
the assistant asks it.

Ranking needs how rare each word is among all that a reader may see, so it is held in memory rather
than asked of PostgreSQL: three milliseconds at thousands of articles instead of a scan of every
text that holds any word of the question. One index for each set of audiences, so that what a
reader may not see leaves no trace in the score.

**Never stale**: a trigger gives the version another value in the transaction of each change (as in
``tickets/lifecycle/configuration.py``); a search asks for it, one row, and takes in what changed
before it answers. Thousands of articles take a while to be read the first time; that is done
beside, and meanwhile PostgreSQL ranks alone (``ranking.py``). **But for synonyms**: all texts are
read anew with them, beside, and for those seconds the ones before go on.
"""

import re
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection

from consignment.models import User
from knowledge_base.articles.choices import AUDIENCES, Audience
from knowledge_base.articles.models import ArticleText, ArticleTextQuerySet, Reader
from knowledge_base.language.answering import Answer, Answerer, Match
from knowledge_base.language.concepts import BUILT_IN
from knowledge_base.language.confidence import Tried
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.shelf import Article, understand
from knowledge_base.search.models import ArticleUse, SearchVersion, Synonym, forms_of
from knowledge_base.search.reading import Key, Marks, marks_of, quiet_time, read

AT_ONCE = 400
"""So many texts are read while the reader waits, about a second; more are read beside."""
USEFULNESS_FOR = timedelta(minutes=10)
BOOST, DOUBT = 0.04, 10
"""Use moves an article by so much at most each way; so many votes or links go half the way."""
KEPT = 16
"""Indexes a process keeps: there are five sets of audiences that readers belong to, each for both
languages together and for each of them."""

A_FEW = 20
"""So many texts are read anew before somebody else may have a turn."""
SOON = 0.3
"""Seconds that a question to a cold process waits for the lock."""

_ENDED = object()


class Renewal(NamedTuple):
    """Synonyms that were changed, and the texts that are read with them, as they were then."""

    synonyms: tuple[str, ...]
    version: uuid.UUID | None
    marks: Marks
    since: datetime | None
    until: datetime | None


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
    renewal: Renewal | None = None
    """What a thread reads all texts anew for."""
    learning: int = 0
    """How many threads still read texts for it."""

    @property
    def is_ready(self) -> bool:
        """Whether it knows every text of ``marks``."""
        return self.version is not None and not self.learning

    @property
    def is_settled(self) -> bool:
        """Whether it has learned what the examples teach, if not yet of the last change."""
        return self.is_ready and self.answerer.was_settled

    def settle(self) -> None:
        """Learn what the examples teach, a step at a time, while others ask."""
        _settle(self, self.answerer)

    def matches(self, text: str, *, near: float = 0.0) -> list[tuple[Key, Match]]:
        """Return the texts that come near, as ``Answerer.matches`` has it."""
        with self.lock:
            found = self.answerer.matches(self._in_known_words(text), near=near)
        return [(Key.of(match.id), match) for match in found]

    def matches_now(self, text: str) -> list[tuple[Key, Match]] | None:
        """Return the texts that come near; None where it is busy with learning for longer."""
        if not self.lock.acquire(timeout=SOON):
            return None
        try:
            found = self.answerer.matches(self._in_known_words(text))
        finally:
            self.lock.release()
        return [(Key.of(match.id), match) for match in found]

    def read(self, text: str) -> str:
        """Return ``text``, which is normalised, in words that the articles have."""
        with self.lock:
            return self.answerer.mending.doubted(self._in_known_words(text))

    def spoken(self, text: str) -> str:
        """Return ``text``, which is normalised, in Chinese characters if it is pinyin of what the
        articles say; else an empty text.
        """
        with self.lock:
            return self.answerer.mending.spoken(text)

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
            meant, away = self._in_known_words(text), (key.name for key in without)
            answer = self.answerer.ask(meant, without=away, settled=False)
            if not self.answerer.is_settled:
                self._settle_beside()
        return [Key.of(one.id) for one in answer.ranked], answer

    def tried(self) -> list[Tried]:
        """Return how the examples fared that it knows (``Answerer.tried``)."""
        with self.lock:
            return self.answerer.tried()

    def _settle_beside(self) -> None:
        """Let it learn anew what the examples teach, while it answers on; caller holds the lock."""
        if self.settling is not self.answerer:
            self.settling = self.answerer
            _beside("search-settling", _settle, self, self.answerer)

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
_renewing = threading.Lock()
"""Several indexes are renewed in turn, so that searches have the processor meanwhile."""


def index_for(audiences: frozenset[str], *, at: datetime, language: str = "") -> Index:
    """Return the index of what readers of ``audiences`` may read at ``at``.

    With ``language`` it holds each article once, in that language where there is one: who asks how
    sure the best is must not be told of its twin. It may be not ready yet. One query when nothing
    changed; six more when something did.
    """
    version = _version()
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


def fingerprint(*, at: datetime) -> str:
    """Return what is another for other articles, examples or synonyms than are searched at ``at``.

    Two queries.
    """
    since, _until = quiet_time(at)
    return f"{_version()}-{since.timestamp() if since else 0:.6f}"


def _version() -> uuid.UUID | None:
    return SearchVersion.objects.values_list("version", flat=True).filter(pk=1).first()


def is_settled_for(audiences: frozenset[str], *, language: str = "") -> bool:
    """Tell whether this process holds their index and it has learned what the examples teach."""
    index = _indexes.get((audiences, language))
    return index is not None and index.is_settled


def take_in_beside(*, at: datetime) -> None:
    """Let each index that this process holds take in now what was changed, while nobody waits.

    Else the first who searches after a change of synonyms is answered by those before.
    """
    _beside("search-taking-in", _take_in, at)


def _take_in(at: datetime) -> None:
    try:
        # Those that are searched first: the others, which answer, have more to learn.
        for audiences, language in sorted(_indexes, key=lambda key: key[1]):
            index_for(audiences, at=at, language=language)
    finally:
        connection.close()


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
    marks = marks_of(texts)
    renewal = None
    with index.lock:
        if not index.marks:
            index.synonyms, index.answerer = synonyms, _answerer(synonyms)
        elif synonyms == index.synonyms:
            index.renewal = None
        elif index.renewal is None or synonyms != index.renewal.synonyms:
            renewal = index.renewal = Renewal(synonyms, version, marks, *quiet_time(at))
        gone = index.marks.keys() - marks.keys()
        changed = {key for key, mark in marks.items() if index.marks.get(key) != mark}
        articles = read(texts, changed)
        index.version, index.marks = version, marks
        index.since, index.until = quiet_time(at)
        for key in gone:
            index.answerer.forget(key.name)
        answerer = index.answerer
        if len(articles) <= AT_ONCE:
            index.answerer.learn(articles)
            articles = []
        else:
            index.learning += 1
    if articles:
        _beside("search-index", _learn_beside, index, answerer, marks, articles)
    if renewal:
        _beside("search-renewal", _renew, index, renewal, read(texts, set(marks)))


def _answerer(synonyms: Iterable[str]) -> Answerer:
    return Answerer(concepts=BUILT_IN.with_groups(forms_of(words) for words in synonyms))


def _beside(name: str, run: Callable[..., None], *given: object) -> None:
    threading.Thread(target=run, args=given, name=name, daemon=True).start()


def _renew(index: Index, renewal: Renewal, articles: list[Article]) -> None:
    """Read all texts anew with other synonyms, and let the index go on with that once it is ready.

    Until then it answers by the synonyms it had. What changes meanwhile is taken in by the next
    search, since the version that was read is not the last one any more.
    """
    with _renewing:
        answerer = _answerer(renewal.synonyms)
        for start in range(0, len(articles), A_FEW):
            if index.renewal is not renewal:
                return
            answerer.learn(articles[start : start + A_FEW])
            time.sleep(0)
        for _step in answerer.settling() if index.answerer.was_settled else ():
            if index.renewal is not renewal:
                return
            time.sleep(0)
        with index.lock:
            if index.renewal is renewal:
                answerer.go_on_from(index.answerer)
                index.answerer, index.renewal = answerer, None
                index.synonyms, index.version, index.marks, index.since, index.until = renewal


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
                one for one in some if index.marks.get(Key.of(one.id)) == marks[Key.of(one.id)]
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
