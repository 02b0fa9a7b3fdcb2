"""What is asked in vain, as proposals to whoever writes the help centre; each is decided here."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consignment.languages import supported
from consignment.models import User
from knowledge_base.articles.models import Article, ArticleText
from knowledge_base.proposals import deciding
from knowledge_base.proposals.models import ArticleProposal, ProposalState
from knowledge_base.search.finding import find
from tickets.admin.desk.doors import DeskRequest, desk, for_editors, page
from tickets.admin.desk.paging import page_number, read_page
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings

BEGIN, REJECT = "begin", "reject"
DECIDES = "knowledge_base.add_article"
DECIDED = "decided"
MOST_FOUND = 8
LONGEST_WHY = 300
REFUSED = 422


@dataclass(frozen=True, slots=True)
class Offered:
    """An article to choose; ``is_nearest``: what came nearest when the questions were counted."""

    slug: str
    title: str
    summary: str
    is_nearest: bool


@desk
@for_editors
@require_GET
def proposal_list(request: DeskRequest, by: Actor) -> HttpResponse:
    """List what waits to be decided, the most asked first, or what was decided."""
    folder = DECIDED if request.GET.get("view") == DECIDED else ProposalState.OPEN.value
    proposals = ArticleProposal.objects.all()
    rows = proposals.decided() if folder == DECIDED else proposals.undecided()
    rows = rows.select_related("decided_by")
    listed = read_page(rows, page_number(request.GET.get("page", "")))
    titles = _titles(one for row in listed.rows for one in (row.nearest_id, row.article_id))
    newest = proposals.order_by("-reckoned_at").first()
    context = {
        "listed": listed,
        "rows": [
            (row, titles.get(row.nearest_id, ""), titles.get(row.article_id, ""))
            for row in listed.rows
        ],
        "folder": folder,
        "number_open": proposals.undecided().count(),
        "days": DeskSettings.current().proposal_days,
        "reckoned_at": newest and newest.reckoned_at,
        "here": "proposals",
    }
    status = 404 if listed.beyond_the_end else 200
    title = _("Proposed articles")
    return page(request, "admin/desk/proposals/list.html", context, title=title, status=status)


@desk
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_page(request: DeskRequest, by: Actor, proposal_id: int) -> HttpResponse:
    """Show one proposal with what was asked, and keep what is decided."""
    proposal = ArticleProposal.objects.select_related("nearest", "decided_by").get(pk=proposal_id)
    if request.method != "POST":
        return _page(request, proposal)
    if not request.user.has_perm(DECIDES):
        raise PermissionDenied(_("Who writes the help centre decides this."))
    if "reopen" in request.POST:
        deciding.reopen(proposal_id)
        return redirect("admin:desk_proposal", proposal_id)
    try:
        return _decided(request, proposal)
    except deciding.AlreadyDecided:
        proposal.refresh_from_db()
        return _page(request, proposal, why=_("Somebody was quicker: it is decided."))
    except deciding.NoSection:
        return _page(request, proposal, why=_("Make a section of the help centre first."))


def _decided(request: DeskRequest, proposal: ArticleProposal) -> HttpResponse:
    """Keep the decision that was sent. Raises AlreadyDecided, NoSection."""
    said, by, at = request.POST.get("decision", ""), _person(request), timezone.now()
    if said == BEGIN:
        article = deciding.begin_article(proposal.pk, by=by, at=at)
        messages.success(request, _("The draft is begun. Write the answer and publish it."))
        return redirect("admin:knowledge_base_article_change", article.pk)
    if said == REJECT:
        why = " ".join(request.POST.get("why", "").split())[:LONGEST_WHY]
        deciding.reject(proposal.pk, why, by=by, at=at)
        messages.success(
            request, _("It is put aside, and comes back when it is asked twice as often.")
        )
        return redirect("admin:desk_proposals")
    named = Article.objects.published(at).filter(slug=said).first()
    if named is None:
        return _page(request, proposal, why=_("Choose what is to become of it."))
    deciding.name_article(proposal.pk, named, by=by, at=at)
    messages.success(request, _("Whoever asks this finds the article from now on."))
    return redirect("admin:desk_proposals")


def _page(request: DeskRequest, proposal: ArticleProposal, *, why: str = "") -> HttpResponse:
    fields = request.POST if request.method == "POST" else request.GET
    wanted = fields.get("q", "").strip()
    is_open = proposal.state == ProposalState.OPEN
    may_decide = request.user.has_perm(DECIDES)
    context: dict[str, Any] = {
        "proposal": proposal,
        "is_open": is_open,
        "may_decide": may_decide,
        "may_reopen": may_decide and proposal.state == ProposalState.REJECTED,
        "article_title": _titles([proposal.article_id]).get(proposal.article_id, ""),
        "offered": _offered(request, proposal, wanted, timezone.now()) if is_open else [],
        "wanted": wanted,
        "chosen": fields.get("decision", ""),
        "begin": BEGIN,
        "reject": REJECT,
        "reason": fields.get("why", ""),
        "longest": LONGEST_WHY,
        "days": DeskSettings.current().proposal_days,
        "why": why,
        "here": "proposals",
    }
    status = REFUSED if why else 200
    template = "admin/desk/proposals/page.html"
    return page(request, template, context, title=proposal.question, status=status)


def _offered(
    request: DeskRequest, proposal: ArticleProposal, wanted: str, at: dt.datetime
) -> list[Offered]:
    """Return the nearest article, and what is found by ``wanted`` words or by the question.

    In the reader's language: they know the help centre by its titles.
    """
    person, language = _person(request), supported(get_language())
    text = wanted or proposal.question
    hits = find(text, person=person, language=language, at=at, limit=MOST_FOUND)
    nearest = proposal.nearest.slug if proposal.nearest else ""
    slugs = list(dict.fromkeys([nearest, *(hit.slug for hit in hits)]))
    readable = ArticleText.objects.for_reader(person, language=language, at=at).light()
    texts = {one.article.slug: one for one in readable.filter(article__slug__in=slugs)}
    return [
        Offered(slug, texts[slug].title, texts[slug].summary, slug == nearest)
        for slug in slugs
        if slug in texts
    ]


def _titles(articles: Any) -> dict[Any, str]:
    """Return the titles of ``articles`` (ids, or None), in the reader's language where there is."""
    wanted = {article for article in articles if article is not None}
    texts = ArticleText.objects.filter(article__in=wanted)
    rows = texts.in_language(supported(get_language()), drafts=True)
    return dict(rows.values_list("article", "title"))


def _person(request: DeskRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # ``desk`` lets nobody else in
    return request.user
