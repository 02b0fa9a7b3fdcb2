"""Policies and calendars."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, DateField, Model, QuerySet, TimeField
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display

from tickets.actions.lay_out_shifts import lay_out_shifts
from tickets.admin.base import DeskAdmin, DeskTabularInline
from tickets.admin.configuration.covering import ask_whether_all_are_promised
from tickets.admin.configuration.promising import PromisingForm
from tickets.admin.configuration.retargets import OPEN, ReachField, active_policies, begin
from tickets.admin.fields import in_words
from tickets.admin.warnings import WarningLevelInline
from tickets.sla.hours import Window, overlap
from tickets.sla.models import Calendar, CalendarWindow, Holiday, Policy, SpecialOpening
from tickets.sla.policies import fits_in_words

NOTHING = "–"


class PolicyForm(PromisingForm):
    reach = ReachField()

    class Meta:
        model = Policy
        # Which are shown, the page says.
        fields = "__all__"


@admin.register(Policy)
class PolicyAdmin(DeskAdmin):
    form = PolicyForm
    change_form_template = "admin/configuration/policies/change_form.html"
    list_display = ("name", "fits", "first", "resolution", "calendar", "warnings", "active")
    list_filter = ("active", "tier", "lane", "channel", "urgency", "category")
    list_select_related = ("calendar", "category")
    search_fields = ("key", "name")
    prepopulated_fields = {"key": ("name",)}
    inlines = (WarningLevelInline,)
    fieldsets = (
        (None, {"fields": (("name", "key"), "active")}),
        (
            _("Which tickets"),
            {
                "description": _(
                    "Leave blank what does not matter. The policy that fits most closely applies: "
                    "one for the category first, then the one with more matches."
                ),
                "fields": ("category", ("tier", "urgency"), ("lane", "channel")),
            },
        ),
        (
            _("What is promised"),
            {
                "fields": (
                    ("first_response_within", "next_response_within"),
                    ("resolution_within", "progress_within"),
                    "calendar",
                )
            },
        ),
        (_("Open tickets"), {"fields": ("reach",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Policy]:
        return super().get_queryset(request).prefetch_related("warning_levels")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Policy, form: Any, change: bool) -> None:
        form.before = active_policies()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Let open tickets follow, if that was chosen, once the levels below are saved too."""
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("reach") == OPEN:
            policy = form.instance
            begin(
                request,
                reason=_("The policy “%(name)s” was changed") % {"name": policy},
                before=form.before,
                concerns=lambda one: one.pk == policy.pk,
            )

    def get_actions(self, request: HttpRequest) -> Any:
        """Leave out removing many at once: each is asked whether its tickets fit another."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Refuse to remove what some tickets have no substitute for."""
        before = list(Policy.objects.active())
        rest = [policy for policy in before if str(policy.pk) != object_id]
        try:
            if self.has_delete_permission(request):
                ask_whether_all_are_promised(rest, before=before)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("admin:tickets_policy_change", object_id)
        return super().delete_view(request, object_id, extra_context)

    @display(description=_("fits"))
    def fits(self, policy: Policy) -> str:
        return fits_in_words(policy)

    @display(description=_("first response"), ordering="first_response_within")
    def first(self, policy: Policy) -> str:
        within = policy.first_response_within
        return in_words(within) if within else NOTHING

    @display(description=_("resolution"), ordering="resolution_within")
    def resolution(self, policy: Policy) -> str:
        within = policy.resolution_within
        return in_words(within) if within else NOTHING

    @display(description=_("warns at"))
    def warnings(self, policy: Policy) -> str:
        own = policy.warning_levels.all()
        return ", ".join(map(str, own)) or str(_("as the desk"))


def _kept(formset: forms.BaseInlineFormSet) -> list[Any]:
    """Return the rows as they will stand, without what is blank, wrong or to be deleted."""
    return [form.instance for form in _kept_forms(formset)]


def _kept_forms(formset: forms.BaseInlineFormSet) -> list[Any]:
    return [
        form
        for form in formset.forms
        if form.is_valid() and form.has_changed() | bool(form.instance.pk)
        if not formset._should_delete_form(form)  # type: ignore[attr-defined]
    ]


class WindowFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Refuse windows that overlap, and a calendar that would never open."""
        super().clean()
        windows = [window.as_window() for window in _kept(self)]
        if clash := overlap(windows):
            first, second = clash
            self._mark(second)
            raise ValidationError(
                _("Two windows overlap: %(first)s and %(second)s."),
                code="overlap",
                params={"first": _said(first), "second": _said(second)},
            )
        if not windows and not any(self.errors) and not self.instance.always_open:
            raise ValidationError(
                _(
                    "Without a window nothing would ever be due: add one, "
                    "or let the calendar be always open."
                ),
                code="empty",
            )

    def _mark(self, window: Window) -> None:
        """Say it beside the row too; of two rows that say the same, beside the later one."""
        rows = reversed(_kept_forms(self))
        row = next(form for form in rows if form.instance.as_window() == window)
        row.add_error("start", _("This window overlaps another one of the calendar."))


def _said(window: Any) -> str:
    return str(CalendarWindow(weekday=window.weekday, start=window.start, end=window.end))


class HolidayFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Refuse the same holiday twice; the database would refuse it without words."""
        super().clean()
        seen: set[Any] = set()
        for holiday in _kept(self):
            if (holiday.date, holiday.start) in seen:
                raise ValidationError(
                    _("%(holiday)s stands here twice."),
                    code="twice",
                    params={"holiday": holiday},
                )
            seen.add((holiday.date, holiday.start))


class OpeningFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Refuse the same opening twice; the database would refuse it without words."""
        super().clean()
        seen: set[Any] = set()
        for opening in _kept(self):
            if (opening.date, opening.start) in seen:
                raise ValidationError(
                    _("%(opening)s stands here twice."),
                    code="twice",
                    params={"opening": opening},
                )
            seen.add((opening.date, opening.start))


TIMES = {
    TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})},
    DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
}


class WindowInline(DeskTabularInline):
    model = CalendarWindow
    template = "admin/configuration/calendars/windows.html"
    formfield_overrides = TIMES
    formset = WindowFormSet
    ordering = ("weekday", "start")
    fields = ("weekday", "start", "end")


class HolidayInline(DeskTabularInline):
    model = Holiday
    template = "admin/configuration/calendars/holidays.html"
    formfield_overrides = TIMES
    formset = HolidayFormSet
    fields = ("date", "name", "start", "end")


class OpeningInline(DeskTabularInline):
    model = SpecialOpening
    template = "admin/configuration/calendars/openings.html"
    formfield_overrides = TIMES
    formset = OpeningFormSet
    fields = ("date", "name", "start", "end")


class CalendarForm(forms.ModelForm):
    reach = ReachField()

    class Meta:
        model = Calendar
        fields = ("name", "key", "time_zone", "always_open")

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        # The model asks for the windows of the database; here those typed below count.
        if self.has_error("always_open"):
            del self.errors["always_open"]


@admin.register(Calendar)
class CalendarAdmin(DeskAdmin):
    """An edited calendar is a new version: clocks that run go on by the hours they were read by."""

    form = CalendarForm
    change_form_template = "admin/configuration/calendars/change_form.html"
    list_display = ("name", "time_zone", "hours", "holiday_count", "policy_count")
    search_fields = ("key", "name")
    prepopulated_fields = {"key": ("name",)}
    fields = (("name", "key"), ("time_zone", "always_open"), "reach")
    inlines = (WindowInline, HolidayInline, OpeningInline)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Let shifts follow, and open tickets if that was chosen, once the hours below are saved
        too.
        """
        super().save_related(request, form, formsets, change)
        lay_out_shifts(at=timezone.now(), agents=form.instance.agents.values_list("pk", flat=True))
        if form.cleaned_data.get("reach") == OPEN:
            calendar = form.instance
            begin(
                request,
                reason=_("The calendar “%(name)s” was changed") % {"name": calendar},
                before=active_policies(),
                concerns=lambda one: one.calendar_id == calendar.pk,
            )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Calendar]:
        return (
            super()
            .get_queryset(request)
            # No calendar of theirs: editing it would change nothing.
            .exclude(key=Calendar.ON_THE_WALL)
            .prefetch_related("windows")
            .annotate(
                holidays_in_all=Count("holidays", distinct=True),
                policies_in_all=Count("policies", distinct=True),
            )
        )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A calendar that a policy or a clock knows stays; Django says which."""
        return super().has_delete_permission(request, obj)

    @display(description=_("hours"))
    def hours(self, calendar: Calendar) -> str:
        if calendar.always_open:
            return str(_("day and night"))
        windows = calendar.windows.all()
        return ngettext("%(count)d window a week", "%(count)d windows a week", len(windows)) % {
            "count": len(windows)
        }

    @display(description=_("holidays"), ordering="holidays_in_all")
    def holiday_count(self, calendar: Any) -> int:
        return int(calendar.holidays_in_all)

    @display(description=_("policies"), ordering="policies_in_all")
    def policy_count(self, calendar: Any) -> int:
        return int(calendar.policies_in_all)
