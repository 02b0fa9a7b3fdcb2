"""Plans for complex cases, from the page of a ticket."""

import uuid

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tickets.actions.promise_plan import PlanRefused
from tickets.admin.desk.doors import DeskRequest, desk
from tickets.admin.desk.plan_steps import STEPS
from tickets.admin.desk.refusals import Refused, refusal
from tickets.admin.desk.ticket import MOVE, Draft, ReasonForm, done, refused
from tickets.lifecycle.actors import Actor


@desk
@require_POST
def take_step(request: DeskRequest, by: Actor, ticket_id: uuid.UUID, step: str) -> HttpResponse:
    """Promise a plan, move it or give it, with the text that was asked for."""
    if step not in STEPS:
        raise Http404
    typed = request.POST.get("text", "").replace("\r\n", "\n")
    tried = f"plan_{step}"
    try:
        if not STEPS[step].long and not (form := ReasonForm({"reason": typed})).is_valid():
            raise PlanRefused(" ".join(map(str, form.errors["reason"])))
        STEPS[step].act(ticket_id, by, timezone.now(), typed)
    except Refused as error:
        return refused(request, by, ticket_id, Draft(MOVE, typed, tried, refusal(error)))
    return done(request, by, ticket_id, Draft(MOVE))
