"""How words become what PostgreSQL looks up; articles and questions take the same way.

English goes through a table of irregular forms and the stemmer of the server. Chinese is cut into
bigrams here and goes through the configuration ``simple``, so that no extension is needed.
"""

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.db.models.expressions import Combinable

from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.language.segmenting import normalise, segments
from knowledge_base.language.wordforms import base_forms

# The letters of PostgreSQL, A weighing most; ``search/finding.py`` says how much each weighs.
TITLE, SUMMARY, BODY = "A", "B", "C"


def words(text: str, language: str) -> str:
    """Return ``text`` as the configuration of ``language`` wants it: words with spaces between."""
    if LANGUAGES[Language(language)].written_with_spaces:
        return base_forms(normalise(text))
    return " ".join(segments(text))


def vector(*, title: str, summary: str, keywords: str, plain: str, language: str) -> Combinable:
    """Return the expression of the search vector; keywords count like the summary."""
    config = LANGUAGES[Language(language)].search_config

    def part(text: str, weight: str) -> SearchVector:
        return SearchVector(Value(words(text, language)), config=config, weight=weight)

    return part(title, TITLE) + part(f"{summary} {keywords}", SUMMARY) + part(plain, BODY)
