"""Staff say what answers a question that the assistant was asked: the next who asks gets it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consignment.models import User
from knowledge_base.articles.models import Article, ArticleText
from knowledge_base.assistant import teaching
from knowledge_base.assistant.corrections import Correction
from knowledge_base.assistant.models import Turn
from knowledge_base.search.finding import find
from knowledge_base.search.models import MAX_EXAMPLE
from tickets.admin.desk.doors import DeskRequest, desk, for_editors, page
from tickets.admin.desk.talks import may_teach
from tickets.insight.talks import visible_talks
from tickets.lifecycle.actors import Actor

MOST_FOUND = 10
NO_ARTICLE = "none"
REFUSED = 422


@dataclass(frozen=True, slots=True)
class Offered:
    """An article to choose; ``is_given``: what the assistant gave, or what came nearest."""

    slug: str
    title: str
    summary: str
    is_given: bool


@desk
@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def teach(request: DeskRequest, by: Actor, talk_id: uuid.UUID, number: int) -> HttpResponse:
    """Ask which article answers the question of a turn, and keep what is said."""
    at = timezone.now()
    turn = _turn(request, by, talk_id, number)
    if request.method == "POST":
        return _taught(request, turn, at)
    return _page(request, turn, at)


@desk
@for_editors
@require_POST
def take_back(request: DeskRequest, by: Actor, talk_id: uuid.UUID, number: int) -> HttpResponse:
    """Take back what was said of a turn."""
    turn = _turn(request, by, talk_id, number)
    correction = Correction.objects.standing().filter(turn=turn).first()
    if correction is not None:
        teaching.undo(correction.pk, by=_person(request), at=timezone.now())
    return _back(turn)


def _turn(request: DeskRequest, by: Actor, talk_id: uuid.UUID, number: int) -> Turn:
    """Return the turn, of a talk that ``by`` may know of. Raises DoesNotExist, PermissionDenied."""
    talk = visible_talks(by).select_related("person").get(pk=talk_id)
    turn: Turn = talk.turns.get(number=number)
    turn.dialogue = talk
    if not may_teach(request, by):
        raise PermissionDenied(_("Who works at the desk or writes the help centre says this."))
    if not teaching.is_teachable(turn):
        raise Turn.DoesNotExist
    return turn


def _taught(request: DeskRequest, turn: Turn, at: dt.datetime) -> HttpResponse:
    said = request.POST.get("article", "")
    article = None
    if said != NO_ARTICLE:
        article = Article.objects.filter(slug=said).first()
        if article is None:
            return _page(request, turn, at, why=_("Choose an article, or that none answers it."))
    try:
        teaching.teach(
            turn.pk,
            article,
            question=request.POST.get("question", ""),
            by=_person(request),
            at=at,
        )
    except teaching.NotTeachable as refused:
        return _page(request, turn, at, why=refused.why)
    return _back(turn)


def _page(request: DeskRequest, turn: Turn, at: dt.datetime, *, why: str = "") -> HttpResponse:
    fields = request.POST if request.method == "POST" else request.GET
    wanted = fields.get("q", "").strip()
    question = " ".join(fields.get("question", turn.text).split())[:MAX_EXAMPLE]
    context = {
        "turn": turn,
        "talk": turn.dialogue,
        "offered": _offered(turn, wanted, at),
        "wanted": wanted,
        "question": question,
        "longest": MAX_EXAMPLE,
        "chosen": fields.get("article", ""),
        "none": NO_ARTICLE,
        "why": why,
        "here": "talks",
    }
    status = REFUSED if why else 200
    title = _("What answers this question?")
    return page(request, "admin/desk/talks/teach.html", context, title=title, status=status)


def _offered(turn: Turn, wanted: str, at: dt.datetime) -> list[Offered]:
    """Return what came near then, and what is found now, by ``wanted`` words or by the question.

    Only what the customer of the talk may read.
    """
    person, language = turn.dialogue.person, str(turn.because["articles"]["language"])
    near = [one["slug"] for one in turn.because["articles"]["near"]]
    text = wanted or turn.text
    hits = find(text, person=person, language=language, at=at, limit=MOST_FOUND) if text else []
    slugs = list(dict.fromkeys([*([] if wanted else near), *(hit.slug for hit in hits)]))
    readable = ArticleText.objects.for_reader(person, language=language, at=at).light()
    texts = {one.article.slug: one for one in readable.filter(article__slug__in=slugs)}
    given = teaching.nearest_of(turn)
    return [
        Offered(slug, texts[slug].title, texts[slug].summary, slug == given)
        for slug in slugs
        if slug in texts
    ]


def _person(request: DeskRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # ``desk`` lets nobody else in
    return request.user


def _back(turn: Turn) -> HttpResponse:
    answer = redirect("admin:desk_talk", turn.dialogue_id)
    answer["Location"] += f"#turn-{turn.number}"
    return answer
