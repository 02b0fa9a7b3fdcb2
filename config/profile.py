"""My account: who somebody is to us, and the way to all that keeps their login safe."""

import zoneinfo
from functools import cache
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consignment.models import User

# The rest of the IANA database are old names of these.
CONTINENTS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific"),
}


@cache
def _cities() -> dict[str, list[str]]:
    names = sorted(zoneinfo.available_timezones())
    return {start: [n for n in names if n.startswith(f"{start}/")] for start in CONTINENTS}


def zone_choices(own: str) -> list[Any]:
    """Return the time zones as choices, by continent; ``own`` is among them whatever it is."""
    grouped: list[Any] = [
        (words, [(name, name.partition("/")[2].replace("_", " ")) for name in _cities()[start]])
        for start, words in CONTINENTS.items()
    ]
    known = {name for names in _cities().values() for name in names}
    others = {own, "UTC"} - known - {""}
    return [*((name, name) for name in sorted(others)), *grouped]


class ProfileForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("For the times in our emails. Pages follow your device."),
    )

    class Meta:
        model = User
        fields = ["name", "language", "time_zone"]
        labels = {
            "name": gettext_lazy("Name"),
            "language": gettext_lazy("Language"),
        }
        help_texts = {
            "name": gettext_lazy("As we should address you."),
            "language": gettext_lazy("For the site, and for our emails to you."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        zone = cast(forms.ChoiceField, self.fields["time_zone"])
        zone.choices = zone_choices(self.instance.time_zone)


@login_required
@require_http_methods(["GET", "POST"])
def my_account(request: HttpRequest) -> HttpResponse:
    # Read anew: what a refused form leaves on its person must not show as theirs.
    person = User.objects.get(pk=cast(User, request.user).pk)
    form = ProfileForm(request.POST or None, instance=person)
    if form.is_valid():
        form.save()
        with translation.override(person.language):
            messages.success(request, _("Saved."))
        return redirect("account")
    context = {
        "form": form,
        "addresses": EmailAddress.objects.filter(user=person).order_by("-primary", "email"),
        "two_steps": is_mfa_enabled(person),
        "sessions": len(UserSession.objects.purge_and_list(person)),
    }
    return render(request, "account/overview.html", context)
