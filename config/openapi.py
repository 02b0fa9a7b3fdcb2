"""What the OpenAPI description says of every operation, written once and not at each view."""

import re
from typing import Any

from config.idempotency import SAFE
from config.problems import MEDIA_TYPE

PREFIX = "/api/v1/"
Node = dict[str, Any]

DESCRIPTION = """File, follow, answer and rate support tickets.

**Log in** at `/_allauth/app/v1/auth/login`, as `/_allauth/openapi.json` says, and send the
`meta.session_token` of the answer as `X-Session-Token` with every call. Pages of the site call with
their session cookie, and `X-CSRFToken` on what changes something.

**Language**: words for people come in English or Simplified Chinese, as `Accept-Language` asks;
without it, and always with a session cookie, in the language of the account. Times are ISO 8601
with their offset.

**Lists** come by the page: follow `next` until it is null. `page_size` goes up to 100.

**Trouble** comes as a problem document, `application/problem+json` (RFC 9457). What is not yours
looks like what is not there.
"""

IDEMPOTENCY_KEY: Node = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": (
        "Any word of your own, best a UUID, that is new for each thing to be done. A call that is "
        "repeated with the same key and body does nothing: it gets the reply of the first, with "
        "`Idempotent-Replayed: true`. The same key with another body is a 422."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "example": "0198f0a4-6f0e-7d62-8a59-3c1d2b8e9f10",
}

MISSING_ANSWER: Node = {
    "type": "about:blank",
    "title": "Bad Request",
    "status": 400,
    "detail": "The request has errors.",
    "instance": "/api/v1/tickets/",
    "request_id": "4f0c2f6ab5f14c1f",
    "errors": [
        {
            "pointer": "#/answers/order",
            "field": "answers.order",
            "detail": "Please answer this question.",
            "code": "invalid",
        }
    ],
}
PROBLEM: Node = {
    "type": "object",
    "example": MISSING_ANSWER,
    "description": "What could not be done, and why (RFC 9457). Further members may follow.",
    "required": ["type", "title", "status", "detail", "instance", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "For people, in the caller's language."},
        "instance": {"type": "string", "description": "The address that was called."},
        "request_id": {"type": "string", "description": "Under this id it stands in our logs."},
        "code": {"type": "string", "description": "For programs, where a status has many causes."},
        "errors": {
            "type": "array",
            "description": "What is wrong with which field.",
            "items": {"$ref": "#/components/schemas/FieldError"},
        },
    },
}
FIELD_ERROR: Node = {
    "type": "object",
    "required": ["pointer", "field", "detail", "code"],
    "properties": {
        "pointer": {"type": "string", "description": "JSON pointer into the body, as a fragment."},
        "field": {"type": "string", "description": "The same with dots; empty for the whole body."},
        "detail": {"type": "string"},
        "code": {"type": "string"},
    },
}
PROBLEM_CONTENT: Node = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def complete(result: Node, generator: Any, request: Any, public: bool) -> Node:
    """Add to each operation its summary, the Idempotency-Key and the problems it may answer with.

    A hook of drf-spectacular (``POSTPROCESSING_HOOKS``). The docstring of a view is its
    description; without a summary of its own, its first sentence is that too.
    """
    result["info"]["description"] = DESCRIPTION
    schemas = result["components"].setdefault("schemas", {})
    schemas |= {"Problem": PROBLEM, "FieldError": FIELD_ERROR}
    for path, operations in result["paths"].items():
        if not path.startswith(PREFIX):
            continue
        for method, operation in operations.items():
            if "description" in operation:
                operation.setdefault("summary", _first_sentence(operation["description"]))
            if method.upper() not in SAFE:
                operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
            for status, description in _problems(path, method.upper(), operation).items():
                operation["responses"].setdefault(
                    status, {"description": description, "content": PROBLEM_CONTENT}
                )
    return result


def _first_sentence(description: str) -> str:
    return re.split(r"[.;:](?:\s|$)", description.strip(), maxsplit=1)[0]


def _problems(path: str, method: str, operation: Node) -> dict[str, str]:
    """Return the statuses of trouble that ``operation`` may answer with, each with its reason."""
    unsafe = method not in SAFE
    open_to_all = {} in operation.get("security", [])
    found = {"429": "Too many calls; `Retry-After` says in how many seconds to come back."}
    if unsafe or any(p["in"] == "query" for p in operation.get("parameters", [])):
        found["400"] = "Something in the call is wrong; `errors` names the fields."
    if unsafe or not open_to_all:
        found["401"] = "Not logged in, or the session is over."
    if "{" in path or any(p["name"] == "cursor" for p in operation.get("parameters", [])):
        found["404"] = "Not there, or not for you: the two look the same."
    if unsafe:
        found["403"] = "You may not do this; or a CSRF token is missing, with a session cookie."
        found["409"] = "Not in the state it is in now; `code` says what is in the way."
        found["422"] = "The Idempotency-Key was used for another request."
    found["503"] = "Away for a moment, nothing was saved; `Retry-After` says when to come back."
    return dict(sorted(found.items()))
