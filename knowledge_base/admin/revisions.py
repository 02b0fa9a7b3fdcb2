"""The revisions of an article: what changed from one to another, and the way back."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consignment.models import User
from knowledge_base.admin.writing import changes
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.articles.history import ArticleRevision
from knowledge_base.articles.models import Article

View = Callable[..., HttpResponse]
SHOWN = 100
"""Revisions of one language in the list; older ones have their address still."""


def page_of(model_admin: Any) -> View:
    """Return the view that lists and compares, for the articles of ``model_admin``."""

    @require_safe
    def revisions(request: HttpRequest, object_id: str) -> HttpResponse:
        article = _article(model_admin, request, object_id)
        language = _language(request, article)
        rows = list(
            ArticleRevision.objects.filter(text__article=article, text__language=language)
            .select_related("by")
            .defer("body")[:SHOWN]
        )
        new = _chosen(request, "new", article, language) or _whole(rows, 0)
        old = _chosen(request, "old", article, language) or _before(new, rows)
        context = {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": _("Revisions"),
            "article": article,
            "language": language,
            "languages": Language.choices,
            "html_lang": LANGUAGES[Language(language)].html_tag,
            "rows": rows,
            "newest": rows[0] if rows else None,
            "old": old,
            "new": new,
            "changes": changes(publishing.words_of(old), publishing.words_of(new))
            if old and new
            else [],
            "may_restore": model_admin.has_change_permission(request, article),
        }
        return TemplateResponse(request, "knowledge_base/admin/revisions.html", context)

    return revisions


def restoring_of(model_admin: Any) -> View:
    """Return the view that brings words back, for the articles of ``model_admin``."""

    @require_POST
    def restore(request: HttpRequest, object_id: str) -> HttpResponse:
        article = _article(model_admin, request, object_id)
        if not model_admin.has_change_permission(request, article):
            raise PermissionDenied
        revision = _revision(request.POST.get("revision"), article)
        if revision is None:
            raise Http404
        publishing.restore(revision, by=cast(User, request.user), at=timezone.now())
        model_admin.log_change(request, article, _("Brought back older words."))
        messages.success(request, _("The older words stand again, as a new revision."))
        address = reverse("admin:knowledge_base_article_revisions", args=[article.pk])
        return HttpResponseRedirect(f"{address}?language={revision.text.language}")

    return restore


def _article(model_admin: Any, request: HttpRequest, object_id: str) -> Article:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    article: Article | None = model_admin.get_object(request, object_id)
    if article is None:
        raise Http404
    return article


def _language(request: HttpRequest, article: Article) -> str:
    asked = request.GET.get("language")
    return asked if asked in Language.values else article.original_language


def _chosen(
    request: HttpRequest, name: str, article: Article, language: str
) -> ArticleRevision | None:
    revision = _revision(request.GET.get(name), article)
    return revision if revision and revision.text.language == language else None


def _revision(number: str | None, article: Article) -> ArticleRevision | None:
    if number is None or not number.isdecimal() or len(number) > 18:
        return None
    revisions = ArticleRevision.objects.select_related("text__article", "by")
    return revisions.filter(text__article=article, pk=int(number)).first()


def _whole(rows: list[ArticleRevision], place: int) -> ArticleRevision | None:
    return rows[place] if place < len(rows) else None


def _before(new: ArticleRevision | None, rows: list[ArticleRevision]) -> ArticleRevision | None:
    """Return the revision that ``new`` came after, else itself: the first has none."""
    if new is None:
        return None
    return next((row for row in rows if row.pk < new.pk), new)
