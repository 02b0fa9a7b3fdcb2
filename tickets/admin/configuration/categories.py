"""What the builder of a category's form asks while somebody builds."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tickets.admin.configuration.doors import configuring
from tickets.admin.who import who
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Category


@configuring
@require_GET
def question_used(request: HttpRequest, known: set[str], category_id: int) -> HttpResponse:
    """Say how many tickets have an answer to a question, before it is removed."""
    if Category._meta.label not in known:
        raise PermissionDenied
    category = get_object_or_404(Category, pk=category_id)
    key = request.GET.get("key", "")[:40]
    tickets = Ticket.objects.visible_to(who(request)).filter(category=category)
    count = tickets.filter(answers__contains=[{"key": key}]).count()
    said = ngettext(
        "Removed when you save. %(n)d ticket has an answer: it keeps it, with the words it was "
        "asked with.",
        "Removed when you save. %(n)d tickets have an answer: they keep it, with the words it was "
        "asked with.",
        count,
    )
    text = (
        said % {"n": count}
        if count
        else _("Removed when you save. No ticket that you may see has an answer.")
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
