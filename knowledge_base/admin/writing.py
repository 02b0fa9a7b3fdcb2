"""The words of an article on the editor's page: a side for each language."""

from dataclasses import dataclass
from typing import Any

from knowledge_base.admin.forms import TextForm
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.articles.comparing import Piece, compare
from knowledge_base.articles.history import ArticleRevision
from knowledge_base.articles.models import Article, ArticleText
from knowledge_base.articles.publishing import Words


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one part of a text."""

    part: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Side:
    """One language on the page."""

    form: TextForm
    language: str
    name: str
    html_tag: str
    revision: ArticleRevision | None
    """The words as they were saved last."""
    is_older: bool
    """Whether it is a translation that lacks what the original says now."""
    since: list[Change]
    """What changed in the original since the translation covered it."""
    conflict: ArticleRevision | None
    theirs: list[Change]
    """What the other editor changed, where two wrote at once."""
    mine: list[Change]
    """What saving now would make of that."""


def sides_of(formset: Any, article: Article | None) -> list[Side]:
    """Return the sides, the original first."""
    forms = sorted(formset.forms, key=lambda form: (not form.is_original, form.language))
    return [_side(form, article) for form in forms]


def changes(old: Words, new: Words) -> list[Change]:
    """Return what makes ``new`` of ``old``, part by part; parts that are the same are left out."""
    parts = [
        Change(part, compare(getattr(old, part), getattr(new, part)))
        for part in ("title", "summary", "keywords", "body")
    ]
    return [change for change in parts if change.pieces]


def _side(form: TextForm, article: Article | None) -> Side:
    language = Language(form.language)
    conflict = form.conflict
    theirs, mine = [], []
    if conflict is not None:
        base = ArticleRevision.objects.filter(
            text=conflict.text_id, pk=form.cleaned_data["seen"]
        ).first()
        saved = publishing.words_of(conflict)
        theirs = changes(publishing.words_of(base), saved) if base else []
        mine = changes(saved, publishing.tidy(form.words()))
    is_older = form.is_outdated
    return Side(
        form=form,
        language=language.value,
        name=str(language.label),
        html_tag=LANGUAGES[language].html_tag,
        revision=form.newest,
        is_older=is_older,
        since=_since(form.instance) if is_older else [],
        conflict=conflict,
        theirs=theirs,
        mine=mine,
    )


def _since(translation: ArticleText) -> list[Change]:
    """Return what changed in the original since ``translation`` covered it."""
    newest = (
        ArticleRevision.objects.filter(
            text__article=translation.article,
            text__language=translation.article.original_language,
        )
        .order_by("-id")
        .first()
    )
    if newest is None or translation.covers is None:
        return []
    return changes(publishing.words_of(translation.covers), publishing.words_of(newest))
