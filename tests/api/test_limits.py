"""How often somebody may call: counted without a race, told on every answer."""

from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from tests.api.calls import caller, problem
from tests.factories.desk import Desk
from tests.factories.trade import UserFactory
from tickets.limits import counted

RULES = "/api/v1/categories/rules-fees/"
LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def rates(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The limits, to be changed by the test."""
    changed = dict(SimpleRateThrottle.THROTTLE_RATES)
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", changed)
    return changed


def left(answer: Any) -> str:
    """Return what is left, without the seconds until it is whole again."""
    return str(answer["RateLimit"]).partition(";t=")[0]


def test_every_answer_tells_what_is_left(desk: Desk) -> None:
    answers = [APIClient().get(RULES) for _ in range(2)]

    assert [answer["RateLimit-Policy"] for answer in answers] == ['"anon";q=60;w=60'] * 2
    assert [left(answer) for answer in answers] == ['"anon";r=59', '"anon";r=58']


def test_who_is_logged_in_has_a_limit_of_their_own(desk: Desk) -> None:
    answer = caller(UserFactory.create()).get(RULES)

    assert answer["RateLimit"] == '"user";r=599;t=60'


def test_refused_calls_are_counted_and_told_of_too(desk: Desk) -> None:
    assert APIClient().get("/api/v1/me/")["RateLimit"] == '"anon";r=59;t=60'
    assert caller(UserFactory.create()).delete("/api/v1/me/")["RateLimit"].startswith('"user"')


@pytest.mark.parametrize("sent", ["{not json", '{"body": "\\ud800"}'])
def test_what_cannot_be_read_counts_for_who_sent_it_and_not_for_a_guest(
    desk: Desk, sent: str
) -> None:
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(UserFactory.create(), backend="django.contrib.auth.backends.ModelBackend")
    browser.cookies["csrftoken"] = "a" * 32

    answer = browser.post("/api/v1/tickets/", sent, content_type="application/json")

    assert answer.status_code == 400
    assert answer["RateLimit"] == '"user";r=599;t=60'


def test_several_limits_are_told_in_one_field(desk: Desk) -> None:
    answer = APIClient().post("/api/v1/tickets/", {})

    assert answer["RateLimit-Policy"] == '"anon";q=60;w=60, "guest";q=10;w=3600'


def test_suggestions_are_counted_apart(desk: Desk, rates: dict[str, str]) -> None:
    rates["suggestions"] = "2/min"

    statuses = [APIClient().post("/api/v1/suggestions/", {}).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert APIClient().get(RULES).status_code == 200


def test_beyond_the_limit_the_answer_says_when_to_come_back(
    desk: Desk, rates: dict[str, str]
) -> None:
    rates["anon"] = "2/min"
    answers = [APIClient().get(RULES) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    problem(answers[-1], 429)
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1]["RateLimit"].startswith('"anon";r=0;t=')


@pytest.mark.django_db
def test_counting_takes_one_query() -> None:
    with CaptureQueriesContext(connection) as captured:
        counted("one", seconds=60)

    assert len(captured) == 1


@pytest.mark.django_db
def test_a_window_that_is_over_is_forgotten() -> None:
    counts = [counted("short", seconds=0)[0] for _ in range(2)]

    assert counts == [1, 1]


def test_any_other_cache_counts_by_its_own_means() -> None:
    with override_settings(CACHES=LOCAL):
        counts = [counted("elsewhere", seconds=60) for _ in range(3)]

    assert [count for count, _ in counts] == [1, 2, 3]
    assert all(59 < left <= 60 for _, left in counts)
