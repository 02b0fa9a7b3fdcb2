"""The questions of a category as fields of a form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consignment.dossier import Shown
from tickets.public.own import Choosable, Own
from tickets.triage.models import FieldKind, TemplateField
from tickets.triage.templates import choices_of

MOST_CARDS = 6
"""How many choices stand open as cards; more fold into a list."""


class Asked(forms.CharField):
    """A field whose content the desk checks, so that every door says the same words.

    ``required`` only says how the field is labelled.
    """

    def validate(self, value: Any) -> None:
        pass


class Listed(forms.TextInput):
    """One line to type in, with a list of what it may be."""

    template_name = "forms/listed.html"

    def __init__(self, options: Iterable[tuple[str, str]]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.options = list(options)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["list_id"] = context["widget"]["attrs"]["list"] = f"list_of_{name}"
        context["options"] = self.options
        return context


def field_for(question: TemplateField, own: Choosable) -> Asked:
    """Return the field that asks ``question``, with the customer's own things to choose from."""
    things = own.get(question.kind)
    hint = question.help
    if things is None or not things.total:
        widget = _widget(question)
    else:
        widget = _of_own(question, things)
        # It says how to write a number: of use only where one may have to be written.
        hint = hint if things.more else ""
    return Asked(label=question.label, help_text=hint, required=question.required, widget=widget)


def _widget(question: TemplateField) -> forms.Widget:
    match question.kind:
        case FieldKind.LONG_TEXT:
            return forms.Textarea(attrs={"rows": 4})
        case FieldKind.DATE:
            return forms.TextInput(attrs={"type": "date"})
        case FieldKind.YES_NO:
            return forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No"))])
        case FieldKind.CHOICE:
            choices = list(choices_of(question, get_language()).items())
            return _cards(choices) or _list(choices)
    return forms.TextInput()


def _of_own(question: TemplateField, things: Shown[Own]) -> forms.Widget:
    lines = [own.as_line for own in things.newest]
    if things.more:
        return Listed(lines)
    none = [] if question.required else [("", _("None of these"))]
    cards = [own.as_card for own in things.newest]
    return _cards([*cards, *none]) or _list(lines, none)


def _cards(choices: list[tuple[str, Any]]) -> forms.RadioSelect | None:
    return forms.RadioSelect(choices=choices) if len(choices) <= MOST_CARDS else None


def _list(
    choices: list[tuple[str, Any]], none: list[tuple[str, str]] | None = None
) -> forms.Select:
    return forms.Select(choices=[*(none or [("", _("Choose …"))]), *choices])
