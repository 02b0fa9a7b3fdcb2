"""A list without rows says what it is for and how rows come, and asks for none it cannot take."""

import pytest
from django.contrib import admin
from django.test import Client

from config.templatetags.empty_lists import WORDS
from consignment.models import User
from tests.factories.trade import UserFactory


@pytest.fixture
def superuser(db: None) -> Client:
    client = Client()
    user: User = UserFactory.create(administrator=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_list_of_the_admin_has_words():
    assert set(WORDS) == {model._meta.label for model in admin.site._registry}


def test_a_list_that_is_filled_by_itself_asks_for_no_new_row(superuser: Client):
    text = superuser.get("/admin/knowledge_base/vote/").text

    assert "What readers answered to" in text
    assert "Create a new" not in text
    assert "/vote/add/" not in text


def test_a_list_that_people_fill_leads_to_its_first_row(superuser: Client):
    text = superuser.get("/admin/tickets/skill/").text

    assert "What a ticket may ask of whoever takes it." in text
    assert "/admin/tickets/skill/add/" in text


def test_a_search_in_vain_leads_back_to_all(superuser: Client):
    text = superuser.get("/admin/tickets/skill/?q=zeppelin").text

    assert "Nothing fits" in text
    assert "Nothing here yet" not in text
