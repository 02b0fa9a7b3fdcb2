"""What the first question of a fresh process would wait for: models, articles, words."""

import datetime as dt
import itertools

from django.utils import translation

from knowledge_base.articles.choices import AUDIENCES, Audience, Language
from knowledge_base.assistant import alike, turns
from knowledge_base.search.index import index_for
from tickets.triage.matters import limits, matter_of

QUESTIONS = {
    Language.ENGLISH: "How much commission do you take?",
    Language.CHINESE: "寄售要收多少佣金？",
}
SEARCH = ""
"""The search of the help centre reads both languages at once."""
OF_A_ROLE = [audience.value for audience, facts in AUDIENCES.items() if facts.role]


def warm(*, at: dt.datetime) -> None:
    """Read what the assistant answers from, in both languages, for guests and for customers.

    What every text needs comes first. Nothing is said to anybody and nothing is stored.
    """
    public = frozenset({Audience.PUBLIC.value})
    for question in QUESTIONS.values():
        matter_of(question)
    for language in (*QUESTIONS, SEARCH):
        index_for(public, at=at, language=language)
    for question in QUESTIONS.values():
        alike.nearest(question)
    for language, question in QUESTIONS.items():
        index_for(public, at=at, language=language).settle()
        with translation.override(language):
            turns.try_out(
                question,
                person=None,
                language=language,
                matter=matter_of(question),
                limits=limits(),
                at=at,
            )
    for count in range(1, len(OF_A_ROLE) + 1):
        for roles in itertools.combinations(OF_A_ROLE, count):
            own = frozenset({Audience.PUBLIC.value, *roles})
            for language in QUESTIONS:
                index_for(own, at=at, language=language).settle()
