"""Editors write here; every save goes through ``articles/publishing.py``.

articles     the page of an article and the list of them
forms        what that page sends: the article, its words in each language
revisions    compare two, bring one back
preview      Markdown as the site will show it
teaching     synonyms and example questions
records      sections; votes and searches in vain, which are only read
"""

from knowledge_base.admin.articles import ArticleAdmin
from knowledge_base.admin.records import RevisionAdmin, SearchMissAdmin, SectionAdmin, VoteAdmin
from knowledge_base.admin.teaching import ExampleQuestionAdmin, SynonymAdmin

__all__ = [
    "ArticleAdmin",
    "ExampleQuestionAdmin",
    "RevisionAdmin",
    "SearchMissAdmin",
    "SectionAdmin",
    "SynonymAdmin",
    "VoteAdmin",
]
