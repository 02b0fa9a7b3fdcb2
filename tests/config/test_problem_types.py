"""The ``type`` of a problem document leads to a page that says what it means."""

import re

import pytest
from django.test import Client

from config.problem_types import PROBLEM_TYPES, type_of

pytestmark = pytest.mark.django_db


def test_every_type_leads_to_its_place_on_the_page() -> None:
    page = Client().get("/api/problems/")

    anchors = set(re.findall(r'<h2 id="([^"]+)"', page.content.decode()))
    assert anchors == PROBLEM_TYPES.keys()


def test_the_code_tells_more_than_the_status() -> None:
    assert type_of(412, "changed").endswith("/api/problems/#changed")
    assert type_of(409, "of another kind").endswith("/api/problems/#409")


def test_a_type_has_the_status_that_it_comes_with() -> None:
    for name, problem in PROBLEM_TYPES.items():
        assert not name.isdigit() or problem.status == int(name)
