"""What is measured: requests as people and apps send them, the aim, the bare counterpart."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from typing import cast
from urllib.parse import quote

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils import timezone

from config.benchmark.client import KEY
from config.benchmark.texts import COMMON, RARE
from config.second_factor import SECOND_FACTOR, Login
from consignment.languages import CHINESE, ENGLISH
from consignment.models import Order, User
from knowledge_base.articles.models import Article
from knowledge_base.assistant.models import Dialogue
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Agent, Role

TOKENS = 64
PAGES = 200
TALKERS = 50
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of request. ``aim``: requests a second; ``bare``: the key of its counterpart.

    ``people``: so many ask at their own pace, each the requests of their own, and wait between two
    for some seconds from the first to the last of ``pace``; both alike: all in the same instant.
    """

    key: str
    name: str
    requests: Callable[["World"], list[str]]
    status: int = 200
    aim: int | None = None
    bare: str = ""
    people: int = 0
    pace: tuple[float, float] = (0, 0)


class World:
    """Who asks, and for what: read once from the database that is measured."""

    def __init__(self) -> None:
        orders = Order.objects.select_related("buyer__user").order_by("number")[:TOKENS]
        self.customers = [(_session(order.buyer.user), order) for order in orders]
        self.buyers = [order.buyer.user for order in orders]
        # The agents share the work of the benchmark, so each sees the same.
        agents = Agent.objects.filter(role=Role.AGENT).select_related("user").order_by("id")[:4]
        self.agents = [_session(agent.user) for agent in agents]
        supervisors = Agent.objects.filter(role=Role.SUPERVISOR).select_related("user")[:1]
        self.supervisors = [_session(agent.user) for agent in supervisors]
        newest = Ticket.objects.exclude(requester=None).order_by("-created_at", "-id")
        self.tickets = [str(pk) for pk in newest.values_list("id", flat=True)[:PAGES]]
        self.articles = list(Article.objects.order_by("id").values_list("slug", flat=True)[:10])


def _session(user: User) -> str:
    """Return the key of a session of ``user``: the cookie of a browser, and an app's token."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    # As if a code had been given: production opens the desk to nobody without.
    record_authentication(cast(HttpRequest, Login(session)), user, SECOND_FACTOR)
    session.create()
    return str(session.session_key)


def get(path: str, **fields: str) -> str:
    return _request("GET", path, "", fields)


def _request(method: str, path: str, body: str, fields: dict[str, str]) -> str:
    head = {
        "Host": "localhost",
        # As the proxy in front of the site says it.
        "X-Forwarded-Proto": "https",
        "Accept-Language": "en",
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    if body:
        head |= {"Content-Type": "application/json", "Content-Length": str(len(body.encode()))}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def _filing(world: World) -> list[str]:
    """A third names an order, a third answers a question, a third just asks."""
    requests = []
    for n, (token, order) in enumerate(world.customers):
        body = (
            {
                "category": "not-shipped",
                "body": "I paid a week ago and the page still says that it is being prepared.",
                "answers": {"order": order.number},
            },
            {
                "category": "technical",
                "body": "The app closes whenever I open the pictures of an item.",
                "answers": {"where": "App, Android", "shown": "It closes"},
            },
            {"category": "rules-fees", "body": "寄卖一块手表，佣金是多少？什么时候结算？"},
        )[n % 3]
        fields = {"X_Session_Token": token, "Idempotency_Key": KEY.decode()}
        requests.append(
            _request("POST", "/api/v1/tickets/", json.dumps(body, ensure_ascii=False), fields)
        )
    return requests


def _rows(world: World) -> list[str]:
    return [_request("POST", "/bare/rows/", json.dumps({"body": "I paid a week ago."}), {})]


def _desk(*paths: str) -> Callable[[World], list[str]]:
    return lambda world: [_as_staff(key, path) for key in world.agents for path in paths]


def _ticket_pages(world: World) -> list[str]:
    return [
        _as_staff(world.agents[n % len(world.agents)], f"/admin/desk/tickets/{ticket}/")
        for n, ticket in enumerate(world.tickets)
    ]


def _dashboard(world: World) -> list[str]:
    return [_as_staff(key, "/admin/desk/dashboard/") for key in world.supervisors]


def _own_list(world: World) -> list[str]:
    return [get("/api/v1/tickets/", X_Session_Token=token) for token, _ in world.customers]


def _staff_list(world: World) -> list[str]:
    return [get("/api/v1/tickets/", X_Session_Token=key) for key in world.agents]


def _articles(world: World) -> list[str]:
    return [get(f"/help/en/articles/{slug}/") for slug in world.articles]


def _as_staff(key: str, path: str) -> str:
    return get(path, Cookie=f"sessionid={key}")


def _searches(words: dict[str, str]) -> Callable[[World], list[str]]:
    found = (quote(words[language]) for language in (ENGLISH, CHINESE))
    return _desk(*(f"/admin/desk/?q={word}" for word in found))


def _sayings(world: World) -> list[str]:
    """Return what TALKERS customers say, the first things of all before the second of any."""
    at = timezone.now()
    talks = [
        (Dialogue.objects.begin(user, language=ENGLISH, at=at).id, token, order.number)
        for user, (token, order) in islice(
            cycle(zip(world.buyers, world.customers, strict=True)), TALKERS
        )
    ]
    said = (
        "Where is {order}?",
        "How much commission do you take?",
        "Has it shipped yet?",
        "How do I keep leather as good as new?",
        "Can I still change the delivery address?",
        "When does the return window end?",
    )
    return [
        _request(
            "POST",
            f"/api/v1/talks/{talk}/say/",
            json.dumps({"text": text.format(order=number)}),
            {"X_Session_Token": token},
        )
        for text in said
        for talk, token, number in talks
    ]


def _bare(path: str) -> Callable[[World], list[str]]:
    return lambda world: [get(path)]


WORKS = (
    Work("bare-file", "bare: four rows by API", _rows, status=201),
    Work("file", "file by API", _filing, status=201, aim=350, bare="bare-file"),
    Work("bare-list", "bare: template of 50 rows", _bare("/bare/list/")),
    Work("list", "agent's list", _desk("/admin/desk/?view=unfinished"), aim=100, bare="bare-list"),
    Work("search-rare", "search, rare word", _searches(RARE), aim=90, bare="bare-list"),
    Work("search-common", "search, common word", _searches(COMMON), aim=90, bare="bare-list"),
    Work("bare-page", "bare: template of a ticket", _bare("/bare/page/")),
    Work("ticket", "ticket page", _ticket_pages, aim=150, bare="bare-page"),
    Work("dashboard", "dashboard", _dashboard, aim=70, bare="bare-page"),
    Work("bare-api", "bare: 25 rows by API", _bare("/bare/rows/list/")),
    Work("api-own", "API list, customer", _own_list, bare="bare-api"),
    Work("api-staff", "API list, staff", _staff_list, bare="bare-api"),
    Work("help", "help centre", _bare("/help/en/"), bare="bare-list"),
    Work("article", "help article", _articles, bare="bare-page"),
    Work(
        "talks",
        "50 talks with the assistant",
        _sayings,
        status=201,
        people=TALKERS,
        pace=(5, 15),
    ),
    Work(
        "talks-at-once",
        "50 who send in one instant",
        _sayings,
        status=201,
        people=TALKERS,
        pace=(4, 4),
    ),
)
