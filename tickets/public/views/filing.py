"""Step 2 of a new request: the questions of a category, the message, files."""

import datetime as dt
import uuid
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consignment.languages import supported
from consignment.models import User
from knowledge_base.search.finding import Hit, find
from tickets.actions.advise import ARTICLES, Advice, advise
from tickets.actions.book_callback import CallbackRefused, Wanted
from tickets.actions.open import GuestLimitReached, GuestRefused, open_ticket
from tickets.conversation.drafts import READER, Draft, DraftRefused
from tickets.conversation.files.refusals import FilesRefused
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.choices import Channel
from tickets.public import access, clarifying, drafts, own
from tickets.public.calling import CALL, form_within, long_wait, offer_when_asking, within
from tickets.public.clarifying import Asking
from tickets.public.files import files_field
from tickets.public.forms import RequestForm
from tickets.public.forms.callback import CallbackForm
from tickets.public.forms.request import ANSWER
from tickets.public.limits import guest_may, suggestions_may
from tickets.public.once import SentBefore, once
from tickets.public.own import Choosable, OwnThing, as_own
from tickets.public.refusals import words_of
from tickets.public.views import choosing
from tickets.routing.callbacks.models import CallbackPlan
from tickets.sla.policies import NoPolicy
from tickets.triage.clarifying import Choice
from tickets.triage.models import Category, FieldKind
from tickets.triage.suggesting import Suggestion
from tickets.triage.templates import FIND, AnswersRefused, Thing

LOOKED_AT = 2_000
"""Characters of a message that is being written; what it is about stands at its beginning."""
WORTH_SAYING = 12
"""Characters of a message from which on it is said that it sounds like something else."""
CLEARLY = 2.0
"""How many times the score of the chosen matter another one needs for that."""


@dataclass
class Step:
    """One coming of a reader to the form of one category."""

    request: HttpRequest
    category: Category
    at: dt.datetime
    form: RequestForm
    draft: Draft | None
    own: Mapping[FieldKind, Choosable]
    can_call: bool = False
    call: CallbackForm | None = None
    about: Thing | None = None
    asking: Asking | None = None
    not_theirs: bool = False
    signed_out: bool = False
    sent_before: uuid.UUID | None = None
    text: str = ""
    subject: str = ""

    @property
    def person(self) -> User | None:
        return self.form.person

    @property
    def place(self) -> str:
        return f"new:{self.category.key}"

    def page(self, *, status: int = HTTPStatus.OK) -> HttpResponse:
        """Render the form with all that was typed."""
        advice = self.advice()
        # While nothing is written, what the matter itself is about may have been answered.
        articles = advice.articles if self.text.strip() else articles_on(self)
        context = {
            "category": self.category,
            "form": self.form,
            "place": self.place,
            "kept_at": self.draft.updated_at if self.draft else None,
            "reader": drafts.reader_of(self.request),
            "about": as_own(self.about, at=self.at) if self.about else None,
            "asking": self.asking,
            "choices": self.choices,
            "clarified": self.request.POST.get(clarifying.ANSWER, ""),
            "not_theirs": self.not_theirs,
            "signed_out": self.signed_out,
            "sent_before": self.sent_before,
            "fresh": self.form.is_bound,
            "articles": articles,
            "sounds_like": sounds_like(advice, self.category, self.text),
            "can_call": self.can_call,
            "call": self.call,
            "long_wait": self.long_wait,
            "promised_at": advice.promised_at,
            "opens_at": advice.opens_at,
        }
        return render(self.request, "public/new_request.html", context, status=status)

    @cached_property
    def long_wait(self) -> str:
        """How long an answer takes at the moment, where a call is offered since it is so long."""
        language = supported(get_language())
        plan = CallbackPlan.objects.for_language(language) if self.can_call else None
        return long_wait(plan, at=self.at) if plan else ""

    @property
    def choices(self) -> list[tuple[Choice, OwnThing | None]]:
        """The answers to the question that is asked back; the reader's own things as cards."""
        cards = {thing.number: thing for offered in self.own.values() for thing in offered.things}
        choices = self.asking.question.choices if self.asking else ()
        return [(choice, cards.get(choice.value)) for choice in choices]

    def advice(self) -> Advice:
        """Return what can be told of what was written so far."""
        return advise(
            text=self.text,
            person=self.request.user,
            category=self.category,
            answers=self.form.answers if self.form.is_bound else self.form.chosen,
            things=self.things,
            language=supported(get_language()),
            at=self.at,
        )

    @property
    def wanted_call(self) -> Wanted | None:
        return self.call.wanted if self.call and self.call.is_bound else None

    def refuse_call(self, refusal: CallbackRefused) -> None:
        """Say why the call cannot be booked; the request is sent with another time, or without."""
        if self.call is None:
            self.form.add_error(None, refusal.why)
        else:
            self.call.refuse(refusal)
        self.keep()

    @property
    def things(self) -> list[Thing]:
        """What it is about besides what the questions ask for."""
        return [self.about] if self.about else []

    def keep(self, *, place: str = "") -> None:
        """Keep what was sent as a draft: it may have to survive a log-in, or another matter."""
        try:
            drafts.keep(
                self.request,
                place or self.place,
                drafts.typed(self.request.POST, self.form.uploads_kept),
                at=self.at,
            )
        except DraftRefused:
            # Too long to be kept; the page that comes back holds it all the same.
            self.draft = None


@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the questions of the category; take what was written, or say what is left to do."""
    category = Category.objects.offered().with_template().filter(key=key).first()
    if category is None:
        # An old link, or a matter that is no longer offered: there is something to choose from.
        return choosing.choose(request, not_found=True, status=HTTPStatus.NOT_FOUND)
    step = _step(request, category)
    if request.method != "POST":
        return step.page()
    if going := request.POST.get("go", ""):
        return _go(step, going)
    made_for = request.POST.get(READER, "")
    if made_for and made_for != drafts.reader_of(request):
        step.keep()
        step.signed_out = True
        return step.page(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not (step.form.is_valid() & (step.call is None or step.call.is_valid())):
        step.keep()
        return step.page(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if step.asking is None and (question := step.advice().question):
        step.keep()
        step.asking = Asking(question, step.at)
        return step.page()
    if step.person is None and not guest_may(request):
        return _too_much(step)
    return _send(step)


@require_POST
def advice(request: HttpRequest, key: str) -> HttpResponse:
    """Return, while the message is being written, what may answer it: a piece of the page."""
    category = Category.objects.offered().with_template().filter(key=key).first()
    if category is None:
        raise Http404
    if not suggestions_may(request):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    text = request.POST.get("body", "")[:LOOKED_AT]
    advice = advise(
        text=text,
        person=request.user,
        category=category,
        language=supported(get_language()),
        at=timezone.now(),
    )
    context = {
        "articles": advice.articles,
        "sounds_like": sounds_like(advice, category, text),
    }
    return render(request, "public/parts/advice.html", context)


def sounds_like(advice: Advice, category: Category, text: str) -> Suggestion | None:
    """Return the matter that ``text`` clearly means, when that is not the chosen one."""
    best = next(iter(advice.categories), None)
    if best is None or best.category == category or len(text.strip()) < WORTH_SAYING:
        return None
    scores = {found.category.key: found.score for found in advice.categories}
    return best if best.score >= CLEARLY * scores.get(category.key, 0.0) else None


def articles_on(step: Step) -> tuple[Hit, ...]:
    """Return the articles on the matter as such."""
    hits = find(
        f"{step.category.name} {step.category.hint}",
        person=step.request.user,
        language=supported(get_language()),
        at=step.at,
        limit=ARTICLES,
    )
    return tuple(hits)


def _step(request: HttpRequest, category: Category) -> Step:
    now, sent = timezone.now(), request.method == "POST"
    person = request.user if isinstance(request.user, User) else None
    draft = None if sent else drafts.kept(request, f"new:{category.key}")
    typed = request.POST if sent else drafts.as_sent(draft.content if draft else {})
    kinds = {
        FieldKind(question.kind): ANSWER + question.key
        for question in category.fields.all()
        if FieldKind(question.kind) in FIND
    }
    chosen = {kind: typed.get(name, "") for kind, name in kinds.items()}
    kind, number = choosing.named(request.GET)
    if kind in kinds and not sent:
        chosen[kind] = number
    own_things = own.choosable(person, kinds, at=now, chosen=chosen) if person else {}
    form = RequestForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        category=category,
        person=person,
        own=own_things,
        files=files_field(request),
    )
    step = Step(request, category, now, form, draft, own_things)
    if kind in kinds and person:
        theirs = {thing.number for thing in own_things[kind].things}
        step.not_theirs = not sent and number not in theirs
        if number in theirs:
            form.initial[kinds[kind]] = number
    if draft:
        form.restore(draft.content)
    if person and (offer := offer_when_asking(request, at=now)):
        step.can_call = True
        if CALL in request.GET or within(typed):
            step.call = form_within(offer, person, typed=typed, sent=sent)
    step.asking = clarifying.unsealed(typed.get("asked", "")) if sent else None
    step.text = typed.get("body", "")
    step.about = _about(request, typed, person, asked=kinds)
    return step


def _about(
    request: HttpRequest, typed: QueryDict, person: User | None, *, asked: Container[FieldKind]
) -> Thing | None:
    """Return the reader's own thing that was chosen in step 1, if no question ``asked`` for it."""
    kind, number = choosing.named(request.GET)
    if kind is None:
        kind, number = choosing.named(typed)
    return FIND[kind](person, number) if person and kind and kind not in asked else None


def _go(step: Step, going: str) -> HttpResponse:
    """Keep what was typed and lead to where it is needed: another matter, the list, the log-in."""
    here = reverse("public:new_request", args=[step.category.key])
    if going == "sign-in":
        step.keep()
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}")
    if going == CALL:
        step.keep()
        return redirect(f"{here}?{urlencode({CALL: 1})}#call")
    if going == "choose":
        step.keep()
        return redirect("public:new")
    other = next((one for one in Category.objects.offered() if one.key == going), None)
    if other is None:
        raise Http404
    step.keep(place=f"new:{other.key}")
    if other != step.category:
        drafts.forget(step.request, step.place)
    there = reverse("public:new_request", args=[other.key])
    kind, number = choosing.named(step.request.POST)
    return redirect(f"{there}?{urlencode({kind.value: number})}" if kind else there)


def _send(step: Step) -> HttpResponse:
    """File what was written, once; or say why the desk cannot take it."""
    form, request = step.form, step.request
    if step.asking:
        step.subject = step.asking.answer(form, request.POST.get(clarifying.ANSWER, ""))
    try:
        content = {**form.content, "call": repr(step.wanted_call)}
        ticket_id = once(request, form.key, content=content, make=lambda: _file(step))
    except GuestLimitReached:
        return _too_much(step)
    except (TextRefused, AnswersRefused, GuestRefused, FilesRefused) as refusal:
        form.refuse(refusal)
        return step.page(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except CallbackRefused as refusal:
        step.refuse_call(refusal)
        return step.page(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except NoPolicy as refusal:
        form.add_error(None, words_of(refusal))
        step.keep()
        return step.page(status=HTTPStatus.SERVICE_UNAVAILABLE)
    except SentBefore as before:
        form.renew()
        step.sent_before = before.made
        return step.page(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    drafts.forget(request, step.place)
    if step.person is None:
        access.has_filed(request, ticket_id, at=step.at)
    return redirect("public:receipt", ticket_id)


def _file(step: Step) -> uuid.UUID:
    form, asking = step.form, step.asking
    ticket = open_ticket(
        category=form.category,
        body=form.cleaned_data["body"],
        subject=step.subject,
        answers=form.answers,
        about=step.things,
        customer=form.customer,
        channel=Channel.SITE,
        language=supported(get_language()),
        files=form.uploads,
        clarified_in=asking.taken(at=step.at) if asking else None,
        clarified=asking.question.key if asking else "",
        callback=step.wanted_call,
        at=step.at,
    )
    return ticket.id


def _too_much(step: Step) -> HttpResponse:
    """Say so in the same words whatever was too much, so that they tell nothing of an address."""
    step.form.add_error(None, _("That is a lot for one hour. Log in, or try again later."))
    step.keep()
    return step.page(status=HTTPStatus.TOO_MANY_REQUESTS)
