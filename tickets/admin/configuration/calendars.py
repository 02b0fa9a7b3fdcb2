"""Calendars as a week: what the typed hours mean now, and public holidays to take in."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consignment.languages import CHINESE, supported
from tickets.admin.configuration.doors import configuring, frame
from tickets.admin.rough import number
from tickets.changes.tracking import recorded
from tickets.sla import calendars
from tickets.sla.hours import (
    MIDNIGHT,
    CalendarError,
    Closure,
    Hours,
    NoHours,
    Opening,
    OverlappingWindows,
    Window,
)
from tickets.sla.models import Calendar, CalendarWindow
from tickets.sla.models.calendars import validate_time_zone
from tickets.sla.public_holidays import (
    countries,
    public_holidays,
    regions,
    share_a_clock,
    take_in,
)

PROMISE = dt.timedelta(hours=2)
MOST_ROWS = 500


@configuring
@require_POST
def check(request: HttpRequest, known: set[str]) -> HttpResponse:
    """Say what the hours mean that are typed and not saved yet."""
    if Calendar._meta.label not in known:
        raise PermissionDenied
    now = timezone.now()
    try:
        hours = typed_hours(request.POST)
        said = {
            "refusal": "",
            "open": calendars.is_open(hours, now),
            "opens": calendars.next_opening(hours, now),
            "due": calendars.add(hours, now, PROMISE),
            "local": now.astimezone(ZoneInfo(hours.time_zone)),
            "zone": hours.time_zone,
        }
    except ValidationError as refusal:
        said = {"refusal": " ".join(refusal.messages)}
    except NoHours:
        said = {
            "refusal": _(
                "Without a window nothing would ever be due: add one, or let the calendar be "
                "always open."
            )
        }
    except OverlappingWindows as clash:
        said = {
            "refusal": _("Two windows overlap: %(first)s and %(second)s.")
            % {"first": window_in_words(clash.first), "second": window_in_words(clash.second)}
        }
    except CalendarError as why:
        said = {"refusal": str(why)}
    # The clock of the calendar is shown as it is, whatever the reader's is.
    if "local" in said:
        said["local"] = said["local"].replace(tzinfo=None)  # type: ignore[attr-defined]
    return render(request, "admin/configuration/calendars/says.html", {**said, "now": now})


def typed_hours(data: QueryDict) -> Hours:
    """Return the hours that a form holds. Raises ValidationError, CalendarError."""
    zone = data.get("time_zone", "").strip()
    validate_time_zone(zone)
    always = bool(data.get("always_open"))
    return Hours(
        time_zone=zone,
        always_open=always,
        windows=() if always else tuple(_windows(data)),
        closures=tuple(_closures(data)),
        openings=tuple(_openings(data)),
    )


def _rows(data: QueryDict, prefix: str) -> list[dict[str, str]]:
    count = min(number(data.get(f"{prefix}-TOTAL_FORMS", "")) or 0, MOST_ROWS)
    return [
        {name: data.get(f"{prefix}-{i}-{name}", "").strip() for name in NAMES}
        for i in range(count)
        if not data.get(f"{prefix}-{i}-DELETE")
    ]


NAMES = ("weekday", "start", "end", "date")


def _windows(data: QueryDict) -> list[Window]:
    return [
        Window(int(row["weekday"]), _time(row["start"]), _time(row["end"]))
        for row in _rows(data, "windows")
        if row["weekday"] in set("0123456") and row["weekday"] and row["start"] and row["end"]
    ]


def _closures(data: QueryDict) -> list[Closure]:
    return [
        Closure(
            forms.DateField().clean(row["date"]),
            _time(row["start"]) if row["start"] else MIDNIGHT,
            _time(row["end"]) if row["end"] else MIDNIGHT,
        )
        for row in _rows(data, "holidays")
        if row["date"]
    ]


def _openings(data: QueryDict) -> list[Opening]:
    return [
        Opening(forms.DateField().clean(row["date"]), _time(row["start"]), _time(row["end"]))
        for row in _rows(data, "openings")
        if row["date"] and row["start"] and row["end"]
    ]


def _time(text: str) -> dt.time:
    time: dt.time = forms.TimeField().clean(text)
    return time


def window_in_words(window: Window) -> str:
    return str(CalendarWindow(weekday=window.weekday, start=window.start, end=window.end))


class CountryForm(forms.Form):
    """A country, one of its regions, and a year."""

    country = forms.ChoiceField(label=gettext_lazy("Country"))
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, country: str, calendar: Calendar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            ("", "…"),
            *countries(supported(get_language())).items(),
        ]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", _("the whole country")),
            *((code, code) for code in regions(country)),
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a country where the calendar's clock is on no wall: its days are others there."""
        clean = super().clean() or {}
        country, year = clean.get("country"), clean.get("year")
        zone = self.calendar.time_zone
        if country and year and not share_a_clock(country, zone, year=year):
            why = _(
                "The calendar goes by the clock of %(zone)s, where it is another day: nowhere in "
                "%(country)s is it the same time. Choose another country, or change the time zone "
                "of the calendar first."
            )
            self.add_error(
                "country",
                why % {"zone": zone, "country": countries(supported(get_language()))[country]},
            )
        return clean


@configuring
@require_http_methods(["GET", "HEAD", "POST"])
def holidays_of(request: HttpRequest, known: set[str], calendar_id: int) -> HttpResponse:
    """Show the public holidays of a country; save those that were ticked."""
    if not request.user.has_perm("tickets.change_calendar"):
        raise PermissionDenied
    calendar = get_object_or_404(Calendar, pk=calendar_id)
    asked = request.GET.dict() if "country" in request.GET else None
    if asked is not None and asked.get("region") not in regions(asked.get("country", "")):
        asked["region"] = ""
    form = CountryForm(
        asked,
        country=(asked or {}).get("country", ""),
        calendar=calendar,
        initial={"year": timezone.localdate().year},
    )
    found = None
    if asked is not None and form.is_valid():
        found = public_holidays(
            form.cleaned_data["country"],
            form.cleaned_data["region"],
            form.cleaned_data["year"],
            chinese=supported(get_language()) == CHINESE,
        )
    if request.method == "POST" and found is not None:
        chosen = set(request.POST.getlist("day"))
        with recorded(user=request.user):
            new = take_in(calendar, [day for day in found if day.date.isoformat() in chosen])
        said = ngettext("%(n)d holiday was taken in.", "%(n)d holidays were taken in.", new)
        messages.success(request, said % {"n": new})
        return redirect("admin:tickets_calendar_change", calendar.pk)
    there = set(calendar.holidays.values_list("date", flat=True))
    days = None
    if found is not None:
        days = [{"date": d.date, "name": d.name, "there": d.date in there} for d in found]
    context = {
        "calendar": calendar,
        "form": form,
        "days": days,
        "new": sum(not day["there"] for day in days or ()),
        "title_of_days": f"{countries(supported(get_language()))[form.cleaned_data['country']]} "
        f"{form.cleaned_data['region']} {form.cleaned_data['year']}"
        if found is not None
        else "",
    }
    template = "admin/configuration/calendars/take_in.html"
    return frame(request, template, context, title=_("Public holidays"))
