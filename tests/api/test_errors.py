"""The table of exceptions: nothing of the desk's own reaches a caller as a fault of ours."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from rest_framework.test import APIClient

import tickets
from tests.api.calls import problem
from tickets.api.errors import PROBLEMS, problem_for
from tickets.api.events import TooManyStreams
from tickets.api.versions import Changed
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.reviews import ReviewRefused
from tickets.satisfaction.surveys import InviteRefused

# Exceptions that no call of the API can meet, each with who does.
ELSEWHERE = {
    "AlreadyPromised": "nobody: a mistake in the code",
    "LevelRefused": "the desk, where another level is decided",
    "WishRefused": "the desk, where what the product could do is decided",
    "BulkRefused": "the desk, where much is done at once",
    "CallRefused": "the desk, where calls are worked",
    "CalendarError": "the admin, where calendars and policies are edited",
    "ChangedSince": "the desk, where changes are undone",
    "CoachingRefused": "the desk, where coaching is kept",
    "Crossed": "the desk, where replies are held",
    "DeliveryError": "the outbox",
    "DraftIsNewer": "the desk, which keeps drafts of agents",
    "DraftRefused": "the site, which keeps drafts",
    "GuestLinkRefused": "the site, where guests follow their links",
    "HandOverRefused": "the desk, where tickets are handed over",
    "Impossible": "whoever checks the clocks",
    "LinkedAlready": "the desk, where things are linked",
    "NeverOpen": "whoever checks the clocks",
    "NoSuchChange": "the desk, where changes are undone",
    "NotTheirs": "the desk, where things are linked",
    "NumberRefused": "whoever asks for a call, which says it beside the field",
    "OffsetDiffers": "the door of uploads, which answers it by tus",
    "OutOfOrder": "nobody: machines whose clocks are far apart",
    "OutsideTransactionError": "nobody: a mistake in the code",
    "SentAlready": "the desk, where replies are taken back",
    "UndoRefused": "the desk, where changes are undone",
    "ViewRefused": "the desk, where views are kept",
    "_FiledMeanwhile": "the assistant's talks, which try again",
    "_GoesOn": "what customers write, which goes on in the ticket that was kept",
    "_Rehearsed": "nobody: it takes back what was tried",
}
# Doors beside this one: what they raise, they catch.
DOORS = ("admin", "channels", "management", "public", "tasks")


def import_all() -> None:
    for module in pkgutil.walk_packages(tickets.__path__, "tickets."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)


def own_exceptions(base: type[Exception] = Exception) -> Iterator[type[Exception]]:
    """Yield what the desk can raise of its own, without Django's of each model."""
    for exc in base.__subclasses__():
        app, _, module = exc.__module__.partition(".")
        if app == "tickets" and not module.startswith(DOORS) and "." not in exc.__qualname__:
            yield exc
        yield from own_exceptions(exc)


def test_every_exception_of_the_desk_is_mapped_or_named_here() -> None:
    import_all()

    for exc in own_exceptions():
        family = set(exc.__mro__)
        assert family & PROBLEMS.keys() or {e.__name__ for e in family} & ELSEWHERE.keys(), exc


def test_a_fault_that_is_not_the_desks_stays_a_fault() -> None:
    assert problem_for(ZeroDivisionError()) is None


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        (ReviewRefused("This review is closed."), 409, "review_refused"),
        (InviteRefused(), 404, None),
        (Changed('"now"'), 412, "changed"),
        (TooManyStreams(), 429, "too_many_streams"),
        (Ticket.DoesNotExist(), 404, None),
    ],
)
def test_what_no_route_raises_yet_is_mapped_already(
    refusal: Exception, status: int, code: str | None
) -> None:
    mapped = problem_for(refusal)

    assert mapped is not None
    assert (mapped[0], mapped[3].get("code")) == (status, code)


@pytest.mark.django_db
def test_every_problem_carries_the_id_under_which_it_is_logged() -> None:
    answer = APIClient().get("/api/v1/me/", HTTP_X_REQUEST_ID="call-42")

    assert problem(answer, 401)["request_id"]
