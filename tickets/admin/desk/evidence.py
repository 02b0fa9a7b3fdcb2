"""Asking the customer for pictures or papers, from the page of a ticket."""

import uuid

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.actions.ask_evidence import EvidenceRefused, ask_evidence, extend_evidence
from tickets.admin.desk.doors import DeskRequest, desk
from tickets.admin.desk.refusals import Refused, refusal
from tickets.admin.desk.ticket import MOVE, Draft, done, refused
from tickets.lifecycle.actors import Actor

EVIDENCE = "evidence"
MOST_DIGITS = 5


@desk
@require_POST
def ask(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Ask for what is needed, with the time that was chosen; or add that time (``more``)."""
    typed = request.POST.get("text", "").replace("\r\n", "\n")
    hours = request.POST.get("hours", "")
    try:
        if hours and not (hours.isdecimal() and len(hours) < MOST_DIGITS):
            raise EvidenceRefused(_("Choose how long the customer has."))
        asked = int(hours) if hours else None
        if "more" in request.POST:
            extend_evidence(ticket_id, by=by, reason=typed, hours=asked, at=timezone.now())
        else:
            ask_evidence(ticket_id, by=by, body=typed, hours=asked, at=timezone.now())
    except Refused as error:
        return refused(request, by, ticket_id, Draft(MOVE, typed, EVIDENCE, refusal(error)))
    return done(request, by, ticket_id, Draft(MOVE))
