"""Talks with the assistant, to read: which there were, what was said, and why."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import ArticleText
from knowledge_base.assistant import teaching
from knowledge_base.assistant.corrections import Correction
from knowledge_base.assistant.models import REASONS, Dialogue, Turn
from knowledge_base.assistant.replies import Reason, ReplyKind
from tickets.admin.desk.doors import DeskRequest, desk, for_editors, page
from tickets.admin.desk.paging import page_number, read_page
from tickets.conversation.talks import Handover
from tickets.insight.talks import Asked, Ended, for_list, found, visible_talks
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Category

TEACHES = "knowledge_base.add_examplequestion"
KINDS: dict[str, Any] = {
    ReplyKind.ANSWER: gettext_lazy("Answer from an article"),
    ReplyKind.LOOKUP: gettext_lazy("Looked up"),
    ReplyKind.QUESTION: gettext_lazy("Question back"),
    ReplyKind.HAND_OFF: gettext_lazy("Handed to a person"),
    ReplyKind.TALK: gettext_lazy("A short word"),
    ReplyKind.SILENT: gettext_lazy("Silent: a person answers"),
}
HEARD: dict[str, Any] = {
    "person": gettext_lazy("wants a person"),
    "callback": gettext_lazy("wants to be called"),
    "security": gettext_lazy("an account in danger"),
    "anger": gettext_lazy("anger"),
    "money": gettext_lazy("a decision on money"),
    "problem": gettext_lazy("something wrong with what was bought"),
    "not_it": gettext_lazy("that was not it"),
    "who_are_you": gettext_lazy("who answers here"),
    "small_talk": gettext_lazy("small talk"),
    "thanks": gettext_lazy("thanks"),
    "greeting": gettext_lazy("a greeting"),
    "progress": gettext_lazy("where an order is"),
    "shipping": gettext_lazy("whether it has shipped"),
    "return": gettext_lazy("until when it can be returned"),
    "address": gettext_lazy("another address"),
    "cancel": gettext_lazy("cancelling an order"),
    "item": gettext_lazy("how an item stands"),
    "payout": gettext_lazy("when a payout comes"),
    "hold": gettext_lazy("why a payout is held"),
}
LOOKED: dict[str, Any] = {
    "chosen": gettext_lazy("found"),
    "several": gettext_lazy("several may be meant"),
    "nottheirs": gettext_lazy("the number is not theirs"),
    "nothing": gettext_lazy("they have nothing of the kind"),
}
LEVELS: dict[str, Any] = {
    "urgent": pgettext_lazy("level", "urgent"),
    "high": pgettext_lazy("level", "high"),
    "routine": pgettext_lazy("level", "routine"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that came near, with its address where it still stands on the site."""

    title: str
    score: int
    url: str


@dataclass(frozen=True, slots=True)
class Why:
    """What led to a reply, in words."""

    matter: str
    level: str
    answered: bool
    heard: list[tuple[Any, str]]
    looked: str
    found: Any
    thing: str
    has_articles: bool
    percent: int
    threshold: int
    taught: bool
    near: list[Candidate]
    reason: Any


@dataclass(frozen=True, slots=True)
class Row:
    """One turn of a talk as it is read."""

    turn: Turn
    kind: Any
    why: Why
    correction: Correction | None
    right: str
    """The title of the article that was said to answer."""
    is_teachable: bool


class AskedForm(forms.Form):
    """Which talks; what means nothing is left out."""

    ended = forms.ChoiceField(choices=Ended.choices, required=False)
    language = forms.ChoiceField(choices=Language.choices, required=False)
    reason = forms.ChoiceField(
        choices=[(one.value, words) for one, words in REASONS.items()], required=False
    )
    unhelpful = forms.BooleanField(required=False)
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.is_valid()

    @property
    def wanted(self) -> Asked:
        clean = self.cleaned_data
        return Asked(
            clean.get("ended") or "",
            clean.get("language") or "",
            clean.get("reason") or "",
            bool(clean.get("unhelpful")),
            clean.get("day"),
            timezone.get_current_timezone(),
        )


@desk
@for_editors
@require_GET
def talk_list(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show the talks, the latest first: the same few queries, however many there are."""
    at = timezone.now()
    asked = AskedForm(request.GET).wanted
    open_for = dt.timedelta(hours=DeskSettings.current().talk_hours)
    talks = found(visible_talks(by), asked, at=at, open_for=open_for)
    listed = read_page(for_list(talks), page_number(request.GET.get("page", "")))
    context = {
        "asked": asked,
        "ends": Ended.choices,
        "languages": Language.choices,
        "reasons": [(one.value, words) for one, words in REASONS.items()],
        "listed": listed,
        "rows": [(talk, ended_of(talk, at, open_for)) for talk in listed.rows],
        "now": at,
        "here": "talks",
    }
    status = 404 if listed.beyond_the_end else 200
    title = _("Talks with the assistant")
    return page(request, "admin/desk/talks/list.html", context, title=title, status=status)


@desk
@for_editors
@require_GET
def talk_page(request: DeskRequest, by: Actor, talk_id: uuid.UUID) -> HttpResponse:
    """Show one talk, each reply with why."""
    at = timezone.now()
    talk = visible_talks(by).select_related("person").get(pk=talk_id)
    open_for = dt.timedelta(hours=DeskSettings.current().talk_hours)
    filed = Handover.objects.of(talk).filed().newest_first()
    tickets = Ticket.objects.visible_to(by).filter(pk__in=filed.order_by().values("ticket"))
    context = {
        "talk": talk,
        "ended": ended_of(talk, at, open_for),
        "tickets": tickets.select_related("category"),
        "rows": rows_of(talk),
        "may_teach": may_teach(request, by),
        "now": at,
        "here": "talks",
    }
    title = _("Talk with the assistant")
    return page(request, "admin/desk/talks/talk.html", context, title=title)


def may_teach(request: DeskRequest, by: Actor) -> bool:
    """Whether the reader says what is right: who works at the desk, who writes the help centre."""
    return by.may.works or (by.agent_id is None and request.user.has_perm(TEACHES))


def ended_of(talk: Dialogue, at: dt.datetime, open_for: dt.timedelta) -> Ended:
    """Return how ``talk`` ended, as the filter has it."""
    if talk.handed_off_for:
        return Ended.HANDED_OVER
    is_open = talk.ended_at is None and talk.last_at > at - open_for
    return Ended.OPEN if is_open else Ended.CONTAINED


def rows_of(talk: Dialogue) -> list[Row]:
    """Return the turns of ``talk`` in words. Five queries."""
    standing = Prefetch(
        "corrections", Correction.objects.standing().select_related("by", "right"), to_attr="said"
    )
    turns = list(talk.turns.order_by("number").prefetch_related(standing))
    whys = explained([turn.because for turn in turns], language=talk.language)
    said = [turn.said[0] if turn.said else None for turn in turns]
    named = {one.right.slug for one in said if one and one.right}
    titles = _texts(named, talk.language)
    return [
        Row(
            turn,
            KINDS.get(turn.kind, turn.kind),
            why,
            one,
            titles[one.right.slug].title if one and one.right and one.right.slug in titles else "",
            teaching.is_teachable(turn),
        )
        for turn, why, one in zip(turns, whys, said, strict=True)
    ]


def explained(becauses: Sequence[Mapping[str, Any]], *, language: str) -> list[Why]:
    """Return what is stored of several replies in words. Two queries for all."""
    slugs = {one["slug"] for because in becauses for one in _articles(because).get("near", ())}
    texts = _texts(slugs, language)
    keys = {because.get("matter", {}).get("key", "") for because in becauses}
    names = {one.key: str(one) for one in Category.objects.filter(key__in=keys)}
    return [_why(because, texts, names) for because in becauses]


def _texts(slugs: Iterable[str], language: str) -> dict[str, ArticleText]:
    texts = ArticleText.objects.filter(article__slug__in=slugs).in_language(language)
    return {text.article.slug: text for text in texts.light().select_related("article")}


def _articles(because: Mapping[str, Any]) -> Mapping[str, Any]:
    articles: Mapping[str, Any] = because.get("articles", {})
    return articles


def _why(
    because: Mapping[str, Any], texts: Mapping[str, ArticleText], names: Mapping[str, str]
) -> Why:
    matter, looked = because.get("matter", {}), because.get("looked", {})
    articles = _articles(because)
    key, reason = str(matter.get("key", "")), because.get("reason")
    return Why(
        matter=names.get(key, key),
        level=LEVELS.get(matter.get("level", ""), ""),
        answered=bool(matter.get("answered", True)),
        heard=[
            (HEARD.get(one["what"], one["what"]), one["words"]) for one in because.get("heard", ())
        ],
        looked=HEARD.get(looked.get("topic", ""), ""),
        found=LOOKED.get(looked.get("found", ""), ""),
        thing=str(looked.get("thing", "")),
        has_articles=bool(articles),
        percent=round(100 * articles.get("confidence", 0)),
        threshold=round(100 * articles.get("threshold", 0)),
        taught=bool(articles.get("taught")),
        near=[_candidate(one, texts) for one in articles.get("near", ())],
        reason=REASONS[Reason(reason)] if reason in set(Reason) else "",
    )


def _candidate(one: Mapping[str, Any], texts: Mapping[str, ArticleText]) -> Candidate:
    text = texts.get(one["slug"])
    url = reverse("admin:knowledge_base_article_change", args=[text.article_id]) if text else ""
    return Candidate(text.title if text else one["slug"], round(100 * one["score"]), url)
