"""Registry of the app's models: Django looks here; nobody inside imports it."""

from knowledge_base.articles.history import ArticleEvent, ArticleRevision
from knowledge_base.articles.models import Article, ArticleText, Section
from knowledge_base.articles.neighbours import FormerSlug, RelatedArticle
from knowledge_base.assistant.corrections import Correction
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.feedback.models import ReadNext, SearchMiss, Vote
from knowledge_base.proposals.models import ArticleProposal
from knowledge_base.search.models import ArticleUse, ExampleQuestion, SearchVersion, Synonym

__all__ = [
    "Article",
    "ArticleEvent",
    "ArticleProposal",
    "ArticleRevision",
    "ArticleText",
    "ArticleUse",
    "Correction",
    "Dialogue",
    "ExampleQuestion",
    "FormerSlug",
    "ReadNext",
    "RelatedArticle",
    "SearchMiss",
    "SearchVersion",
    "Section",
    "Synonym",
    "Turn",
    "Vote",
]
