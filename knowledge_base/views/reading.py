"""What every help page does: it speaks its language, and reads as its reader may."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac

from knowledge_base.addresses import language_here
from knowledge_base.articles.models import ArticleText, ArticleTextQuerySet

View = Callable[..., Any]

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
PREVIEW = "preview"
"""The word in an address by which an editor reads what is not on the site."""


def in_its_language(view: View) -> View:
    """Show the page in the language of its address, where that names one: menus and all.

    The language middleware puts the reader's own back when the answer is made.
    """

    @wraps(view)
    def shown(request: HttpRequest, *, language: str | None = None, **blanks: str) -> HttpResponse:
        if language is not None:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return view(request, **blanks)

    return shown


def revalidated(view: View) -> View:
    """Let a browser that has the page already be told so: a weak ETag for who is not logged in.

    Of the page's bytes without the form tokens, which differ each time and stay valid as long as
    the secret in the reader's cookie, which is therefore part of it.
    """

    @wraps(view)
    def shown(request: HttpRequest, **blanks: str) -> HttpResponseBase:
        response = view(request, **blanks)
        if request.user.is_authenticated or response.status_code != 200:
            return response
        secret = str(request.META.get("CSRF_COOKIE", ""))
        words = _TOKEN.sub(b"", response.content) + secret.encode()
        digest = salted_hmac("knowledge_base.etag", words, algorithm="sha256").hexdigest()
        etag = f'W/"{digest[:32]}"'
        response.headers["ETag"] = etag
        return get_conditional_response(request, etag, response=response) or response

    return shown


def texts_for(request: HttpRequest) -> ArticleTextQuerySet:
    """Return what the reader may read here and now, each article once."""
    return ArticleText.objects.for_reader(request.user, language=language_here(), at=timezone.now())


def drafts_for(request: HttpRequest) -> ArticleTextQuerySet:
    """Return every text in the page's language, on the site or not. Only for editors."""
    return (
        ArticleText.objects.visible_to(request.user)
        .in_language(language_here(), drafts=True)
        .select_related("article__section")
    )


def is_preview(request: HttpRequest) -> bool:
    """Tell whether an editor asks for an article as it would be, not as it is."""
    return PREVIEW in request.GET and request.user.has_perm("knowledge_base.change_article")


def article_before(request: HttpRequest) -> str | None:
    """Return the slug of the article whose link the reader followed; None if it was none."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
        match = resolve(before.path)
    except (ValueError, Resolver404):
        return None
    if before.netloc != request.get_host():
        return None
    return match.kwargs["slug"] if match.view_name == "help:article" else None
