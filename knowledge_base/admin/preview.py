"""Markdown as the site will show it: rendered and sanitised by what renders it when it is saved."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from knowledge_base.articles.choices import LANGUAGES, Language
from knowledge_base.articles.rendering import TextTooLongError, faults_of_images
from knowledge_base.articles.rendering import render as rendered

View = Callable[..., HttpResponse]


def of(model_admin: Any) -> View:
    """Return the view for the articles of ``model_admin``."""

    @require_POST
    def preview(request: HttpRequest) -> HttpResponse:
        if not (
            model_admin.has_change_permission(request) or model_admin.has_add_permission(request)
        ):
            raise PermissionDenied
        sent = request.POST
        language = sent.get("language")
        if language not in Language.values:
            language = Language.ENGLISH
        try:
            html, is_too_long = rendered(sent.get("body", "")).html, False
            faults = faults_of_images(sent.get("body", ""))
        except TextTooLongError:
            html, is_too_long, faults = "", True, []
        context = {
            "title": sent.get("title", ""),
            "summary": sent.get("summary", ""),
            "html": html,
            "is_too_long": is_too_long,
            "faults": faults,
            "html_lang": LANGUAGES[Language(language)].html_tag,
        }
        status = 422 if is_too_long else 200
        return render(request, "knowledge_base/admin/preview.html", context, status=status)

    return preview
