"""The number and the time of a call, in a page of its own or within a new request."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import get_current_timezone_name, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.actions.book_callback import COUNTRY, PHONE, STARTS_AT, CallbackRefused, Wanted
from tickets.public.forms.once import OnceForm
from tickets.routing.callbacks.numbers import LONGEST, countries
from tickets.routing.callbacks.slots import Slot

CHOOSE_A_TIME = gettext_lazy("Choose when we call.")


class CallbackForm(OnceForm):
    """``slots`` are those with room; their times are the reader's.

    ``asked``: whether a call must be wanted; else nothing typed is no call.
    """

    starts_at = forms.ChoiceField(
        label=gettext_lazy("When do we call?"), error_messages={"required": CHOOSE_A_TIME}
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country of the number"),
        required=False,
        help_text=gettext_lazy("Not needed when the number begins with +."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Your number"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": gettext_lazy("Enter the number at which we reach you.")},
    )

    def __init__(
        self,
        *args: Any,
        slots: Sequence[Slot],
        allowed: Sequence[str],
        language: str,
        asked: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.language, self.allowed = asked, language, allowed
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a country")),
            *((c.code, f"{c.name} ({c.prefix})") for c in countries(language, allowed=allowed)),
        ]
        minutes = {int((slot.ends_at - slot.starts_at).total_seconds()) // 60 for slot in slots}
        # What a script needs to write the times in the browser's zone.
        self.fields["starts_at"].widget.attrs["data-slot"] = min(minutes, default=0)
        self.offer(slots)
        if not asked:
            self.fields[STARTS_AT].required = self.fields[PHONE].required = False
            self.guess_country()

    def offer(self, slots: Iterable[Slot]) -> None:
        """Let the customer choose from ``slots``, by the days of their own calendar."""
        field = self.fields["starts_at"]
        zone = format_html("<bdi>{}</bdi>", get_current_timezone_name().replace("_", " "))
        field.help_text = format_html(_("Times in {zone}."), zone=zone)
        none = [("", _("Choose a time") if self.asked else _("No call"))]
        field.choices = [*none, *_by_day(slots)]  # type: ignore[attr-defined]

    def guess_country(self) -> None:
        """Ask for no country within another form: what is guessed is said beside the number."""
        field = self.fields[COUNTRY]
        names = {c.code: c.name for c in countries(self.language, allowed=self.allowed)}
        here = names.get(self.initial.get(COUNTRY, ""))
        field.widget = forms.HiddenInput()
        if not here:
            self.initial[COUNTRY] = ""
        self.fields[PHONE].help_text = (
            _("As it is dialled in %(country)s, or from + and the code of its country on.")
            % {"country": here}
            if here
            else _("From + and the code of its country on.")
        )

    def clean_starts_at(self) -> dt.datetime | None:
        typed = self.cleaned_data["starts_at"]
        return parse_datetime(typed) if typed else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.asked and not self.errors:
            if data.get("starts_at") and not data.get("phone"):
                self.add_error(PHONE, self.fields[PHONE].error_messages["required"])
            elif data.get("phone") and data.get("country") and not data.get("starts_at"):
                self.add_error(STARTS_AT, CHOOSE_A_TIME)
        return data

    @property
    def wanted(self) -> Wanted | None:
        """What was asked for; None where no call is."""
        data = self.cleaned_data
        if not data.get("starts_at"):
            return None
        return Wanted(data["phone"], data["starts_at"], data.get("country", ""))

    def refuse(self, refusal: CallbackRefused) -> None:
        """Say beside its field why it cannot be booked, and let choose from what is free now."""
        field = refusal.field if refusal.field in {PHONE, STARTS_AT, COUNTRY} else None
        if field == COUNTRY and not self.asked:
            field = PHONE
        self.add_error(field, refusal.why)
        if field == STARTS_AT:
            self.put(**{STARTS_AT: ""})
            self.offer(refusal.slots)


def words_of(slot: Slot) -> str:
    """Return a slot on the reader's wall: 14:00–14:30."""
    start, end = localtime(slot.starts_at), localtime(slot.ends_at)
    return f"{date_format(start, 'H:i')}–{date_format(end, 'H:i')}"


def _by_day(slots: Iterable[Slot]) -> list[tuple[str, list[tuple[str, str]]]]:
    days: defaultdict[dt.date, list[Slot]] = defaultdict(list)
    for slot in slots:
        days[localtime(slot.starts_at).date()].append(slot)
    # Translators: a Django date format; write the order and the signs of your language.
    form = _("l, j F")
    return [
        (date_format(day, form), [(slot.starts_at.isoformat(), words_of(slot)) for slot in of_day])
        for day, of_day in days.items()
    ]
