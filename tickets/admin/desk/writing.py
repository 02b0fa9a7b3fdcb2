"""Writing on a ticket's page: replies and notes, what is on its way out, drafts."""

import datetime as dt
import json
import uuid
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consignment.ids import new_id
from tickets.actions.hold import Letter, hold
from tickets.actions.note import note
from tickets.actions.release import release
from tickets.actions.take_back import SentAlready, take_back
from tickets.admin.desk.composer import NOTE, REPLY, Fresh, files_of
from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.refusals import CONFLICT, UNPROCESSABLE, Refusal, Refused, refusal
from tickets.admin.desk.ticket import Draft, done, refused
from tickets.conversation import drafts
from tickets.conversation.crossing import Crossed
from tickets.conversation.drafts import Content, DraftIsNewer, DraftRefused
from tickets.conversation.held import Ending, HeldReply, HeldState
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings

KINDS = (REPLY, NOTE)
NOTHING = uuid.UUID(int=0)


@desk
@require_POST
def send_reply(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Write to the customer, and wait for their answer or resolve when that was asked for.

    With scripts the reply is held for some seconds; without them it goes out at once. When
    something was said that the agent has not read, they are asked first.
    """
    body, at = request.POST.get("body", ""), timezone.now()
    files, why = files_of(request)
    token = _as_id(request.POST.get("token")) or new_id()
    if why:
        fresh = Fresh(REPLY, body, files)
        return refused(request, by, ticket_id, _tried(fresh, Refusal(UNPROCESSABLE, why)))
    seconds = DeskSettings.current().undo_seconds if request.htmx else 0
    try:
        held = hold(
            ticket_id,
            _letter(request, body, files),
            by=by,
            at=at,
            held_id=token,
            wait=dt.timedelta(seconds=seconds),
        )
    except Crossed as crossed:
        why = _("Something new was said before you sent this. Read it, then send or go on writing.")
        fresh = Fresh(REPLY, body, files, crossed.messages, request.POST.get("then", ""))
        return refused(request, by, ticket_id, _tried(fresh, Refusal(CONFLICT, why)))
    except Refused as error:
        return refused(request, by, ticket_id, _tried(Fresh(REPLY, body, files), refusal(error)))
    words = _("Sent.") if held.state == HeldState.SENT else ""
    return done(request, by, ticket_id, Draft(REPLY, done=words, fresh=Fresh(REPLY)))


@desk
@require_POST
def save_note(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Leave a note for the staff."""
    body = request.POST.get("body", "")
    try:
        note(ticket_id, by=by, body=body, at=timezone.now())
    except Refused as error:
        return refused(request, by, ticket_id, _tried(Fresh(NOTE, body), refusal(error)))
    drafts.forget(_owner(by), drafts.desk_place(NOTE, ticket_id))
    return done(request, by, ticket_id, Draft(NOTE, done=_("Note saved."), fresh=Fresh(NOTE)))


@desk
@require_POST
def release_held(
    request: DeskRequest, by: Actor, ticket_id: uuid.UUID, held_id: uuid.UUID
) -> HttpResponse:
    """Send what is held: its countdown is over, or its author says so (``anyway``)."""
    visible_ticket(by, ticket_id)
    try:
        held = release(held_id, by=by, at=timezone.now(), anyway="anyway" in request.POST)
    except HeldReply.DoesNotExist as missing:
        raise Http404 from missing
    if held.state == HeldState.STOPPED:
        tried = Draft("held", refusal=Refusal(CONFLICT, held.why))
        return refused(request, by, ticket_id, tried)
    words = _("Sent.") if held.state == HeldState.SENT else ""
    return done(request, by, ticket_id, Draft("held", done=words))


@desk
@require_POST
def take_back_held(
    request: DeskRequest, by: Actor, ticket_id: uuid.UUID, held_id: uuid.UUID
) -> HttpResponse:
    """Undo: what is held goes back into the composer, before what was typed there since."""
    visible_ticket(by, ticket_id)
    files, _why = files_of(request)
    typed = request.POST.get("body", "")
    try:
        back = take_back(held_id, by=by, at=timezone.now(), typed=typed, files=files)
    except HeldReply.DoesNotExist as missing:
        raise Http404 from missing
    except SentAlready as late:
        tried = Draft("held", refusal=Refusal(CONFLICT, late.why))
        return refused(request, by, ticket_id, tried)
    except DraftRefused as long:
        return refused(
            request, by, ticket_id, Draft("held", refusal=Refusal(UNPROCESSABLE, long.why))
        )
    fresh = Fresh(REPLY, back.body, back.files, kept_at=back.kept_at)
    return done(request, by, ticket_id, Draft("back", text=back.body, fresh=fresh))


@desk
@require_http_methods(["PUT", "DELETE"])
def keep_draft(request: DeskRequest, by: Actor, ticket_id: uuid.UUID, kind: str) -> HttpResponse:
    """Keep or forget what is being written. Nobody else ever reads it.

    409 when another window kept something newer, which is sent along; 403 when the page was made
    for somebody else.
    """
    if kind not in KINDS:
        raise Http404
    place = drafts.desk_place(kind, visible_ticket(by, ticket_id).id)
    if request.method == "DELETE":
        drafts.forget(_owner(by), place)
        return JsonResponse({"at": None})
    sent = _sent(request)
    if sent is None:
        return JsonResponse({"detail": _("That is no draft.")}, status=HTTPStatus.BAD_REQUEST)
    content, since, reader = sent
    if reader != str(by.user_id):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    try:
        kept = drafts.keep_after(_owner(by), place, content, since=since, at=timezone.now())
    except DraftIsNewer as newer:
        return JsonResponse(_newer(newer.draft), status=CONFLICT)
    except DraftRefused as refusal_:
        return JsonResponse({"detail": refusal_.why}, status=UNPROCESSABLE)
    return JsonResponse({"at": kept.updated_at.isoformat()})


def _letter(request: HttpRequest, body: str, files: list[Any]) -> Letter:
    """Return what was sent. A form that does not say what was read asks for no check; one that
    names nothing that is there has read nothing.
    """
    seen = (_as_id(request.POST["seen"]) or NOTHING) if request.POST.get("seen") else None
    then = request.POST.get("anyway") or request.POST.get("then", "")
    ending = Ending(then) if then in Ending.values else Ending.NOTHING
    return Letter(body, ending, files, seen=seen, anyway="anyway" in request.POST)


def _newer(draft: drafts.Draft | None) -> dict[str, object]:
    """Say what another window kept; nothing when it was sent there or given up."""
    if draft is None:
        return {}
    return {"at": draft.updated_at.isoformat(), "body": draft.content.get("body", "")}


def _tried(fresh: Fresh, why: Refusal) -> Draft:
    return Draft(fresh.mode, fresh.text, refusal=why, fresh=fresh)


def _owner(by: Actor) -> drafts.Owner:
    return drafts.Owner(user_id=by.user_id)


def _sent(request: HttpRequest) -> tuple[Content, dt.datetime | None, str] | None:
    """Return content, since when and for whom, of the JSON that was sent; None for another."""
    try:
        told = json.loads(request.body)
        body, files = told["body"], told.get("files", [])
        since, reader = told.get("since") or "", told.get("reader", "")
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
    texts = [body, since, reader, *(files if isinstance(files, list) else [None])]
    if not all(isinstance(text, str) for text in texts):
        return None
    try:
        moment = parse_datetime(since) if since else None
    except ValueError:
        return None
    if since and moment is None:
        return None
    return {"body": body, "files": files}, moment, reader


def _as_id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
