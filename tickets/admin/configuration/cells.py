"""A cell of the matrix of policies, changed where it stands: of its policy, or for itself alone."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.admin.configuration.meeting import SEEN, met
from tickets.admin.configuration.promising import PromisingForm
from tickets.admin.fields import SpanField
from tickets.changes.reading import version_of
from tickets.changes.tracking import recorded
from tickets.sla.coverage import Case
from tickets.sla.models import Policy
from tickets.sla.own_policy import own_policy
from tickets.sla.policies import fits_in_words

CHANGE, OWN = "change", "own"


@dataclass(frozen=True, slots=True)
class Editor:
    """What a cell is changed by: its form, what of it is offered, and how far a change reaches."""

    form: "CellForm"
    policy: Policy | None
    seen: int | str
    elsewhere: int
    """Other cells of the matrix in which the same policy holds."""


class CellForm(PromisingForm):
    """Two times, and whether they are the policy's or this cell's alone."""

    first_response_within = SpanField(label=gettext_lazy("First response"), required=False)
    resolution_within = SpanField(label=gettext_lazy("Resolution"), required=False)
    what = forms.ChoiceField(label=gettext_lazy("For"), widget=forms.RadioSelect)

    class Meta:
        model = Policy
        fields = ("first_response_within", "resolution_within")


def form_of(request: HttpRequest, policy: Policy | None, case: Case, *, own: bool) -> CellForm:
    """Return the form of one cell, with what was sent when something was.

    Raises PermissionDenied for whoever may neither change a policy nor add one.
    """
    choices = []
    if policy and request.user.has_perm("tickets.change_policy"):
        words = _("all that “%(name)s” holds for: %(fits)s")
        choices.append((CHANGE, words % {"name": policy, "fits": fits_in_words(policy)}))
    if not own and request.user.has_perm("tickets.add_policy"):
        choices.append((OWN, str(_("just this one, by a policy of its own"))))
    if not choices:
        raise PermissionDenied
    given = request.POST if request.method == "POST" else None
    allowed = [value for value, _label in choices]
    asked = given.get("what") if given else None
    makes = asked == OWN if asked in allowed else not own and OWN in allowed
    instance = own_policy(policy, case) if makes else policy
    initial: dict[str, Any] = {"what": OWN if makes else CHANGE}
    if policy:
        initial |= {
            name: getattr(policy, name) for name in ("first_response_within", "resolution_within")
        }
    form = CellForm(given, instance=instance, initial=initial)
    what: Any = form.fields["what"]
    what.choices = choices
    return form


def seen_of(policy: Policy | None) -> int | str:
    """Return the version of the policy that a page shows."""
    return version_of(Policy._meta.label, policy.pk) if policy else ""


def save(request: HttpRequest, form: CellForm) -> bool:
    """Save what was sent, and say so; False when it is refused, with the reason in the form."""
    try:
        with recorded(user=request.user), transaction.atomic():
            if form.instance.pk and SEEN in request.POST and (words := met(request, form.instance)):
                form.add_error(None, words)
            if not form.is_valid():
                return False
            form.save()
    except IntegrityError:
        form.add_error(None, _("Another active policy fits exactly the same tickets."))
        return False
    messages.success(
        request, _("Saved. It holds for tickets from now on; open ones keep what was promised.")
    )
    return True
