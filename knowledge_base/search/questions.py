"""What a question asks for, in the words that the index holds."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.articles.indexing import words
from knowledge_base.language.segmenting import has_han, normalise
from knowledge_base.language.stopwords import without_asking

MAX_CHARACTERS = 200
"""What is read of a question; the rest is left unread."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in one language. ``terms`` are lexemes of that language's configuration."""

    language: Language
    terms: tuple[str, ...]

    def query(self, term: str) -> SearchQuery:
        """Return the query for ``term``. A single Han character finds the words it begins."""
        quoted = "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
        prefix = ":*" if len(term) == 1 and has_han(term) else ""
        # "simple": a stem must not be stemmed again ("raise" is "rais", which would become "rai").
        return SearchQuery(quoted + prefix, config="simple", search_type="raw")

    def any_term(self) -> SearchQuery:
        """Return the query for any of the terms."""
        first, *others = [self.query(term) for term in self.terms]
        for other in others:
            first |= other
        return first


def questions(text: str) -> list[Question]:
    """Return what ``text`` asks for in each language that it has words of; one query.

    Where nothing but words of asking stands, those are looked for.
    """
    normalised = normalise(text[:MAX_CHARACTERS])
    asked = without_asking(normalised) or normalised
    prepared = {language: words(asked, language) for language in Language}
    columns = ", ".join(["tsvector_to_array(to_tsvector(%s::regconfig, %s))"] * len(prepared))
    parameters = [
        value
        for language, words_ in prepared.items()
        for value in (LANGUAGES[language].search_config, words_)
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", parameters)
        row = cursor.fetchone()
    return [
        Question(language, tuple(terms))
        for language, terms in zip(prepared, row, strict=True)
        if terms
    ]
