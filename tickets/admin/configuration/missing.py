"""The page "Is anything missing?": what of the configuration would leave a ticket waiting."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.admin.configuration import staffing
from tickets.admin.configuration.covering import kinds_of, unreached
from tickets.admin.configuration.doors import configuring, frame
from tickets.routing.models import Queue
from tickets.sla.coverage import gaps
from tickets.sla.models import Calendar, Policy
from tickets.staff.models import Skill
from tickets.triage.models import Category


@configuring
@require_GET
def missing(request: HttpRequest, known: set[str]) -> HttpResponse:
    """Show what is missing, each with what it means; of what the reader may see."""
    all_of = staffing.staff()
    found: list[str] = []
    if Category._meta.label in known:
        warnings = staffing.warnings(
            all_of, skills=Skill.objects.order_by("name"), queues=Queue.objects.all()
        )
        found += [one.text for one in warnings]
    if Policy._meta.label in known:
        found += _of_policies()
    context = {"found": found}
    template = "admin/configuration/missing.html"
    return frame(request, template, context, title=_("Is anything missing?"))


def _of_policies() -> list[str]:
    policies = list(Policy.objects.active().select_related("category", "calendar"))
    kinds = kinds_of(policies, Category.objects.all())
    found = [
        _("Policy “%(name)s”: %(why)s") % {"name": one.policy, "why": one.why}
        for one in unreached(policies, kinds)
    ]
    if gaps(policies, kinds):
        found.append(_("Some tickets fit no policy, and cannot be taken: see the policies."))
    year = timezone.localdate().year
    closed = Calendar.objects.filter(always_open=False, policies__active=True)
    for calendar in closed.exclude(holidays__date__year=year).distinct():
        text = _("Calendar “%(name)s”: no holiday of %(year)d stands in it.")
        found.append(text % {"name": calendar, "year": year})
    return found
