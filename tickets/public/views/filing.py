"""A customer asks: what it is about, the questions, the receipt."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consignment import dossier
from consignment.languages import supported
from consignment.models import User
from knowledge_base.search.finding import find
from tickets.actions.open import GuestRefused, open_ticket
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.choices import Channel
from tickets.public import access, matters, own, presenting
from tickets.public.forms import RequestForm
from tickets.public.limits import guest_may
from tickets.public.once import SentBefore, once
from tickets.public.refusals import words_of
from tickets.sla.policies import NoPolicy
from tickets.triage.models import Category, FieldKind
from tickets.triage.templates import FIND, AnswersRefused

ARTICLES = 3


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Step 1: what is it about?"""
    return _choose(request)


@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: HttpRequest, key: str) -> HttpResponse:
    """Step 2: the questions of the category, and the message."""
    category = Category.objects.offered().with_template().filter(key=key).first()
    if category is None:
        # An old link, or a matter that is no longer offered: there is something to choose from.
        return _choose(request, not_found=True, status=404)
    person = request.user if isinstance(request.user, User) else None
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        category=category,
        person=person,
        own=_own_things(person, category),
    )
    if not form.is_bound:
        return _ask(request, form)
    if not form.is_valid():
        return _ask(request, form, status=422)
    if person is None and not guest_may(request):
        form.add_error(None, _("That is a lot for one hour. Log in, or try again later."))
        return _ask(request, form, status=429)
    try:
        ticket_id = once(request, form.key, content=form.content, make=lambda: _file(form))
    except (TextRefused, AnswersRefused, GuestRefused) as refusal:
        form.refuse(refusal)
        return _ask(request, form, status=422)
    except NoPolicy as refusal:
        form.add_error(None, words_of(refusal))
        return _ask(request, form, status=503)
    except SentBefore as before:
        form.renew()
        return _ask(request, form, status=422, sent_before=before.made)
    if person is None:
        access.has_filed(request, ticket_id, at=timezone.now())
    return redirect("public:receipt", ticket_id)


@require_safe
@access.private_page
@access.for_readers
def receipt(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Say the number, the promise and what happens next."""
    now = timezone.now()
    actor = access.filer_for(request, ticket_id, at=now)
    ticket = access.ticket_or_404(actor, ticket_id)
    context = {
        "ticket": presenting.head_of(ticket),
        "banner": presenting.banner_of(ticket, at=now),
        "email": ticket.customer_email,
        "is_guest": ticket.requester_id is None,
    }
    return render(request, "public/receipt.html", context)


def _file(form: RequestForm) -> uuid.UUID:
    ticket = open_ticket(
        category=form.category,
        body=form.cleaned_data["body"],
        subject=form.cleaned_data["subject"],
        answers=form.answers,
        customer=form.customer,
        channel=Channel.SITE,
        language=supported(get_language()),
        at=timezone.now(),
    )
    return ticket.id


def _choose(request: HttpRequest, *, not_found: bool = False, status: int = 200) -> HttpResponse:
    context = {
        "groups": matters.groups_for(request.user, Category.objects.offered()),
        "not_found": not_found,
    }
    return render(request, "public/new.html", context, status=status)


def _ask(
    request: HttpRequest,
    form: RequestForm,
    *,
    status: int = 200,
    sent_before: uuid.UUID | None = None,
) -> HttpResponse:
    now, category = timezone.now(), form.category
    hits = find(
        f"{category.name} {category.hint}",
        person=request.user,
        language=supported(get_language()),
        at=now,
        limit=ARTICLES,
    )
    context = {
        "category": category,
        "form": form,
        "promised_at": matters.promised_by(category, at=now),
        "articles": hits,
        "sent_before": sent_before,
    }
    return render(request, "public/new_request.html", context, status=status)


def _own_things(person: User | None, category: Category) -> own.Choosable:
    """Return what ``person`` can choose from, if the category asks for a thing at all."""
    asks = any(FieldKind(question.kind) in FIND for question in category.fields.all())
    if person is None or not asks:
        return {}
    return own.choosable(dossier.dossier_of(person, at=timezone.now()))
