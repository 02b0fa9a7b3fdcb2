"""Home, sections and articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from knowledge_base import structured
from knowledge_base.addresses import Address, Place, language_here
from knowledge_base.articles.choices import Audience, Language
from knowledge_base.articles.models import Article, ArticleText, Section
from knowledge_base.articles.neighbours import FormerSlug
from knowledge_base.articles.relating import related_to
from knowledge_base.articles.rendering import Heading, headings_of
from knowledge_base.feedback import recording
from knowledge_base.feedback.models import Vote
from knowledge_base.feedback.reading import most_helpful
from knowledge_base.forms import VoteForm
from knowledge_base.views.reading import (
    article_before,
    drafts_for,
    in_its_language,
    is_preview,
    revalidated,
    texts_for,
)

SHOWN_PER_SECTION = 5
PER_PAGE = 20
RELATED = 4
MOST_HELPFUL = 4
CONTENTS_FROM = 4
"""A text with so many headings gets a table of contents."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A section on the home page with its first articles."""

    section: Section
    texts: Sequence[ArticleText]

    @property
    def number(self) -> int:
        return self.texts[0].in_section

    @property
    def has_more(self) -> bool:
        return self.number > len(self.texts)


@require_safe
@in_its_language
@revalidated
def home(request: HttpRequest) -> HttpResponse:
    """Show the search, then every section with its first articles."""
    shelves: dict[Section, list[ArticleText]] = {}
    texts = texts_for(request).light()
    for text in texts.first_of_each_section(SHOWN_PER_SECTION).in_reading_order():
        shelves.setdefault(text.article.section, []).append(text)
    place = Place(Address("home"), language_here(), Language.values)
    context = {
        "shelves": [Shelf(section, texts) for section, texts in shelves.items()],
        "most_helpful": most_helpful(texts, at=timezone.now(), limit=MOST_HELPFUL),
        "place": place,
        "data": structured.home(place),
    }
    return render(request, "knowledge_base/home.html", context)


@require_safe
@in_its_language
@revalidated
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles of a section, in pages."""
    texts = texts_for(request).light().filter(article__section__slug=slug).in_reading_order()
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        moved = FormerSlug.objects.filter(slug=slug).select_related("section").first()
        if (
            moved
            and moved.section
            and texts_for(request).filter(article__section=moved.section).exists()
        ):
            return _moved(request, Address("section", moved.section.slug))
        raise Http404
    this = page.object_list[0].article.section
    is_public = any(text.article.audience == Audience.PUBLIC for text in page)
    place = Place(Address("section", this.slug), language_here(), Language.values, is_public)
    context = {
        "section": this,
        "page": page,
        "place": place,
        "data": structured.section(place, this),
    }
    return render(request, "knowledge_base/section.html", context)


@require_safe
@in_its_language
@revalidated
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article."""
    text = text_of(request, slug)
    if text is not None:
        came_from = article_before(request)
        if came_from and not is_preview(request):
            recording.record_read_next(came_from, text.article, at=timezone.now())
        return article_page(request, text)
    moved = FormerSlug.objects.filter(slug=slug).select_related("article").first()
    if moved and moved.article and text_of(request, moved.article.slug):
        return _moved(request, Address("article", moved.article.slug))
    raise Http404


def text_of(request: HttpRequest, slug: str) -> ArticleText | None:
    """Return the text that the reader may read at ``slug``, with its languages."""
    texts = drafts_for(request) if is_preview(request) else texts_for(request)
    found: ArticleText | None = (
        texts.with_languages().defer("body", "plain", "search").filter(article__slug=slug).first()
    )
    return found


def article_page(
    request: HttpRequest, text: ArticleText, *, form: VoteForm | None = None, status: int = 200
) -> HttpResponse:
    """Show ``text``, with what the reader sent about it when ``form`` says that it was wrong."""
    at, this = timezone.now(), text.article
    place = Place(
        Address("article", this.slug),
        language_here(),
        text.languages,
        may_be_found=not this.is_for_some and not is_preview(request),
    )
    related = list(
        related_to(this, person=request.user, language=language_here(), at=at, limit=RELATED)
    )
    context = {
        "text": text,
        "section": this.section,
        "contents": _contents(text),
        "related": related,
        "beside": [] if related else _beside(request, text),
        "standing": this.standing(at),
        "is_preview": is_preview(request),
        "vote": _vote_of_reader(request, this),
        "form": form or VoteForm(),
        "place": place,
        "data": structured.article(place, text),
    }
    return render(request, "knowledge_base/article.html", context, status=status)


def _contents(text: ArticleText) -> list[Heading]:
    headings = headings_of(text.html)
    return headings if len(headings) >= CONTENTS_FROM else []


def _beside(request: HttpRequest, text: ArticleText) -> list[ArticleText]:
    """Return what else stands in the section: for an article that nothing is like."""
    texts = texts_for(request).light().filter(article__section=text.article.section_id)
    return list(texts.exclude(pk=text.pk).in_reading_order()[:SHOWN_PER_SECTION])


def _vote_of_reader(request: HttpRequest, this: Article) -> Vote | None:
    session_key = request.session.session_key
    if not request.user.is_authenticated and session_key is None:
        return None
    voter = recording.voter(person=request.user, session_key=session_key)
    return Vote.objects.filter(article=this, voter=voter).first()


def _moved(request: HttpRequest, address: Address) -> HttpResponse:
    """Send on to the new address, in the language of the old one where that named one."""
    match = request.resolver_match
    language = match.kwargs.get("language") if match else None
    return redirect(address.path(language), permanent=True)
