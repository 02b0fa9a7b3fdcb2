"""Exceptions of the desk as problem documents: one table, each mapped once."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tickets.actions.ask_evidence import EvidenceRefused
from tickets.actions.assign import NotAnAgent, NothingToTake
from tickets.actions.book_callback import CallbackRefused
from tickets.actions.escalate import EscalationRefused
from tickets.actions.follow_up import FollowUpRefused
from tickets.actions.merge import MergeRefused
from tickets.actions.open import GuestLimitReached, GuestRefused
from tickets.actions.promise_plan import PlanRefused
from tickets.actions.receive import TicketIsDone
from tickets.actions.reclassify import ReclassifyRefused
from tickets.actions.split import SplitRefused
from tickets.actions.take_callback import CallRefused
from tickets.api.callbacks import refusal_of
from tickets.api.events import TooManyStreams
from tickets.api.versions import Changed
from tickets.channels.files.tus import TusRefused
from tickets.conversation.files.models import Upload
from tickets.conversation.files.refusals import FilesRefused
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.actors import OnlyReads
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.routing.callbacks.models import Callback
from tickets.satisfaction.models import Review
from tickets.satisfaction.reviews import ReviewRefused
from tickets.satisfaction.surveys import InviteRefused, RatingRefused
from tickets.sla.policies import NoPolicy
from tickets.staff.capacity import AgentIsFull
from tickets.triage.templates import AnswersRefused

log = structlog.get_logger(__name__)

Mapped = tuple[int, str, str, Mapping[str, Any]]
FieldError = dict[str, str]


def problem_for(exc: Exception) -> Mapped | None:
    """Return status, title, detail and further members for ``exc``; None when it is not ours."""
    for kind in type(exc).__mro__:
        if kind in PROBLEMS:
            return PROBLEMS[kind](exc)
    return None


def _conflict(code: str, **members: Callable[[Any], str]) -> Callable[[Any], Mapped]:
    """Return a map to 409: right in itself, but not as things stand."""

    def mapped(exc: Any) -> Mapped:
        told = {name: read(exc) for name, read in members.items()}
        return 409, "", str(exc), {"code": code, **told}

    return mapped


def _not_there(exc: Exception) -> Mapped:
    """Not visible, unknown, used and expired all look like this."""
    return 404, "", _("There is nothing at this address."), {}


def _invalid(errors: list[FieldError]) -> Mapped:
    return 400, "", _("The request has errors."), {"errors": errors}


def _field(name: str, detail: str, code: str = "invalid") -> FieldError:
    """Return what is wrong with field ``name``, where a dot leads into a nested one."""
    pointer = "#/" + name.replace(".", "/") if name else "#"
    return {"pointer": pointer, "field": name, "detail": detail, "code": code}


def _answers(exc: AnswersRefused) -> Mapped:
    return _invalid([_field(f"answers.{key}", why) for key, why in exc.errors.items()])


def _files(exc: FilesRefused) -> Mapped:
    return _invalid([_field("files", f"{exc.name}: {exc.why}" if exc.name else exc.why, exc.code)])


def _rating(exc: RatingRefused) -> Mapped:
    if exc.code in {"score", "comment", "reasons"}:
        return _invalid([_field(exc.code, exc.why)])
    return _conflict(exc.code)(exc)


def _reclassify(exc: ReclassifyRefused) -> Mapped:
    return _invalid([_field(exc.field, exc.why)]) if exc.field else _conflict("not_changed")(exc)


def _joining(exc: MergeRefused | SplitRefused) -> Mapped:
    if exc.field:
        return _invalid([_field(exc.field, exc.why, exc.code)])
    return _conflict(exc.code)(exc)


def _evidence(exc: EvidenceRefused) -> Mapped:
    return _invalid([_field(exc.field, exc.why)]) if exc.field else _conflict("not_asked")(exc)


def _full(exc: AgentIsFull) -> Mapped:
    detail = _("You hold as many tickets as fit. Solve one, or put one back, first.")
    return 409, "", detail, {"code": "agent_is_full"}


def _no_policy(exc: NoPolicy) -> Mapped:
    # The words of the exception are for who sets the desk up, not for the customer.
    log.error("api.no_policy", reason=str(exc))
    detail = _("The desk cannot take this at the moment. Nothing was saved.")
    return 503, "", detail, {"code": "no_policy"}


def _values(exc: ValidationError) -> Mapped:
    fields = exc.error_dict if hasattr(exc, "error_dict") else {"": exc.error_list}
    return _invalid(
        [
            _field(name, message, error.code or "invalid")
            for name, errors in fields.items()
            for error in errors
            for message in error.messages
        ]
    )


def _streams(exc: TooManyStreams) -> Mapped:
    detail = _("You have as many streams open as one may. Close one, or listen to all in one.")
    return 429, "", detail, {"code": "too_many_streams"}


def _callback(exc: CallbackRefused) -> Mapped:
    """Beside its field where it belongs to one; the slots that are free come with it."""
    free = refusal_of(exc)
    if exc.field:
        status, title, detail, members = _invalid([_field(exc.field, exc.why, exc.code)])
        return status, title, detail, {**members, **free}
    return 409, "", exc.why, {"code": exc.code, **free}


def _escalation(exc: EscalationRefused) -> Mapped:
    if exc.field:
        return _invalid([_field(exc.field, exc.why, exc.code)])
    return 409, "", exc.why, {"code": exc.code}


PROBLEMS: dict[type, Callable[[Any], Mapped]] = {
    # What was sent is wrong.
    ValidationError: _values,
    TextRefused: lambda exc: _invalid([_field("body", exc.why, exc.code)]),
    AnswersRefused: _answers,
    GuestRefused: lambda exc: _invalid([_field("guest.email", exc.why)]),
    GuestLimitReached: lambda exc: (429, "", exc.why, {"code": "guest_limit"}),
    RatingRefused: _rating,
    FilesRefused: _files,
    CallbackRefused: _callback,
    EscalationRefused: _escalation,
    TusRefused: lambda exc: (exc.status, "", exc.why, {"code": exc.code}),
    # It cannot be done now.
    ReclassifyRefused: _reclassify,
    EvidenceRefused: _evidence,
    MergeRefused: _joining,
    SplitRefused: _joining,
    MoveRefused: _conflict(
        "move_refused", move=lambda exc: exc.move.value, state=lambda exc: exc.state.value
    ),
    TicketIsDone: _conflict("ticket_is_done"),
    ReviewRefused: _conflict("review_refused"),
    NothingToTake: _conflict("nothing_to_take"),
    AgentIsFull: _full,
    NoPolicy: _no_policy,
    FollowUpRefused: _conflict("not_over"),
    PlanRefused: _conflict("plan_refused"),
    CallRefused: _conflict("call_refused"),
    Changed: lambda exc: (
        412,
        "",
        _("The request changed since you read it."),
        {"code": "changed"},
    ),
    TooManyStreams: _streams,
    # Not by this person, or not there.
    OnlyReads: lambda exc: (403, "", exc.why, {"code": "only_reads"}),
    NotAnAgent: lambda exc: (403, "", _("Only agents can do this."), {"code": "not_an_agent"}),
    Ticket.DoesNotExist: _not_there,
    Upload.DoesNotExist: _not_there,
    Callback.DoesNotExist: _not_there,
    Review.DoesNotExist: _not_there,
    InviteRefused: _not_there,
}
