"""Search, and what is suggested while somebody types."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from knowledge_base.addresses import Address, Place, language_here
from knowledge_base.articles.choices import Language
from knowledge_base.asking import ask
from knowledge_base.search.near import Near, near
from knowledge_base.search.questions import MAX_CHARACTERS
from knowledge_base.search.suggesting import suggest
from knowledge_base.views.reading import in_its_language, texts_for

HITS = 20
SUGGESTIONS = 6


@require_safe
@in_its_language
def search(request: HttpRequest) -> HttpResponse:
    """Show what answers; when nothing does, what comes near and the ways on."""
    words, at = _words(request), timezone.now()
    person, language = request.user, language_here()
    hits = ask(words, person=person, language=language, at=at, limit=HITS) if words else []
    is_in_vain = bool(words) and not hits
    context = {
        "words": words,
        "hits": hits,
        "near": near(words, person=person, language=language, at=at) if is_in_vain else Near(),
        "shelves": texts_for(request).light().first_of_each_section(1).in_reading_order()
        if is_in_vain
        else [],
        "place": Place(
            Address("search"),
            language,
            Language.values,
            may_be_found=False,
            query=f"?{urlencode({'q': words})}" if words else "",
        ),
    }
    return render(request, "knowledge_base/search.html", context)


@require_safe
@in_its_language
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return articles for words that are still being typed, as JSON; counts nothing."""
    found = suggest(
        _words(request),
        person=request.user,
        language=language_here(),
        at=timezone.now(),
        limit=SUGGESTIONS,
    )
    shown = [
        {"title": text.title, "url": text.get_absolute_url(), "lang": text.html_lang}
        for text in found
    ]
    return JsonResponse({"suggestions": shown})


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:MAX_CHARACTERS]
