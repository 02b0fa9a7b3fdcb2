"""What every search box does: find, and note what was looked for in vain."""

from datetime import datetime

from knowledge_base.articles.models import Reader
from knowledge_base.feedback.recording import record_miss
from knowledge_base.search.finding import Hit, find


def ask(text: str, *, person: Reader, language: str, at: datetime, limit: int) -> list[Hit]:
    """Return the articles that answer ``text``, best first, as ``find`` does.

    When there are none, the words are counted among the searches without result.
    """
    hits = find(text, person=person, language=language, at=at, limit=limit)
    if not hits:
        record_miss(text, language=language, at=at)
    return hits
