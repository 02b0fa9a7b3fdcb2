"""The form of a category as a customer would see it, for whoever is building it."""

import json
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consignment.languages import supported
from consignment.models import User
from tickets.public.files import files_field
from tickets.public.forms import RequestForm
from tickets.triage.models import Category, FieldKind, TemplateField

MOST_QUESTIONS = 60
MOST_CHOICES = 100
LONGEST = 400


class NotAForm(ValueError):
    """What was sent describes no form."""


@require_POST
def preview_form(request: HttpRequest) -> HttpResponse:
    """Render the customer's form of a category that may not be saved yet. Nothing is written.

    The body is JSON: ``language``, the names and hints of the category, ``questions`` in their
    order. Only for who may see categories; for others there is no such page.
    """
    if not isinstance(request.user, User) or not request.user.has_perm("tickets.view_category"):
        raise Http404
    try:
        data = json.loads(request.body or b"{}")
        category = _category(data)
    except (ValueError, TypeError, AttributeError, KeyError):
        why = {"detail": _("This cannot be shown. Load the page anew, and try again.")}
        return JsonResponse(why, status=400)
    language = supported(str(data.get("language", "")))
    with translation.override(language):
        form = RequestForm(
            category=category, person=request.user, own={}, files=files_field(request)
        )
        for field in form.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        context = {"category": category, "form": form, "language": language}
        return render(request, "public/form_preview.html", context)


def _category(data: dict[str, Any]) -> Category:
    """Return the category that ``data`` describes, with its questions. Raises NotAForm."""
    category = Category(
        pk=0,
        key="preview",
        **{name: _text(data.get(name)) for name in ("name_en", "name_zh", "hint_en", "hint_zh")},
    )
    questions = data.get("questions", [])
    if not isinstance(questions, list) or len(questions) > MOST_QUESTIONS:
        raise NotAForm("questions")
    rows = [_question(row, number) for number, row in enumerate(questions)]
    category._prefetched_objects_cache = {"fields": rows}  # type: ignore[attr-defined]
    return category


def _question(row: dict[str, Any], number: int) -> TemplateField:
    kind = row.get("kind")
    choices = row.get("choices") or []
    if not isinstance(choices, list):
        raise NotAForm("choices")
    return TemplateField(
        key=f"q{number}",
        kind=kind if kind in FieldKind.values else FieldKind.TEXT,
        required=bool(row.get("required")),
        choices=[
            {"value": str(n), "en": _text(one.get("en")) or "…", "zh": _text(one.get("zh"))}
            for n, one in enumerate(choices[:MOST_CHOICES])
        ],
        label_en=_text(row.get("label_en")) or "…",
        label_zh=_text(row.get("label_zh")),
        help_en=_text(row.get("help_en")),
        help_zh=_text(row.get("help_zh")),
    )


def _text(value: Any) -> str:
    return str(forms.CharField(required=False).to_python(value or ""))[:LONGEST]
