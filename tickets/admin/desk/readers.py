"""Who else is on the ticket: a page says that it is open, and hears who else has it open."""

import uuid
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets import live
from tickets.admin.desk.doors import DeskRequest, desk, for_readers, visible_ticket
from tickets.conversation.visits import visited
from tickets.lifecycle.actors import Actor
from tickets.staff import readers
from tickets.staff.readers import Doing, Present

LEFT = "left"


@desk
@for_readers
@require_POST
def ticket_readers(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Keep that the agent looks at the ticket, and answer who else does.

    ``page`` is an id that the page made for itself, ``doing`` what is done on it, or that it is
    left; ``seen`` says that all that was said is seen. Others are told when that is news to them,
    and ask here who it is.
    """
    visible_ticket(by, ticket_id)
    at, doing = timezone.now(), request.POST.get("doing", "")
    try:
        page = uuid.UUID(request.POST.get("page", ""))
    except ValueError:
        return HttpResponse(_("The page has no id of its own."), status=422)
    if by.agent_id is None or doing not in {LEFT, *Doing.values}:
        return HttpResponse(_("Say whether you read, write or leave."), status=422)
    if doing == LEFT:
        if readers.left(agent_id=by.agent_id, page=page):
            live.tell_readers(ticket_id)
        return HttpResponse(status=204)
    if request.POST.get("seen") and by.user_id is not None:
        visited(ticket_id, user_id=by.user_id, at=at)
    if readers.seen(ticket_id, agent_id=by.agent_id, page=page, doing=Doing(doing), at=at):
        live.tell_readers(ticket_id)
    present = readers.others(ticket_id, agent_id=by.agent_id, at=at)
    return JsonResponse({"others": [_told(reader) for reader in present]})


def _told(reader: Present) -> dict[str, Any]:
    words = {
        Doing.READING: _("%(name)s is reading"),
        Doing.REPLYING: _("%(name)s is writing a reply"),
        Doing.NOTING: _("%(name)s is writing a note"),
    }
    return {
        "words": words[reader.doing] % {"name": reader.name},
        "writes": reader.doing is not Doing.READING,
        "left": round(reader.left.total_seconds() * 1_000),
    }
