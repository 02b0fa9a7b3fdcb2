"""What forms of the site have in common."""

from typing import Any

from django import forms
from django.http import QueryDict

from tickets.public.once import new_token


class OnceForm(forms.Form):
    """A form that knows when it is sent a second time."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_token

    @property
    def key(self) -> str:
        """What a second sending has in common with the first."""
        return str(self.cleaned_data["token"])

    @property
    def content(self) -> dict[str, object]:
        """What was typed, without the token."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}

    def renew(self) -> None:
        """Take a fresh token: what was typed may be sent as something new."""
        self.put(token=new_token())

    def put(self, **values: str) -> None:
        """Change some of what was sent, before the form is shown again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data
