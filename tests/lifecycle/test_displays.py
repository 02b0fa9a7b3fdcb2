"""What a ticket says of itself in words is what its choices are called, in each language."""

import pytest
from django.db.models import Model
from django.utils import translation

from tickets.lifecycle.models import Ticket

WITH_CHOICES = [field for field in Ticket._meta.concrete_fields if field.choices]


@pytest.mark.parametrize("field", WITH_CHOICES, ids=lambda field: field.name)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_choice_is_said_as_django_would_say_it(field, language):
    with translation.override(language):
        for value, label in [*field.choices, ("other", "other")]:
            ticket = Ticket(**{field.name: value})
            said = getattr(ticket, f"get_{field.name}_display")()
            assert said == Model._get_FIELD_display(ticket, field) == str(label)


@pytest.mark.parametrize("field", WITH_CHOICES, ids=lambda field: field.name)
def test_each_choice_is_asked_for_by_itself(field):
    assert getattr(Ticket, f"get_{field.name}_display").__module__ == "consignment.displays"
