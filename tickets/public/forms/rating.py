"""How a customer rates our help, and then says why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tickets.satisfaction.reasons import REASONS
from tickets.satisfaction.surveys import MAX_COMMENT

SCORES = [
    (1, gettext_lazy("Not at all")),
    (2, gettext_lazy("Rather not")),
    (3, gettext_lazy("So so")),
    (4, gettext_lazy("Satisfied")),
    (5, gettext_lazy("Very satisfied")),
]


class RatingForm(forms.Form):
    score = forms.TypedChoiceField(
        label=gettext_lazy("Are you satisfied with our help?"),
        choices=SCORES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one to five."),
            "invalid_choice": gettext_lazy("Choose one to five."),
        },
    )


class WhyForm(forms.Form):
    """Why a score was given: reasons to tap that belong to it, and words."""

    reasons = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the reasons shown.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-limit": MAX_COMMENT}),
    )

    def __init__(self, *args: Any, score: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = self.fields["reasons"]
        reasons.choices = [(reason.value, reason.label) for reason in REASONS[score]]  # type: ignore[attr-defined]
        reasons.label = (
            gettext_lazy("What was good?") if score > 3 else gettext_lazy("What was missing?")
        )
