"""What is asked of a policy before it is saved, on its own page and in a cell of the matrix."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import DurationField
from django.utils.translation import gettext_lazy as _

from tickets.admin.configuration.covering import (
    ask_whether_all_are_promised,
    ask_whether_others_are_reached,
    ask_whether_reached,
)
from tickets.sla.models import Policy
from tickets.sla.models.policies import LONGEST
from tickets.sla.policies import MATCHERS


class PromisingForm(forms.ModelForm):
    """Refuses a policy that no ticket would reach, and one whose loss leaves tickets without."""

    def clean(self) -> dict[str, Any]:
        """Say beside a time why it cannot be; the database would refuse it without a place."""
        clean = super().clean() or {}
        times = [field.name for field in Policy._meta.fields if isinstance(field, DurationField)]
        for name in times:
            within = clean.get(name)
            if within is not None and not dt.timedelta() < within < LONGEST:
                self.add_error(name, _("A target is more than nothing and less than a year."))
        first, resolution = (
            clean.get(name) for name in ("first_response_within", "resolution_within")
        )
        if first and resolution and resolution < first:
            why = _("A resolution takes at least as long as a first response.")
            self.add_error("resolution_within", why)
        return clean

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        policy = self.instance
        others = list(Policy.objects.active().exclude(pk=policy.pk).select_related("category"))
        try:
            ask_whether_reached(policy, others=others)
            stood = list(Policy.objects.active().filter(pk=policy.pk))
            ask_whether_others_are_reached(policy, before=[*others, *stood])
            if stood:
                ask_whether_all_are_promised(
                    [*others, policy] if policy.active else others, before=[*others, *stood]
                )
        except ValidationError as refusal:
            self.add_error(self._beside(policy), refusal)

    def _beside(self, policy: Policy) -> str | None:
        """Return the field that makes ``policy`` fit what it fits, or not at all; None where the
        form does not ask for it.
        """
        if not policy.active:
            matched = ["active"]
        else:
            matched = [name for name in ("category", *MATCHERS) if getattr(policy, name)]
        return next((name for name in matched if name in self.fields), None)
