"""Three thousand calls drawn from the description: nothing answers outside of it, nothing breaks.

Calls that are valid by the schema and calls that are not, by somebody without a login, a buyer and
a consignor, in a world with tickets, orders, payouts and articles. Each is rolled back, so every
call finds the same world; the draws are the same in every run.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings as site
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup

from tests.matrix.table import Caller
from tests.matrix.world import World, make_world
from tickets.triage.models import Category

CASES = 3_000
WHO = (Caller.ANONYMOUS, Caller.OWNER, Caller.CONSIGNOR)
# Besides: a call that the description forbids may be taken where the desk is kinder than its word.
ASKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
# A part of a file is bytes like any other.
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
NOBODYS = "0198f0a4-0000-7000-8000-000000000000"
ORDERS_ANSWER = {"order": "CO-20260412-0042"}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def app() -> Iterator[WSGIHandler]:
    """The site as a server calls it, but for the connection, which is the test's."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_three_thousand_calls_are_answered_as_described(world: World, app: WSGIHandler) -> None:
    described = schemathesis.openapi.from_wsgi("/api/schema/?format=json", app)
    described.config.generation.update(modes=list(schemathesis.GenerationMode))
    operations = [found.ok() for found in described.get_all_operations()]
    fuzz = Fuzz(world)
    turns = [(operation, who) for operation in operations for who in WHO]

    for number, (operation, who) in enumerate(turns):
        # What some operations have too few ways to be called for, the others make up.
        fuzz.call(operation, who, turn=number, times=-(-fuzz.rest // (len(turns) - number)))

    assert not fuzz.wrong, "\n\n".join(fuzz.wrong)
    assert fuzz.rest <= 0, fuzz.made
    assert not +fuzz.answered_strangers, "without a login, where the description asks for one"
    # A fuzz that is only ever refused looks at nothing.
    assert all(fuzz.answered[who, 2] > fuzz.may_be_answered[who] / 10 for who in WHO), fuzz.answered


class Fuzz:
    """Calls operations of one world, and counts what was made and what went wrong."""

    def __init__(self, world: World) -> None:
        load_all_checks()
        self.world = world
        self.known = things_of(world)
        self.checks = CHECKS.get_by_names(list(ASKED))
        self.made: Counter[str] = Counter()
        self.may_be_answered: Counter[str] = Counter()
        self.answered: Counter[tuple[Caller, int]] = Counter()
        self.answered_strangers: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    @property
    def rest(self) -> int:
        return CASES - self.made.total()

    def call(self, operation: Any, who: Caller, *, turn: int, times: int) -> None:
        """Call ``operation`` as ``who``, as many ``times`` as there are ways to."""
        headers = credentials(self.world, who)
        knows = who is not Caller.ANONYMOUS or {} in operation.definition.raw["security"]

        @seed(turn)
        @settings(
            max_examples=max(times, 1),
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), draw=st.data())
        def calls(case: Any, draw: st.DataObject) -> None:
            lead_to_something(case, draw, self.known)
            self.made[who] += 1
            self.may_be_answered[who] += knows
            with transaction.atomic():
                try:
                    answer = case.call_and_validate(headers=headers, checks=self.checks)
                    kind = answer.status_code // 100
                    self.answered[who, kind] += 1
                    self.answered_strangers[operation.label] += kind == 2 and not knows
                except FailureGroup as found:
                    self.wrong[f"{who}: {found}"] += 1
                transaction.set_rollback(True)

        calls()


def credentials(world: World, who: Caller) -> dict[str, str]:
    """Return what an app of ``who`` sends: the token of a session is its key."""
    cookie = world.cookies[who].get(site.SESSION_COOKIE_NAME)
    return {"X-Session-Token": cookie.value} if cookie else {}


def things_of(world: World) -> dict[str, list[str]]:
    """Return values of paths and bodies that lead somewhere, by the names of their parameters."""
    found: dict[str, set[str]] = {}
    for thing in world.things.values():
        for name, value in thing.items():
            found.setdefault(name, set()).add(str(value))
    return {
        **{name: sorted(values) for name, values in found.items()},
        "id": sorted(found["pk"]),
        "category": sorted(Category.objects.values_list("key", flat=True)),
    }


def lead_to_something(case: Any, draw: st.DataObject, known: dict[str, list[str]]) -> None:
    """Put a value of the world where one drawn at random would find nothing; not always."""
    for name in case.path_parameters or {}:
        if name in known and draw.draw(st.integers(0, 3)):
            case.path_parameters[name] = draw.draw(st.sampled_from([*known[name], NOBODYS]))
    if isinstance(case.body, dict) and draw.draw(st.integers(0, 3)):
        if "category" in case.body:
            case.body["category"] = draw.draw(st.sampled_from(known["category"]))
        if "answers" in case.body and draw.draw(st.booleans()):
            case.body["answers"] = draw.draw(st.sampled_from([{}, ORDERS_ANSWER]))
