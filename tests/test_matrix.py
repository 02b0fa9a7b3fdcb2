"""Who may open what: the tables of ``tests/matrix`` against the project as it runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tests.matrix import (
    api,
    callbacks,
    chat,
    chatadmin,
    clocks,
    desk,
    desk_case,
    desk_coach,
    desk_composer,
    desk_config,
    desk_inbox,
    desk_insight,
    desk_roles,
    merging,
    other,
    public,
    routing,
    triage,
    warnings,
)
from tests.matrix.models import MODELS, PAGES, WHO
from tests.matrix.routes import address, routes
from tests.matrix.table import Caller, Row
from tests.matrix.world import World, make_world

OURS = [
    *api.ROWS,
    *chat.ROWS,
    *chatadmin.ROWS,
    *clocks.ROWS,
    *public.ROWS,
    *callbacks.ROWS,
    *desk.ROWS,
    *desk_case.ROWS,
    *desk_coach.ROWS,
    *desk_composer.ROWS,
    *desk_config.ROWS,
    *desk_inbox.ROWS,
    *desk_insight.ROWS,
    *desk_roles.ROWS,
    *merging.ROWS,
    *routing.ROWS,
    *triage.ROWS,
    *warnings.ROWS,
]
ROWS = [*OURS, *other.ROWS]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
STAFF = WHO["desk"] | WHO["editor"]
STRANGERS = [caller for caller in Caller if caller not in STAFF]


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def private_files(media: Path, settings: Settings) -> None:
    """The files of the world lie there as long as it does."""
    settings.MEDIA_ROOT = media


@pytest.fixture(scope="module")
def made_world(
    media: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """Made once: every call lies in a transaction of its own within, and leaves no trace."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made_world: World, db: None) -> World:
    return made_world


def call(client: Client, method: str, path: str, sent: object) -> HttpResponse:
    """Return the answer, and undo what the call did."""
    with transaction.atomic():
        if method == "GET":
            answer = client.get(path, sent)
        elif path.startswith("/api/"):
            send = getattr(client, method.lower())
            answer = send(path, sent, content_type="application/json")
        elif method == "POST":
            answer = client.post(path, sent)
        else:
            answer = getattr(client, method.lower())(path)
        transaction.set_rollback(True)
    return answer


def test_every_route_has_its_rows_and_every_row_its_route() -> None:
    rowed = {row.route for row in ROWS}
    existing = set(routes())

    without_row = {r for r in existing - rowed if not r.startswith(tuple(other.GROUPS))}
    assert without_row == set()
    assert rowed - existing == set()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_caller_gets_what_the_table_says(world: World, row: Row) -> None:
    path = address(row.route, world.blanks(row.of))

    answered = {
        caller: call(world.client(caller), row.method, path, row.sent).status_code
        for caller in Caller
    }

    assert answered == row.expected


@pytest.mark.parametrize("route", sorted({row.route for row in OURS}))
def test_a_method_without_a_row_is_refused(world: World, route: str) -> None:
    rows = [row for row in ROWS if row.route == route]
    path = address(route, world.blanks(rows[0].of))

    for method in set(METHODS) - {row.method for row in rows}:
        for caller in (Caller.OWNER, Caller.SUPERVISOR):
            status = call(world.client(caller), method, path, {}).status_code
            assert status in {302, 401, 403, 404, 405}, f"{method} by {caller}"


def test_not_there_and_not_yours_are_one_answer(world: World) -> None:
    """Every address that hides a ticket answers as if there were none."""
    nobody = "0198f0a4-0000-7000-8000-000000000000"
    nobodys = {"ticket_id": nobody, "file_id": nobody, "article_id": nobody, "move": "resume"}
    for row in ROWS:
        if "<uuid:ticket_id>" not in row.route or row.method != "GET":
            continue
        for caller in (c for c, status in row.expected.items() if status == 404):
            client = world.client(caller)
            hidden = call(client, "GET", address(row.route, world.blanks(row.of)), row.sent)
            missing = call(client, "GET", address(row.route, nobodys), row.sent)
            assert missing.status_code == 404, (row, caller)
            assert len(hidden.content) == len(missing.content), (row, caller)


@pytest.mark.parametrize("route", [route for route in routes() if route.startswith("admin/")])
def test_nobody_outside_the_staff_sees_a_page_of_the_admin(world: World, route: str) -> None:
    path = address(
        route, world.blanks("any+new+file+review+resume+promise-plan+writing+thing+asked+proposal")
    )

    for caller in STRANGERS:
        assert call(world.client(caller), "GET", path, {}).status_code in {302, 403}, caller


@pytest.mark.parametrize("model", MODELS)
def test_the_staff_opens_the_pages_of_a_model_as_the_table_says(world: World, model: str) -> None:
    for page, allowed in zip(PAGES, MODELS[model], strict=True):
        path = address(f"admin/{model}/{page}", world.blanks("any"))
        opened = {c for c in STAFF if call(world.client(c), "GET", path, {}).status_code != 403}
        assert opened == allowed, page
