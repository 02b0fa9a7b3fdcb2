"""GET /api/v1/categories/: what can be filed, and what each category asks."""

import pytest
from rest_framework.test import APIClient

from tests.api.calls import caller, errors, problem, queries
from tests.factories.desk import Desk
from tickets.triage.models import Category

CATEGORIES = "/api/v1/categories/"


def test_anybody_reads_the_categories_in_the_order_of_the_form(desk: Desk) -> None:
    listed = APIClient().get(CATEGORIES).json()

    assert [category["key"] for category in listed] == list(
        Category.objects.offered().values_list("key", flat=True)
    )
    first = {key: value for key, value in listed[0].items() if key != "questions"}
    assert first == {
        "key": "not-shipped",
        "name": "My order has not shipped",
        "hint": "The promised day is near or over",
        "audience": "buyers",
    }
    assert listed[0]["questions"][0] == {
        "key": "order",
        "kind": "order",
        "label": "Which order?",
        "help": "It begins with CO- and stands in your confirmation mail.",
        "required": True,
        "choices": [],
    }


def test_a_chinese_phone_reads_them_in_chinese(desk: Desk) -> None:
    answer = APIClient().get(f"{CATEGORIES}return-refund/", HTTP_ACCEPT_LANGUAGE="zh-CN")

    category = answer.json()
    assert answer["Content-Language"] == "zh-hans"
    assert category["name"] == "退货或退款"
    wish = category["questions"][1]
    assert wish["choices"][0] == {"value": "refund", "label": "退货退款"}


def test_each_side_can_ask_for_its_own(desk: Desk) -> None:
    listed = APIClient().get(CATEGORIES, {"party": "consignor"}).json()

    assert {category["audience"] for category in listed} == {"consignors", "both"}


def test_a_side_that_is_none_is_refused(desk: Desk) -> None:
    assert "party" in errors(APIClient().get(CATEGORIES, {"party": "courier"}))


def test_a_retired_category_is_neither_listed_nor_read(desk: Desk) -> None:
    Category.objects.filter(key="rules-fees").update(active=False)

    assert "rules-fees" not in str(APIClient().get(CATEGORIES).content)
    problem(APIClient().get(f"{CATEGORIES}rules-fees/"), 404)


@pytest.mark.parametrize("who", ["nobody", "agent"])
def test_nobody_reads_here_how_soon_a_category_is_answered(desk: Desk, who: str) -> None:
    client = APIClient() if who == "nobody" else caller(desk.agent.user)

    assert not {"tier", "urgency", "queue", "skill"} & client.get(CATEGORIES).json()[0].keys()


def test_the_list_takes_two_queries(desk: Desk) -> None:
    assert len(queries(lambda: APIClient().get(CATEGORIES))) == 2
