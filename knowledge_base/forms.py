"""What readers send from the help pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge_base.feedback.models import Vote, Why


class VoteForm(forms.Form):
    helped = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        coerce=lambda value: value == "yes",
        error_messages={
            "required": _("Choose yes or no."),
            "invalid_choice": _("Choose yes or no."),
        },
    )
    why = forms.ChoiceField(
        label=_("What was wrong with it?"),
        choices=Why.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("In your words"),
        help_text=_("No names or numbers, please: nobody answers here."),
        required=False,
        max_length=Vote._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helped"].widget = forms.HiddenInput()
