"""Files of a ticket, for who of the staff may see it."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from tickets.admin.desk.doors import DeskRequest, desk
from tickets.channels.files import serving
from tickets.conversation.files.models import Attachment
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket


@desk
@require_GET
def ticket_file(
    request: DeskRequest, by: Actor, ticket_id: uuid.UUID, file_id: uuid.UUID
) -> HttpResponse:
    """Hand out a file, to be saved."""
    return serving.file_response(request, _file(by, ticket_id, file_id))


@desk
@require_GET
def ticket_file_preview(
    request: DeskRequest, by: Actor, ticket_id: uuid.UUID, file_id: uuid.UUID
) -> HttpResponse:
    """Show the preview of a picture."""
    return serving.preview_response(_file(by, ticket_id, file_id).preview_name)


def _file(by: Actor, ticket_id: uuid.UUID, file_id: uuid.UUID) -> Attachment:
    files = Attachment.objects.of(Ticket.objects.visible_to(by))
    return get_object_or_404(files, id=file_id, message__ticket_id=ticket_id)
