"""How a guest asks for a new link."""

import re

from django import forms
from django.utils.translation import gettext_lazy

from tickets.public.forms.words import WRITE_A_NUMBER, WRITE_AN_ADDRESS


class GuestLinkForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of your request"),
        help_text=gettext_lazy("It stands in our mails: T- and some digits."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": WRITE_A_NUMBER},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your email address"),
        help_text=gettext_lazy("The one you wrote to us with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": WRITE_AN_ADDRESS, "invalid": WRITE_AN_ADDRESS},
    )

    def clean_number(self) -> int:
        """Return the number however it was written: T-100042, t 100042, 100042."""
        found = re.fullmatch(r"[Tt#]?[\s–-]*(\d{1,18})", self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(WRITE_A_NUMBER)
        return int(found[1])
