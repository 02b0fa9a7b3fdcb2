"""GET /categories/{key}/schema/: what it takes, filing takes; what it refuses, filing does."""

from typing import Any

import jsonschema
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import TICKETS, caller, errors
from tests.factories.desk import Desk
from tests.factories.trade import ConsignorFactory, ItemFactory, OrderFactory, PayoutFactory
from tickets.triage.models import Category, FieldKind, TemplateField
from tickets.triage.preset_categories import PRESETS

KEYS = [preset.key for preset in PRESETS]
Schema = dict[str, Any]

drawn = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def schema_of(client: APIClient, key: str, **headers: str) -> Schema:
    answer = client.get(f"/api/v1/categories/{key}/schema/", **headers)
    assert answer["Content-Type"] == "application/schema+json"
    schema: Schema = answer.json()
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def valid(schema: Schema) -> st.SearchStrategy[dict[str, Any]]:
    """Draw answers that ``schema`` takes, by what stands in it and nothing else."""
    required = {key: _values(schema["properties"][key]) for key in schema["required"]}
    optional = {k: _values(v) for k, v in schema["properties"].items() if k not in required}
    return st.fixed_dictionaries(required, optional=optional)


def _values(schema: Schema) -> st.SearchStrategy[Any]:
    if schema["type"] == "boolean":
        return st.booleans()
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "oneOf" in schema:
        return st.sampled_from([choice["const"] for choice in schema["oneOf"]])
    if schema.get("format") == "date":
        return st.dates().map(str)
    texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=schema["maxLength"])
    holds = jsonschema.Draft202012Validator(schema).is_valid
    return st.just("A mail about it, last night.") | texts.filter(holds)


@pytest.fixture
def trader(desk: Desk, buyer: User) -> APIClient:
    """A buyer who consigns as well, with one of everything."""
    OrderFactory.create(buyer=buyer.buyer, paid=True)
    consignor = ConsignorFactory.create(user=buyer)
    PayoutFactory.create(item=ItemFactory.create(consignment__consignor=consignor, sold=True))
    return caller(buyer)


@pytest.mark.parametrize("key", KEYS)
def test_what_the_schema_takes_is_filed(trader: APIClient, key: str) -> None:
    schema = schema_of(trader, key)

    @drawn
    @given(answers=valid(schema))
    def filed(answers: dict[str, Any]) -> None:
        jsonschema.Draft202012Validator(schema).validate(answers)
        with transaction.atomic():
            body = {"category": key, "body": "Please help.", "answers": answers}
            answer = trader.post(TICKETS, body)
            assert answer.status_code == 201, answer.content
            transaction.set_rollback(True)

    filed()


@pytest.mark.parametrize("key", KEYS)
def test_what_the_schema_refuses_is_refused_at_its_pointer(trader: APIClient, key: str) -> None:
    schema = schema_of(trader, key)
    for name, part in schema["properties"].items():
        for bad in ("x" * 5_001, 7, ["x"], *((None, " \n") if name in schema["required"] else ())):
            if part["type"] == "boolean" and bad == 7:
                continue
            answers = {name: bad}
            assert not jsonschema.Draft202012Validator(schema).is_valid(answers)
            body = {"category": key, "body": "Please help.", "answers": answers}
            refused = errors(trader.post(TICKETS, body))
            assert any(field.startswith(f"answers.{name}") for field in refused), (bad, refused)


def test_an_answer_to_no_question_is_refused_by_both(trader: APIClient) -> None:
    schema = schema_of(trader, "rules-fees")
    body = {"category": "rules-fees", "body": "How much?", "answers": {"shoe-size": "42"}}

    assert not jsonschema.Draft202012Validator(schema).is_valid(body["answers"])
    assert list(errors(trader.post(TICKETS, body))) == ["answers.shoe-size"]


def test_words_are_the_readers(desk: Desk) -> None:
    schema = schema_of(APIClient(), "return-refund", HTTP_ACCEPT_LANGUAGE="zh-CN")

    assert schema["title"] == "退货或退款"
    assert {"const": "refund", "title": "退货退款"} in schema["properties"]["wish"]["oneOf"]
    assert schema["x-order"] == list(schema["properties"])


def test_whoever_is_logged_in_chooses_from_their_own(trader: APIClient, buyer: User) -> None:
    OrderFactory.create(paid=True)
    mine = buyer.buyer.orders.get()

    of_mine = schema_of(trader, "not-shipped")["properties"]["order"]
    of_strangers = schema_of(APIClient(), "not-shipped")["properties"]["order"]

    assert of_mine["enum"] == [mine.number]
    assert of_mine["x-own"][0]["value"] == mine.number
    assert of_mine["x-own"][0]["title"]
    assert "enum" not in of_strangers
    assert "x-own" not in of_strangers


def test_every_kind_of_question_has_a_form(desk: Desk) -> None:
    category = Category.objects.get(key="rules-fees")
    for kind in FieldKind:
        TemplateField.objects.create(
            category=category,
            key=kind.value,
            kind=kind,
            label_en=kind.label,
            required=False,
            choices=[{"value": "a", "en": "A"}] if kind == FieldKind.CHOICE else [],
        )

    schema = schema_of(APIClient(), "rules-fees")

    assert {part["x-kind"] for part in schema["properties"].values()} == set(FieldKind.values)


def test_who_has_nothing_to_choose_is_told_so_in_a_schema_that_every_validator_reads(
    customer: APIClient,
) -> None:
    order = schema_of(customer, "not-shipped")["properties"]["order"]

    assert order["x-own"] == []
    assert "enum" not in order
    assert not jsonschema.Draft202012Validator(order).is_valid("CO-20260412-0042")
