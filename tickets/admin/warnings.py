"""At which levels promises warn and what follows: of the desk, and of a policy of its own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from tickets.admin.base import DeskAdmin, DeskTabularInline
from tickets.admin.fields import SpanField, in_words
from tickets.sla.choices import Consequence
from tickets.sla.models import WarningLevel

MOST_LEVELS = 8
TWICE = _("This level stands here already.")


class Spelled:
    """How long somebody may not look is typed in words, and may be nothing."""

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "mail_after":
            return SpanField(
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
                widget=UnfoldAdminTextInputWidget(),
                initial=db_field.get_default(),
            )
        field: forms.Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        return field


class LevelFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Say beside a level that stands twice that it does; the database would refuse it too."""
        seen: set[int] = set()
        for form in self.forms:
            level = form.cleaned_data.get("level") if form.is_valid() else None
            if level is None or self._should_delete_form(form):  # type: ignore[attr-defined]
                continue
            if level in seen:
                form.add_error("level", ValidationError(TWICE, code="twice"))
            seen.add(level)
        super().clean()


class WarningLevelInline(Spelled, DeskTabularInline):
    """The levels of one policy. Without any, those of the desk hold."""

    model = WarningLevel
    formset = LevelFormSet
    max_num = MOST_LEVELS
    verbose_name_plural = _(
        "Warnings of its own: without any, those of the desk hold. The end is always noticed."
    )
    fields = ("level", "notify", "call_supervisor", "raise_tier", "move_to", "mail_after")
    ordering = ("level",)


@admin.register(WarningLevel)
class WarningLevelAdmin(Spelled, DeskAdmin):
    """The levels of the desk, and below them those that policies have of their own."""

    list_display = ("percent", "whose", "follows", "mails")
    list_select_related = ("policy", "move_to")
    list_filter = ("policy",)
    fields = (
        ("policy", "level"),
        "notify",
        "call_supervisor",
        "raise_tier",
        ("move_to", "mail_after"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[WarningLevel]:
        return super().get_queryset(request).order_by("policy_id", "level")

    @display(description=_("at"), ordering="level")
    def percent(self, row: WarningLevel) -> str:
        return str(row)

    @display(description=_("policy"), ordering="policy")
    def whose(self, row: WarningLevel) -> str:
        return str(row.policy or _("every policy without its own"))

    @display(description=_("what follows"))
    def follows(self, row: WarningLevel) -> str:
        words = [
            str(Consequence.RAISE_TIER.label) if row.raise_tier else "",
            f"{Consequence.MOVE.label}: {row.move_to}" if row.move_to else "",
            str(Consequence.NOTIFY.label) if row.notify else "",
            str(Consequence.CALL.label) if row.call_supervisor else "",
        ]
        return ", ".join(filter(None, words)) or str(_("it is noticed"))

    @display(description=_("mail after"))
    def mails(self, row: WarningLevel) -> str:
        return in_words(row.mail_after) if row.notify or row.call_supervisor else "–"
