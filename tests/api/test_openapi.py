"""The description of the API: complete, valid, and without a warning."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

pytestmark = pytest.mark.django_db

SAFE = {"get"}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    described: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return described


def operations(schema: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    return {
        f"{method.upper()} {path}": (method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }


def test_it_is_drawn_without_a_warning(tmp_path: Path) -> None:
    call_command("spectacular", "--fail-on-warn", "--validate", file=str(tmp_path / "api.yaml"))


def test_it_is_valid(schema: dict[str, Any]) -> None:
    validate_schema(schema)


def test_every_operation_says_what_it_does(schema: dict[str, Any]) -> None:
    for name, (_, operation) in operations(schema).items():
        assert operation["summary"], name
        assert operation["description"], name


def test_every_operation_says_what_may_go_wrong(schema: dict[str, Any]) -> None:
    for name, (method, operation) in operations(schema).items():
        problems = {s: r for s, r in operation["responses"].items() if s >= "400"}
        assert {"429", "503"} <= problems.keys(), name
        assert ("{" in name) <= ("404" in problems), name
        assert (method not in SAFE) <= ({"400", "401", "409", "422"} <= problems.keys()), name
        for response in problems.values():
            assert list(response["content"]) == ["application/problem+json"]


def test_what_changes_something_takes_an_idempotency_key(schema: dict[str, Any]) -> None:
    for name, (method, operation) in operations(schema).items():
        headers = {p["name"] for p in operation.get("parameters", []) if p["in"] == "header"}
        assert ("Idempotency-Key" in headers) == (method not in SAFE), name


@pytest.mark.parametrize(
    "name",
    [
        "POST /api/v1/tickets/",
        "POST /api/v1/tickets/{ticket_id}/messages/",
        "POST /api/v1/tickets/{ticket_id}/rating/",
    ],
)
def test_the_main_operations_show_an_example_of_both_ways(
    schema: dict[str, Any], name: str
) -> None:
    _, operation = operations(schema)[name]

    assert operation["requestBody"]["content"]["application/json"]["examples"]
    assert operation["responses"]["201"]["content"]["application/json"]["examples"]


def test_what_a_customer_reads_has_no_word_of_lanes_or_notes(schema: dict[str, Any]) -> None:
    parts = schema["components"]["schemas"]
    known = {*parts["Ticket"]["properties"], *parts["TicketRow"]["properties"]}

    assert not known & {"lane", "tier", "priority", "reasons", "assignee", "queue", "notes"}
