"""Articles for a question that is still being typed."""

import re
from datetime import datetime

from knowledge_base.articles.models import ArticleText, Reader
from knowledge_base.language.segmenting import has_han, normalise
from knowledge_base.search.finding import find

SHORTEST = 2
"""One letter says nothing; one Han character may be a word."""


def suggest(
    text: str, *, person: Reader, language: str, at: datetime, limit: int
) -> list[ArticleText]:
    """Return the articles that answer ``text`` so far, then those whose title holds its last word
    as far as it is typed: a stem is found only by a word that is whole.

    At most seven queries, whatever the number of articles.
    """
    words = normalise(text)
    if len(words) < SHORTEST and not has_han(words):
        return []
    hits = find(text, person=person, language=language, at=at, limit=limit)
    texts = ArticleText.objects.for_reader(person, language=language, at=at).light()
    best = {row.article_id: row for row in texts.filter(article__in=[h.article_id for h in hits])}
    found = [best[hit.article_id] for hit in hits if hit.article_id in best]
    last = words.split()[-1]
    if len(found) < limit and (len(last) >= SHORTEST or has_han(last)):
        begun = texts.filter(title__iregex=_begins(last))
        others = begun.exclude(article__in=list(best)).in_reading_order()
        found += others[: limit - len(found)]
    return found


def _begins(word: str) -> str:
    """Return the expression of PostgreSQL for a title in which a word begins with ``word``."""
    return re.escape(word) if has_han(word) else rf"\m{re.escape(word)}"
