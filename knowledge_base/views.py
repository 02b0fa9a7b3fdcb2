"""The help pages. What a reader may not see answers like what is not there."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from consignment.languages import supported
from knowledge_base.articles.models import ArticleText, ArticleTextQuerySet, Section
from knowledge_base.asking import ask
from knowledge_base.feedback import recording
from knowledge_base.feedback.models import Vote
from knowledge_base.forms import VoteForm
from knowledge_base.search.questions import MAX_CHARACTERS

SHOWN_PER_SECTION = 5
PER_PAGE = 20
HITS = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    shelves: dict[Section, list[ArticleText]] = {}
    for text in _texts(request).first_of_each_section(SHOWN_PER_SECTION).in_reading_order():
        shelves.setdefault(text.article.section, []).append(text)
    return render(request, "knowledge_base/home.html", {"shelves": list(shelves.items())})


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    texts = _texts(request).filter(article__section__slug=slug).in_reading_order()
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404
    context = {"section": page.object_list[0].article.section, "page": page}
    return render(request, "knowledge_base/section.html", context)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    return _article_page(request, _text_or_404(request, slug))


@require_POST
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    text = _text_or_404(request, slug)
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _article_page(request, text, form=form, status=422)
    if not request.user.is_authenticated and request.session.session_key is None:
        request.session.create()
    recording.vote(
        text.article,
        voter=recording.voter(person=request.user, session_key=request.session.session_key),
        helped=form.cleaned_data["helped"],
        reason=form.cleaned_data["reason"],
        language=text.language,
        at=timezone.now(),
    )
    return redirect(f"{text.get_absolute_url()}#helped")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:MAX_CHARACTERS]
    hits = (
        ask(words, person=request.user, language=_language(), at=timezone.now(), limit=HITS)
        if words
        else []
    )
    return render(request, "knowledge_base/search.html", {"words": words, "hits": hits})


def _language() -> str:
    return supported(get_language())


def _texts(request: HttpRequest) -> ArticleTextQuerySet:
    return ArticleText.objects.for_reader(
        request.user, language=_language(), at=timezone.now()
    ).light()


def _text_or_404(request: HttpRequest, slug: str) -> ArticleText:
    texts = ArticleText.objects.for_reader(request.user, language=_language(), at=timezone.now())
    return get_object_or_404(texts.defer("body", "plain", "search"), article__slug=slug)


def _article_page(
    request: HttpRequest, text: ArticleText, *, form: VoteForm | None = None, status: int = 200
) -> HttpResponse:
    beside = _texts(request).filter(article__section=text.article.section_id)
    context = {
        "text": text,
        "section": text.article.section,
        "beside": beside.exclude(pk=text.pk).in_reading_order()[:SHOWN_PER_SECTION],
        "vote": _vote_of_reader(request, text),
        "form": form or VoteForm(),
    }
    return render(request, "knowledge_base/article.html", context, status=status)


def _vote_of_reader(request: HttpRequest, text: ArticleText) -> Vote | None:
    session_key = request.session.session_key
    if not request.user.is_authenticated and session_key is None:
        return None
    voter = recording.voter(person=request.user, session_key=session_key)
    return Vote.objects.filter(article=text.article_id, voter=voter).first()
