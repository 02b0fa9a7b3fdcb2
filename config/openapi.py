"""What the OpenAPI description says of every operation, written once and not at each view."""

import re
from typing import Any

from config.examples import EXAMPLES
from config.idempotency import SAFE
from config.openapi_parts import (
    COMPONENTS,
    GUIDE,
    HEADERS_OF_ALL,
    HEADERS_OF_SHOWN,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    IF_NONE_MATCH,
    LANGUAGE,
    PROBLEM_CONTENT,
    TAGS,
)

PREFIX = "/api/v1/"
# Changes nothing that a repetition could do twice.
NOTHING_TO_REPEAT = {"suggestions", "talks_create", "tickets_typing", "tickets_seen"}
# What a customer does with a ticket as they read it.
ASK_FOR_VERSION = {
    "tickets_messages_create",
    "tickets_rating_create",
    "tickets_rating_explain",
    "tickets_reopen",
    "tickets_withdraw",
    "tickets_follow_up",
}
SAID = {"200": "What was asked for.", "201": "It is there now.", "204": "Done."}
Node = dict[str, Any]


def complete(result: Node, generator: Any, request: Any, public: bool) -> Node:
    """Add to each operation what all have: parameters, headers, problems, and its examples.

    A hook of drf-spectacular (``POSTPROCESSING_HOOKS``). The docstring of a view is its
    description; without a summary of its own, its first sentence is that too.
    """
    result["info"]["description"] = GUIDE
    for kind, parts in COMPONENTS.items():
        result["components"].setdefault(kind, {}).update(parts)
    for path, operations in result["paths"].items():
        if not path.startswith(PREFIX):
            continue
        for method, operation in operations.items():
            if "description" in operation:
                operation.setdefault("summary", _first_sentence(operation["description"]))
            _describe(path, method.upper(), operation)
    used = {tag for p in result["paths"].values() for o in p.values() for tag in o.get("tags", [])}
    result["tags"] = [tag for tag in TAGS if tag["name"] in used]
    return result


def _first_sentence(description: str) -> str:
    return re.split(r"[.;:](?:\s|$)", description.strip(), maxsplit=1)[0]


def _describe(path: str, method: str, operation: Node) -> None:
    parameters = operation.setdefault("parameters", [])
    named = {(p.get("in"), p.get("name")) for p in parameters}
    for parameter in _parameters(method, operation):
        if (parameter["in"], parameter["name"]) not in named:
            parameters.append(parameter)
    for status in _problems(path, method, operation):
        operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{status}"})
    for status, response in operation["responses"].items():
        if "$ref" not in response:
            response["description"] = response.get("description") or SAID[status]
            if status >= "400":
                response.setdefault("content", PROBLEM_CONTENT)
            headers = response.setdefault("headers", {})
            headers.update(HEADERS_OF_ALL)
            if method in SAFE and status == "200" and not _is_stream(response):
                headers.update(HEADERS_OF_SHOWN)
    operation["responses"] = dict(sorted(operation["responses"].items()))
    _show_examples(operation)


def _parameters(method: str, operation: Node) -> list[Node]:
    found = [LANGUAGE]
    if method in SAFE and not _is_stream(operation["responses"].get("200", {})):
        found.append(IF_NONE_MATCH)
    if method not in SAFE and operation["operationId"] not in NOTHING_TO_REPEAT:
        found.append(IDEMPOTENCY_KEY)
    if operation["operationId"] in ASK_FOR_VERSION:
        found.append(IF_MATCH)
    return found


def _problems(path: str, method: str, operation: Node) -> list[str]:
    """Return the statuses, beside those of its own, that ``operation`` may answer with."""
    unsafe = method not in SAFE
    names = {parameter.get("name") for parameter in operation["parameters"]}
    applies = {
        "304": IF_NONE_MATCH["name"] in names,
        "400": True,
        "401": True,
        "403": unsafe or "guestLink" in str(operation.get("security")),
        "404": "{" in path or "cursor" in names,
        "406": True,
        "409": unsafe and operation["operationId"] not in NOTHING_TO_REPEAT,
        "412": IF_MATCH["name"] in names,
        "413": unsafe,
        "415": unsafe,
        "422": IDEMPOTENCY_KEY["name"] in names,
        "429": True,
        "503": True,
    }
    return [status for status, does in applies.items() if does]


def _is_stream(response: Node) -> bool:
    return "text/event-stream" in response.get("content", {})


def _show_examples(operation: Node) -> None:
    shown = EXAMPLES.get(operation["operationId"])
    if shown is None:
        return
    for content in operation.get("requestBody", {}).get("content", {}).values():
        if shown.sent:
            content["examples"] = {name: {"value": value} for name, value in shown.sent.items()}
    for status, value in shown.answers.items():
        for content in operation["responses"][status].get("content", {}).values():
            content["examples"] = {"answer": {"value": value}}
    for parameter in operation["parameters"]:
        if parameter["name"] in shown.asked:
            parameter["example"] = shown.asked[parameter["name"]]
