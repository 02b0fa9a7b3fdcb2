"""What an agent picks and puts into a reply: canned replies and articles of the help centre."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consignment.languages import ENGLISH, supported
from knowledge_base.addresses import NAMES
from knowledge_base.articles.choices import Language
from knowledge_base.search.finding import find
from tickets.actions.use_canned import fill, use_canned
from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.conversation import linked_articles
from tickets.conversation.canned import CannedReply
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a picker; ``text`` is HTML. ``note`` says in which language it is, where not in
    the customer's.
    """

    key: str
    title: str
    text: SafeString
    mark: str = ""
    note: str = ""


@desk
@require_GET
def canned_replies(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show the canned replies that fit what was typed, filled for this ticket."""
    ticket, at, asked = visible_ticket(by, ticket_id), timezone.now(), request.GET.get("q", "")
    found = CannedReply.objects.visible_to(by).active().matching(asked)
    replies = list(found.best_first(category_id=ticket.category_id, asked=asked)[:SHOWN])
    choices = [
        Choice(
            key=str(reply.id),
            title=str(reply.title),
            # Cutting HTML short escapes it anew, what is no HTML a second time.
            text=escape(text),
            mark=_("Mine") if reply.owner_id else "",
            note=_other_language(ticket) if reply.is_fallback(ticket.language) else "",
        )
        for reply, text in zip(replies, fill(replies, ticket, by=by, at=at), strict=True)
    ]
    return _choices(request, ticket, choices, asked=asked, use="admin:desk_canned_use")


@desk
@require_POST
def canned_reply(
    request: DeskRequest, by: Actor, ticket_id: uuid.UUID, canned_id: int
) -> HttpResponse:
    """Hand out one canned reply for this ticket, and count that it was used."""
    ticket = visible_ticket(by, ticket_id)
    mine = CannedReply.objects.visible_to(by).active()
    reply = get_object_or_404(mine, id=canned_id)
    return JsonResponse({"text": use_canned(reply, ticket, by=by, at=timezone.now())})


@desk
@require_GET
def articles(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show the articles that answer what was typed and that this customer may read.

    Without words: those that answer what the ticket says.
    """
    ticket, at, asked = visible_ticket(by, ticket_id), timezone.now(), request.GET.get("q", "")
    hits = find(
        asked.strip() or ticket.subject,
        person=ticket.requester,
        language=ticket.language,
        at=at,
        limit=SHOWN // 2,
    )
    choices = [
        Choice(
            key=str(hit.article_id),
            title=hit.title,
            text=hit.snippet,
            note=_("Only in %(language)s") % {"language": NAMES[Language(hit.language)]}
            if hit.is_fallback
            else "",
        )
        for hit in hits
    ]
    return _choices(request, ticket, choices, asked=asked, use="admin:desk_article")


@desk
@require_GET
def article(
    request: DeskRequest, by: Actor, ticket_id: uuid.UUID, article_id: uuid.UUID
) -> HttpResponse:
    """Hand out title and link of one article, in the language that the customer will read."""
    ticket, at = visible_ticket(by, ticket_id), timezone.now()
    text = linked_articles.readable(ticket, at=at).filter(article=article_id).first()
    if text is None:
        raise Http404
    url = linked_articles.url_of(text.article.slug, text.language)
    return JsonResponse({"text": f"{text.title}\n{url}"})


def _choices(
    request: DeskRequest, ticket: Ticket, choices: list[Choice], *, asked: str, use: str
) -> HttpResponse:
    context = {"ticket": ticket, "choices": choices, "asked": asked, "use": use}
    return render(request, "admin/desk/ticket/choices.html", context)


def _other_language(ticket: Ticket) -> str:
    other = Language.CHINESE if supported(ticket.language) == ENGLISH else Language.ENGLISH
    return _("Only in %(language)s") % {"language": NAMES[other]}
