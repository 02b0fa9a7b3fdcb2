"""What the assistant knew when it handed a talk over, and giving the talk back to it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge_base.assistant.models import REASONS
from knowledge_base.assistant.replies import Reason
from tickets.actions.give_back_talk import give_back_talk
from tickets.admin.desk.doors import DeskRequest, desk
from tickets.conversation.talks import Handover
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket


@dataclass(frozen=True, slots=True)
class HandedOver:
    """``said``: numbers that were said and not found to be theirs. ``silent``: a person has it."""

    why: Any
    tried: Sequence[str]
    own: Sequence[str]
    said: Sequence[str]
    silent: bool


def handed_over(ticket: Ticket) -> HandedOver | None:
    """Return what came with ``ticket`` from the assistant; no query where none had it."""
    if ticket.channel != Channel.CHAT:
        return None
    row = Handover.objects.filter(ticket=ticket).newest_first().select_related("dialogue").first()
    if row is None:
        return None
    facts = row.summary.get("facts", ())
    return HandedOver(
        why=REASONS[Reason(row.reason)],
        tried=row.summary.get("tried", ()),
        own=[number for _kind, number, own in facts if own],
        said=[number for _kind, number, own in facts if not own],
        silent=row.dialogue.is_silent,
    )


@desk
@require_POST
def give_back(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Let the assistant answer the customer again."""
    if give_back_talk(ticket_id, by=by, at=timezone.now()):
        messages.success(request, _("The assistant answers this customer again."))
    return redirect("admin:desk_ticket", ticket_id=ticket_id)
