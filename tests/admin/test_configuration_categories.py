"""Categories: the customer's form is built, seen and changed without losing an answer."""

import json

import pytest
from django.test import Client

from tests.admin.test_configuration import category_facts, forms
from tests.factories.desk import Desk, open_ticket
from tickets.sla.models import Policy
from tickets.triage.models import Category, TemplateField

PREVIEW = "/requests/preview/"


@pytest.fixture
def category(desk: Desk) -> Category:
    """A category with one question."""
    category = Category.objects.get(key="rules-fees")
    category.fields.all().delete()
    TemplateField.objects.create(
        category=category, key="topic", kind="text", label_en="About what?", required=True
    )
    return category


def save(client: Client, category: Category, *questions: dict[str, object], **more: object):
    existing = sum("id" in question for question in questions)
    return client.post(
        f"/admin/tickets/category/{category.pk}/change/",
        {**category_facts(category), **forms("fields", *questions, existing=existing), **more},
    )


def row(question: TemplateField, **changes: object) -> dict[str, object]:
    facts = {
        "id": question.pk,
        "category": question.category_id,
        "key": question.key,
        "kind": question.kind,
        "label_en": question.label_en,
        "position": question.position,
    }
    return {**facts, **changes}


def test_answers_outlive_their_question(category: Category, supervisor: Client):
    ticket = open_ticket(answers={"topic": "The commission"})
    question = category.fields.get()
    used = supervisor.get(
        f"/admin/desk/configuration/categories/{category.pk}/used/", {"key": "topic"}
    )

    save(supervisor, category, row(question, DELETE="on"))

    kept = type(ticket).objects.get(id=ticket.id).answers
    assert "1 ticket has an answer: it keeps it" in used.text
    assert not category.fields.exists()
    assert [(one["label"], one["value"]) for one in kept] == [("About what?", "The commission")]


def test_the_key_of_a_question_never_changes(category: Category, supervisor: Client):
    question = category.fields.get()

    save(supervisor, category, row(question, key="other", label_en="What is it about?"))

    question.refresh_from_db()
    assert (question.key, question.label_en) == ("topic", "What is it about?")


def test_questions_are_asked_in_the_order_they_were_moved_to(
    category: Category, supervisor: Client
):
    question = category.fields.get()
    new = {"key": "since", "kind": "date", "label_en": "Since when?", "position": 10}

    save(supervisor, category, row(question, position=20), new)

    assert [one.key for one in category.fields.all()] == ["since", "topic"]


def preview(client: Client, language: str = "en", **facts: object):
    body = {"language": language, "name_en": "Fees", "name_zh": "费用", "questions": [], **facts}
    return client.post(PREVIEW, json.dumps(body), content_type="application/json")


def test_the_form_is_seen_in_both_languages_before_it_is_saved(desk: Desk, supervisor: Client):
    question = {
        "kind": "choice",
        "label_en": "About what?",
        "label_zh": "关于什么？",
        "required": True,
        "choices": [{"value": "fees", "en": "Commission", "zh": "佣金"}],
    }

    english = preview(supervisor, questions=[question]).text
    chinese = preview(supervisor, "zh-hans", questions=[question]).text

    assert ("About what?" in english, "Commission" in english) == (True, True)
    assert ("关于什么？" in chinese, "佣金" in chinese, "费用" in chinese) == (True,) * 3
    assert 'type="radio"' in english


def test_a_preview_runs_nothing_of_what_was_typed(desk: Desk, supervisor: Client):
    text = preview(supervisor, name_en="<script>alert(1)</script>").text

    assert "<script" not in text


@pytest.mark.parametrize(
    "body",
    ["", "[]", "nonsense", '{"questions": 5}', '{"questions": [5]}',
     '{"questions": [{"choices": 5}]}',
     '{"questions": [{"kind": "choice", "choices": ["x"]}]}'],
)  # fmt: skip
def test_a_preview_of_nonsense_is_refused_with_words(desk: Desk, supervisor: Client, body: str):
    answer = supervisor.post(PREVIEW, body, content_type="application/json")

    assert answer.status_code == 400 or "Your message" in answer.text


def test_nobody_but_who_sees_categories_previews_one(desk: Desk, agent: Client, client: Client):
    assert preview(agent).status_code == 404
    assert preview(client).status_code == 404


def test_a_category_without_a_queue_is_refused(category: Category, supervisor: Client):
    answer = save(supervisor, category, row(category.fields.get()), queue="")

    assert "This field is required." in answer.text


def test_a_supervisor_moves_no_category_out_of_a_restricted_queue_nor_into_one(
    category: Category, supervisor: Client
):
    security = Category.objects.get(key="account-security")
    restricted, usual = security.queue, category.queue

    supervisor.post(
        f"/admin/tickets/category/{security.pk}/change/",
        {**category_facts(security), "queue": usual.pk},
    )
    answer = save(supervisor, category, row(category.fields.get()), queue=restricted.pk)

    security.refresh_from_db()
    category.refresh_from_db()
    assert (security.queue, category.queue) == (restricted, usual)
    assert "Select a valid choice" in answer.text


def test_a_tier_for_which_nothing_is_promised_is_refused(category: Category, supervisor: Client):
    Policy.objects.exclude(tier="low").delete()

    answer = save(supervisor, category, row(category.fields.get()), tier="high")

    category.refresh_from_db()
    assert "Then no policy would fit tickets of tier “High”" in answer.text
    assert category.tier == "low"
