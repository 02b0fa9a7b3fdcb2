"""Open tickets under changed policies: how many it would be, asked before saving, and how far it is
come after.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from tickets.actions import retarget_open
from tickets.admin.configuration.doors import configuring, frame
from tickets.admin.rough import number
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla.coverage import Case
from tickets.sla.models import Calendar, Policy, RetargetRun
from tickets.sla.touching import open_kinds, touched

NEW, OPEN = "new", "open"
SHOWN = 30


class ReachField(forms.ChoiceField):
    """Whether a change holds for new tickets only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("The change holds for"),
            choices=[
                (NEW, gettext_lazy("new tickets only")),
                (OPEN, gettext_lazy("open ones too")),
            ],
            initial=NEW,
            required=False,
            widget=forms.RadioSelect,
            help_text=gettext_lazy(
                "Open ones are put under it in the background, without losing what was used up. A "
                "time that a customer was told stays where the new one would be later."
            ),
            **kwargs,
        )


def active_policies() -> list[Policy]:
    return list(Policy.objects.active().select_related("category"))


def begin(
    request: HttpRequest,
    *,
    reason: str,
    before: Sequence[Policy],
    concerns: Callable[[Policy], bool],
) -> None:
    """Let the open tickets follow what was just saved, and say so with the way to its progress."""
    kinds = touched(open_kinds(), before=before, after=active_policies(), concerns=concerns)
    by: Any = request.user
    run = retarget_open.start(kinds, reason=reason, by=by, at=timezone.now())
    if run is None:
        messages.info(request, _("No open ticket falls under it."))
        return
    said = ngettext(
        "%(n)d open ticket follows in the background.",
        "%(n)d open tickets follow in the background.",
        run.total,
    ) % {"n": run.total}
    link = '{} <a href="{}">{}</a>'
    messages.info(request, format_html(link, said, reverse("admin:desk_retargets"), _("See it")))


@configuring
@require_POST
def policy_touches(request: HttpRequest, known: set[str]) -> HttpResponse:
    """Say how many open tickets the policy concerns as it is typed, before it is saved."""
    if Policy._meta.label not in known:
        raise PermissionDenied
    policy_id = number(request.GET.get("policy", "")) or 0
    before = active_policies()
    typed = _typed(request.POST, policy_id)
    others = [policy for policy in before if policy.pk != policy_id]
    after = [*others, typed] if typed.active else others
    kinds = touched(
        open_kinds(), before=before, after=after, concerns=lambda one: one.pk == typed.pk
    )
    return _said(request, kinds)


@configuring
@require_GET
def calendar_touches(request: HttpRequest, known: set[str], calendar_id: int) -> HttpResponse:
    """Say how many open tickets are measured by the calendar."""
    if Calendar._meta.label not in known:
        raise PermissionDenied
    policies = active_policies()
    kinds = touched(
        open_kinds(),
        before=policies,
        after=policies,
        concerns=lambda one: one.calendar_id == calendar_id,
    )
    return _said(request, kinds)


def _typed(data: Mapping[str, Any], policy_id: int) -> Policy:
    """Return the policy as far as its form says which tickets it fits; what is rough, is blank."""
    known = {"tier": Tier, "urgency": Urgency, "channel": Channel, "lane": Lane}
    matchers = {
        name: data.get(name, "") if data.get(name) in choices.values else ""
        for name, choices in known.items()
    }
    return Policy(
        pk=policy_id or -1,
        category_id=number(data.get("category", "")),
        active=bool(data.get("active")),
        **matchers,
    )


def _said(request: HttpRequest, kinds: Mapping[Case, int]) -> HttpResponse:
    return render(request, "admin/configuration/touches.html", {"count": sum(kinds.values())})


@configuring
@require_GET
def retargets(request: HttpRequest, known: set[str]) -> HttpResponse:
    """Show what is put under changed policies, and what was, the newest first."""
    if Policy._meta.label not in known:
        raise PermissionDenied
    runs = list(RetargetRun.objects.select_related("asked_by").order_by("-asked_at")[:SHOWN])
    template = "admin/configuration/retargets/page.html"
    return frame(request, template, {"runs": runs}, title=_("Open tickets that follow"))


@configuring
@require_GET
def retarget(request: HttpRequest, known: set[str], run_id: uuid.UUID) -> HttpResponse:
    """Show how far one is come."""
    if Policy._meta.label not in known:
        raise PermissionDenied
    run = RetargetRun.objects.select_related("asked_by").filter(pk=run_id).first()
    if run is None:
        raise Http404
    context = {"run": run, "now": timezone.now()}
    return render(request, "admin/configuration/retargets/run.html", context)


@configuring
@require_POST
def cancel_retarget(request: HttpRequest, known: set[str], run_id: uuid.UUID) -> HttpResponse:
    """Stop one: what follows already stays so."""
    if not request.user.has_perm("tickets.change_policy"):
        raise PermissionDenied
    try:
        retarget_open.cancel(run_id, at=timezone.now())
    except RetargetRun.DoesNotExist as missing:
        raise Http404 from missing
    return redirect("admin:desk_retargets")
