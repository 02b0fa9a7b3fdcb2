"""Orders, items, consignments and payouts of the caller's own, named by their numbers."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from consignment.models import User
from consignment.numbers import mentions
from tickets.triage.models import FieldKind
from tickets.triage.situations import Thing
from tickets.triage.templates import FIND

MOST_NAMED = 5


class ThingsField(serializers.ListField):
    """Numbers of the caller's own things; gives the things, each once, in their order.

    What is somebody else's is as if it were not there: left out, or refused (``must_exist``).
    """

    child = serializers.CharField(max_length=40)

    def __init__(self, *, must_exist: bool, **kwargs: Any) -> None:
        self.must_exist = must_exist
        kwargs.setdefault("required", False)
        super().__init__(max_length=MOST_NAMED, **kwargs)

    def to_internal_value(self, data: Any) -> list[Thing]:
        numbers: list[str] = super().to_internal_value(data)
        # DRF counts only what is found; too many are refused before they are looked up.
        self.run_validators(numbers)
        found = [self._own(number) for number in numbers]
        missing = {
            str(index): [
                ErrorDetail(
                    _("We cannot find “%(number)s” among yours.") % {"number": numbers[index]},
                    "unknown",
                )
            ]
            for index, thing in enumerate(found)
            if thing is None
        }
        if missing and self.must_exist:
            raise ValidationError(missing)
        return list({thing.number: thing for thing in found if thing is not None}.values())

    def _own(self, number: str) -> Thing | None:
        person = self.context["request"].user
        named = mentions(number)
        if not isinstance(person, User) or len(named) != 1:
            return None
        return FIND[FieldKind(named[0].kind)](person, named[0].number)
