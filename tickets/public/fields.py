"""The questions of a category as fields of a form."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tickets.public.own import Choosable, OwnThing
from tickets.triage.models import FieldKind, TemplateField
from tickets.triage.templates import choices_of

MOST_CARDS = 6
"""How many choices stand open as cards; more fold into a list."""
ANOTHER = "another"
"""The choice of a thing that has no card."""


class Asked(forms.CharField):
    """A field whose content the desk checks, so that every door says the same words.

    ``required`` only says how the field is labelled.
    """

    def validate(self, value: Any) -> None:
        pass


class OwnThings(forms.RadioSelect):
    """Cards of the customer's own things, and a line to type the number of another.

    The line counts when no card is chosen, or the one that says so.
    """

    def __init__(
        self, things: Iterable[OwnThing], *, more: bool, required: bool, hint: str = ""
    ) -> None:
        cards: list[tuple[str, Any]] = [(thing.number, thing) for thing in things]
        rest = [] if required else [("", _("None of these"))]
        if more:
            rest.append((ANOTHER, _("Another one")))
        super().__init__(choices=[*cards, *rest])
        self.numbers = {number for number, _thing in cards}
        self.hint = hint

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        picked = data.get(name) or ""
        typed = (data.get(f"{name}_{ANOTHER}") or "").strip()
        return typed if picked in {"", ANOTHER} else picked

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Choose the line for a number that has no card."""
        unknown = bool(value) and value[0] and value[0] not in self.numbers
        return super().optgroups(name, [ANOTHER] if unknown else value, attrs)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of the whole, which the summary of errors links to."""
        return id_ if index is None else super().id_for_label(id_, index)


class BoundThings(BoundField):
    """What ``forms/things.html`` shows: the chosen card, the others, and the line."""

    @property
    def chosen(self) -> list[BoundWidget]:
        return [w for w in self.subwidgets if w.data["selected"] and self._is_card(w)]

    @property
    def others(self) -> list[BoundWidget]:
        return [w for w in self.subwidgets if not w.data["selected"] and self._is_card(w)]

    @property
    def rest(self) -> list[BoundWidget]:
        return [w for w in self.subwidgets if not self._is_card(w)]

    @property
    def typed(self) -> str:
        """What was typed into the line."""
        value = self.value() or ""
        return "" if value in self._numbers else str(value)

    @property
    def line_hint(self) -> str:
        return str(getattr(self.field.widget, "hint", ""))

    @property
    def line_name(self) -> str:
        return f"{self.html_name}_{ANOTHER}"

    @property
    def has_line(self) -> bool:
        return any(w.data["value"] == ANOTHER for w in self.subwidgets)

    @property
    def _numbers(self) -> set[str]:
        widget = self.field.widget
        return widget.numbers if isinstance(widget, OwnThings) else set()

    def _is_card(self, widget: BoundWidget) -> bool:
        return widget.data["value"] in self._numbers


class AskedThing(Asked):
    """A question for one of the customer's own things."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.template_name = "forms/things.html"

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        return BoundThings(form, self, field_name)


def field_for(question: TemplateField, own: Mapping[FieldKind, Choosable]) -> Asked:
    """Return the field that asks ``question``, with the customer's own things to choose from."""
    offered = own.get(FieldKind(question.kind))
    words = {"label": question.label, "required": question.required}
    if offered is None or not offered.things:
        return Asked(help_text=question.help, widget=_widget(question), **words)
    return AskedThing(
        widget=OwnThings(
            offered.things,
            more=bool(offered.more),
            required=question.required,
            # How a number is written: of use only where one may have to be.
            hint=question.help,
        ),
        **words,
    )


def _widget(question: TemplateField) -> forms.Widget:
    match question.kind:
        case FieldKind.LONG_TEXT:
            return forms.Textarea(attrs={"rows": 4})
        case FieldKind.DATE:
            return forms.TextInput(attrs={"type": "date", "class": "input--short"})
        case FieldKind.YES_NO:
            return forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No"))])
        case FieldKind.CHOICE:
            choices = list(choices_of(question, get_language()).items())
            if len(choices) <= MOST_CARDS:
                return forms.RadioSelect(choices=choices)
            return forms.Select(choices=[("", _("Choose …")), *choices])
    return forms.TextInput(attrs={"autocomplete": "off"})
