"""The table of exceptions: nothing of the desk's own reaches a caller as a fault of ours."""

import importlib
import pkgutil
from types import ModuleType

import pytest
from rest_framework.test import APIClient

import tickets
from tests.api.calls import problem
from tickets.api.errors import PROBLEMS, problem_for
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.reviews import ReviewRefused
from tickets.satisfaction.surveys import InviteRefused

# Exceptions that no call of the API can meet, each with the door that does.
ELSEWHERE = {
    "GuestLinkRefused": "the site, where guests follow their links",
    "OutsideTransactionError": "nobody: a mistake in the code",
    "AlreadyPromised": "nobody: a mistake in the code",
    "OutOfOrder": "nobody: two machines whose clocks disagree",
    "UnusableCalendar": "the admin, where calendars are edited",
    "TooFarAway": "the admin, where policies are edited",
    "DeliveryFailed": "the outbox",
}


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(tickets.__path__, "tickets.")
    return [importlib.import_module(m.name) for m in found if ".migrations" not in m.name]


def own_exceptions() -> set[type[Exception]]:
    return {
        thing
        for module in modules()
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, Exception)
        and thing.__module__.startswith("tickets.")
        and "." not in thing.__qualname__
    }


def test_every_exception_of_the_desk_is_mapped_or_named_here() -> None:
    unmapped = {exc.__name__ for exc in own_exceptions() if not set(exc.__mro__) & set(PROBLEMS)}

    assert unmapped - ELSEWHERE.keys() == set()


def test_a_fault_that_is_not_the_desks_stays_a_fault() -> None:
    assert problem_for(ZeroDivisionError()) is None


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        (ReviewRefused("This review is closed."), 409, "review_refused"),
        (InviteRefused(), 404, None),
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
