"""``get_<field>_display`` of models, without what Django's does besides."""

from collections.abc import Callable
from typing import Any

from django.db import models


def display_of(field: str, choices: type[models.TextChoices]) -> Callable[[Any], str]:
    """Return the method for a ``field`` that holds one of ``choices``; another value says itself.

    Django's puts all choices into a table at each call, and translates every one for it: a page of
    many rows asks for hundreds of them.
    """
    labels = dict(choices.choices)

    def display(row: Any) -> str:
        value = getattr(row, field)
        return str(labels.get(value, value))

    return display
