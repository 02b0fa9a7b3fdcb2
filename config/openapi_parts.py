"""The words, headers and problems that the OpenAPI description repeats. Plain data."""

from typing import Any

Node = dict[str, Any]

GUIDE = """File, follow, answer and rate support tickets.

## Log in

The app talks to `/_allauth/app/v1/`, described at `/_allauth/openapi.json`. Every answer there has
`meta.session_token` when there is a session; send it back as `X-Session-Token`, to those addresses
and to all of this API. There is nothing to refresh: a token lives as long as its session (two
weeks), and a `401` from this API says that it is over.

1. **A code by mail**: `POST auth/code/request` with `{"email"}` answers `401` with the flow
   `login_by_code` pending and a `session_token`. Keep it. `POST auth/code/confirm` with `{"code"}`
   and that token answers `200`, with the token of the session from then on.
2. **A password** instead: `POST auth/login` with `{"email", "password"}`.
3. **The second factor**, where somebody has one: 1 or 2 answers `401` with the flow
   `mfa_authenticate` pending. `POST auth/2fa/authenticate` with `{"code"}` ends it.
4. **Sign up**: `POST auth/signup` with `{"email", "password"}`, then `POST auth/email/verify` with
   `{"key"}` of the mail. **A forgotten password**: `POST auth/password/request` with `{"email"}`,
   then `POST auth/password/reset` with `{"key", "password"}`.
5. **Who is it?** `GET /api/v1/me/`. **Log out**: `DELETE auth/session`.

There `401` means “one more step”: `data.flows` lists what can be done, `is_pending` what is due.
`400` has `errors` with `param`, `code` and `message`; `410` means that a session is over: forget
the token. Here, `401` comes as a problem document like all trouble.

**Guests** have no login. Who filed without one gets a mail whose link ends with a secret,
`/guest/<secret>/`. Send it as `Authorization: Guest <secret>`: it opens that one ticket, to read,
answer, rate, withdraw and hear of, until it expires, and nothing else.

Pages of the site call with their session cookie, and `X-CSRFToken` on what changes something.

## Language and time

Words for people come in English or Simplified Chinese, as `Accept-Language` asks; without it, and
always with a session cookie, in the language of the account. `Content-Language` says which it is.
Times are ISO 8601 with their offset.

## Reading

Lists come by the page: follow `next` until it is null. `page_size` goes up to 100.

Each answer that shows something has a strong `ETag`. Send it back as `If-None-Match` and get a
`304` when nothing is new. Live `events` tell when to look.

## Changing

`Idempotency-Key` makes a repetition harmless: send a new one with each new thing to be done, and
the same one again after a lost connection. It gets the reply of the first.

`If-Match`, with the `ETag` of the ticket, says “only if it is still as I read it”: when something
happened since, the answer is a `412` with the present `ETag`, and nothing was done. It asks about
what happened to the ticket, not about the language or the hour in which it was read.

## Limits

`RateLimit-Policy` and `RateLimit` tell on every answer what is allowed and what is left
(draft-ietf-httpapi-ratelimit-headers). A `429` says in `Retry-After` when to come back.

## Trouble

comes as a problem document, `application/problem+json` (RFC 9457), whose `type` leads to what it
means and what to do. What is not yours looks like what is not there.
"""

TAGS: list[Node] = [
    {"name": "me", "description": "Who is logged in, and their orders, items and payouts."},
    {"name": "categories", "description": "What can be filed, and what each category asks."},
    {"name": "suggestions", "description": "What can be told while somebody writes."},
    {
        "name": "uploads",
        "description": "Files, sent in parts before the message they belong to.",
    },
    {"name": "tickets", "description": "File, follow, answer, end and rate."},
    {"name": "talks", "description": "Talk with the assistant, and through it with a person."},
    {"name": "callback-slots", "description": "When somebody can call."},
    {"name": "calls", "description": "Calls that customers booked, for the staff who make them."},
    {"name": "events", "description": "What changes, as it changes."},
    {"name": "articles", "description": "The help centre: list, read, search, vote."},
]

LANGUAGE: Node = {
    "name": "Accept-Language",
    "in": "header",
    "description": "The language of words for people. Without it, that of the account.",
    "schema": {"type": "string", "maxLength": 200},
    "example": "zh-Hans-CN, zh;q=0.9, en;q=0.5",
}
IF_NONE_MATCH: Node = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The `ETag` of what you have: a 304 without a body when it is still so.",
    "schema": {"type": "string", "maxLength": 400},
    "example": '"5b2ab1f0c3a9d871.0f4c1d2e3b4a59687786950413223140"',
}
IF_MATCH: Node = {
    "name": "If-Match",
    "in": "header",
    "description": "The `ETag` of the ticket as you read it: a 412 when something happened since.",
    "schema": {"type": "string", "maxLength": 400},
    "example": IF_NONE_MATCH["example"],
}
IDEMPOTENCY_KEY: Node = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": (
        "Any word of your own, best a UUID, that is new for each thing to be done. A call that is "
        "repeated with the same key and body does nothing: it gets the reply of the first, with "
        "`Idempotent-Replayed: true`. The same key with another body is a 422."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "example": "0198f0a4-6f0e-7d62-8a59-3c1d2b8e9f10",
}

HEADERS: dict[str, Node] = {
    "RateLimit-Policy": {
        "description": "The limits that were counted: `q` calls in `w` seconds.",
        "schema": {"type": "string"},
        "example": '"user";q=600;w=60',
    },
    "RateLimit": {
        "description": "What is left of each: `r` calls, whole again in `t` seconds.",
        "schema": {"type": "string"},
        "example": '"user";r=598;t=42',
    },
    "Retry-After": {
        "description": "In how many seconds to come back.",
        "schema": {"type": "string", "pattern": "^[0-9]+$"},
        "example": "17",
    },
    "ETag": {
        "description": "The strong tag of this answer, for `If-None-Match` and `If-Match`.",
        "schema": {"type": "string"},
        "example": IF_NONE_MATCH["example"],
    },
    "Content-Language": {
        "description": "The language of the words for people.",
        "schema": {"type": "string", "enum": ["en", "zh-hans"]},
        "example": "en",
    },
}


def _named(*names: str) -> Node:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


HEADERS_OF_ALL = _named("RateLimit-Policy", "RateLimit", "Content-Language")
HEADERS_OF_SHOWN = _named("ETag")

PROBLEM: Node = {
    "type": "object",
    "description": "What could not be done, and why (RFC 9457). Further members may follow.",
    "required": ["type", "title", "status", "detail", "instance", "request_id"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri",
            "description": "Leads to what it means and what to do.",
        },
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
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

# What a status means, and an example's detail and further members.
PROBLEMS: dict[str, tuple[str, str, str, Node]] = {
    "400": (
        "Something in the call is wrong; `errors` names the fields.",
        "Bad Request",
        "The request has errors.",
        {
            "errors": [
                {
                    "pointer": "#/answers/order",
                    "field": "answers.order",
                    "detail": "Please answer this question.",
                    "code": "invalid",
                }
            ]
        },
    ),
    "401": (
        "Not logged in, or the session or the guest's link is over.",
        "Unauthorized",
        "Authentication credentials were not provided.",
        {},
    ),
    "403": (
        "You may not do this; or a CSRF token is missing, with a session cookie.",
        "Forbidden",
        "Only the customer can do this.",
        {},
    ),
    "404": (
        "Not there, or not for you: the two look the same.",
        "Not Found",
        "There is nothing at this address.",
        {},
    ),
    "406": (
        "`Accept` asks for a form that the answer does not come in.",
        "Not Acceptable",
        "Could not satisfy the request Accept header.",
        {},
    ),
    "409": (
        "Not in the state it is in now; `code` says what is in the way.",
        "Conflict",
        "This matter is closed. Please file a new request.",
        {"code": "ticket_is_done"},
    ),
    "412": (
        "Something happened to the ticket since you read it; `ETag` is the present one.",
        "Precondition Failed",
        "This changed since you read it.",
        {"code": "changed"},
    ),
    "413": ("The body is too large.", "Content Too Large", "The request is too large.", {}),
    "415": (
        "The body is of a kind that is not read here.",
        "Unsupported Media Type",
        "Unsupported media type “text/plain” in request.",
        {},
    ),
    "422": (
        "The Idempotency-Key was used for another request.",
        "Unprocessable Content",
        "This Idempotency-Key was used for another request.",
        {},
    ),
    "429": (
        "Too many calls; `Retry-After` says in how many seconds to come back.",
        "Too Many Requests",
        "Request was throttled. Expected available in 17 seconds.",
        {},
    ),
    "503": (
        "Away for a moment, nothing was saved; `Retry-After` says when to come back.",
        "Service Unavailable",
        "The service is away for a moment. Nothing was saved.",
        {},
    ),
}
PROBLEM_CONTENT: Node = {
    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
}
_MORE_HEADERS = {"412": _named("ETag"), "429": _named("Retry-After"), "503": _named("Retry-After")}


def _response(status: str) -> Node:
    meaning, title, detail, more = PROBLEMS[status]
    example = {
        "type": f"https://desk.example.com/api/problems/#{more.get('code', status)}",
        "title": title,
        "status": int(status),
        "detail": detail,
        "instance": "/api/v1/tickets/",
        "request_id": "4f0c2f6ab5f14c1f",
        **more,
    }
    return {
        "description": meaning,
        "headers": {**_named("RateLimit-Policy", "RateLimit"), **_MORE_HEADERS.get(status, {})},
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {"problem": {"value": example}},
            }
        },
    }


CONDITIONS: dict[str, Node] = {
    "304": {
        "description": "Still as you have it: no body.",
        "headers": {**HEADERS_OF_ALL, **HEADERS_OF_SHOWN},
    }
}
COMPONENTS: dict[str, Node] = {
    "schemas": {"Problem": PROBLEM, "FieldError": FIELD_ERROR},
    "headers": HEADERS,
    "responses": {**{status: _response(status) for status in PROBLEMS}, **CONDITIONS},
}
