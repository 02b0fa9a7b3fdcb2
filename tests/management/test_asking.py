"""The demo shows what is asked most."""

import pytest
from django.utils import timezone

from tests.factories.desk import make_desk
from tickets.insight.fewer.models import ProductProposal
from tickets.management.week.asking import ask_for_what_could_be_built


@pytest.mark.django_db
def test_the_week_proposes_some_things_to_the_product() -> None:
    make_desk()

    ask_for_what_could_be_built(now=timezone.now())

    asked = ProductProposal.objects.undecided()
    assert asked.count() >= 3
    assert any(one.times > one.before for one in asked)
    assert any(one.times < one.before for one in asked)
