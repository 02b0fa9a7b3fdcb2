"""The description of the API: complete, valid, without a warning, its examples true."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from config.examples import EXAMPLES
from config.openapi import ASK_FOR_VERSION, NOTHING_TO_REPEAT
from tickets.conversation.files.choices import STORED

pytestmark = pytest.mark.django_db

Node = dict[str, Any]
SAFE = {"get"}
EVERYWHERE = {"400", "401", "406", "429", "503"}
CHANGING = {"403", "413", "415"}
# What has no form to show: bytes, and a stream that goes on.
BYTES = {"application/octet-stream", "application/offset+octet-stream", *STORED}


@pytest.fixture(scope="module")
def schema() -> Node:
    described: Node = SchemaGenerator().get_schema(request=None, public=True)
    return described


def operations(schema: Node) -> dict[str, tuple[str, Node]]:
    return {
        f"{method.upper()} {path}": (method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }


def answers(schema: Node, operation: Node) -> dict[str, Node]:
    """Return the answers of ``operation`` by their status, those that all share in full."""
    shared = schema["components"]["responses"]
    return {
        status: shared[answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
        for status, answer in operation["responses"].items()
    }


def names(operation: Node, where: str) -> set[str]:
    return {p["name"] for p in operation.get("parameters", []) if p["in"] == where}


def shown(content: Node) -> list[Any]:
    """Return the examples of one content."""
    given = [example["value"] for example in content.get("examples", {}).values()]
    return [*given, *([content["example"]] if "example" in content else [])]


def test_it_is_drawn_without_a_warning(tmp_path: Path) -> None:
    call_command("spectacular", "--fail-on-warn", "--validate", file=str(tmp_path / "api.yaml"))


def test_it_is_valid(schema: Node) -> None:
    validate_schema(schema)


def test_it_says_how_an_app_logs_in_and_what_each_part_is_for(schema: Node) -> None:
    guide = schema["info"]["description"]

    for word in ("auth/code/request", "auth/2fa/authenticate", "X-Session-Token", "auth/session"):
        assert word in guide
    described = {tag["name"] for tag in schema["tags"] if tag["description"]}
    for name, (_, operation) in operations(schema).items():
        assert set(operation["tags"]) <= described, name


def test_every_operation_says_what_it_does(schema: Node) -> None:
    for name, (_, operation) in operations(schema).items():
        assert operation["summary"], name
        assert operation["description"], name


def test_every_operation_says_what_may_go_wrong(schema: Node) -> None:
    for name, (method, operation) in operations(schema).items():
        told = answers(schema, operation)
        expected = EVERYWHERE | (set() if method in SAFE else CHANGING)
        expected |= {"404"} if "{" in name else set()
        expected |= {"412"} if operation["operationId"] in ASK_FOR_VERSION else set()
        expected |= {"304"} if "If-None-Match" in names(operation, "header") else set()
        expected |= {"409", "422"} if "Idempotency-Key" in names(operation, "header") else set()
        assert expected <= told.keys(), name
        for status, answer in told.items():
            assert answer["description"], (name, status)
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"], (name, status)
            if status in {"429", "503"}:
                assert "Retry-After" in answer["headers"], name


def test_every_operation_takes_a_language_and_tells_of_limits(schema: Node) -> None:
    for name, (_, operation) in operations(schema).items():
        assert "Accept-Language" in names(operation, "header"), name
        for status, answer in answers(schema, operation).items():
            if status != "304":
                assert {"RateLimit", "RateLimit-Policy"} <= answer["headers"].keys(), name


def test_what_changes_something_takes_an_idempotency_key(schema: Node) -> None:
    for name, (method, operation) in operations(schema).items():
        repeatable = method in SAFE or operation["operationId"] in NOTHING_TO_REPEAT
        assert ("Idempotency-Key" in names(operation, "header")) != repeatable, name


def test_every_operation_shows_what_is_sent_and_what_is_answered(schema: Node) -> None:
    for name, (_, operation) in operations(schema).items():
        bodies = operation.get("requestBody", {}).get("content", {})
        for kind, content in bodies.items():
            assert kind in BYTES or shown(content), name
        for status, answer in answers(schema, operation).items():
            for kind, content in answer.get("content", {}).items():
                assert kind in BYTES or status >= "400" or shown(content), (name, status)
        for parameter in operation["parameters"]:
            if parameter["in"] == "path":
                assert shown(parameter), (name, parameter["name"])


def test_every_example_is_what_its_schema_says(schema: Node) -> None:
    for name, (_, operation) in operations(schema).items():
        told = answers(schema, operation).values()
        for part in (operation.get("requestBody", {}), *told):
            for content in part.get("content", {}).values():
                for example in shown(content):
                    held = {**content["schema"], "components": schema["components"]}
                    try:
                        jsonschema.Draft202012Validator(held).validate(example)
                    except jsonschema.ValidationError as error:
                        pytest.fail(f"{name}: {error.message} at {error.json_path}")


def test_no_example_is_left_of_an_operation_that_is_gone(schema: Node) -> None:
    there = {operation["operationId"] for _, operation in operations(schema).values()}

    assert EXAMPLES.keys() <= there


def test_what_a_customer_reads_has_no_word_of_lanes_or_notes(schema: Node) -> None:
    parts = schema["components"]["schemas"]
    known = {*parts["Ticket"]["properties"], *parts["TicketRow"]["properties"]}

    assert not known & {"lane", "tier", "priority", "reasons", "assignee", "queue", "notes"}
