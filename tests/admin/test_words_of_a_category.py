"""Staff teach the desk how customers call a matter."""

import pytest
from django.test import Client

from tests.admin.test_configuration import forms
from tests.factories.desk import MONDAY
from tickets.triage.models import Category
from tickets.triage.suggesting import suggest


def saved(client: Client, **facts: object) -> Category:
    category = Category.objects.get(key="rules-fees")
    sent = {
        "name_en": category.name_en,
        "tier": category.tier,
        "urgency": category.urgency,
        "queue": category.queue_id,
        "audience": category.audience,
        "position": category.position,
        "active": "on",
        **forms("fields"),
        **forms("policies"),
        **facts,
    }
    answer = client.post(f"/admin/tickets/category/{category.pk}/change/", sent)
    assert answer.status_code == 302, answer.context["errors"]
    return Category.objects.get(pk=category.pk)


@pytest.mark.usefixtures("desk")
def test_words_are_written_one_a_line_and_work_at_once(supervisor: Client) -> None:
    category = saved(
        supervisor,
        words_en="  lay-by \n\nlayaway plan\nlay-by\r\n",
        words_zh="先付定金",
        situations=["item_reserved"],
    )

    assert category.words_en == "lay-by\nlayaway plan"
    assert category.situations == ["item_reserved"]
    for text in ("do you have a layaway", "可以先付定金吗"):
        assert suggest(text, at=MONDAY, categories=Category.objects.all())[0].category == category


@pytest.mark.usefixtures("desk")
def test_the_page_shows_what_can_be_ticked(supervisor: Client) -> None:
    category = Category.objects.get(key="not-shipped")

    page = supervisor.get(f"/admin/tickets/category/{category.pk}/change/").content.decode()

    assert "Order: should have been sent by now" in page
    assert "order_ships_late" in page
    assert "has not shipped yet" in page
